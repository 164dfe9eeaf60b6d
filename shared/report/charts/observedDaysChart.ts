import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import type { ObservedDays } from '../../features/characterisationApi.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { shareText } from './countText.ts';

/** Observed days of one cohort. */
export interface ObservedSeries {
  readonly label: string;
  readonly persons: PublishedCount;
  readonly days: ObservedDays;
}

/** Shares of persons by days observed; two cohorts side by side, the first dark, the second in the second colour. */
export function observedDaysChart(series: readonly ObservedSeries[], options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const values = series.flatMap(({ label, persons, days }) =>
    days.bins.map(({ from, to, persons: some }) => ({
      bin: daysLabel(locale, from, to),
      label,
      share: isWithheld(some) || isWithheld(persons) || persons === 0 ? 0 : some / persons,
      withheld: isWithheld(some),
    })),
  );
  const labels = series.map(({ label }) => label);
  const bins = series[0]?.days.bins.map(({ from, to }) => daysLabel(locale, from, to)) ?? [];
  const highest = Math.max(0.01, ...values.map(({ share }) => share));
  const encoding = {
    x: {
      field: 'bin',
      type: 'ordinal',
      scale: { domain: bins, paddingInner: 0.25, paddingOuter: 0.1 },
      axis: { title: null, labelAngle: 0, ticks: false, labelLimit: 90, labelOverlap: false },
    },
    ...(series.length > 1 ? { xOffset: { field: 'label', type: 'nominal', sort: labels } } : {}),
    color: {
      field: 'label',
      type: 'nominal',
      scale: { domain: labels, range: [theme.primary, theme.secondary].slice(0, Math.max(1, labels.length)) },
      legend: null,
    },
  };
  const axis = { title: null, format: '.0%', tickCount: 3, domain: false, ticks: false, grid: true };
  const scale = { domain: [0, highest], nice: true };
  return chartFrame(
    {
      width,
      autosize: { type: 'fit-x', contains: 'padding' },
      height: chartHeight(width) - 30,
      data: { values },
      encoding,
      layer: [
        { mark: 'bar', encoding: { y: { field: 'share', type: 'quantitative', scale, axis } } },
        {
          transform: [{ filter: 'datum.withheld' }],
          mark: { type: 'text', text: '*', baseline: 'bottom', fontSize: 12, color: theme.ink2 },
          encoding: { y: { datum: 0, type: 'quantitative', scale }, color: { value: theme.ink2 } },
        },
      ],
    },
    options,
  );
}

/** `30–89 日`, `1–2 年`: days up to a year, then years. */
export function daysLabel(locale: Locale, from: number, to: number | null): string {
  if (from < 365) {
    return from === to || to === null
      ? translate(locale, 'chart.days.one', { days: from })
      : translate(locale, 'chart.days.range', { from, to });
  }
  const year = Math.round(from / 365);
  return to === null
    ? translate(locale, 'chart.years.open', { from: year })
    : translate(locale, 'chart.years.range', { from: year, to: Math.round((to + 1) / 365) });
}

export function observedDaysTable(series: readonly ObservedSeries[], locale: Locale): ChartTable {
  return {
    columns: [
      { label: translate(locale, 'chart.observed.days'), align: 'start' },
      ...series.flatMap(({ label }) => [
        { label: series.length > 1 ? label : translate(locale, 'chart.persons'), align: 'end' as const },
        {
          label:
            series.length > 1
              ? `${label} · ${translate(locale, 'chart.share')}`
              : translate(locale, 'chart.share'),
          align: 'end' as const,
        },
      ]),
    ],
    rows: (series[0]?.days.bins ?? []).map(({ from, to }, bin) => [
      { text: daysLabel(locale, from, to) },
      ...series.flatMap(({ persons, days }) => {
        const count = days.bins[bin]?.persons ?? 0;
        return [{ count }, { text: shareText(locale, count, persons) }];
      }),
    ]),
  };
}
