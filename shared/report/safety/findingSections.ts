import { formatNumber, type Locale, translate } from '../../i18n/translate.ts';
import type { ReportedRow, SafetyRow } from '../../study/safety/safetyResult.ts';
import { safetyControlTable } from '../charts/safetyControlStrip.ts';
import { outcomeText } from '../charts/safetyMarks.ts';
import { type Html, html, inBoth, message } from '../html.ts';
import { estimateText, pText } from '../study/effectText.ts';
import { tableMarkup } from '../study/tableMarkup.ts';
import { followUpTable, reportedTable } from './findingTables.ts';
import { groupedMarkup } from './groupedMarkup.ts';
import { leadingEvents } from './leadingEvents.ts';
import { outcomeFile, outcomeParts } from './outcomeParts.ts';
import { MOST_BRANCHES, type SafetyFigure } from './safetyFigures.ts';
import type { SafetyFindings } from './safetyReportModel.ts';
import { timeAtRiskName } from './safetyText.ts';
import { byChapter, wholeTable } from './wholeTable.ts';

const mostCodes = 20;

/** The leading events at every follow-up; nothing where there is one time-at-risk only. */
export function followUpSection(findings: SafetyFindings): Html | null {
  const { timesAtRisk } = findings.result;
  if (timesAtRisk.length < 2 || leadingEvents(timesAtRisk[0]?.rows ?? []).length === 0) return null;
  return html`<section><h2>${message('safetyReport.section.followUp')}</h2>
<p>${message('safetyReport.followUpNote')}</p>
${groupedMarkup((locale) => followUpTable(findings, locale))}</section>`;
}

/** The tree scan; nothing where the study's events have no hierarchy. */
export function treeSection(findings: SafetyFindings, figure: SafetyFigure): Html | null {
  const { result, study } = findings;
  if (study.events.kind !== 'hierarchy') return null;
  const { replications } = study.tree;
  return html`<section><h2>${message('safetyReport.section.tree')}</h2>
<p>${message('safetyReport.treeNote', { replications, most: MOST_BRANCHES })}</p>
${figure('tree') ?? html`<p class="note">${message(result.tree.length === 0 ? 'safetyReport.noTree' : 'safetyReport.noBranch')}</p>`}</section>`;
}

/** Negative controls; nothing where the study has none. */
export function controlsSection({ result }: SafetyFindings, figure: SafetyFigure): Html | null {
  const { controls } = result;
  if (controls === null) return null;
  const { estimable, asked, nullMean, nullSd, systematicError, points } = controls;
  const number = (value: number) => inBoth((locale) => estimateText(locale, value, 3));
  return html`<section><h2>${message('safetyReport.section.controls')}</h2>
<p>${message('safetyReport.controlsNote')}</p>
<dl class="facts"><dt>${message('safetyReport.estimable')}</dt><dd>${message('safetyReport.estimableOf', { estimable, asked })}</dd>
${nullMean === null || nullSd === null ? null : html`<dt>${message('safetyReport.nullDistribution')}</dt><dd>${number(nullMean)} · ${number(nullSd)}</dd>`}
${systematicError === null ? null : html`<dt>${message('safetyReport.systematicError')}</dt><dd>${number(systematicError)}</dd>`}</dl>
${figure('controls')}
${points.length === 0 ? null : html`<details><summary>${message('report.asTable')}</summary>${tableMarkup((locale) => safetyControlTable(controls, locale))}</details>`}</section>`;
}

/** Spontaneous reports beside what was observed; nothing where there are none. */
export function reportedSection({ reported, result }: SafetyFindings): Html | null {
  if (reported === null) return null;
  const { reports, ofDrug, matched, unknownCodes, drugNames, repeated, incomplete, concomitant } = reported;
  const rows = toldByThemselves(reported.rows, result.timesAtRisk[0]?.rows ?? []);
  const names = drugNames.slice(0, mostCodes).map(({ code, reports: of }) => `${code} (${of})`);
  const codes = unknownCodes.slice(0, mostCodes).map(({ code, reports: of }) => `${code} (${of})`);
  return html`<section><h2>${message('safetyReport.section.reported')}</h2>
<p>${message('safetyReport.reportedNote', { reports, ofDrug, matched })}</p>
<p class="meta">${message('safetyReport.reportedRows', { names: names.join(', '), repeated, incomplete, concomitant })}</p>
${rows.length === 0 ? null : groupedMarkup((locale) => reportedTable({ rows }, locale))}
<p class="note">${message('safetyReport.disproportionality')}</p>
${codes.length === 0 ? null : html`<p class="meta">${message('safetyReport.unknownCodes', { count: unknownCodes.length, codes: codes.join(', ') })}</p>`}</section>`;
}

/** Reported rows, the most reported first; of those above others only what is not all told below. */
function toldByThemselves(rows: readonly ReportedRow[], table: readonly SafetyRow[]): ReportedRow[] {
  const below = new Map<string, number>();
  const reports = new Map(rows.map((row) => [row.id, row.reports]));
  for (const { id, parents } of table) {
    for (const parent of parents) below.set(parent, (below.get(parent) ?? 0) + (reports.get(id) ?? 0));
  }
  return rows
    .filter((row) => row.reports > (below.get(row.id) ?? 0))
    .sort((a, b) => b.reports - a.reports || (a.code < b.code ? -1 : 1));
}

/** Every listed event of the first time-at-risk, folded by chapter. */
export function wholeSection(findings: SafetyFindings): Html | null {
  const { result, study } = findings;
  const [first] = result.timesAtRisk;
  if (!first || first.rows.length === 0) return null;
  const title = (row: SafetyRow, count: number, locale: Locale) =>
    `${outcomeText(row, locale)} (${formatNumber(locale, count, 0)})`;
  return html`<section><h2>${message('safetyReport.section.whole')}</h2>
<p class="meta">${inBoth((locale) => translate(locale, 'safetyReport.ofFirst', { name: timeAtRiskName(study, first.timeAtRisk, locale) }))}</p>
${byChapter(first.rows).map(
  ({ chapter, rows }) =>
    html`<details><summary>${inBoth((locale) => title(chapter, rows.length, locale))}</summary>${tableMarkup((locale) => wholeTable(findings, rows, locale))}</details>`,
)}</section>`;
}

/** What is drawn of each leading event. */
export function picturesSection(findings: SafetyFindings, figure: SafetyFigure): Html | null {
  const { pictures, result, study } = findings;
  const [first] = result.timesAtRisk;
  if (pictures.length === 0 || !first) return null;
  return html`<section class="cohort"><h2>${message('safetyReport.section.pictures')}</h2>
<p class="meta">${inBoth((locale) => translate(locale, 'safetyReport.drawnFirst', { name: timeAtRiskName(study, first.timeAtRisk, locale) }))}</p>
${pictures.map((own) => {
  const row = first.rows.find(({ id }) => id === own.id);
  if (!row) return html``;
  const { doseTrendP } = own;
  return html`<h3>${inBoth((locale) => outcomeText(row, locale))}</h3>
${outcomeParts(findings, own).map(({ id, title, table }) => {
  const drawn = figure(outcomeFile(findings, own, id));
  return html`<h4>${message(title)}</h4>${drawn ?? html`<p class="note">${message('safetyReport.notDrawn')}</p>`}
${id === 'dose' && doseTrendP !== null ? html`<p>${inBoth((locale) => translate(locale, 'safetyReport.doseTrend', { p: pText(locale, doseTrendP) }))}</p>` : null}
<details><summary>${message('report.asTable')}</summary>${tableMarkup(table)}</details>`;
})}`;
})}</section>`;
}
