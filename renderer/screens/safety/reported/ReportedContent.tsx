import { useMemo, useState } from 'react';
import { isWithheld } from '../../../../shared/disclosure/publishedCount.ts';
import { reportedTableRows } from '../../../../shared/report/safety/reportedTableRows.ts';
import type { ReportedTable } from '../../../../shared/study/safety/reports/reportedTable.ts';
import type { SafetyResult } from '../../../../shared/study/safety/safetyResult.ts';
import { Segments } from '../../../components/Segments.tsx';
import { Toggle } from '../../../components/Toggle.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import type { SafetyChoice } from '../../../state/safety.ts';
import type { Study } from '../../../state/studies.ts';
import { TableExportMenu } from '../../cohorts/TableExportMenu.tsx';
import { safetyCaption } from '../safetyCaption.ts';
import { ReportedFacts } from './ReportedFacts.tsx';
import { ReportedGrid } from './ReportedGrid.tsx';
import { type ReportedLevel, reportedLines } from './reportedLines.ts';

interface ReportedContentProps {
  readonly study: Study;
  readonly result: SafetyResult;
  readonly choice: SafetyChoice;
  readonly found: ReportedTable;
  /** Names of the files that were picked; null: the release's own reports. */
  readonly files: readonly string[] | null;
}

/** What was found of reports: how many are of the drug, a row for each event, and what could not be placed. */
export function ReportedContent({ study, result, choice, found, files }: ReportedContentProps) {
  const texts = useTexts();
  const { t, locale } = texts;
  const [level, setLevel] = useState<ReportedLevel>('finest');
  const [hasMeasures, setMeasures] = useState(false);
  const table = result.timesAtRisk.find(({ timeAtRisk }) => timeAtRisk === found.timeAtRisk);
  const rows = useMemo(
    () => (table ? reportedLines(found.rows, table, choice, level, locale) : []),
    [found, table, choice, level, locale],
  );
  const isFiltered = result.filter.sex !== null || result.filter.ageBand !== null;
  const hasWithheld = rows.some(({ observed }) => isWithheld(observed));
  return (
    <>
      <ReportedFacts found={found} files={files} />
      {isFiltered && <p className="safety-notice">{t('reported.unfiltered')}</p>}
      <div className="reported-tools">
        <Segments
          label={t('reported.level')}
          value={level}
          onChange={setLevel}
          options={(['finest', 'reported', 'all'] as const).map((id) => ({
            id,
            label: t(`reported.level.${id}`),
          }))}
        />
        <Toggle label={t('reported.measures')} on={hasMeasures} onChange={setMeasures} />
        <span className="spacer" />
        <TableExportMenu
          title={t('reported.title')}
          caption={safetyCaption(result, study, found.timeAtRisk, texts)}
          fileName={`${study.name}-reported`}
          table={() => reportedTableRows(rows, locale, true)}
        />
      </div>
      {rows.length === 0 ? (
        <p className="safety-none">{t(found.matched === 0 ? 'reported.noEvent' : 'reported.noMatch')}</p>
      ) : (
        <ReportedGrid
          study={study}
          rows={rows}
          table={reportedTableRows(rows, locale, hasMeasures)}
          chosen={choice.outcome}
        />
      )}
      {rows.length > 0 && <p className="hint">{t('reported.coverage')}</p>}
      {hasMeasures && <p className="hint">{t('reported.measuresLimit')}</p>}
      {hasWithheld && <p className="hint">{t('reported.withheld')}</p>}
    </>
  );
}
