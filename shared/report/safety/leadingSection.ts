import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import { fewestControls } from '../../study/safety/controlStrip.ts';
import type { SafetyRow } from '../../study/safety/safetyResult.ts';
import { countText } from '../charts/countText.ts';
import { type Html, html, inBoth, message } from '../html.ts';
import { pText } from '../study/effectText.ts';
import { comparedWith, leadingEvents } from './leadingEvents.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import {
  eventName,
  groupName,
  intervalText,
  maySaySignal,
  numberNeededToHarmText,
  perThousand,
  timeAtRiskName,
} from './safetyText.ts';

/** The events that stand out, each in every group: rates, ratios, differences, and what multiplicity leaves of them. */
export function leadingSection(findings: SafetyFindings): Html {
  const { result, study } = findings;
  const [first] = result.timesAtRisk;
  const rows = leadingEvents(first?.rows ?? []);
  return html`<p class="meta">${inBoth((locale) => translate(locale, 'safetyReport.ofFirst', { name: timeAtRiskName(study, first?.timeAtRisk ?? '', locale) }))}</p>
${signalNote(findings)}
${
  rows.length === 0
    ? html`<p class="note">${message('safetyReport.noneLeads')}</p>`
    : html`${inBoth((locale) => leadingTable(findings, rows, locale), 'div')}<p class="meta">${message('safetyReport.needed')}</p>`
}`;
}

/** What the negative controls allow to be called a signal. */
export function signalNote({ result, study }: SafetyFindings): Html {
  const { controls } = result;
  if (controls === null) return html`<p class="note">${message('safetyReport.noControls')}</p>`;
  const { estimable, asked } = controls;
  return maySaySignal(result)
    ? html`<p>${message('safetyReport.maySignal', { estimable, asked, level: study.multiplicity.level })}</p>`
    : html`<p class="note">${message('safetyReport.noSignal', { estimable, asked, fewest: fewestControls })}</p>`;
}

function leadingTable(findings: SafetyFindings, rows: readonly SafetyRow[], locale: Locale): Html {
  const say = (key: Parameters<typeof translate>[1]) => translate(locale, key);
  const columns = [
    say('study.personYears'),
    say('safetyReport.rate'),
    say('safetyReport.rateRatio'),
    say('safetyReport.rateDifference'),
    say('safetyReport.riskDifference'),
    'NNH',
    say('safetyReport.adjustedPShort'),
    say('safetyReport.calibratedRatio'),
  ];
  return html`<table class="leading"><thead><tr><th>${say('safetyReport.event')}</th><th>${say('safetyReport.group')}</th><th class="n">${say('safetyReport.withEvent')} / ${say('chart.persons')}</th>${columns.map((label) => html`<th class="n">${label}</th>`)}</tr></thead>
${rows.map((row) => html`<tbody>${leadingRow(findings, row, locale)}</tbody>`)}</table>`;
}

/** A line for each group; what compares the exposed with a group stands in the group's line. */
function leadingRow({ study, result }: SafetyFindings, row: SafetyRow, locale: Locale): Html[] {
  const { groups } = result.exposure;
  const cell = (value: string | null | undefined) => html`<td class="n">${value || '—'}</td>`;
  return groups.map(({ group }, g) => {
    const own = row.groups[g];
    const compared = group === 'exposed' ? undefined : comparedWith(row, group);
    const mark = g === 0 && row.against.some(({ signal }) => signal) ? '● ' : '';
    return html`<tr>${g === 0 ? html`<th scope="rowgroup" rowspan="${groups.length}">${mark}${eventName(row, locale)}</th>` : null}
<td>${groupName(study, group, locale)}</td>
${cell(own && `${countText(locale, own.withEvent)} / ${countText(locale, own.persons)}`)}
${cell(own?.personYears == null ? null : formatNumber(locale, own.personYears, 0))}
${cell(own && intervalText(locale, own.rate))}
${
  group === 'exposed'
    ? html`<td class="n quiet" colspan="6"></td>`
    : html`${cell(intervalText(locale, compared?.rateRatio ?? null))}${cell(intervalText(locale, compared?.rateDifference ?? null, 1))}${cell(intervalText(locale, perThousand(compared?.riskDifference ?? null), 1))}${cell(compared && numberNeededToHarmText(locale, compared))}${cell(compared?.adjustedP == null ? null : pText(locale, compared.adjustedP))}${cell(intervalText(locale, compared?.calibrated?.rateRatio ?? null))}`
}</tr>`;
  });
}
