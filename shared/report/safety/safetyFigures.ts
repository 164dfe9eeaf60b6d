import type { Locale } from '../../i18n/translate.ts';
import type { ChartOptions, ChartSpec } from '../charts/chartSpec.ts';
import { lightChartTheme } from '../charts/chartTheme.ts';
import { Html, html, inBoth, reportLocales } from '../html.ts';
import { FIGURE_WIDTH } from '../study/studyFigures.ts';
import type { DrawChart } from '../study/studyReportModel.ts';
import type { SafetyFindings } from './safetyReportModel.ts';

/** The drawn picture of an id in both languages; null where there is nothing to draw. */
export type SafetyFigure = (id: string) => Html | null;

/** A picture of a safety study before it is drawn: its id, and how to make it. */
export type SafetyChart = readonly [id: string, chart: (options: ChartOptions) => ChartSpec];

/** Draws every picture of a safety study's report. */
export async function drawSafetyFigures(findings: SafetyFindings, draw: DrawChart): Promise<SafetyFigure> {
  const drawn = new Map<string, Html>();
  for (const [id, chart] of safetyCharts(findings)) {
    const pictures = new Map<Locale, string>();
    for (const locale of reportLocales) {
      pictures.set(locale, await draw(chart({ locale, theme: lightChartTheme, width: FIGURE_WIDTH })));
    }
    drawn.set(
      id,
      html`<figure>${inBoth((locale) => Html.unchecked(pictures.get(locale) ?? ''), 'div')}</figure>`,
    );
  }
  return (id) => drawn.get(id) ?? null;
}

/** Every picture of a safety study. */
export function safetyCharts(_findings: SafetyFindings): SafetyChart[] {
  return [];
}
