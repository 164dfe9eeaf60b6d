import { formatNumber, type Locale } from '../../i18n/translate.ts';
import type { PixelBox } from './pixelMarks.ts';
import { linearScale, logScale, logTicks, roundTicks } from './pixelScale.ts';
import type { VolcanoPoint } from './safetyVolcanoPoints.ts';

/** What a volcano is drawn of. */
export interface Volcano {
  readonly points: readonly VolcanoPoint[];
  /** The p at the line of double FDR; see `doubleFdrLine`. */
  readonly line: number | null;
  readonly level: number;
  /** The outcome that is chosen. */
  readonly chosen: string | null;
  /** Outcomes that the rest of the dashboard shows; null: all. Others are drawn faint. */
  readonly shown: ReadonlySet<string> | null;
}

/** A point with its place in pixels; `isCut`: beyond the ends, drawn at them. */
export interface PlacedPoint extends VolcanoPoint {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly isCut: boolean;
  readonly isFaint: boolean;
}

/** Ratios and p beyond these are drawn at the ends: a few extreme ones must not flatten all the others. */
const widestRatio = 10;
const highest = 10;
const radii = { least: 3, most: 15 };

export interface VolcanoLayout extends PixelBox {
  readonly width: number;
  readonly height: number;
  readonly points: readonly PlacedPoint[];
  readonly ratios: readonly { readonly x: number; readonly text: string }[];
  readonly heights: readonly { readonly y: number; readonly text: string }[];
  readonly none: number;
  readonly lineY: number | null;
}

/** Where everything of a volcano stands: what is drawn and what is pointed at are placed by it alike. */
export function volcanoLayout(
  { points, line, shown }: Volcano,
  width: number,
  locale: Locale,
): VolcanoLayout {
  const height = Math.round(Math.min(520, Math.max(280, width * 0.72)));
  const box = { left: 34, right: width - 14, top: 26, bottom: height - 40 };
  const logs = points.flatMap(({ ratio: { estimate } }) =>
    estimate === null || estimate === 0 ? [] : [Math.abs(Math.log(estimate))],
  );
  const open = points.some(({ ratio: { estimate } }) => estimate === null || estimate === 0);
  const reach = Math.min(Math.log(widestRatio), Math.max(Math.log(2), ...logs.map((log) => log * 1.1)));
  const across = logScale(
    [Math.exp(-reach), Math.exp(reach)],
    open ? [box.left + 16, box.right - 16] : [box.left, box.right],
  );
  const heightOf = (p: number): number => (p > 0 ? -Math.log10(p) : Number.POSITIVE_INFINITY);
  const top = Math.min(highest, Math.max(2, ...points.map(({ p }) => heightOf(p) * 1.08)));
  const up = linearScale([0, top], [box.bottom, box.top + 12]);
  const most = Math.max(1, ...points.map(({ events }) => events));
  return {
    ...box,
    width,
    height,
    ratios: logTicks(across.low, across.high, 7).map((ratio) => ({
      x: across.at(ratio),
      text: formatNumber(locale, ratio, 2),
    })),
    heights: roundTicks(top, 5).map((value) => ({ y: up.at(value), text: formatNumber(locale, value, 1) })),
    none: across.at(1),
    lineY: line === null ? null : up.at(heightOf(line)),
    points: points
      .map((point): PlacedPoint => {
        const { estimate } = point.ratio;
        const beyond = estimate === null || estimate === 0;
        const x = estimate === null ? box.right - 4 : estimate === 0 ? box.left + 4 : across.at(estimate);
        return {
          ...point,
          x,
          y: heightOf(point.p) > top ? box.top + 2 : up.at(heightOf(point.p)),
          radius:
            Math.round(100 * (radii.least + (radii.most - radii.least) * Math.sqrt(point.events / most))) /
            100,
          isCut:
            beyond ||
            heightOf(point.p) > top ||
            (estimate !== null && Math.abs(Math.log(estimate)) > reach * 1.001),
          isFaint: shown !== null && !shown.has(point.id),
        };
      })
      // Small ones over large ones.
      .sort((a, b) => b.radius - a.radius || (a.id < b.id ? -1 : 1)),
  };
}
