import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import { type Locale, translate } from '../../i18n/translate.ts';
import type { AgeBand } from '../../workbenchApi.ts';
import { type ChartOptions, type ChartSpec, chartFrame, countAxis } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { barLength, countText } from './countText.ts';

/** Age by sex at index: men to the left, women to the right of the ages, oldest at the top. */
export function agePyramidChart(bands: readonly AgeBand[], options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const shown = occupiedBands(bands);
  const gutter = 52;
  // The outermost axis labels reach half their width beyond the bars.
  const margin = 18;
  const side = Math.max(60, Math.floor((width - gutter) / 2) - margin);
  const domain = [0, Math.max(1, ...shown.flatMap((band) => [barLength(band.male), barLength(band.female)]))];
  const values = shown.map((band) => ({
    age: bandLabel(band),
    ...sexFields('male', band.male, locale),
    ...sexFields('female', band.female, locale),
  }));
  const order = [...shown].reverse().map(bandLabel);
  const y = { field: 'age', type: 'ordinal', scale: { domain: order }, axis: null };
  const half = (sex: 'male' | 'female', color: string): ChartSpec => {
    const left = sex === 'male';
    const x = {
      field: `${sex}Length`,
      type: 'quantitative',
      scale: { domain, range: left ? [side, 0] : [0, side], nice: false },
      axis: countAxis(null),
    };
    const edge = left ? { align: 'right', dx: -4 } : { align: 'left', dx: 4 };
    return {
      width: side,
      height: { step: 17 },
      title: {
        text: translate(locale, `chart.sex.${sex}`),
        anchor: left ? 'end' : 'start',
        fontSize: 12,
        fontWeight: 500,
        offset: 4,
      },
      encoding: { y },
      layer: [
        {
          mark: { type: 'bar', height: 13, color },
          transform: [{ filter: `!datum.${sex}Withheld` }],
          encoding: { x },
        },
        {
          mark: { type: 'bar', height: 12, filled: false, stroke: color, strokeDash: [2, 2], strokeWidth: 1 },
          transform: [{ filter: `datum.${sex}Withheld && datum.${sex}Length > 0` }],
          encoding: { x },
        },
        {
          mark: { type: 'text', baseline: 'middle', fontSize: 10, ...edge },
          transform: [{ filter: `datum.${sex}Withheld` }],
          encoding: { x, text: { field: `${sex}Text`, type: 'nominal' } },
        },
      ],
    };
  };
  return chartFrame(
    {
      data: { values },
      spacing: 0,
      ...(options.heading ? {} : { padding: { left: margin, right: margin, top: 2, bottom: 0 } }),
      resolve: { scale: { y: 'shared', x: 'independent' } },
      hconcat: [
        half('male', theme.primary),
        {
          width: gutter,
          height: { step: 17 },
          mark: { type: 'text', baseline: 'middle', align: 'center', fontSize: 11 },
          encoding: { y, x: { value: gutter / 2 }, text: { field: 'age', type: 'nominal' } },
        },
        half('female', theme.secondary),
      ],
    },
    options,
  );
}

function sexFields(sex: 'male' | 'female', count: PublishedCount, locale: Locale) {
  return {
    [`${sex}Length`]: barLength(count),
    [`${sex}Withheld`]: isWithheld(count),
    [`${sex}Text`]: countText(locale, count),
  };
}

/** `65–69`, `100+`. */
export function bandLabel(band: AgeBand): string {
  return band.to === null ? `${band.from}+` : `${band.from}–${band.to}`;
}

/** The bands from the first to the last that hold anybody. */
export function occupiedBands(bands: readonly AgeBand[]): readonly AgeBand[] {
  const occupied = (band: AgeBand) => band.male !== 0 || band.female !== 0 || band.unknown !== 0;
  const first = bands.findIndex(occupied);
  return first < 0 ? [] : bands.slice(first, bands.findLastIndex(occupied) + 1);
}

/** Age bands by sex; the column for unknown sex only when somebody is in it. */
export function agePyramidTable(bands: readonly AgeBand[], locale: Locale): ChartTable {
  const shown = occupiedBands(bands);
  const unknown = shown.some((band) => band.unknown !== 0);
  const sexes = unknown ? (['male', 'female', 'unknown'] as const) : (['male', 'female'] as const);
  return {
    columns: [
      { label: translate(locale, 'chart.age.band'), align: 'start' },
      ...sexes.map((sex) => ({ label: translate(locale, `chart.sex.${sex}`), align: 'end' as const })),
    ],
    rows: shown.map((band) => [{ text: bandLabel(band) }, ...sexes.map((sex) => ({ count: band[sex] }))]),
  };
}
