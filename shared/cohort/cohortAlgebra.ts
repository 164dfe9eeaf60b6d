import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { addDays, indented, join, literal, type Sql, sql } from '../engine/sql.ts';
import type { CohortOperation } from '../workbenchApi.ts';
import { islands } from './compile/eraCollapse.ts';
import { cohortTable } from './generate.ts';

/**
 * Periods of a cohort made from others, by arithmetic on a person's days: union merges periods that share a day,
 * intersection keeps the days that lie in every cohort, difference the days of the first that lie in none of the
 * others.
 * @param keys cohorts in {@link cohortTable}, at least one; for a difference the first is what is taken from
 * @returns a query `SELECT person_id, start_date, end_date`, periods of a person disjoint
 */
export function combinedPeriods(operation: CohortOperation, keys: readonly number[]): Sql {
  const [first, ...others] = keys;
  if (first === undefined) throw new RangeError('no cohort to combine');
  switch (operation) {
    case 'union':
      return merged(keys);
    case 'intersection':
      return others.reduce((periods, key) => shared(periods, merged([key])), merged([first]));
    case 'difference':
      return others.length === 0 ? merged([first]) : without(merged([first]), merged(others));
  }
}

/** Replaces the rows of cohort `key` by a combination of others. @throws AkashiError `cancelled`, `engine.*` */
export async function generateCombination(
  connection: EngineConnection,
  key: number,
  operation: CohortOperation,
  members: readonly number[],
  job: Job,
): Promise<{ rows: number; persons: number }> {
  await connection.run(sql`DELETE FROM ${cohortTable} WHERE cohort_key = ${key}`, job);
  await connection.run(
    sql`INSERT INTO ${cohortTable} SELECT ${key}, person_id, start_date, end_date FROM (\n${combinedPeriods(operation, members)}\n) AS combined`,
    job,
  );
  const counts = await connection.query(
    sql`SELECT CAST(COUNT(*) AS INTEGER) AS n, CAST(COUNT(DISTINCT subject_id) AS INTEGER) AS persons FROM ${cohortTable} WHERE cohort_key = ${key}`,
    job,
  );
  const [row] = toRows(counts);
  return { rows: Number(row?.n ?? 0), persons: Number(row?.persons ?? 0) };
}

/**
 * Persons by exactly which cohorts they are in, by members: an order by numbers would tell of those that are withheld.
 * Raw counts: mask them before they are shown.
 */
export async function cohortOverlap(
  connection: EngineConnection,
  keys: readonly number[],
  job: Job,
): Promise<{ readonly members: readonly boolean[]; readonly persons: number }[]> {
  if (keys.length === 0) return [];
  const bits = keys.map(
    (key) => sql`CASE WHEN MAX(CASE WHEN cohort_key = ${key} THEN 1 ELSE 0 END) = 1 THEN '1' ELSE '0' END`,
  );
  const rows = toRows(
    await connection.query(
      sql`SELECT pattern, CAST(COUNT(*) AS INTEGER) AS persons
FROM (
  SELECT subject_id, ${join(bits, ' || ')} AS pattern
  FROM ${cohortTable}
  WHERE cohort_key IN (${join(keys.map(literal))})
  GROUP BY subject_id
) AS p
GROUP BY pattern
ORDER BY pattern DESC`,
      job,
    ),
  );
  return rows.map(({ pattern, persons }) => ({
    members: [...String(pattern)].map((bit) => bit === '1'),
    persons: Number(persons),
  }));
}

function merged(keys: readonly number[]): Sql {
  const periods = sql`SELECT subject_id AS person_id, cohort_start_date AS start_date, cohort_end_date AS end_date
FROM ${cohortTable}
WHERE cohort_key IN (${join(keys.map(literal))})`;
  return sql`SELECT person_id, MIN(start_date) AS start_date, MAX(end_date) AS end_date
FROM ${islands([], periods)} AS i
GROUP BY person_id, island`;
}

function shared(left: Sql, right: Sql): Sql {
  return sql`SELECT a.person_id, GREATEST(a.start_date, b.start_date) AS start_date, LEAST(a.end_date, b.end_date) AS end_date
FROM (
  ${indented(left)}
) AS a
JOIN (
  ${indented(right)}
) AS b ON b.person_id = a.person_id AND b.start_date <= a.end_date AND b.end_date >= a.start_date`;
}

/** What is left of each period: before the first cut, and after each cut up to the next. */
function without(periods: Sql, cuts: Sql): Sql {
  return sql`WITH kept AS MATERIALIZED (
  ${indented(periods)}
),
cut AS MATERIALIZED (
  SELECT a.person_id, a.start_date AS period_start, a.end_date AS period_end, b.start_date, b.end_date
  FROM kept AS a
  JOIN (
    ${indented(cuts, 4)}
  ) AS b ON b.person_id = a.person_id AND b.start_date <= a.end_date AND b.end_date >= a.start_date
),
piece AS (
  SELECT a.person_id, a.start_date, COALESCE(${addDays(sql`MIN(c.start_date)`, -1)}, a.end_date) AS end_date
  FROM kept AS a
  LEFT JOIN cut AS c ON c.person_id = a.person_id AND c.period_start = a.start_date
  GROUP BY a.person_id, a.start_date, a.end_date
  UNION ALL
  SELECT person_id, ${addDays(sql`end_date`, 1)},
    COALESCE(${addDays(sql`LEAD(start_date) OVER (PARTITION BY person_id, period_start ORDER BY start_date)`, -1)}, period_end)
  FROM cut
)
SELECT person_id, start_date, end_date
FROM piece
WHERE start_date <= end_date`;
}
