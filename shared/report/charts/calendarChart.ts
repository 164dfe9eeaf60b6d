import { isWithheld } from '../../disclosure/publishedCount.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { CohortPage } from '../../workbenchApi.ts';
import { type ChartOptions, type ChartSpec, chartFrame, countAxis } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { barLength, countText } from './countText.ts';

/** Entries by calendar period of the index date. */
export function calendarChart(calendar: CohortPage['calendar'], options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const values = calendar.periods.map(({ period, entries }) => ({
    period,
    length: barLength(entries),
    withheld: isWithheld(entries),
    number: countText(locale, entries),
  }));
  const januaries = calendar.periods.map(({ period }) => period).filter((period) => period.endsWith('-01'));
  const monthly = calendar.unit === 'month' && januaries.length > 1;
  const x = {
    field: 'period',
    type: 'ordinal',
    scale: {
      domain: calendar.periods.map(({ period }) => period),
      paddingInner: values.length > 60 ? 0.12 : 0.22,
      paddingOuter: 0.1,
    },
    axis: {
      title: null,
      labelAngle: 0,
      labelOverlap: 'greedy',
      ticks: monthly,
      ...(monthly ? { values: januaries, labelExpr: 'slice(datum.label, 0, 4)' } : {}),
    },
  };
  const domain = [0, Math.max(1, ...values.map(({ length }) => length))];
  const y = { field: 'length', type: 'quantitative', scale: { domain, nice: true }, axis: countAxis(null) };
  const labelled = values.length <= width / 22;
  return chartFrame(
    {
      width,
      autosize: { type: 'fit-x', contains: 'padding' },
      height: 220,
      data: { values },
      encoding: { x },
      layer: [
        {
          mark: { type: 'bar', color: theme.primary },
          transform: [{ filter: '!datum.withheld' }],
          encoding: { y },
        },
        {
          mark: { type: 'bar', filled: false, stroke: theme.primary, strokeDash: [2, 2], strokeWidth: 1 },
          transform: [{ filter: 'datum.withheld && datum.length > 0' }],
          encoding: { y },
        },
        ...(labelled
          ? [
              {
                mark: { type: 'text', baseline: 'bottom', dy: -2, fontSize: 9 },
                transform: [{ filter: 'datum.withheld' }],
                encoding: { y, text: { field: 'number', type: 'nominal' } },
              },
            ]
          : []),
      ],
    },
    options,
  );
}

export function calendarTable(calendar: CohortPage['calendar'], locale: Locale): ChartTable {
  return {
    columns: [
      { label: translate(locale, `chart.calendar.${calendar.unit}`), align: 'start' },
      { label: translate(locale, 'chart.calendar.entries'), align: 'end' },
    ],
    rows: calendar.periods.map(({ period, entries }) => [{ text: period }, { count: entries }]),
  };
}
