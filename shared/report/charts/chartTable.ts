import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { Locale } from '../../i18n/translate.ts';
import { countText } from './countText.ts';

/** The same content as a chart, as a table: headings and rows of text, counts, or nothing. */
export interface ChartTable {
  readonly columns: readonly { readonly label: string; readonly align: 'start' | 'end' }[];
  readonly rows: readonly (readonly ChartTableCell[])[];
}

export type ChartTableCell =
  | { readonly text: string }
  | { readonly count: PublishedCount }
  | { readonly text: null };

/** @returns a cell as it is read: withheld counts as `<10` or `—*`, nothing as an empty text */
export function cellText(locale: Locale, cell: ChartTableCell): string {
  return 'count' in cell ? countText(locale, cell.count) : (cell.text ?? '');
}

/** RFC 4180 with a byte order mark, so that Excel reads Japanese. Counts are ungrouped; withheld ones stay `<10` or `—*`. */
export function tableToCsv(table: ChartTable, caption: string): string {
  const lines = [table.columns.map(({ label }) => label), ...table.rows.map((row) => row.map(plainText))];
  return `\uFEFF${[...lines, [], [caption]].map((line) => line.map(csvField).join(',')).join('\r\n')}\r\n`;
}

/** Tab-separated text: what a spreadsheet takes from the clipboard. */
export function tableToTsv(table: ChartTable): string {
  const lines = [table.columns.map(({ label }) => label), ...table.rows.map((row) => row.map(plainText))];
  return lines.map((line) => line.map((field) => field.replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** An HTML table with its caption: what a word processor takes from the clipboard. */
export function tableToHtml(table: ChartTable, locale: Locale, caption: string): string {
  const head = table.columns.map(
    ({ label, align }) => `<th align="${htmlAlign(align)}">${htmlText(label)}</th>`,
  );
  const body = table.rows.map((row) => {
    const cells = row.map(
      (cell, i) =>
        `<td align="${htmlAlign(table.columns[i]?.align ?? 'start')}">${htmlText(cellText(locale, cell))}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><caption>${htmlText(caption)}</caption><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function plainText(cell: ChartTableCell): string {
  if ('count' in cell && typeof cell.count === 'number') return String(cell.count);
  return cellText('en', cell);
}

/** A leading `=`, `+`, `-` or `@` would be run as a formula by a spreadsheet: such text is given a leading quote, numbers are not. */
function csvField(text: string): string {
  const isNumber = /^-[\d,.]+%?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function htmlAlign(align: 'start' | 'end'): string {
  return align === 'start' ? 'left' : 'right';
}

function htmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
