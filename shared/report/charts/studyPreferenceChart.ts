import { formatNumber, translate } from '../../i18n/translate.ts';
import type { PropensityResult } from '../../study/result/comparisonResult.ts';
import { percentText } from '../study/effectText.ts';
import { chartHeight } from './chartHeight.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { barLength } from './countText.ts';

/** The range of preference scores in which both treatments are real choices (Walker et al. 2013). */
export const equipoiseRange = { lower: 0.3, upper: 0.7 } as const;

type Bins = PropensityResult['preference'];

/**
 * Distribution of the preference score per arm, the target's upwards and the comparator's downwards, as shares of the
 * arm's persons; the range of equipoise shaded. Bins with few persons are drawn dashed at the limit.
 */
export function studyPreferenceChart(
  bins: Bins,
  names: { readonly target: string; readonly comparator: string },
  options: ChartOptions,
): ChartSpec {
  const { locale, theme, width } = options;
  const arms = ['target', 'comparator'] as const;
  const total = (arm: 'target' | 'comparator') =>
    Math.max(
      1,
      bins.reduce((sum, bin) => sum + barLength(bin[arm]), 0),
    );
  const values = arms.flatMap((arm) =>
    bins.map((bin, i) => ({
      arm,
      from: i / bins.length,
      to: (i + 1) / bins.length,
      share: ((arm === 'target' ? 1 : -1) * barLength(bin[arm])) / total(arm),
      isSmall: typeof bin[arm] !== 'number',
    })),
  );
  const reach = Math.max(0.01, ...values.map(({ share }) => Math.abs(share))) * 1.12;
  const x = {
    type: 'quantitative',
    scale: { domain: [0, 1] },
    axis: {
      title: translate(locale, 'chart.preference.axis'),
      tickCount: 6,
      grid: false,
      domain: false,
    },
  };
  const y = {
    type: 'quantitative',
    scale: { domain: [-reach, reach], nice: false },
    axis: {
      title: translate(locale, 'chart.preference.share'),
      labelExpr: "format(abs(datum.value), '.0%')",
      tickCount: 5,
      domain: false,
      ticks: false,
      grid: true,
    },
  };
  const bars = (arm: 'target' | 'comparator', isSmall: boolean): ChartSpec => {
    const color = arm === 'target' ? theme.primary : theme.secondary;
    return {
      data: { values: values.filter((value) => value.arm === arm && value.isSmall === isSmall) },
      mark: isSmall
        ? { type: 'rect', fillOpacity: 0, stroke: color, strokeDash: [2, 2] }
        : { type: 'rect', color, fillOpacity: 0.8 },
      encoding: {
        x: { ...x, field: 'from' },
        x2: { field: 'to' },
        y: { ...y, field: 'share' },
        y2: { datum: 0 },
      },
    };
  };
  const label = (arm: 'target' | 'comparator'): ChartSpec => ({
    data: { values: [{ text: names[arm], at: (arm === 'target' ? 0.95 : -0.95) * reach }] },
    mark: { type: 'text', align: 'right', dx: -4, fontSize: 12, fontWeight: 600, color: theme.ink },
    encoding: {
      x: { datum: 1, ...x },
      y: { ...y, field: 'at' },
      text: { field: 'text', type: 'nominal' },
    },
  });
  return chartFrame(
    {
      width,
      height: chartHeight(width),
      autosize: { type: 'fit-x', contains: 'padding' },
      layer: [
        {
          data: { values: [{ from: equipoiseRange.lower, to: equipoiseRange.upper }] },
          mark: { type: 'rect', color: theme.neutral, opacity: 0.14 },
          encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
        },
        bars('target', false),
        bars('target', true),
        bars('comparator', false),
        bars('comparator', true),
        {
          data: { values: [{ at: 0 }] },
          mark: { type: 'rule', color: theme.line },
          encoding: { y: { ...y, field: 'at' } },
        },
        label('target'),
        label('comparator'),
      ],
    },
    options,
  );
}

/** Persons per bin and arm, with shares where none is withheld. */
export function studyPreferenceTable(
  bins: Bins,
  names: { readonly target: string; readonly comparator: string },
  locale: ChartOptions['locale'],
): ChartTable {
  const total = (arm: 'target' | 'comparator') =>
    bins.reduce<number | null>((sum, bin) => {
      const count = bin[arm];
      return sum === null || typeof count !== 'number' ? null : sum + count;
    }, 0);
  const arms = ['target', 'comparator'] as const;
  const totals = { target: total('target'), comparator: total('comparator') };
  const share = (count: number, whole: number | null) => (whole ? percentText(locale, count / whole) : null);
  return {
    columns: [
      { label: translate(locale, 'chart.preference.axis'), align: 'start' },
      ...arms.flatMap((arm) => [
        { label: names[arm], align: 'end' as const },
        { label: `${names[arm]} · ${translate(locale, 'chart.share')}`, align: 'end' as const },
      ]),
    ],
    rows: bins.map((bin, i) => [
      {
        text: `${formatNumber(locale, i / bins.length, 2)}–${formatNumber(locale, (i + 1) / bins.length, 2)}`,
      },
      ...arms.flatMap((arm) => {
        const count = bin[arm];
        return [{ count }, { text: typeof count === 'number' ? share(count, totals[arm]) : null }];
      }),
    ]),
  };
}
