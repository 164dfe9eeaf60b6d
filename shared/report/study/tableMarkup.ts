import type { Locale } from '../../i18n/translate.ts';
import { type ChartTable, cellText } from '../charts/chartTable.ts';
import { type Html, html, inBoth } from '../html.ts';

/** A table in both languages. */
export function tableMarkup(table: (locale: Locale) => ChartTable): Html {
  return inBoth((locale) => oneTable(table(locale), locale), 'div');
}

function oneTable({ columns, rows }: ChartTable, locale: Locale): Html {
  const side = (align: 'start' | 'end') => (align === 'end' ? html` class="n"` : null);
  return html`<table><thead><tr>${columns.map(({ label, align }) => html`<th${side(align)}>${label}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row) =>
      html`<tr>${row.map((cell, i) => html`<td${side(columns[i]?.align ?? 'start')}>${cellText(locale, cell) || '—'}</td>`)}</tr>`,
  )}</tbody></table>`;
}
