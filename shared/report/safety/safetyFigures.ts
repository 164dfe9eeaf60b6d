import type { Locale } from '../../i18n/translate.ts';
import type { ChartOptions, ChartSpec } from '../charts/chartSpec.ts';
import { lightChartTheme } from '../charts/chartTheme.ts';
import { safetyControlStrip } from '../charts/safetyControlStrip.ts';
import { safetyDotPlot } from '../charts/safetyDotPlot.ts';
import { namedGroups } from '../charts/safetyMarks.ts';
import { safetyTreeChart, treeLevel } from '../charts/safetyTreeChart.ts';
import { type TreeRow, treeRows } from '../charts/safetyTreeRows.ts';
import { safetyVolcano } from '../charts/safetyVolcano.ts';
import { doubleFdrLine, volcanoPoints } from '../charts/safetyVolcanoPoints.ts';
import { Html, html, inBoth, reportLocales } from '../html.ts';
import { FIGURE_WIDTH } from '../study/studyFigures.ts';
import type { DrawChart } from '../study/studyReportModel.ts';
import { leadingEvents } from './leadingEvents.ts';
import { outcomeFile, outcomeParts } from './outcomeParts.ts';
import type { SafetyFindings } from './safetyReportModel.ts';

/** The drawn picture of an id in both languages; null where there is nothing to draw. */
export type SafetyFigure = (id: string) => Html | null;

/** A picture of a safety study before it is drawn: its id, and how to make it. */
export type SafetyChart = readonly [id: string, chart: (options: ChartOptions) => ChartSpec];

/** Most branches of the tree that a report shows. */
export const MOST_BRANCHES = 20;

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

/** Every picture of a safety study, in the order of the report. */
export function safetyCharts(findings: SafetyFindings): SafetyChart[] {
  const { result, study, pictures } = findings;
  const { controls, timesAtRisk } = result;
  const [first] = timesAtRisk;
  const leading = leadingEvents(first?.rows ?? []);
  const { level } = study.multiplicity;
  const charts: SafetyChart[] = [];
  if (leading.length > 0) {
    charts.push([
      'dots',
      (options) =>
        safetyDotPlot(
          {
            rows: leading,
            groups: namedGroups(result, study, options.locale),
            against: 'unexposed',
            scale: 'both',
            chosen: null,
          },
          options,
        ),
    ]);
  }
  if (first && volcanoPoints(first, 'unexposed', level, 'en').length > 0) {
    charts.push([
      'volcano',
      (options) => {
        const points = volcanoPoints(first, 'unexposed', level, options.locale);
        const line = doubleFdrLine(points, level);
        return safetyVolcano({ points, line, level, chosen: null, shown: null }, options);
      },
    ]);
  }
  if (likelyBranches(findings, 'en').length > 0) {
    charts.push([
      'tree',
      (options) => safetyTreeChart(likelyBranches(findings, options.locale), null, options),
    ]);
  }
  if (controls && controls.points.length > 0) {
    charts.push(['controls', (options) => safetyControlStrip(controls, options)]);
  }
  for (const own of pictures) {
    for (const { id, chart } of outcomeParts(findings, own)) {
      if (chart) charts.push([outcomeFile(findings, own, id), chart]);
    }
  }
  return charts;
}

/** Branches that stand out over the whole tree, at most {@link MOST_BRANCHES}. */
function likelyBranches({ result }: SafetyFindings, locale: Locale): TreeRow[] {
  return treeRows(result.tree, result.timesAtRisk[0]?.rows ?? [], locale)
    .filter(({ p }) => p <= treeLevel)
    .slice(0, MOST_BRANCHES);
}
