import { NOTABLE_DIFFERENCE } from '../../features/standardisedDifference.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { shortened } from './textBox.ts';

export interface CovariateDifference {
  readonly label: string;
  /** First cohort less second, in standard deviations. */
  readonly difference: number;
}

/** The largest of them, largest first. */
export function largestDifferences(
  all: readonly CovariateDifference[],
  most: number,
): readonly CovariateDifference[] {
  return [...all].sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference)).slice(0, most);
}

/**
 * Standardised differences of covariates as dots (Love plot): to the right more in the first cohort, to the left more
 * in the second; dashed lines at ±0.1.
 */
export function lovePlot(differences: readonly CovariateDifference[], options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const labels = Math.min(300, Math.floor(width * 0.42));
  const values = differences.map(({ label, difference }, order) => ({
    order,
    label: shortened(label, labels - 8, 11),
    difference,
    side: difference >= 0 ? 'first' : 'second',
    text: differenceText(locale, difference),
  }));
  const reach = Math.max(0.2, ...differences.map(({ difference }) => Math.abs(difference))) * 1.25;
  const x = {
    field: 'difference',
    type: 'quantitative',
    scale: { domain: [-reach, reach], nice: false, range: [labels, width - 10] },
    axis: {
      title: translate(locale, 'chart.love.axis'),
      format: '.1f',
      tickCount: 5,
      grid: true,
      domain: false,
      ticks: false,
    },
  };
  const height = Math.max(1, values.length) * 19;
  const y = { field: 'order', type: 'ordinal', axis: null };
  const line = (at: number, dash: readonly number[]): ChartSpec => ({
    data: { values: [{ at }] },
    mark: { type: 'rule', color: theme.neutral, strokeDash: dash, strokeWidth: 1 },
    encoding: { x: { ...x, field: 'at' }, y: { value: 0 }, y2: { value: height } },
  });
  return chartFrame(
    {
      width,
      height,
      data: { values },
      encoding: { y },
      layer: [
        line(0, [1, 0]),
        line(-NOTABLE_DIFFERENCE, [3, 3]),
        line(NOTABLE_DIFFERENCE, [3, 3]),
        {
          mark: { type: 'point', filled: true, size: 60, opacity: 1 },
          encoding: {
            x,
            color: {
              field: 'side',
              type: 'nominal',
              scale: { domain: ['first', 'second'], range: [theme.primary, theme.secondary] },
              legend: null,
            },
            shape: {
              field: 'side',
              type: 'nominal',
              scale: { domain: ['first', 'second'], range: ['circle', 'diamond'] },
              legend: null,
            },
          },
        },
        ...(['first', 'second'] as const).map(
          (side): ChartSpec => ({
            transform: [{ filter: `datum.side === '${side}'` }],
            mark: {
              type: 'text',
              baseline: 'middle',
              fontSize: 10,
              color: theme.ink2,
              ...(side === 'first' ? { align: 'left', dx: 8 } : { align: 'right', dx: -8 }),
            },
            encoding: { x, text: { field: 'text', type: 'nominal' } },
          }),
        ),
        {
          mark: { type: 'text', align: 'right', baseline: 'middle', fontSize: 11, dx: -8, color: theme.ink },
          encoding: { x: { value: labels }, text: { field: 'label', type: 'nominal' } },
        },
      ],
    },
    options,
  );
}

/** Two decimals with the sign. */
export function differenceText(locale: Locale, difference: number): string {
  return new Intl.NumberFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  }).format(difference);
}

export function loveTable(differences: readonly CovariateDifference[], locale: Locale): ChartTable {
  return {
    columns: [
      { label: translate(locale, 'chart.love.covariate'), align: 'start' },
      { label: translate(locale, 'chart.love.difference'), align: 'end' },
    ],
    rows: differences.map(({ label, difference }) => [
      { text: label },
      { text: differenceText(locale, difference) },
    ]),
  };
}
