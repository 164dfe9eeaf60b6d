import type { Locale } from '../../../../shared/i18n/translate.ts';
import type { ReportedRow, SafetyTable } from '../../../../shared/study/safety/safetyResult.ts';
import type { SafetyChoice } from '../../../state/safety.ts';
import { eventLines } from '../table/eventRows.ts';

/** Which events are listed: the finest that reports name, every level of them, or those without reports too. */
export type ReportedLevel = 'finest' | 'reported' | 'all';

/** Rows that the choice lets through, the most reported first, the finer one among equals. */
export function reportedLines(
  rows: readonly ReportedRow[],
  table: SafetyTable,
  choice: Pick<SafetyChoice, 'search' | 'within' | 'picked' | 'against'>,
  level: ReportedLevel,
  locale: Locale,
): readonly ReportedRow[] {
  const order = { column: 'code', descending: false } as const;
  const wanted = new Set(eventLines(table.rows, choice, order, new Set(), locale).map(({ row }) => row.id));
  const reported = new Set(rows.filter(({ reports }) => reports > 0).map(({ id }) => id));
  const holdsFiner = new Set(table.rows.flatMap(({ id, parents }) => (reported.has(id) ? parents : [])));
  const depth = new Map(table.rows.map(({ id, level: own }) => [id, own]));
  return rows
    .filter(({ id }) => {
      if (!wanted.has(id)) return false;
      if (level === 'all') return true;
      return reported.has(id) && (level === 'reported' || !holdsFiner.has(id));
    })
    .toSorted(
      (a, b) =>
        b.reports - a.reports ||
        (depth.get(b.id) ?? 0) - (depth.get(a.id) ?? 0) ||
        (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
    );
}
