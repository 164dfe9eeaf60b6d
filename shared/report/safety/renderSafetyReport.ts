import { formatNumber } from '../../i18n/translate.ts';
import { safetyProtocol } from '../../study/words/safetyProtocol.ts';
import { definitionsSection } from '../definitionsSection.ts';
import { eitherWay, type Html, html, inBoth, message } from '../html.ts';
import { releaseSection } from '../releaseSection.ts';
import { reportPage } from '../reportPage.ts';
import { protocolTable } from '../study/protocolSection.ts';
import type { DrawChart } from '../study/studyReportModel.ts';
import { tableMarkup } from '../study/tableMarkup.ts';
import { funnelTable, groupsTable } from './exposureTables.ts';
import {
  controlsSection,
  followUpSection,
  picturesSection,
  reportedSection,
  treeSection,
  wholeSection,
} from './findingSections.ts';
import { leadingSection } from './leadingSection.ts';
import { drawSafetyFigures } from './safetyFigures.ts';
import type { SafetyReportModel } from './safetyReportModel.ts';

const limitations = [
  'matching',
  'recording',
  'multiplicity',
  'calibration',
  'disproportionality',
  'exploratory',
] as const;

/**
 * The report of a safety study, in the order of RECORD-PE and HARPER: protocol, who was exposed, the leading events,
 * how they depend on follow-up, tree, negative controls, reported against observed, limitations, every event,
 * definitions, release, provenance; last the number of comparisons made.
 */
export async function renderSafetyReport(model: SafetyReportModel, draw: DrawChart): Promise<string> {
  const { card, study, result, locale } = model;
  const figure = await drawSafetyFigures(model, draw);
  const { comparisons } = result;
  const below = card.terms.minimumCell;
  return reportPage(
    study.name,
    html`<h1>${eitherWay(study.name)}</h1>
<p class="meta">${message('report.generated', { time: model.generatedAt, version: result.provenance.akashiVersion })} · ${message('study.report.standards')}</p>
${study.description === '' ? null : html`<p>${eitherWay(study.description)}</p>`}
${filterNote(model)}
${protocolTable((locale) => safetyProtocol(study, locale))}
<section><h2>${message('safetyReport.section.exposed')}</h2>
${tableMarkup((locale) => funnelTable(model, locale))}
${tableMarkup((locale) => groupsTable(model, locale))}</section>
<section><h2>${message('safetyReport.section.leading')}</h2>
${leadingSection(model)}
${figure('dots')}
${figure('volcano')}</section>
${followUpSection(model)}
${treeSection(model, figure)}
${controlsSection(model, figure)}
${picturesSection(model, figure)}
${reportedSection(model)}
<section><h2>${message('safetyReport.section.why')}</h2><ul>
${(['denominator', 'unexposed', ...(study.comparator ? (['comparator'] as const) : []), 'reporting'] as const).map((kind) => html`<li>${message(`safetyReport.why.${kind}`)}</li>`)}</ul></section>
<section><h2>${message('study.report.limitations')}</h2><ul>
${limitations.map((kind) => html`<li>${message(`safetyReport.limitation.${kind}`, { comparisons })}</li>`)}
${(['selection', 'masking', 'reidentification'] as const).map((kind) => html`<li>${message(`study.limitation.${kind}`, { below })}</li>`)}</ul></section>
${wholeSection(model)}
${definitionsSection(study.definitions)}
${releaseSection(card)}
${provenance(model)}
<footer><p class="note">${message('safetyReport.footer', { comparisons })}</p></footer>`,
    locale,
  );
}

/** What part of the persons the numbers are of. */
function filterNote({ result: { filter, ageBands } }: SafetyReportModel): Html | null {
  const band = filter.ageBand === null ? undefined : ageBands[filter.ageBand];
  if (filter.sex === null && !band) return null;
  return html`<p class="note">${filter.sex === null ? null : message(`safetyReport.filtered.${filter.sex}`)} ${
    !band
      ? null
      : band.to === null
        ? message('safetyReport.filtered.ageFrom', { from: band.from })
        : message('safetyReport.filtered.age', { from: band.from, to: band.to })
  }</p>`;
}

function provenance({ study, result: { provenance: from, studyHash, seed } }: SafetyReportModel): Html {
  return html`<section><h2>${message('report.provenance')}</h2><dl class="facts">
<dt>${message('report.provenance.release')}</dt><dd>${from.releaseId} <code>${from.releaseDigest}</code></dd>
<dt>${message('study.report.hash')}</dt><dd><code>${studyHash}</code></dd>
<dt>${message('study.report.seed')}</dt><dd>${String(seed)}</dd>
<dt>${message('report.provenance.method')}</dt><dd>${from.method}</dd>
<dt>${message('report.provenance.engine')}</dt><dd>${from.engine} · Akashi ${from.akashiVersion}</dd>
<dt>${message('report.provenance.time')}</dt><dd>${from.generatedAt} (${inBoth((locale) => formatNumber(locale, from.milliseconds, 0))} ms)</dd></dl>
<details><summary>${message('study.report.file')}</summary><pre>${`${JSON.stringify(study, null, 2)}\n`}</pre></details></section>`;
}
