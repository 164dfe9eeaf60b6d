import { join, type Sql, sql } from '../engine/sql.ts';

/** Gap in days that an era bridges (OHDSI convention). */
const eraGap = 30;

/**
 * Eras of a relation with columns person_id, start, stop (inclusive) and the key columns: intervals at most 30 days
 * apart are one. Columns: person_id, keys, start, stop, events, gap_days.
 */
export function eraSelect(source: Sql, keys: readonly Sql[]): Sql {
  const by = join([sql`person_id`, ...keys]);
  return sql`SELECT ${by}, min(start) AS start, max(stop) AS stop, CAST(count(*) AS INTEGER) AS events,
      CAST(greatest(0, max(stop) - min(start) + 1 - sum(stop - start + 1)) AS INTEGER) AS gap_days
    FROM (
      SELECT *, sum(CASE WHEN start <= reach + ${eraGap} THEN 0 ELSE 1 END)
        OVER (PARTITION BY ${by} ORDER BY start, stop ROWS UNBOUNDED PRECEDING) AS era
      FROM (
        SELECT ${by}, start, stop, max(stop) OVER (PARTITION BY ${by} ORDER BY start, stop
          ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
        FROM ${source}
      )
    )
    GROUP BY ${by}, era`;
}
