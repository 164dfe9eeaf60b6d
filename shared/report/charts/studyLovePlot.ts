import { translate } from '../../i18n/translate.ts';
import type { BalanceRow } from '../../study/result/comparisonResult.ts';
import { covariateName } from '../study/studyTables.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import { differenceText } from './lovePlot.ts';
import { shortened } from './textBox.ts';

/** Rows with the largest absolute difference, before or after adjustment, largest first; ones without any left out. */
export function leastBalanced(
  rows: readonly BalanceRow[],
  by: 'before' | 'after',
  most: number,
): readonly BalanceRow[] {
  const size = (row: BalanceRow) => Math.abs(row[by].standardisedDifference ?? 0);
  return rows
    .filter((row) => row[by].standardisedDifference !== null)
    .toSorted((a, b) => size(b) - size(a) || (a.covariate.id < b.covariate.id ? -1 : 1))
    .slice(0, most);
}

const ROW = 20;

/** Absolute standardised differences before (hollow) and after adjustment (filled), the threshold dashed. */
export function studyLovePlot(
  rows: readonly BalanceRow[],
  threshold: number,
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const labels = Math.min(300, Math.floor(width * 0.42));
  const values = rows.map(({ covariate, before, after }, order) => ({
    order,
    label: shortened(covariateName(covariate, locale), labels - 8, 11),
    before: before.standardisedDifference === null ? null : Math.abs(before.standardisedDifference),
    after: after.standardisedDifference === null ? null : Math.abs(after.standardisedDifference),
  }));
  const reach =
    Math.max(threshold * 2, ...values.flatMap(({ before, after }) => [before ?? 0, after ?? 0])) * 1.06;
  const height = Math.max(1, values.length) * ROW;
  const x = {
    type: 'quantitative',
    scale: { domain: [0, reach], nice: false, range: [labels, width - 12] },
    axis: {
      title: translate(locale, 'chart.studyLove.axis'),
      tickCount: 5,
      format: '.2~f',
      grid: true,
      domain: false,
      ticks: false,
    },
  };
  const y = { field: 'order', type: 'ordinal', axis: null };
  const series = (field: 'before' | 'after'): ChartSpec => ({
    transform: [{ filter: `isValid(datum.${field})` }],
    mark:
      field === 'before'
        ? {
            type: 'point',
            filled: false,
            stroke: theme.secondary,
            strokeWidth: 1.6,
            size: 52,
            opacity: 1,
          }
        : { type: 'point', filled: true, color: theme.primary, size: 58, opacity: 1 },
    encoding: { x: { ...x, field } },
  });
  return chartFrame(
    {
      width,
      height,
      data: { values },
      encoding: { y },
      layer: [
        {
          data: { values: [{ at: threshold }] },
          mark: { type: 'rule', color: theme.neutral, strokeDash: [4, 3] },
          encoding: { x: { ...x, field: 'at' }, y: { value: 0 }, y2: { value: height } },
        },
        {
          transform: [{ filter: 'isValid(datum.before) && isValid(datum.after)' }],
          mark: { type: 'rule', color: theme.line },
          encoding: { x: { ...x, field: 'after' }, x2: { field: 'before' } },
        },
        series('before'),
        series('after'),
        {
          mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: 11, dx: -8, color: theme.ink },
          encoding: { x: { value: labels }, text: { field: 'label', type: 'nominal' } },
        },
      ],
    },
    options,
  );
}

export function standardisedText(locale: ChartOptions['locale'], value: number | null): string {
  return value === null ? '—' : differenceText(locale, value);
}
