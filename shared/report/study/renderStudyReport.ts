import { formatNumber } from '../../i18n/translate.ts';
import { studyText } from '../../study/specification/parseStudy.ts';
import { definitionsSection } from '../definitionsSection.ts';
import { eitherWay, type Html, html, inBoth, message } from '../html.ts';
import { releaseSection } from '../releaseSection.ts';
import { reportPage } from '../reportPage.ts';
import { noteText } from './noteText.ts';
import { pairSection } from './pairSection.ts';
import { protocolSection } from './protocolSection.ts';
import { severalArmsSection } from './severalArmsSection.ts';
import { drawFigures } from './studyFigures.ts';
import type { DrawChart, StudyReportModel } from './studyReportModel.ts';
import { attritionTable } from './studyTables.ts';
import { tableMarkup } from './tableMarkup.ts';

/**
 * The report of a comparison, in the order of RECORD-PE and HARPER: protocol, definitions in words, attrition, Table 1,
 * diagnostics, estimates, sensitivity, limitations, provenance. Effects that diagnostics blind are not in it.
 */
export async function renderStudyReport(model: StudyReportModel, draw: DrawChart): Promise<string> {
  const { card, study, result, locale } = model;
  const figure = await drawFigures(model, draw);
  return reportPage(
    study.name,
    html`<h1>${eitherWay(study.name)}</h1>
<p class="meta">${message('report.generated', { time: model.generatedAt, version: result.provenance.akashiVersion })} · ${message('study.report.standards')}</p>
${study.description === '' ? null : html`<p>${eitherWay(study.description)}</p>`}
${result.notes.map((note) => html`<p class="note">${inBoth((locale) => noteText(note, locale))}</p>`)}
${protocolSection(study)}
<section><h2>${message('study.report.population')}</h2>
${figure('attrition')}
${tableMarkup((locale) => attritionTable(result, locale))}</section>
${result.pairs.map((pair) => pairSection(model, pair, figure))}
${severalArmsSection(model, figure)}
<section><h2>${message('study.report.limitations')}</h2><ul>
${(['unmeasured', 'recording', 'selection', 'masking', 'reidentification'] as const).map(
  (kind) => html`<li>${message(`study.limitation.${kind}`, { below: card.terms.minimumCell })}</li>`,
)}</ul></section>
${definitionsSection(study.definitions)}
${releaseSection(card)}
${provenance(model)}`,
    locale,
  );
}

function provenance({
  study,
  result: { provenance: from, studyHash, seed, covariates },
}: StudyReportModel): Html {
  return html`<section><h2>${message('report.provenance')}</h2><dl class="facts">
<dt>${message('report.provenance.release')}</dt><dd>${from.releaseId} <code>${from.releaseDigest}</code></dd>
<dt>${message('study.report.hash')}</dt><dd><code>${studyHash}</code></dd>
<dt>${message('study.report.seed')}</dt><dd>${String(seed)}</dd>
<dt>${message('report.provenance.method')}</dt><dd>${from.method}</dd>
<dt>${message('report.provenance.engine')}</dt><dd>${from.engine} · Akashi ${from.akashiVersion}</dd>
<dt>${message('report.provenance.time')}</dt><dd>${from.generatedAt} (${inBoth((locale) => formatNumber(locale, from.milliseconds, 0))} ms)</dd></dl>
${
  covariates.excluded.length === 0
    ? null
    : html`<details><summary>${message('study.report.excluded', { count: covariates.excluded.length })}</summary><table><tbody>${covariates.excluded.map(
        ({ name, reason, correlation }) =>
          html`<tr><td>${eitherWay(name)}</td><td>${message(`study.excluded.${reason}`)}</td><td class="n">${correlation === null ? '' : correlation.toFixed(2)}</td></tr>`,
      )}</tbody></table></details>`
}
<details><summary>${message('study.report.file')}</summary><pre>${studyText(study)}</pre></details></section>`;
}
