import { inLanguage } from '../../i18n/inLanguage.ts';
import type { Locale } from '../../i18n/translate.ts';
import type { OutcomeResult, PairResult } from '../../study/result/comparisonResult.ts';
import { eitherWay, type Html, html, inBoth, message } from '../html.ts';
import { estimateText, percentText } from './effectText.ts';
import { noteText } from './noteText.ts';
import { numberNeededInterval, numberNeededText } from './numberNeededText.ts';
import type { Figure } from './studyFigures.ts';
import type { StudyReportModel } from './studyReportModel.ts';
import {
  balanceTable,
  countsTable,
  curvesTable,
  diagnosticsTable,
  estimatesTable,
  stepsTable,
  subgroupsTable,
  variantsTable,
} from './studyTables.ts';
import { tableMarkup } from './tableMarkup.ts';

/** One pair of arms: who was compared, whether they can be, and what was found. */
export function pairSection({ result, study }: StudyReportModel, pair: PairResult, figure: Figure): Html {
  const name = (arm: string, locale: Locale) =>
    inLanguage(result.arms.find(({ id }) => id === arm)?.name ?? arm, locale);
  const target = (locale: Locale) => name(pair.target, locale);
  const comparator = (locale: Locale) => name(pair.comparator, locale);
  const { propensity, balance } = pair;
  const number = (value: number | null, digits: number) =>
    inBoth((locale) => (value === null ? '—' : estimateText(locale, value, digits)));
  return html`<section class="cohort"><h2>${inBoth(target)} – ${inBoth(comparator)}</h2>
<h3>${message('study.report.comparable')}</h3>
${tableMarkup((locale) => stepsTable(pair, locale, (arm) => name(arm, locale)))}
<dl class="facts">
<dt>${message('study.report.propensityModel')}</dt><dd>${message(`study.propensity.${propensity.model}`)} · ${message(`study.fit.${propensity.outcome}`)}</dd>
<dt>AUC</dt><dd>${number(propensity.auc, 3)}</dd>
<dt>${message('study.diagnostic.equipoise')}</dt><dd>${propensity.equipoise === null ? '—' : inBoth((locale) => percentText(locale, propensity.equipoise ?? 0))}</dd>
<dt>${message('study.report.largestDifference')}</dt><dd>${number(balance.before, 3)} → ${number(balance.after, 3)} (${message('study.report.covariates', { count: balance.covariates })})</dd>
${propensity.effective ? html`<dt>${message('study.report.effective')}</dt><dd>${number(propensity.effective.target, 0)} / ${number(propensity.effective.comparator, 0)}</dd>` : null}
</dl>
${figure(`preference:${pair.target}:${pair.comparator}`)}
${figure(`love:${pair.target}:${pair.comparator}`)}
<h3>${message('study.report.tableOne')}</h3>
${tableMarkup((locale) => balanceTable(pair.tableOne, locale, target(locale), comparator(locale)))}
${pair.outcomes.map((outcome) => outcomeSection(outcome, pair, { name, target, comparator, figure, study }))}</section>`;
}

interface Named {
  readonly name: (arm: string, locale: Locale) => string;
  readonly target: (locale: Locale) => string;
  readonly comparator: (locale: Locale) => string;
  readonly figure: Figure;
  readonly study: StudyReportModel['study'];
}

function outcomeSection(outcome: OutcomeResult, pair: PairResult, named: Named): Html {
  const { name, target, comparator, figure, study } = named;
  const window = study.timesAtRisk.find(({ id }) => id === outcome.timeAtRisk)?.name ?? outcome.timeAtRisk;
  const at = `${pair.target}:${pair.comparator}:${outcome.outcome}:${outcome.timeAtRisk}`;
  return html`<h3>${eitherWay(outcome.name)} · ${eitherWay(window)}</h3>
${tableMarkup((locale) => countsTable(outcome, locale, target(locale), comparator(locale)))}
<h4>${message('study.table.diagnostics')}</h4>
${tableMarkup((locale) => diagnosticsTable(outcome, locale))}
${blinding(outcome)}
${
  outcome.estimates === null
    ? null
    : html`${figure(`curves:${at}`)}
<h4>${message('study.table.estimates')}</h4>
${figure(`effects:${at}`)}
${tableMarkup((locale) => estimatesTable(outcome, locale))}
${needed(outcome.estimates.numbersNeeded)}
${outcome.estimates.proportionality?.crosses ? html`<p class="note">${inBoth((locale) => noteText({ kind: 'curvesCross', about: outcome.name }, locale))}</p>` : null}
${
  outcome.estimates.subgroups.length === 0
    ? null
    : html`<h4>${message('study.table.subgroups')}</h4>${figure(`subgroups:${at}`)}
${tableMarkup((locale) => subgroupsTable(outcome, locale, target(locale), comparator(locale)))}<p class="meta">${message('study.report.multiplicity')}</p>`
}
<h4>${message('study.report.sensitivity')}</h4>
${sensitivity(outcome.estimates.sensitivity)}
${figure(`controls:${at}`)}
${outcome.estimates.sensitivity.variants.length === 0 ? null : tableMarkup((locale) => variantsTable(outcome, locale))}
<details><summary>${message('study.table.curves')}</summary>${tableMarkup((locale) => curvesTable(outcome, locale, (arm) => name(arm, locale)))}</details>`
}`;
}

function blinding({ blinding: state }: OutcomeResult): Html | null {
  if (state === null) return null;
  const failed = inBoth(
    (_locale) =>
      html`${state.failed.map((kind, i) => html`${i > 0 ? ' · ' : ''}${message(`study.diagnostic.${kind}`)}`)}`,
  );
  if (state.override === null) return html`<p class="note">${message('study.report.blinded')} ${failed}</p>`;
  const { reason, by, at } = state.override;
  return html`<p class="note">${message('study.report.overridden', { by, at })} ${failed}<br>${reason}</p>`;
}

function needed(
  rows: readonly {
    readonly horizon: number;
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number;
  }[],
): Html | null {
  if (rows.length === 0) return null;
  return html`<p>${rows.map(
    ({ horizon, estimate, lower, upper }) =>
      html`${message('study.report.numberNeeded', { day: horizon })} ${inBoth((locale) => `${numberNeededText(locale, estimate)} (${numberNeededInterval(locale, lower, upper)})`)} `,
  )}</p>`;
}

function sensitivity({
  eValue,
  misclassification,
  negativeControls,
}: NonNullable<OutcomeResult['estimates']>['sensitivity']): Html {
  return html`<dl class="facts">
${eValue ? html`<dt>${message('study.report.eValue')}</dt><dd>${inBoth((locale) => `${estimateText(locale, eValue.estimate, 2)} (${estimateText(locale, eValue.limit, 2)})`)}</dd>` : null}
${misclassification ? html`<dt>${message('study.report.misclassification')}</dt><dd>${inBoth((locale) => `PPV ${percentText(locale, misclassification.ppv)} → ${estimateText(locale, misclassification.corrected.estimate, 2)} (${estimateText(locale, misclassification.corrected.lower, 2)}–${estimateText(locale, misclassification.corrected.upper, 2)})`)} · ${misclassification.source}</dd>` : null}
${negativeControls ? html`<dt>${message('study.report.negativeControls')}</dt><dd>${message('study.report.controlsUsed', { estimable: negativeControls.estimable, asked: negativeControls.asked })}${negativeControls.systematicError === null ? null : html` · EASE ${inBoth((locale) => estimateText(locale, negativeControls.systematicError ?? 0, 3))}`}</dd>` : null}
</dl>`;
}
