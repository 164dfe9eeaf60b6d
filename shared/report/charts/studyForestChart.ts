import { translate } from '../../i18n/translate.ts';
import type { Effect } from '../../study/result/comparisonResult.ts';
import { effectText, isRatio, pText } from '../study/effectText.ts';
import { type ChartOptions, type ChartSpec, chartFrame } from './chartSpec.ts';
import type { ChartTable } from './chartTable.ts';
import { shortened } from './textBox.ts';

/** One line of a forest plot: a heading where it has neither effect nor words. */
export interface ForestRow {
  readonly label: string;
  readonly effect: Effect | null;
  /** The same effect estimated in another way, drawn hollow under the first. */
  readonly second?: Effect | null;
  /** Stands where the interval would, when there is no effect: why not. */
  readonly words?: string;
  readonly isHeading?: boolean;
  /** Larger: the effect that the others are read against. */
  readonly isMain?: boolean;
}

const ROW = 24;
/** Intervals are cut here, with an arrow: a wide one must not flatten all the others. */
const widest = 20;

/** Effects with their intervals under each other; ratios on a logarithmic axis, the line of no effect dashed. */
export function studyForestChart(rows: readonly ForestRow[], options: ChartOptions): ChartSpec {
  const { locale, theme, width } = options;
  const labels = Math.min(360, Math.floor(width * 0.36));
  const numbers = Math.min(170, Math.floor(width * 0.3));
  const effects = rows
    .flatMap(({ effect, second }) => [effect, second ?? null])
    .filter((one) => one !== null);
  const ratio = effects[0] ? isRatio(effects[0]) : true;
  const none = ratio ? 1 : 0;
  const [low, high] = domainOf(effects, ratio);
  const scale = {
    type: ratio ? 'log' : 'linear',
    domain: [low, high],
    nice: false,
    clamp: true,
    range: [labels, width - numbers],
  };
  const marked = rows.flatMap(({ effect, second, isMain }, order) =>
    ([effect, second ?? null] as const).flatMap((one, place) =>
      one
        ? [
            {
              order,
              at: order * ROW + ROW / 2 + (second && effect ? (place === 0 ? -3.5 : 5) : 0),
              kind: place === 0 ? (isMain ? 'main' : 'first') : 'second',
              estimate: within(one.estimate, low, high),
              lower: within(one.lower, low, high),
              upper: within(one.upper, low, high),
              isCutLow: one.lower < low,
              isCutHigh: one.upper > high,
            },
          ]
        : [],
    ),
  );
  const words = rows.map(({ label, effect, words: why = '', isHeading = false, isMain = false }, order) => ({
    at: order * ROW + ROW / 2,
    label: shortened(label, labels - 28, 12),
    isStrong: isHeading || isMain,
    text: effect ? effectText(locale, effect).whole : why,
  }));
  const x = {
    type: 'quantitative',
    scale,
    axis: {
      title: effects[0] ? translate(locale, `study.measure.${effects[0].measure}`) : null,
      tickCount: 5,
      grid: true,
      domain: false,
      ticks: false,
      ...(ratio ? { values: ratioTicks(low, high), format: '~g' } : {}),
    },
  };
  const y = { field: 'at', type: 'quantitative', scale: null, axis: null };
  const height = Math.max(1, rows.length) * ROW;
  const text = (body: ChartSpec, encoding: ChartSpec): ChartSpec => ({
    data: { values: words },
    mark: { type: 'text', baseline: 'middle', fontSize: 12, ...body },
    encoding: { y, ...encoding },
  });
  const names = (isStrong: boolean, mark: ChartSpec): ChartSpec => ({
    ...text(
      { align: 'left', color: theme.ink, ...mark },
      { x: { value: 0 }, text: { field: 'label', type: 'nominal' } },
    ),
    data: { values: words.filter((row) => row.isStrong === isStrong) },
  });
  const arrow = (field: string, at: string, angle: number): ChartSpec => ({
    data: { values: marked.filter((row) => row[field as 'isCutLow'] === true) },
    mark: { type: 'point', shape: 'triangle-up', angle, filled: true, size: 40, color: theme.primary },
    encoding: { x: { ...x, field: at }, y },
  });
  const points = (kind: string, mark: ChartSpec): ChartSpec => ({
    data: { values: marked.filter((row) => row.kind === kind) },
    mark: { type: 'point', opacity: 1, ...mark },
    encoding: { x: { ...x, field: 'estimate' }, y },
  });
  return chartFrame(
    {
      width,
      height,
      layer: [
        {
          data: { values: [{ at: none }] },
          mark: { type: 'rule', color: theme.neutral, strokeDash: [4, 3] },
          encoding: { x: { ...x, field: 'at' }, y: { value: 0 }, y2: { value: height } },
        },
        {
          data: { values: marked },
          mark: { type: 'rule', color: theme.primary, strokeWidth: 1.5 },
          encoding: { x: { ...x, field: 'lower' }, x2: { field: 'upper' }, y },
        },
        points('first', { shape: 'square', filled: true, size: 58, color: theme.primary }),
        points('main', { shape: 'diamond', filled: true, size: 130, color: theme.primary }),
        points('second', {
          shape: 'circle',
          filled: false,
          fill: theme.background,
          stroke: theme.secondary,
          size: 40,
          strokeWidth: 1.5,
        }),
        arrow('isCutLow', 'lower', -90),
        arrow('isCutHigh', 'upper', 90),
        names(true, { fontWeight: 600 }),
        names(false, { dx: 14 }),
        text(
          { align: 'right', color: theme.ink },
          { x: { value: width - 2 }, text: { field: 'text', type: 'nominal' } },
        ),
      ],
    },
    options,
  );
}

function domainOf(effects: readonly Effect[], ratio: boolean): readonly [number, number] {
  const ends = effects.flatMap(({ lower, upper }) => [lower, upper]).filter(Number.isFinite);
  const none = ratio ? 1 : 0;
  if (!ratio) {
    const [low, high] = [Math.min(none, ...ends), Math.max(none, ...ends)];
    const room = (high - low || 1) * 0.06;
    return [low - room, high + room];
  }
  const low = Math.max(1 / widest, Math.min(0.5, ...ends.filter((end) => end > 0)));
  const high = Math.min(widest, Math.max(2, ...ends));
  return [low * 0.94, high * 1.06];
}

function within(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function ratioTicks(low: number, high: number): readonly number[] {
  return [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20].filter((tick) => tick >= low && tick <= high);
}

/** The same rows as a table. @param second heading of the other estimate, where rows have one */
export function studyForestTable(
  rows: readonly ForestRow[],
  heading: string,
  second: string | null,
  locale: ChartOptions['locale'],
): ChartTable {
  return {
    columns: [
      { label: heading, align: 'start' },
      { label: translate(locale, 'study.measure'), align: 'start' },
      { label: translate(locale, 'study.estimate'), align: 'end' },
      { label: translate(locale, 'study.lower'), align: 'end' },
      { label: translate(locale, 'study.upper'), align: 'end' },
      { label: 'p', align: 'end' },
      ...(second === null ? [] : [{ label: second, align: 'end' as const }]),
    ],
    rows: rows.map((row) => {
      const { effect } = row;
      const shown = effect && effectText(locale, effect);
      return [
        { text: row.label },
        { text: effect ? translate(locale, `study.measure.${effect.measure}`) : (row.words ?? null) },
        { text: shown?.estimate ?? null },
        { text: shown?.lower ?? null },
        { text: shown?.upper ?? null },
        { text: effect?.p == null ? null : pText(locale, effect.p) },
        ...(second === null ? [] : [{ text: row.second ? effectText(locale, row.second).whole : null }]),
      ];
    }),
  };
}
