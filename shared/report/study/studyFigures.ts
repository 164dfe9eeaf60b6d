import { inLanguage } from '../../i18n/inLanguage.ts';
import type { Locale } from '../../i18n/translate.ts';
import { translate } from '../../i18n/translate.ts';
import type { OutcomeResult, PairResult } from '../../study/result/comparisonResult.ts';
import type { ChartOptions, ChartSpec } from '../charts/chartSpec.ts';
import { lightChartTheme } from '../charts/chartTheme.ts';
import { studyAttritionChart } from '../charts/studyAttritionChart.ts';
import { studyControlsChart } from '../charts/studyControlsChart.ts';
import { studyDoseChart } from '../charts/studyDoseChart.ts';
import { type ForestRow, studyForestChart } from '../charts/studyForestChart.ts';
import { studyIncidenceChart } from '../charts/studyIncidenceChart.ts';
import { leastBalanced, studyLovePlot } from '../charts/studyLovePlot.ts';
import { studyPreferenceChart } from '../charts/studyPreferenceChart.ts';
import { Html, html, inBoth, reportLocales } from '../html.ts';
import { isRatio } from './effectText.ts';
import type { DrawChart, StudyReportModel } from './studyReportModel.ts';

/** The drawn picture of an id in both languages; null where there is nothing to draw. */
export type Figure = (id: string) => Html | null;

/** A picture of a study before it is drawn: its id, and how to make it. */
export type StudyChart = readonly [id: string, chart: (options: ChartOptions) => ChartSpec];

export const FIGURE_WIDTH = 720;

/** Most covariates that a Love plot of a report shows. */
const MOST_COVARIATES = 25;

/** Draws every picture of a comparison's report. */
export async function drawFigures(model: StudyReportModel, draw: DrawChart): Promise<Figure> {
  const drawn = new Map<string, Html>();
  for (const [id, chart] of studyCharts(model)) {
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

/** Every picture of a comparison. */
export function studyCharts({ result, study }: Pick<StudyReportModel, 'result' | 'study'>): StudyChart[] {
  const { arms, pairs, doseResponse } = result;
  const place = (arm: string) =>
    Math.max(
      0,
      arms.findIndex(({ id }) => id === arm),
    );
  const name = (arm: string, locale: Locale) => inLanguage(arms[place(arm)]?.name ?? arm, locale);
  const names = ({ target, comparator }: PairResult, locale: Locale) => ({
    target: name(target, locale),
    comparator: name(comparator, locale),
  });
  return [
    ['attrition', (options) => studyAttritionChart(arms, options)],
    ...pairs.flatMap((pair): StudyChart[] => {
      const of = `${pair.target}:${pair.comparator}`;
      const unbalanced = leastBalanced(pair.tableOne, 'before', MOST_COVARIATES);
      return [
        ...(pair.propensity.preference.length > 0
          ? [
              [
                `preference:${of}`,
                (options: ChartOptions) =>
                  studyPreferenceChart(pair.propensity.preference, names(pair, options.locale), options),
              ] as const,
            ]
          : []),
        ...(unbalanced.length > 0
          ? [
              [
                `love:${of}`,
                (options: ChartOptions) =>
                  studyLovePlot(unbalanced, study.thresholds.standardisedDifference, options),
              ] as const,
            ]
          : []),
        ...pair.outcomes.flatMap((outcome) =>
          outcomeCharts(outcome, `${of}:${outcome.outcome}:${outcome.timeAtRisk}`, { place, name }),
        ),
      ];
    }),
    ...(doseResponse ?? []).flatMap(({ outcome, timeAtRisk, curve }): StudyChart[] =>
      curve ? [[`dose:${outcome}:${timeAtRisk}`, (options) => studyDoseChart(curve, options)]] : [],
    ),
  ];
}

interface Arms {
  readonly place: (arm: string) => number;
  readonly name: (arm: string, locale: Locale) => string;
}

function outcomeCharts({ estimates }: OutcomeResult, of: string, { place, name }: Arms): StudyChart[] {
  if (!estimates) return [];
  const { crude, adjusted, curves, subgroups, sensitivity } = estimates;
  const shown = curves.filter((curve) => curve.adjusted);
  const [main = null] = adjusted;
  const rows = (locale: Locale): ForestRow[] =>
    adjusted.filter(isRatio).map((effect) => ({
      label: translate(locale, `study.measure.${effect.measure}`),
      effect,
      second:
        crude.find(({ measure, horizon }) => measure === effect.measure && horizon === effect.horizon) ??
        null,
      isMain: effect === main,
    }));
  const strata = (locale: Locale): ForestRow[] => [
    { label: translate(locale, 'study.report.everybody'), effect: main, isMain: true },
    ...subgroups.flatMap((subgroup): ForestRow[] => [
      { label: inLanguage(subgroup.name, locale), effect: null, isHeading: true },
      ...subgroup.categories.map((category) => ({
        label: inLanguage(category.name, locale),
        effect: category.effect,
        second: category.shrunk,
        ...(category.effect ? {} : { words: translate(locale, 'study.report.tooFew') }),
      })),
    ]),
  ];
  const controls = sensitivity.negativeControls;
  return [
    ...(shown.length > 0
      ? [
          [
            `curves:${of}`,
            (options: ChartOptions) =>
              studyIncidenceChart(
                shown.map((curve) => ({
                  curve,
                  name: name(curve.arm, options.locale),
                  place: place(curve.arm),
                })),
                true,
                options,
              ),
          ] as const,
        ]
      : []),
    ...(adjusted.some(isRatio)
      ? [
          [
            `effects:${of}`,
            (options: ChartOptions) => studyForestChart(rows(options.locale), options),
          ] as const,
        ]
      : []),
    ...(subgroups.length > 0
      ? [
          [
            `subgroups:${of}`,
            (options: ChartOptions) => studyForestChart(strata(options.locale), options),
          ] as const,
        ]
      : []),
    ...(controls && controls.points.length > 0
      ? [[`controls:${of}`, (options: ChartOptions) => studyControlsChart(controls, main, options)] as const]
      : []),
  ];
}
