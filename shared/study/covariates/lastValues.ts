import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { daysBetween, plainName, type Sql, sql } from '../../engine/sql.ts';
import { integers, numbers } from '../../vocabulary/conceptTable.ts';
import {
  conceptOf,
  keysOf,
  type RecordPatterns,
  type RecordSource,
  recordsUpToIndex,
} from './recordPatterns.ts';

/** The last value up to index of each concept in each unit (`details`; 0: none said). */
export interface LastValues extends Pick<RecordPatterns, 'concepts' | 'details' | 'starts' | 'dates'> {
  readonly values: Float64Array;
  /** Days after index of the value, at most 0. */
  readonly days: Int32Array;
}

/**
 * Reads numeric values. Of several on the last day the middle between the smallest and the largest counts: unlike a
 * mean it does not depend on the order of adding.
 */
export async function readLastValues(
  connection: EngineConnection,
  index: Sql,
  source: RecordSource,
  job: Job,
): Promise<LastValues> {
  const days = daysBetween(sql`i.index_date`, plainName('e', source.date));
  const value = sql`CAST(e.value_as_number AS DOUBLE)`;
  const rows = await connection.query(
    sql`SELECT date_no, concept, unit, CAST(arg_max(value, days) AS DOUBLE) AS value, CAST(MAX(days) AS INTEGER) AS days
FROM (
  SELECT i.date_no, ${conceptOf(source)} AS concept, CAST(COALESCE(e.unit_concept_id, 0) AS DOUBLE) AS unit, ${days} AS days,
    MIN(${value}) / 2 + MAX(${value}) / 2 AS value
  FROM ${recordsUpToIndex({ ...source, where: sql`isfinite(${value})` }, index)}
  GROUP BY 1, 2, 3, 4
) AS of_days
GROUP BY date_no, concept, unit
ORDER BY concept, unit, date_no`,
    job,
  );
  return {
    ...keysOf(numbers(rows, 1), numbers(rows, 2)),
    dates: integers(rows, 0),
    values: numbers(rows, 3),
    days: integers(rows, 4),
  };
}

/** Dates of a key that have a value from a day on, with the values. */
export function valuesFrom(
  { starts, dates, values, days }: LastValues,
  key: number,
  firstDay: number | null,
): { readonly dates: Int32Array; readonly values: Float64Array } {
  const places: number[] = [];
  for (let k = starts[key] as number; k < (starts[key + 1] as number); k++) {
    if (firstDay === null || (days[k] as number) >= firstDay) places.push(k);
  }
  return {
    dates: Int32Array.from(places, (k) => dates[k] as number),
    values: Float64Array.from(places, (k) => values[k] as number),
  };
}
