import type { ChartSpec, Json } from './chartSpec.ts';
import type { ChartTheme } from './chartTheme.ts';
import { colouredBy, drawnAt } from './drawnAt.ts';

/** Something drawn at places in pixels, so that what lies over a picture on screen (to point at, to choose) fits it. */
type Marks = readonly { readonly [field: string]: Json }[];

export interface PixelLine {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
  readonly color: string;
}

export interface PixelSymbol {
  readonly x: number;
  readonly y: number;
  /** A shape's name in Vega. */
  readonly shape: string;
  /** Area in square pixels. */
  readonly size: number;
  readonly color: string;
}

export interface PixelText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly color: string;
}

/** Straight lines; `mark` says how they look. */
export function pixelRules(lines: readonly PixelLine[], mark: ChartSpec = {}): ChartSpec {
  return {
    data: { values: lines as unknown as Marks },
    mark: { type: 'rule', ...mark },
    encoding: { ...placed, x2: { field: 'x2' }, y2: { field: 'y2' }, color: colouredBy('color') },
  };
}

/** Filled rectangles; with a mark that is not filled, outlines. */
export function pixelRects(rects: readonly PixelLine[], mark: ChartSpec = {}): ChartSpec {
  return {
    data: { values: rects as unknown as Marks },
    mark: { type: 'rect', ...mark },
    encoding: { ...placed, x2: { field: 'x2' }, y2: { field: 'y2' }, color: colouredBy('color') },
  };
}

/** Symbols; hollow ones are filled with `inside`. */
export function pixelSymbols(
  symbols: readonly PixelSymbol[],
  look: { readonly isFilled: boolean; readonly inside?: string; readonly opacity?: number },
): ChartSpec {
  const { isFilled, inside = 'transparent', opacity = 1 } = look;
  return {
    data: { values: symbols as unknown as Marks },
    mark: { type: 'point', opacity, strokeWidth: 1.5, ...(isFilled ? { filled: true } : { fill: inside }) },
    encoding: {
      ...placed,
      shape: { field: 'shape', type: 'nominal', scale: null, legend: null },
      size: { field: 'size', type: 'quantitative', scale: null, legend: null },
      [isFilled ? 'color' : 'stroke']: colouredBy('color'),
    },
  };
}

/** Texts; `mark` says how they stand about their place. */
export function pixelTexts(texts: readonly PixelText[], mark: ChartSpec = {}): ChartSpec {
  return {
    data: { values: texts as unknown as Marks },
    mark: { type: 'text', baseline: 'middle', fontSize: 11, ...mark },
    encoding: {
      ...placed,
      text: { field: 'text', type: 'nominal' },
      color: colouredBy('color'),
    },
  };
}

/** Names within a picture, aligned left, set off from what lies under them. */
export function haloTexts(texts: readonly PixelText[], theme: ChartTheme): readonly ChartSpec[] {
  return [
    pixelTexts(
      texts.map((text) => ({ ...text, color: theme.background })),
      { align: 'left', stroke: theme.background, strokeWidth: 4, strokeJoin: 'round' },
    ),
    pixelTexts(texts, { align: 'left' }),
  ];
}

/** One line through its points in their order. */
export function pixelPath(
  points: readonly { readonly x: number; readonly y: number }[],
  mark: ChartSpec,
): ChartSpec {
  return {
    data: { values: points.map(({ x, y }, order) => ({ x, y, order })) },
    mark: { type: 'line', ...mark },
    encoding: { ...placed, order: { field: 'order', type: 'quantitative' } },
  };
}

/** Vertical grid lines of a horizontal axis, its numbers below, its title under them. */
export function pixelAcross(
  ticks: readonly { readonly x: number; readonly text: string }[],
  title: string,
  { left, right, top, bottom }: PixelBox,
  theme: ChartTheme,
): readonly ChartSpec[] {
  return [
    pixelRules(ticks.map(({ x }) => ({ x, x2: x, y: top, y2: bottom, color: theme.grid }))),
    pixelTexts(
      ticks.map(({ x, text }) => ({ x, y: bottom + 6, text, color: theme.ink2 })),
      { baseline: 'top' },
    ),
    pixelTexts([{ x: (left + right) / 2, y: bottom + 22, text: title, color: theme.ink2 }], {
      baseline: 'top',
    }),
  ];
}

/** Horizontal grid lines of a vertical axis, its numbers on the left, its title above them. */
export function pixelUp(
  ticks: readonly { readonly y: number; readonly text: string }[],
  title: string,
  { left, right, top }: PixelBox,
  theme: ChartTheme,
): readonly ChartSpec[] {
  return [
    pixelRules(ticks.map(({ y }) => ({ x: left, x2: right, y, y2: y, color: theme.grid }))),
    pixelTexts(
      ticks.map(({ y, text }) => ({ x: left - 6, y, text, color: theme.ink2 })),
      { align: 'right' },
    ),
    pixelTexts([{ x: 0, y: top - 14, text: title, color: theme.ink2 }], { align: 'left' }),
  ];
}

export interface PixelBox {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const placed = { x: drawnAt('x'), y: drawnAt('y') };
