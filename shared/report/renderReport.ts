import type { Failure } from '../errors/akashiError.ts';
import type { MessageParams } from '../i18n/translate.ts';
import { countText } from './charts/countText.ts';
import { cohortSection } from './cohortSection.ts';
import { eitherWay, type Html, html, inBoth, message } from './html.ts';
import { releaseSection } from './releaseSection.ts';
import type { CohortReportModel } from './reportModel.ts';
import { reportPage } from './reportPage.ts';

/** A cohort report, charts as inline SVG with their tables; see {@link reportPage}. */
export function renderReport(model: CohortReportModel): string {
  const { card, cohorts, characteristics, failed } = model;
  return reportPage(
    card.title,
    html`<h1>${message('report.title')}</h1>
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
${cohorts.map((cohort, i) => cohortSection(cohort, characteristics.get(cohort.summary.id) ?? null, i + 1))}
<section><h2>${message('report.methods')}</h2>
<p>${message('report.methods.generation')}</p><p>${message('report.methods.attrition')}</p>
<p>${message('report.methods.masking', { below: card.terms.minimumCell })}</p><p>${message('report.methods.reidentification')}</p></section>`,
  );
}

function failureText({ code, params }: Failure): Html {
  return message(`error.${code}`, params as MessageParams);
}
