import type { IncidenceRate } from '../../features/characterisationApi.ts';
import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';

export type RateSeriesName = 'all' | 'male' | 'female';

/** Rates along an ordered axis (years, ages), one or more per place. */
export interface RatePoint {
  readonly at: string;
  readonly rates: Readonly<Partial<Record<RateSeriesName, IncidenceRate>>>;
}

const shapes: Readonly<Record<RateSeriesName, string>> = {
  all: 'circle',
  male: 'square',
  female: 'triangle-up',
};

/** How high an axis must reach: a wide interval of a rare cell must not flatten all the others. */
export function rateTop(points: readonly RatePoint[], names: readonly RateSeriesName[]): number {
  const rates = points.flatMap(({ rates: own }) => names.flatMap((name) => own[name]?.rate ?? []));
  const highest = Math.max(0, ...rates.map(({ estimate }) => estimate));
  const widest = Math.max(highest, ...rates.map(({ upper }) => upper)) || 1;
  return Math.min(Math.max(highest * 1.6, 1e-9), widest);
}

/** Rates with their exact intervals as lines, told apart by colour and shape; a gap where a rate is withheld. */
export function rateChart(
  points: readonly RatePoint[],
  names: readonly RateSeriesName[],
  options: ChartOptions,
  top = rateTop(points, names),
): ChartSpec {
  const { locale, theme, width } = options;
  const colors = { all: theme.neutral, male: theme.primary, female: theme.secondary };
  const label = (name: RateSeriesName) => translate(locale, `chart.rate.${name}`);
  const values = points.flatMap(({ at, rates }) =>
    names.map((name) => {
      const rate = rates[name]?.rate ?? null;
      return {
        at,
        series: label(name),
        estimate: rate?.estimate ?? null,
        lower: rate?.lower ?? null,
        upper: rate?.upper ?? null,
      };
    }),
  );
  const domain = names.map(label);
  const y = {
    type: 'quantitative',
    scale: { domain: [0, top], nice: true, clamp: true },
    axis: {
      title: translate(locale, 'chart.rate.axis'),
      tickCount: 4,
      domain: false,
      ticks: false,
      grid: true,
    },
  };
  const legend =
    names.length < 2
      ? null
      : {
          orient: 'top',
          title: null,
          labelColor: theme.ink2,
          labelFontSize: 11,
          symbolOpacity: 1,
          symbolStrokeWidth: 2,
          offset: 4,
        };
  const color = {
    field: 'series',
    type: 'nominal',
    scale: { domain, range: names.map((name) => colors[name]) },
    legend,
  };
  const ats = points.map(({ at }) => at);
  const x = {
    field: 'at',
    type: 'ordinal',
    scale: { domain: ats, type: 'point', padding: 0.5 },
    axis: { title: null, labelAngle: 0, labelOverlap: 'greedy', ticks: false },
  };
  return chartFrame(
    {
      width,
      autosize: { type: 'fit-x', contains: 'padding' },
      height: chartHeight(width),
      data: { values },
      encoding: { x },
      layer: [
        {
          mark: { type: 'rule', strokeWidth: 1.5, opacity: 0.55 },
          transform: [{ filter: 'isValid(datum.estimate)' }],
          encoding: {
            xOffset: { field: 'series', type: 'nominal', scale: { domain, range: offsets(domain.length) } },
            y: { ...y, field: 'lower' },
            y2: { field: 'upper' },
            color,
          },
        },
        {
          mark: { type: 'line', strokeWidth: 2 },
          encoding: {
            xOffset: { field: 'series', type: 'nominal', scale: { domain, range: offsets(domain.length) } },
            y: { ...y, field: 'estimate' },
            color,
          },
        },
        {
          mark: { type: 'point', filled: true, size: 48, opacity: 1 },
          transform: [{ filter: 'isValid(datum.estimate)' }],
          encoding: {
            xOffset: { field: 'series', type: 'nominal', scale: { domain, range: offsets(domain.length) } },
            y: { ...y, field: 'estimate' },
            color,
            shape: {
              field: 'series',
              type: 'nominal',
              scale: { domain, range: names.map((name) => shapes[name]) },
              legend,
            },
          },
        },
      ],
    },
    options,
  );
}

/** Pixels by which series stand beside each other, so that their intervals can be told apart. */
function offsets(series: number): number[] {
  return Array.from({ length: series }, (_, i) => (i - (series - 1) / 2) * 5);
}

/** Entries, person-years, rate and interval of every series at every place. */
export function rateTable(
  points: readonly RatePoint[],
  names: readonly RateSeriesName[],
  atLabel: string,
  locale: Locale,
): ChartTable {
  const columns = names.flatMap((name) => {
    const series = translate(locale, `chart.rate.${name}`);
    return (['entries', 'personYears', 'rate', 'interval'] as const).map((column) => ({
      label: `${series} · ${translate(locale, `chart.rate.${column}`)}`,
      align: 'end' as const,
    }));
  });
  return {
    columns: [{ label: atLabel, align: 'start' }, ...columns],
    rows: points.map(({ at, rates }) => [
      { text: at },
      ...names.flatMap((name) => {
        const cell = rates[name];
        return [
          { count: cell?.entries ?? 0 },
          { text: cell?.personYears == null ? null : formatNumber(locale, cell.personYears, 1) },
          { text: cell?.rate ? rateText(locale, cell.rate.estimate) : null },
          { text: cell?.rate ? intervalText(locale, cell.rate) : null },
        ];
      }),
    ]),
  };
}

export function rateText(locale: Locale, rate: number): string {
  return formatNumber(locale, rate, rate < 1 ? 3 : rate < 10 ? 2 : 1);
}

export function intervalText(locale: Locale, { lower, upper }: { lower: number; upper: number }): string {
  return `${rateText(locale, lower)}–${rateText(locale, upper)}`;
}
