import { inLanguage } from '../../i18n/inLanguage.ts';
import type { Locale } from '../../i18n/translate.ts';
import type { DoseResponse } from '../../study/result/comparisonResult.ts';
import { eitherWay, type Html, html, inBoth, message } from '../html.ts';
import { effectText, pText } from './effectText.ts';
import type { Figure } from './studyFigures.ts';
import type { StudyReportModel } from './studyReportModel.ts';
import { multiArmTable } from './studyTables.ts';
import { tableMarkup } from './tableMarkup.ts';

/** All arms at once and dose-response, where the study has them. */
export function severalArmsSection({ result, study }: StudyReportModel, figure: Figure): Html | null {
  const { multiArm, doseResponse, arms } = result;
  if (!multiArm && !doseResponse) return null;
  const name = (arm: string, locale: Locale) =>
    inLanguage(arms.find(({ id }) => id === arm)?.name ?? arm, locale);
  const title = (outcome: string, timeAtRisk: string) =>
    html`<h3>${eitherWay(study.outcomes.find(({ id }) => id === outcome)?.name ?? outcome)} · ${eitherWay(
      study.timesAtRisk.find(({ id }) => id === timeAtRisk)?.name ?? timeAtRisk,
    )}</h3>`;
  return html`<section class="cohort"><h2>${message('study.report.severalArms')}</h2>
${multiArm?.blinded ? html`<p class="note">${message('study.report.blindedTogether')}</p>` : null}
${(multiArm?.outcomes ?? []).map(
  (outcome) =>
    html`${title(outcome.outcome, outcome.timeAtRisk)}${tableMarkup((locale) => multiArmTable(outcome, locale, (arm) => name(arm, locale)))}`,
)}
${(doseResponse ?? []).map((response) => html`<h2>${message('study.report.doseResponse')}</h2>${title(response.outcome, response.timeAtRisk)}${doseFacts(response)}${figure(`dose:${response.outcome}:${response.timeAtRisk}`)}`)}</section>`;
}

function doseFacts({ trend, nonLinearityP }: DoseResponse): Html {
  return html`<dl class="facts">
${trend ? html`<dt>${message('study.report.trend')}</dt><dd>${inBoth((locale) => effectText(locale, trend).whole)}</dd>` : null}
${nonLinearityP === null ? null : html`<dt>${message('study.report.nonLinearity')}</dt><dd>${inBoth((locale) => pText(locale, nonLinearityP))}</dd>`}</dl>`;
}
