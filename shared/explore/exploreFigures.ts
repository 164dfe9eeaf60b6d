import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import { type Locale, translate } from '../i18n/translate.ts';
import { agePyramidChart } from '../report/charts/agePyramidChart.ts';
import { categoryBarChart } from '../report/charts/categoryBarChart.ts';
import { type ChartOptions, type ChartSpec, chartFrame, countAxis } from '../report/charts/chartSpec.ts';
import type { ChartTable, ChartTableCell } from '../report/charts/chartTable.ts';
import { countText } from '../report/charts/countText.ts';
import type { AgeBand } from '../workbenchApi.ts';
import { dimensionOf, type ExploreChart, type ExploreModel } from './exploreModel.ts';
import type { ExploreView } from './exploreView.ts';
import { binsOf, type Filters } from './filters.ts';

/** A chart's title in a language. */
export function chartTitle(chart: ExploreChart, locale: Locale): string {
  if (chart.title && chart.id.startsWith('dose:'))
    return translate(locale, 'explore.dose.title', { drug: chart.title[locale] });
  return chart.title ? chart.title[locale] : translate(locale, titleKey(chart.id));
}

/** What a chart counts, in a few words. */
export function chartAside(chart: ExploreChart, locale: Locale): string {
  const { id, unit } = chart;
  if (id.startsWith('dose:')) return translate(locale, 'explore.dose.aside', { unit: unit ?? '' });
  if (id.startsWith('value:'))
    return unit === null
      ? translate(locale, 'explore.value.asideNoUnit')
      : translate(locale, 'explore.value.aside', { unit });
  switch (id) {
    case 'age':
    case 'observed':
    case 'daysSupply':
    case 'missing':
    case 'oddity':
      return translate(locale, `explore.chart.${id}.aside`);
    default:
      return translate(locale, 'explore.chart.ranked.aside');
  }
}

const titled = [
  'age',
  'observed',
  'condition',
  'drug',
  'procedure',
  'device',
  'measurement',
  'visit',
  'institution',
  'department',
  'daysSupply',
  'missing',
  'oddity',
] as const;

function titleKey(id: string): `explore.chart.${(typeof titled)[number]}` {
  return `explore.chart.${titled.find((known) => known === id) ?? 'oddity'}`;
}

/** The name of a dimension as filters show it: that of its chart, or of the attribute. */
export function dimensionTitle(model: ExploreModel, dimension: string, locale: Locale): string {
  const chart = model.charts.find((candidate) => candidate.dimension === dimension);
  if (dimension === 'sex') return translate(locale, 'chart.sex.title');
  if (dimension === 'age') return translate(locale, 'chart.age.band');
  return chart ? chartTitle(chart, locale) : dimension;
}

/** The chosen bins of a filter in words: a range by its ends, a few by their names. */
export function binsText(model: ExploreModel, dimension: string, mask: number, locale: Locale): string {
  const found = dimensionOf(model, dimension);
  const chosen = binsOf(mask);
  const name = (bin: number | undefined) => found?.bins[bin ?? -1]?.label[locale] ?? '';
  const [first, last] = [chosen[0], chosen.at(-1)];
  if (chosen.length <= 1) return name(first);
  const isRun = found?.choice === 'range' && (last ?? 0) - (first ?? 0) === chosen.length - 1;
  if (isRun) return rangeText(name(first), name(last));
  if (chosen.length <= 3) return chosen.map(name).join(locale === 'ja' ? '、' : ', ');
  return translate(locale, 'explore.moreBins', { first: name(first), count: chosen.length - 1 });
}

/** `65–69` to `75–79` is `65–79`; other labels are joined as they are. */
function rangeText(first: string, last: string): string {
  const from = first.match(/^([\d.]+)(?:–[\d.]+)?$/)?.[1];
  const to = last.match(/^(?:[\d.]+–)?([\d.]+)$/)?.[1];
  return from !== undefined && to !== undefined ? `${from}–${to}` : `${first} … ${last}`;
}

/** All filters in words, empty when there are none. */
export function filtersText(model: ExploreModel, filters: Filters, locale: Locale): string {
  return Object.entries(filters)
    .map(([dimension, mask]) =>
      translate(locale, 'explore.filterText', {
        chart: dimensionTitle(model, dimension, locale),
        bins: binsText(model, dimension, mask, locale),
      }),
    )
    .join(locale === 'ja' ? '、' : '; ');
}

/** The line that a chart carries when it leaves: how many, of which release, filtered how, and what was done to numbers. */
export function exploreCaption(
  model: ExploreModel,
  view: ExploreView,
  chart: ExploreChart,
  locale: Locale,
): string {
  const filters = filtersText(model, view.filters, locale);
  const below = model.minimumCell;
  const withholds = chart.layers.some((id) => view.counts[id]?.some(isWithheld));
  return [
    chartAside(chart, locale),
    translate(locale, 'chart.caption.n', { n: countText(locale, view.selected) }),
    ...(filters === '' ? [] : [translate(locale, 'explore.caption.filters', { filters })]),
    translate(locale, 'chart.caption.release', { release: model.provenance.releaseId }),
    translate(locale, 'explore.caption.rounded', { below }),
    ...(withholds ? [translate(locale, 'explore.caption.small', { below })] : []),
  ].join(locale === 'ja' ? '　' : ' · ');
}

/** The chart as a specification for exports. */
export function exploreSpec(
  model: ExploreModel,
  view: ExploreView,
  chart: ExploreChart,
  options: ChartOptions,
): ChartSpec {
  const bins = dimensionOf(model, chart.dimension)?.bins ?? [];
  const counts = (layer: string | undefined, bin: number) => view.counts[layer ?? '']?.[bin] ?? 0;
  const { locale } = options;
  if (chart.kind === 'pyramid') return agePyramidChart(ageBands(model, view, chart), options);
  if (chart.kind === 'ranked') {
    const categories = bins.map(({ label }, bin) => ({
      label: label[locale],
      count: counts(chart.layers[0], bin),
    }));
    return categoryBarChart(categories, view.selected, options);
  }
  return chart.finer ? timeSpec(model, view, chart, options) : columnsSpec(model, view, chart, options);
}

/** The first series as an area in its finer steps, the second as a column in each year. */
function timeSpec(
  model: ExploreModel,
  view: ExploreView,
  chart: ExploreChart,
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const years = (dimensionOf(model, chart.dimension)?.bins ?? []).map(({ label }) => Number(label.en));
  const [first = 0, steps] = [years[0], chart.finer?.steps ?? 1];
  const names = chart.layers.map((layer) => seriesName(layer, locale));
  const length = (count: PublishedCount) => (isWithheld(count) ? 0 : count);
  const finer = view.counts[chart.finer?.layer ?? ''] ?? [];
  const area = finer.flatMap((count, step) =>
    [step, step + 1].map((edge) => ({ at: first + edge / steps, length: length(count), series: names[0] })),
  );
  const columns = (view.counts[chart.layers[1] ?? ''] ?? []).map((count, year) => ({
    at: first + year + 0.25,
    to: first + year + 0.75,
    length: length(count),
    series: names[1],
  }));
  const x = {
    field: 'at',
    type: 'quantitative',
    scale: { domain: [first, first + years.length], nice: false, zero: false },
    axis: { title: null, format: 'd', grid: false, tickMinStep: 1 },
  };
  const y = { field: 'length', type: 'quantitative', axis: countAxis(null) };
  const color = {
    field: 'series',
    type: 'nominal',
    scale: { domain: names, range: [theme.secondary, theme.primary] },
    legend: { title: null, orient: 'top' },
  };
  return chartFrame(
    {
      width,
      autosize: { type: 'fit-x', contains: 'padding' },
      height: 220,
      layer: [
        { data: { values: area }, mark: { type: 'area', opacity: 0.45 }, encoding: { x, y, color } },
        { data: { values: columns }, mark: { type: 'bar' }, encoding: { x, x2: { field: 'to' }, y, color } },
      ],
    },
    options,
  );
}

function ageBands(model: ExploreModel, view: ExploreView, chart: ExploreChart): readonly AgeBand[] {
  const bins = dimensionOf(model, chart.dimension)?.bins ?? [];
  const of = (sex: string, bin: number): PublishedCount => view.counts[`age:${sex}`]?.[bin] ?? 0;
  return bins.map((_, bin) => ({
    from: bin * 5,
    to: bin === bins.length - 1 ? null : bin * 5 + 4,
    male: of('male', bin),
    female: of('female', bin),
    unknown: of('unknown', bin),
  }));
}

/** Columns by bin, one beside the other for each series. */
function columnsSpec(
  model: ExploreModel,
  view: ExploreView,
  chart: ExploreChart,
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const bins = dimensionOf(model, chart.dimension)?.bins ?? [];
  const names = chart.layers.map((layer) => seriesName(layer, locale));
  const values = chart.layers.flatMap((layer, series) =>
    bins.map(({ label }, bin) => {
      const count = view.counts[layer]?.[bin] ?? 0;
      return {
        bin: label[locale],
        series: names[series] ?? '',
        length: isWithheld(count) ? 0 : count,
        text: isWithheld(count) ? countText(locale, count) : '',
      };
    }),
  );
  const several = names.length > 1;
  const x = {
    field: 'bin',
    type: 'ordinal',
    scale: { domain: bins.map(({ label }) => label[locale]) },
    axis: { title: chart.unit, labelAngle: 0, labelOverlap: 'greedy', ticks: false },
  };
  const offset = several ? { xOffset: { field: 'series', scale: { domain: names } } } : {};
  const color = {
    field: 'series',
    type: 'nominal',
    scale: { domain: names, range: [theme.primary, theme.secondary] },
    legend: several ? { title: null, orient: 'top' } : null,
  };
  const y = { field: 'length', type: 'quantitative', axis: countAxis(null) };
  return chartFrame(
    {
      width,
      autosize: { type: 'fit-x', contains: 'padding' },
      height: 220,
      data: { values },
      encoding: { x, ...offset },
      layer: [
        { mark: { type: 'bar' }, encoding: { y, color } },
        {
          mark: { type: 'text', baseline: 'bottom', dy: -2, fontSize: 9 },
          transform: [{ filter: "datum.text !== ''" }],
          encoding: { y, text: { field: 'text', type: 'nominal' } },
        },
      ],
    },
    options,
  );
}

export function seriesName(layer: string, locale: Locale): string {
  if (layer === 'observed' || layer === 'recorded') return translate(locale, `explore.series.${layer}`);
  return translate(locale, 'explore.column.persons');
}

/** The same content as a table. Withheld counts are text: what they may hide includes none at all. */
export function exploreTable(
  model: ExploreModel,
  view: ExploreView,
  chart: ExploreChart,
  locale: Locale,
): ChartTable {
  const bins = dimensionOf(model, chart.dimension)?.bins ?? [];
  const cell = (layer: string, bin: number): ChartTableCell => {
    const count = view.counts[layer]?.[bin] ?? 0;
    return isWithheld(count) ? { text: countText(locale, count) } : { count };
  };
  const finer = chart.finer && view.counts[chart.finer.layer];
  const steps = chart.finer?.steps ?? 1;
  const withCodes = bins.some(({ detail }) => detail !== undefined);
  const withShares = chart.id === 'missing';
  return {
    columns: [
      { label: translate(locale, 'explore.column.bin'), align: 'start' },
      ...(withCodes ? [{ label: translate(locale, 'explore.column.code'), align: 'start' as const }] : []),
      ...chart.layers.map((layer) => ({ label: columnName(chart, layer, locale), align: 'end' as const })),
      ...(withShares ? [{ label: translate(locale, 'explore.column.rows'), align: 'end' as const }] : []),
    ],
    rows: bins.flatMap(({ label, detail }, bin) => [
      [
        { text: label[locale] },
        ...(withCodes ? [{ text: detail ?? '' }] : []),
        ...chart.layers.map((layer) => cell(layer, bin)),
        ...(withShares ? [{ text: percent(model.missingShares[bin] ?? null, locale) }] : []),
      ],
      // By year and, below each, by month what is known by month.
      ...(finer
        ?.slice(bin * steps, (bin + 1) * steps)
        .map((_, step) => [
          { text: `${label[locale]}-${String(step + 1).padStart(2, '0')}` },
          cell(chart.finer?.layer ?? '', bin * steps + step),
          ...chart.layers.slice(1).map(() => ({ text: '' })),
        ]) ?? []),
    ]),
  };
}

function columnName(chart: ExploreChart, layer: string, locale: Locale): string {
  if (chart.kind !== 'pyramid') return seriesName(layer, locale);
  const sex = layer.slice('age:'.length);
  return translate(locale, sex === 'male' || sex === 'female' ? `chart.sex.${sex}` : 'chart.sex.unknown');
}

/** A share in percent with one decimal. */
export function percent(share: number | null, locale: Locale): string {
  if (share === null) return '';
  return new Intl.NumberFormat(locale === 'ja' ? 'ja-JP' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(share);
}
