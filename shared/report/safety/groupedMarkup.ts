import type { Locale } from '../../i18n/translate.ts';
import { type ChartTable, type ChartTableCell, cellText } from '../charts/chartTable.ts';
import { type Html, html, inBoth } from '../html.ts';

/**
 * A table in both languages whose rows of the same first cell stand together below it, on a page's width: intervals
 * stand below their figures.
 */
export function groupedMarkup(table: (locale: Locale) => ChartTable): Html {
  return inBoth((locale) => oneTable(table(locale), locale), 'div');
}

function oneTable({ columns, rows }: ChartTable, locale: Locale): Html {
  const [, ...further] = columns;
  const groups = new Map<string, (readonly ChartTableCell[])[]>();
  for (const [first, ...cells] of rows) {
    const heading = first ? cellText(locale, first) : '';
    groups.set(heading, [...(groups.get(heading) ?? []), cells]);
  }
  const side = (i: number) => (further[i]?.align === 'end' ? html` class="n"` : null);
  return html`<table class="grouped"><thead><tr>${further.map(({ label }, i) => html`<th${side(i)}>${label}</th>`)}</tr></thead>
${[...groups].map(
  ([heading, lines]) =>
    html`<tbody><tr><th colspan="${further.length}" scope="rowgroup">${heading}</th></tr>${lines.map((cells) => html`<tr>${cells.map((cell, i) => html`<td${side(i)}>${broken(cellText(locale, cell) || '—')}</td>`)}</tr>`)}</tbody>`,
)}</table>`;
}

/** The interval of a figure stands below it. */
function broken(text: string): Html {
  const [, figure, interval] = /^(\S+) (\(.*\))$/.exec(text) ?? [];
  return figure === undefined || interval === undefined
    ? html`${text}`
    : html`${figure}<br><span class="quiet">${interval}</span>`;
}
