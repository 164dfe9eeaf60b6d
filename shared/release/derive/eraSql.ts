import { addDays, join, name, type Sql, sql } from '../../engine/sql.ts';

/** Days without treatment or record that an era bridges (OHDSI's persistence window). */
export const PERSISTENCE_DAYS = 30;

/**
 * Joins intervals of the same group that overlap or follow within `gapDays`: the OHDSI era rule.
 * @param source relation with the columns of `group`, `start_date`, `end_date` (not before the start) and `measures`
 * @param measures aggregates to carry along, by name
 * @returns a query with the columns of `group`, `start_date`, `end_date` and the measures
 */
export function joinIntervals(
  source: Sql,
  group: readonly string[],
  gapDays: number,
  measures: Readonly<Record<string, Sql>>,
): Sql {
  const keys = join(group.map((column) => name(column)));
  const measured = join(
    Object.entries(measures).map(([as, value]) => sql`, ${value} AS ${name(as)}`),
    '',
  );
  return sql`
    SELECT ${keys}, min(start_date) AS start_date, max(end_date) AS end_date${measured}
    FROM (
      SELECT *, sum(opens) OVER (PARTITION BY ${keys} ORDER BY start_date, end_date ROWS UNBOUNDED PRECEDING) AS era
      FROM (
        SELECT *, CASE WHEN start_date <= ${addDays(
          sql`max(end_date) OVER (
            PARTITION BY ${keys} ORDER BY start_date, end_date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`,
          gapDays,
        )}
          THEN 0 ELSE 1 END AS opens
        FROM (${source}) AS source
      ) AS opened
    ) AS numbered
    GROUP BY ${keys}, era`;
}

/** The latest of two dates, the second where the first is NULL. */
export function notBefore(end: Sql, start: Sql): Sql {
  return sql`CASE WHEN ${end} < ${start} THEN ${start} ELSE ${end} END`;
}
