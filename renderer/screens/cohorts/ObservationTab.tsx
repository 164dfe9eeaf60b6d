import { useMemo } from 'react';
import type { ObservationTime } from '../../../shared/features/characterisationApi.ts';
import { chartCaption } from '../../../shared/report/charts/chartCaption.ts';
import type { ChartOptions } from '../../../shared/report/charts/chartSpec.ts';
import { observedDaysChart, observedDaysTable } from '../../../shared/report/charts/observedDaysChart.ts';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { ChartPanel } from '../../charts/ChartPanel.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { AnalysisFrame } from './AnalysisFrame.tsx';
import { CohortLetters } from './CohortLetters.tsx';
import { useComparedCohort } from './CompareMenu.tsx';

/** How long persons were observed before and after index. */
export function ObservationTab({ summary }: { readonly summary: CohortSummary }) {
  const other = useComparedCohort(summary);
  return (
    <AnalysisFrame kind="observation" summary={summary} other={other}>
      {(first, second) => (
        <div className="characteristics">
          {other && second && <CohortLetters summary={summary} other={other} />}
          <div className="two-charts">
            <ObservedPanel side="before" first={first} second={second} summary={summary} />
            <ObservedPanel side="after" first={first} second={second} summary={summary} />
          </div>
        </div>
      )}
    </AnalysisFrame>
  );
}

interface ObservedPanelProps {
  readonly side: 'before' | 'after';
  readonly first: ObservationTime;
  readonly second: ObservationTime | null;
  readonly summary: CohortSummary;
}

function ObservedPanel({ side, first, second, summary }: ObservedPanelProps) {
  const { t, locale, number } = useTexts();
  const series = useMemo(
    () =>
      [first, ...(second ? [second] : [])].map((time, i) => ({
        label: i === 0 ? 'A' : 'B',
        persons: time.persons,
        days: time[side],
      })),
    [first, second, side],
  );
  const spec = useMemo(() => (options: ChartOptions) => observedDaysChart(series, options), [series]);
  const medians = series.flatMap(({ label, days }) => {
    if (!days.quartiles) return [];
    const { median, lower, upper } = days.quartiles;
    return series.length > 1
      ? [t('observed.median', { cohort: label, median: number(Math.round(median)) })]
      : [t('observed.aside', { median: number(median), lower: number(lower), upper: number(upper) })];
  });
  return (
    <ChartPanel
      title={t(`observed.${side}`)}
      aside={medians.join(' · ')}
      caption={chartCaption(
        locale,
        first.persons,
        first.provenance.releaseId,
        series.flatMap(({ days }) => days.bins.map(({ persons }) => persons)),
      )}
      fileName={`${summary.name}-observation-${side}`}
      spec={spec}
      table={observedDaysTable(series, locale)}
    />
  );
}
