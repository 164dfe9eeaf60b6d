import type { Locale } from '../../i18n/translate.ts';
import type { ChartTheme } from './chartTheme.ts';

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** A Vega-Lite 6 specification with its data inside: plain JSON, so that it can be drawn, exported and stored. */
export type ChartSpec = { readonly [key: string]: Json | undefined };

/** How a chart is to look. `width` is the whole width in pixels. */
export interface ChartOptions {
  readonly locale: Locale;
  readonly theme: ChartTheme;
  readonly width: number;
  /** Set where the chart stands alone (exported): it then carries its title and caption itself. */
  readonly heading?: { readonly title: string; readonly caption: string };
}

/** The parts that every chart shares around `body`: schema, type, quiet axes, heading. */
export function chartFrame(body: ChartSpec, options: ChartOptions): ChartSpec {
  const { theme, heading } = options;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: heading ? theme.background : 'transparent',
    padding: heading ? 16 : { left: 0, right: 0, top: 2, bottom: 0 },
    ...(heading
      ? {
          title: {
            text: heading.title,
            subtitle: heading.caption,
            anchor: 'start',
            frame: 'bounds',
            offset: 12,
          },
        }
      : {}),
    ...body,
    config: {
      aria: false,
      font: theme.font,
      view: { stroke: null },
      concat: { spacing: 0 },
      title: {
        color: theme.ink,
        fontSize: 14,
        fontWeight: 600,
        subtitleColor: theme.ink2,
        subtitleFontSize: 11,
        subtitlePadding: 4,
      },
      text: { color: theme.ink2, fontSize: 11 },
      axis: {
        labelColor: theme.ink2,
        labelFontSize: 11,
        titleColor: theme.ink2,
        titleFontSize: 11,
        titleFontWeight: 'normal',
        domainColor: theme.line,
        tickColor: theme.line,
        gridColor: theme.grid,
        tickSize: 4,
        labelPadding: 4,
      },
    },
  };
}

/** An axis of whole counts: few ticks, grouped digits, light grid. */
export function countAxis(title: string | null): ChartSpec {
  return {
    title,
    format: ',d',
    tickMinStep: 1,
    tickCount: 3,
    domain: false,
    ticks: false,
    grid: true,
    labelOverlap: true,
  };
}
