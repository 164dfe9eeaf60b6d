import type { Failure } from '../errors/akashiError.ts';
import type { MessageParams } from '../i18n/translate.ts';
import { countText } from './charts/countText.ts';
import { cohortSection } from './cohortSection.ts';
import { eitherWay, Html, html, inBoth, message } from './html.ts';
import { releaseSection } from './releaseSection.ts';
import type { CohortReportModel } from './reportModel.ts';
import { reportStyle } from './reportStyle.ts';

/**
 * A cohort report as one HTML file: Japanese and English with a switch that needs no script, charts as inline SVG with
 * their tables, nothing loaded from anywhere (a policy in the file forbids it), fit to print. Every value is escaped.
 * The same model gives the same text.
 */
export function renderReport(model: CohortReportModel): string {
  const { card, cohorts, failed } = model;
  const page = html`<!doctype html>
<html lang="ja"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Akashi — ${card.title}</title><style>${Html.unchecked(reportStyle)}</style></head><body>
<fieldset class="switch"><legend class="quiet">言語 / Language</legend>
<label><input type="radio" name="language" id="language-ja" checked> 日本語</label>
<label><input type="radio" name="language" id="language-en"> English</label></fieldset>
<main><h1>${message('report.title')}</h1>
<p class="meta">${eitherWay(card.title)} · ${message('report.generated', { time: model.generatedAt, version: model.akashiVersion })}</p>
${releaseSection(card)}
<section><h2>${message('report.overview')}</h2>
<table><thead><tr><th>${message('report.cohort')}</th><th class="n">${message('chart.persons')}</th><th class="n">${message('chart.calendar.entries')}</th></tr></thead>
<tbody>${cohorts.map(
    ({ summary }, i) =>
      html`<tr><td><a href="#cohort-${i + 1}">${i + 1}. ${eitherWay(summary.title)}</a></td><td class="n">${summary.persons === null ? '—' : inBoth((locale) => countText(locale, summary.persons ?? 0))}</td><td class="n">${summary.entries === null ? '—' : inBoth((locale) => countText(locale, summary.entries ?? 0))}</td></tr>`,
  )}</tbody></table>
${failed.map(({ name, failures }) => html`<div class="note"><strong>${name}</strong>${failures.map((failure) => html`<p>${failureText(failure)}</p>`)}</div>`)}
</section>
${cohorts.map((cohort, i) => cohortSection(cohort, i + 1))}
<section><h2>${message('report.methods')}</h2>
<p>${message('report.methods.generation')}</p><p>${message('report.methods.attrition')}</p>
<p>${message('report.methods.masking', { below: card.terms.minimumCell })}</p><p>${message('report.methods.reidentification')}</p></section>
</main></body></html>
`;
  return page.text;
}

function failureText({ code, params }: Failure): Html {
  return message(`error.${code}`, params as MessageParams);
}
