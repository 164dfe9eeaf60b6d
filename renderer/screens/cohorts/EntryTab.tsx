import Combine from 'lucide-react/icons/combine';
import { useMemo } from 'react';
import type { EntryEvents } from '../../../shared/features/characterisationApi.ts';
import { type CategoryCount, categoryBarChart } from '../../../shared/report/charts/categoryBarChart.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import type { ChartTable } from '../../../shared/report/charts/chartTable.ts';
import {
  entryConceptName,
  entryConceptsTable,
  visitKindName,
  visitsTable,
} from '../../../shared/report/charts/entryTables.ts';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { AnalysisFrame } from './AnalysisFrame.tsx';
import { useComparedCohort } from './CompareMenu.tsx';
import { SideBySide } from './SideBySide.tsx';

const DRAWN = 15;

/** How persons came in: by which concept and code, and at what kind of visit. */
export function EntryTab({ summary }: { readonly summary: CohortSummary }) {
  const other = useComparedCohort(summary);
  return (
    <AnalysisFrame kind="entryEvents" summary={summary} other={other}>
      {(first, second) => (
        <SideBySide summary={summary} other={other} first={first} second={second}>
          {(entry, cohort) => <Entry entry={entry} summary={cohort} />}
        </SideBySide>
      )}
    </AnalysisFrame>
  );
}

function Entry({ entry, summary }: { readonly entry: EntryEvents; readonly summary: CohortSummary }) {
  const { t, locale } = useTexts();
  const { concepts, visits, persons } = entry;
  const events = useMemo(
    () =>
      (concepts ?? []).map((concept) => ({
        label: entryConceptName(concept, locale),
        count: concept.persons,
      })),
    [concepts, locale],
  );
  const kinds = useMemo(
    () => visits.map((visit) => ({ label: visitKindName(visit, locale), count: visit.persons })),
    [visits, locale],
  );
  return (
    <div className="two-charts">
      {concepts === null ? (
        <div className="panel">
          <EmptyState icon={Combine} title={t('entry.combinationTitle')} text={t('entry.combination')} />
        </div>
      ) : (
        <BreakdownPanel
          entry={entry}
          title={t('entry.title')}
          aside={t('entry.aside')}
          fileName={`${summary.name}-entry-events`}
          categories={events}
          table={entryConceptsTable(concepts, persons, locale)}
        />
      )}
      <BreakdownPanel
        entry={entry}
        title={t('visits.title')}
        aside={t('visits.aside')}
        fileName={`${summary.name}-visits`}
        categories={kinds}
        table={visitsTable(visits, persons, locale)}
      />
    </div>
  );
}

interface BreakdownPanelProps {
  readonly entry: EntryEvents;
  readonly title: string;
  readonly aside: string;
  readonly fileName: string;
  /** Must be stable while its data is. */
  readonly categories: readonly CategoryCount[];
  readonly table: ChartTable;
}

/** Bars of the largest parts with the whole table below them. */
function BreakdownPanel({ entry, title, aside, fileName, categories, table }: BreakdownPanelProps) {
  const { t, locale } = useTexts();
  const spec = useMemo(
    () => (options: ChartOptions) => categoryBarChart(categories.slice(0, DRAWN), entry.persons, options),
    [categories, entry.persons],
  );
  return (
    <div className="column">
      <ChartPanel
        title={title}
        aside={aside}
        caption={chartCaption(
          locale,
          entry.persons,
          entry.provenance.releaseId,
          table.rows.flatMap((row) => row.flatMap((cell) => ('count' in cell ? [cell.count] : []))),
        )}
        fileName={fileName}
        spec={spec}
        table={table}
      />
      <div className="panel">
        <DataTable table={table} label={t('table.detail', { chart: title })} />
      </div>
    </div>
  );
}
