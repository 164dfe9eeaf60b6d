import { translate } from '../../i18n/translate.ts';
import { fewestControls } from '../../study/safety/analysis/controlStrip.ts';
import { type Html, html, inBoth, message } from '../html.ts';
import { groupedMarkup } from './groupedMarkup.ts';
import { leadingEvents } from './leadingEvents.ts';
import { leadingTable } from './leadingTable.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { maySaySignal, timeAtRiskName } from './safetyText.ts';

/** The events that stand out, each in every group: rates, ratios, differences, and what multiplicity leaves of them. */
export function leadingSection(findings: SafetyFindings): Html {
  const { result, study } = findings;
  const [first] = result.timesAtRisk;
  return html`<p class="meta">${inBoth((locale) => translate(locale, 'safetyReport.ofFirst', { name: timeAtRiskName(study, first?.timeAtRisk ?? '', locale) }))}</p>
${signalNote(findings)}
${
  leadingEvents(first?.rows ?? []).length === 0
    ? html`<p class="note">${message('safetyReport.noneLeads')}</p>`
    : html`${groupedMarkup((locale) => leadingTable(findings, locale))}<p class="meta">${message('safetyReport.needed')}</p>`
}`;
}

/** What the negative controls allow to be called a signal. */
function signalNote({ result, study }: SafetyFindings): Html {
  const { controls } = result;
  if (controls === null) return html`<p class="note">${message('safetyReport.noControls')}</p>`;
  const { estimable, asked } = controls;
  return maySaySignal(result)
    ? html`<p>${message('safetyReport.maySignal', { estimable, asked, level: study.multiplicity.level })}</p>`
    : html`<p class="note">${message('safetyReport.noSignal', { estimable, asked, fewest: fewestControls })}</p>`;
}
