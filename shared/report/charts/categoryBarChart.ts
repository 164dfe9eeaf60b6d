import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import type { Locale } from '../../i18n/translate.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { barLength, countText, shareText } from './countText.ts';

export interface CategoryCount {
  readonly label: string;
  readonly count: PublishedCount;
  /** Data colour; the primary one when not given. */
  readonly color?: string;
}

/** A few categories as labelled horizontal bars with their number and share of `whole`. */
export function categoryBarChart(
  categories: readonly CategoryCount[],
  whole: PublishedCount,
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const labels = Math.min(
    170,
    Math.max(
      48,
      ...categories.map(({ label }) => 4 + 12.5 * [...label].length * (locale === 'ja' ? 1 : 0.58)),
    ),
  );
  const numbers = 104;
  const start = labels + 10;
  const end = Math.max(start + 40, width - numbers);
  const domain = Math.max(1, ...categories.map(({ count }) => barLength(count)));
  const values = categories.map(({ label, count, color }, order) => ({
    order,
    label,
    length: barLength(count),
    withheld: isWithheld(count),
    color: color ?? theme.primary,
    number: countText(locale, count),
    share: shareText(locale, count, whole) ?? '',
  }));
  const x = {
    field: 'length',
    type: 'quantitative',
    scale: { domain: [0, domain], range: [start, end] },
    axis: null,
  };
  const color = { field: 'color', type: 'nominal', scale: null };
  return chartFrame(
    {
      width,
      height: { step: 26 },
      data: { values },
      encoding: { y: { field: 'order', type: 'ordinal', axis: null } },
      layer: [
        {
          mark: { type: 'bar', height: 14, cornerRadiusEnd: 2 },
          transform: [{ filter: '!datum.withheld' }],
          encoding: { x, color },
        },
        {
          mark: { type: 'bar', height: 14, filled: false, strokeDash: [2, 2], strokeWidth: 1 },
          transform: [{ filter: 'datum.withheld && datum.length > 0' }],
          encoding: { x, stroke: color },
        },
        text('label', { align: 'right', color: theme.ink, limit: labels }, labels),
        text('number', { align: 'right', color: theme.ink, fontWeight: 600 }, width - 52),
        text('share', { align: 'right' }, width),
      ],
    },
    options,
  );
}

function text(field: string, mark: ChartSpec, x: number): ChartSpec {
  return {
    mark: { type: 'text', baseline: 'middle', fontSize: 12, ...mark },
    encoding: { text: { field, type: 'nominal' }, x: { value: x } },
  };
}

/** The categories as a table with headings `category` and `count`. */
export function categoryTable(
  categories: readonly CategoryCount[],
  whole: PublishedCount,
  headings: { readonly category: string; readonly count: string; readonly share: string },
  locale: Locale,
): ChartTable {
  return {
    columns: [
      { label: headings.category, align: 'start' },
      { label: headings.count, align: 'end' },
      { label: headings.share, align: 'end' },
    ],
    rows: categories.map(({ label, count }) => [
      { text: label },
      { count },
      { text: shareText(locale, count, whole) },
    ]),
  };
}
