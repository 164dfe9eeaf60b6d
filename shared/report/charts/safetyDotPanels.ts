import { formatNumber, translate } from '../../i18n/translate.ts';
import type { SafetyComparison, SafetyRow } from '../../study/safety/safetyResult.ts';
import type { ChartOptions, ChartSpec } from './chartSpec.ts';
import { type PixelBox, pixelAcross, pixelRules, pixelSymbols } from './pixelMarks.ts';
import { logScale, logTicks } from './pixelScale.ts';
import { groupMark, type NamedGroup } from './safetyMarks.ts';

/** What a paired dot plot is drawn of: outcomes in the order in which they are listed. */
export interface DotPlot {
  readonly rows: readonly SafetyRow[];
  readonly groups: readonly NamedGroup[];
  readonly against: SafetyComparison['with'];
  readonly scale: 'absolute' | 'both' | 'relative';
  readonly chosen: string | null;
}

export const dotPlotRow = 26;
export const dotPlotHead = 40;
const widestRatio = 20;

/** Where rows stand, from the top of the drawing. */
export function dotPlotTop(place: number): number {
  return dotPlotHead + place * dotPlotRow;
}

/** Rates of every group per 1,000 person-years. */
export function rateLayers(
  { rows, groups }: DotPlot,
  box: PixelBox,
  { locale, theme }: ChartOptions,
): readonly ChartSpec[] {
  const told = rows.flatMap(({ groups: rates }, place) =>
    rates.flatMap((rate, g) => (rate.rate ? [{ place, g, rate: rate.rate }] : [])),
  );
  const positive = told.flatMap(({ rate }) => [rate.estimate, rate.upper]).filter((value) => value > 0);
  const low = Math.max(
    0.01,
    Math.min(1, ...told.map(({ rate }) => rate.estimate).filter((value) => value > 0)) * 0.6,
  );
  const across = logScale([low, Math.max(low * 10, ...positive) * 1.1], [box.left, box.right]);
  const step = Math.min(6, (dotPlotRow - 10) / Math.max(1, groups.length - 1));
  const marks = told.map(({ place, g, rate }) => ({
    ...groupMark(groups[g]?.group ?? 'exposed', theme),
    y: dotPlotTop(place) + dotPlotRow / 2 + (g - (groups.length - 1) / 2) * step,
    rate,
  }));
  return [
    ...pixelAcross(
      logTicks(across.low, across.high, Math.max(3, Math.floor((box.right - box.left) / 45))).map((rate) => ({
        x: across.at(rate),
        text: formatNumber(locale, rate, 2),
      })),
      translate(locale, 'chart.safety.rateLog'),
      box,
      theme,
    ),
    pixelRules(
      marks.map(({ y, rate, color }) => ({
        x: across.at(rate.lower),
        x2: across.at(rate.upper),
        y,
        y2: y,
        color,
      })),
      { strokeWidth: 1 },
    ),
    pixelSymbols(
      marks.map(({ y, rate, color, shape }) => ({ x: across.at(rate.estimate), y, shape, size: 44, color })),
      { isFilled: true },
    ),
  ];
}

/** Ratios against one group; cut ends have arrows. */
export function ratioLayers(
  { rows, against }: DotPlot,
  box: PixelBox,
  { locale, theme }: ChartOptions,
): readonly ChartSpec[] {
  const told = rows.flatMap(({ against: compared }, place) => {
    const own = compared.find((one) => one.with === against);
    return own?.rateRatio ? [{ place, signal: own.signal, ratio: own.rateRatio }] : [];
  });
  const ends = told.flatMap(({ ratio: { lower, upper, estimate } }) => [
    lower,
    upper ?? widestRatio,
    estimate ?? 1,
  ]);
  const reach = Math.min(
    Math.log(widestRatio),
    Math.max(Math.log(2), ...ends.filter((end) => end > 0).map((end) => Math.abs(Math.log(end)))) * 1.05,
  );
  const across = logScale([Math.exp(-reach), Math.exp(reach)], [box.left, box.right]);
  const marks = told.map(({ place, signal, ratio: { estimate, lower, upper } }) => ({
    y: dotPlotTop(place) + dotPlotRow / 2,
    signal,
    estimate: estimate === null ? box.right : across.at(estimate),
    lower: across.at(lower),
    upper: upper === null ? box.right : across.at(upper),
    isCutLow: lower < across.low,
    isCutHigh: upper === null || upper > across.high,
  }));
  const color = (signal: boolean) => (signal ? theme.secondary : theme.ink2);
  const arrows = (at: 'lower' | 'upper', isCut: 'isCutLow' | 'isCutHigh', angle: number): ChartSpec => {
    const layer = pixelSymbols(
      marks
        .filter((mark) => mark[isCut])
        .map((mark) => ({
          x: mark[at],
          y: mark.y,
          shape: 'triangle-up',
          size: 30,
          color: color(mark.signal),
        })),
      { isFilled: true },
    );
    return { ...layer, mark: { ...(layer.mark as ChartSpec), angle } };
  };
  return [
    ...pixelAcross(
      logTicks(across.low, across.high, Math.max(3, Math.floor((box.right - box.left) / 45))).map(
        (ratio) => ({
          x: across.at(ratio),
          text: formatNumber(locale, ratio, 2),
        }),
      ),
      translate(locale, 'chart.safety.rateRatioLog'),
      box,
      theme,
    ),
    pixelRules([{ x: across.at(1), x2: across.at(1), y: box.top, y2: box.bottom, color: theme.neutral }], {
      strokeDash: [4, 3],
    }),
    pixelRules(
      marks.map(({ y, lower, upper, signal }) => ({ x: lower, x2: upper, y, y2: y, color: color(signal) })),
      { strokeWidth: 1.5 },
    ),
    ...[false, true].map((signal) =>
      pixelSymbols(
        marks
          .filter((mark) => mark.signal === signal)
          .map(({ y, estimate }) => ({
            x: estimate,
            y,
            shape: signal ? 'diamond' : 'square',
            size: signal ? 100 : 50,
            color: color(signal),
          })),
        { isFilled: true },
      ),
    ),
    arrows('lower', 'isCutLow', -90),
    arrows('upper', 'isCutHigh', 90),
  ];
}
