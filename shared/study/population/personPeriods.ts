import { cohortTable } from '../../cohort/generate.ts';
import { wholeNumbers } from '../../cohort/personNumbers.ts';
import type { Columns } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { epochDays, join, literal, name, sql } from '../../engine/sql.ts';

/** Periods of persons, in order of person number, then start. Days are epoch days; both ends are within. */
export interface PersonPeriods {
  readonly persons: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export const noPeriods: PersonPeriods = {
  persons: new Int32Array(0),
  starts: new Int32Array(0),
  ends: new Int32Array(0),
};

/** Later than any day. */
export const NEVER = 0x7fffffff;

/** Persons whose records are read: person_id BIGINT, person_no INTEGER. Of the connection. */
export const studyPersonTable = name('temp', 'study_person');

/** First place whose person is at least `person`. */
export function placeOf(persons: Int32Array, person: number): number {
  let [low, high] = [0, persons.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((persons[middle] ?? 0) < person) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Cohort periods by key, of everybody in {@link studyPersonTable}; a cohort without rows has {@link noPeriods}.
 * @throws AkashiError `cancelled`, `engine.*`
 */
export async function cohortPeriods(
  connection: EngineConnection,
  keys: readonly number[],
  job: Job,
): Promise<ReadonlyMap<number, PersonPeriods>> {
  if (keys.length === 0) return new Map();
  const rows = await connection.query(
    sql`SELECT CAST(c.cohort_key AS INTEGER) AS cohort_key, p.person_no,
  ${epochDays(sql`c.cohort_start_date`)} AS start_day, ${epochDays(sql`c.cohort_end_date`)} AS end_day
FROM ${cohortTable} AS c
JOIN ${studyPersonTable} AS p ON p.person_id = c.subject_id
WHERE c.cohort_key IN (${join(keys.map(literal))})
ORDER BY 1, 2, 3`,
    job,
  );
  const periods = periodsByGroup(rows);
  return new Map(keys.map((key) => [key, periods.get(key) ?? noPeriods]));
}

/** Reads columns group, person, start, end, all INTEGER, in that order. */
export function periodsByGroup(rows: Columns): Map<number, PersonPeriods> {
  const [persons, starts, ends] = [1, 2, 3].map((column) => wholeNumbers(rows, column));
  const result = new Map<number, PersonPeriods>();
  if (!persons || !starts || !ends) return result;
  for (const { group, from, to } of groupsOf(wholeNumbers(rows, 0))) {
    result.set(group, {
      persons: persons.subarray(from, to),
      starts: starts.subarray(from, to),
      ends: ends.subarray(from, to),
    });
  }
  return result;
}

/** Stretches of equal numbers. */
export function groupsOf(groups: Int32Array): { group: number; from: number; to: number }[] {
  const found: { group: number; from: number; to: number }[] = [];
  for (let from = 0; from < groups.length; ) {
    const group = groups[from] ?? 0;
    const to = from + placeOf(groups.subarray(from), group + 1);
    found.push({ group, from, to });
    from = to;
  }
  return found;
}

/** The first period of each person. */
export function firstPeriods({ persons, starts, ends }: PersonPeriods): PersonPeriods {
  const first = persons.map((_, at) => at).filter((at) => at === 0 || persons[at] !== persons[at - 1]);
  const pick = (column: Int32Array): Int32Array => first.map((at) => column[at] ?? 0);
  return { persons: pick(persons), starts: pick(starts), ends: pick(ends) };
}
