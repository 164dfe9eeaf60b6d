import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import type { RateEstimate, ReportedRow } from '../../study/safety/safetyResult.ts';
import type { ChartTable, ChartTableCell } from '../charts/chartTable.ts';
import { estimateText } from '../study/effectText.ts';

/** Measures that compare reports with reports. */
const measures = ['prr', 'ror', 'ic', 'ebgm'] as const;

/**
 * Reports beside what was observed as a table to read: event, reports, observed, expected, excess and reporting fraction,
 * and on demand the measures of disproportionality. What is withheld, or does not exist, has no text.
 * @param withMeasures adds PRR, ROR, IC and EBGM
 */
export function reportedTableRows(
  rows: readonly ReportedRow[],
  locale: Locale,
  withMeasures: boolean,
): ChartTable {
  const label = (key: MessageKey) => translate(locale, key);
  const end = (key: MessageKey) => ({ label: label(key), align: 'end' as const });
  return {
    columns: [
      { label: label('reported.column.event'), align: 'start' },
      { label: label('reported.column.code'), align: 'start' },
      end('reported.column.reports'),
      end('reported.column.observed'),
      end('reported.column.expected'),
      end('reported.column.excess'),
      end('reported.column.fraction'),
      ...(withMeasures ? measures.map((measure) => end(`reported.column.${measure}`)) : []),
    ],
    rows: rows.map((row) => [
      { text: inLanguage(row.name, locale) },
      { text: row.code },
      { count: row.reports },
      { count: row.observed },
      figure(row.expected, (value) => estimateText(locale, value, 1)),
      figure(row.excess, (value) => signed(locale, value)),
      figure(row.reportingFraction, (fraction) => fractionText(locale, fraction)),
      ...(withMeasures ? measures.map((measure) => measureCell(locale, row[measure])) : []),
    ]),
  };
}

/** `6.6% (0.8–27%)`; a fraction whose upper limit is open ends in ∞. */
export function fractionText(
  locale: Locale,
  { estimate, lower, upper }: NonNullable<ReportedRow['reportingFraction']>,
): string {
  const percent = (value: number) => estimateText(locale, value * 100, value >= 0.1 ? 0 : 1);
  return `${percent(estimate)}% (${percent(lower)}–${upper === null ? '∞' : `${percent(upper)}%`})`;
}

function measureCell(locale: Locale, value: number | RateEstimate | null): ChartTableCell {
  const text = (one: number) => signless(locale, one);
  if (typeof value === 'number') return { text: text(value) };
  return figure(
    value,
    ({ estimate, lower, upper }) =>
      `${text(estimate)} (${text(lower)}${lower < 0 ? '～' : '–'}${text(upper)})`,
  );
}

function signed(locale: Locale, value: number): string {
  return `${value < 0 ? '−' : '+'}${estimateText(locale, Math.abs(value), 1)}`;
}

function signless(locale: Locale, value: number): string {
  return `${value < 0 ? '−' : ''}${estimateText(locale, Math.abs(value), 2)}`;
}

function figure<T>(value: T | null, text: (value: T) => string): ChartTableCell {
  return { text: value === null ? null : text(value) };
}
