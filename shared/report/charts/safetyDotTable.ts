import { type Locale, translate } from '../../i18n/translate.ts';
import type { GroupRate, SafetyRow } from '../../study/safety/safetyResult.ts';
import type { ChartTable } from './chartTable.ts';
import type { DotPlot } from './safetyDotPanels.ts';
import { differenceText, outcomeText, rateIntervalText, ratioText } from './safetyMarks.ts';

/** The figure that stands beside a row: its difference in absolute terms, else its ratio. */
export function figureOf(
  { against: compared }: SafetyRow,
  { against, scale }: DotPlot,
  locale: Locale,
): string | null {
  const own = compared.find((one) => one.with === against);
  if (scale === 'absolute') return own?.rateDifference ? differenceText(locale, own.rateDifference) : null;
  return own?.rateRatio ? ratioText(locale, own.rateRatio) : null;
}

/** The same outcomes as a table, absolute and relative. */
export function safetyDotPlotTable(plot: Omit<DotPlot, 'scale' | 'chosen'>, locale: Locale): ChartTable {
  const { rows, groups, against } = plot;
  const say = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  const rate = (own: GroupRate | undefined) => (own?.rate ? rateIntervalText(locale, own.rate) : null);
  return {
    columns: [
      { label: say('chart.safety.event'), align: 'start' },
      ...groups.flatMap(({ name }) => [
        { label: `${name} · ${say('chart.safety.events')}`, align: 'end' as const },
        { label: `${name} · ${say('chart.rate.axis')}`, align: 'end' as const },
      ]),
      { label: say('chart.safety.difference'), align: 'end' },
      { label: say('chart.safety.rateRatio'), align: 'end' },
    ],
    rows: rows.map((row) => [
      { text: outcomeText(row, locale) },
      ...groups.flatMap((_, g) => [
        row.groups[g] ? { count: row.groups[g].events } : { text: null },
        { text: rate(row.groups[g]) },
      ]),
      ...(['absolute', 'relative'] as const).map((scale) => ({
        text: figureOf(row, { ...plot, against, scale, chosen: null }, locale),
      })),
    ]),
  };
}
