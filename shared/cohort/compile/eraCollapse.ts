import { addDays, dateLiteral, indented, join, literal, type Sql, sql } from '../../engine/sql.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';

/**
 * A derived table of periods in which overlapping and touching periods of a person share an `island` number.
 * @param groups further columns that keep periods apart
 * @param periods query with those columns, person_id, start_date, end_date
 */
export function islands(groups: readonly Sql[], periods: Sql): Sql {
  const group = join([...groups, sql`person_id`]);
  return sql`(
  SELECT ${group}, start_date, end_date,
    SUM(is_start) OVER (PARTITION BY ${group} ORDER BY start_date, is_start DESC ROWS UNBOUNDED PRECEDING) AS island
  FROM (
    SELECT ${group}, start_date, end_date,
      CASE WHEN MAX(end_date) OVER (PARTITION BY ${group} ORDER BY start_date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) >= start_date THEN 0 ELSE 1 END AS is_start
    FROM (
      ${indented(periods, 6)}
    ) AS p
  ) AS marked
)`;
}

/**
 * Cohort periods of one definition: entries that overlap, touch, or lie at most eraPad days apart become one, then
 * the censor window cuts them.
 * @param entries query `SELECT person_id, start_date, end_date`
 */
export function collapsedPeriods(definition: CohortDefinition, entries: Sql): Sql {
  const { eraPad } = definition;
  const padded = eraPad === 0 ? sql`end_date` : sql`${addDays(sql`end_date`, eraPad)} AS end_date`;
  const end = eraPad === 0 ? sql`MAX(end_date)` : addDays(sql`MAX(end_date)`, -eraPad);
  const periods = sql`SELECT person_id, MIN(start_date) AS start_date, ${end} AS end_date
FROM ${islands([], sql`SELECT person_id, start_date, ${padded} FROM ${entries}`)} AS i
GROUP BY person_id, island`;
  const { startDate = null, endDate = null } = definition.censorWindow ?? {};
  if (startDate === null && endDate === null) return periods;
  const from = startDate === null ? sql`start_date` : sql`GREATEST(start_date, ${dateLiteral(startDate)})`;
  const to = endDate === null ? sql`end_date` : sql`LEAST(end_date, ${dateLiteral(endDate)})`;
  return sql`SELECT person_id, ${from} AS start_date, ${to} AS end_date
FROM (
  ${indented(periods)}
) AS w
WHERE ${from} <= ${to}`;
}

/**
 * The same for many cohorts at once: one sort instead of one per definition.
 * @param entries table with cohort_key, person_id, start_date, end_date
 * @returns a query `SELECT cohort_key, person_id, start_date, end_date`
 */
export function collapsedCohorts(
  cohorts: readonly { readonly key: number; readonly definition: CohortDefinition }[],
  entries: Sql,
): Sql {
  const settings = cohorts.map(({ key, definition }) => {
    const { startDate = null, endDate = null } = definition.censorWindow ?? {};
    const day = (date: string | null): Sql => (date === null ? sql`CAST(NULL AS DATE)` : dateLiteral(date));
    return sql`(${key}, ${literal(definition.eraPad)}, ${day(startDate)}, ${day(endDate)})`;
  });
  const from = sql`GREATEST(c.start_date, COALESCE(s.censor_start, c.start_date))`;
  const to = sql`LEAST(c.end_date, COALESCE(s.censor_end, c.end_date))`;
  const padded = sql`SELECT e.cohort_key, e.person_id, e.start_date, ${addDays(sql`e.end_date`, sql`s.era_pad`)} AS end_date
FROM ${entries} AS e
JOIN setting AS s ON s.cohort_key = e.cohort_key`;
  return sql`WITH setting (cohort_key, era_pad, censor_start, censor_end) AS MATERIALIZED (
  VALUES ${join(settings)}
)
SELECT c.cohort_key, c.person_id, ${from} AS start_date, ${to} AS end_date
FROM (
  SELECT i.cohort_key, i.person_id, MIN(i.start_date) AS start_date, ${addDays(sql`MAX(i.end_date)`, sql`-MIN(s.era_pad)`)} AS end_date
  FROM ${indented(islands([sql`cohort_key`], padded))} AS i
  JOIN setting AS s ON s.cohort_key = i.cohort_key
  GROUP BY i.cohort_key, i.person_id, i.island
) AS c
JOIN setting AS s ON s.cohort_key = c.cohort_key
WHERE ${from} <= ${to}`;
}
