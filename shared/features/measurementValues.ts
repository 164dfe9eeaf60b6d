import { type Cell, toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { daysBetween, type Sql, sql } from '../engine/sql.ts';
import type { ValueStatistics } from './characterisationApi.ts';

/** One value per person: the last before (or on) index or the first after, within a year. */
export interface MeasuredSide {
  readonly concept: number;
  /** 0: none said. */
  readonly unit: number;
  readonly side: 'before' | 'after';
  readonly persons: number;
  readonly statistics: ValueStatistics;
}

/**
 * Values of measurements in each unit: of a person's days −365…0 the last, of 1…365 the first; several values of that
 * day count with their mean.
 *
 * @param index relation with person_id BIGINT, index_date DATE, one row per person
 */
export async function measurementValues(
  connection: EngineConnection,
  index: Sql,
  job: Job,
): Promise<MeasuredSide[]> {
  const days = daysBetween(sql`i.index_date`, sql`e.measurement_date`);
  const rows = await connection.query(
    sql`SELECT concept, unit, after, CAST(COUNT(*) AS INTEGER) AS persons, CAST(AVG(value) AS DOUBLE) AS mean,
  CAST(STDDEV_SAMP(value) AS DOUBLE) AS sd, CAST(quantile_cont(value, ${0.25}) AS DOUBLE) AS lower,
  CAST(quantile_cont(value, ${0.5}) AS DOUBLE) AS median, CAST(quantile_cont(value, ${0.75}) AS DOUBLE) AS upper
FROM (
  SELECT person_id, concept, unit, after, arg_min(value, ABS(days)) AS value
  FROM (
    SELECT e.person_id, CAST(e.measurement_concept_id AS BIGINT) AS concept, CAST(COALESCE(e.unit_concept_id, 0) AS BIGINT) AS unit,
      ${days} > 0 AS after, ${days} AS days, AVG(CAST(e.value_as_number AS DOUBLE)) AS value
    FROM cdm.measurement AS e
    JOIN ${index} AS i ON i.person_id = e.person_id
    WHERE e.measurement_concept_id <> 0 AND e.value_as_number IS NOT NULL AND ${days} BETWEEN -365 AND 365
    GROUP BY 1, 2, 3, 4, 5
  ) AS of_days
  GROUP BY person_id, concept, unit, after
) AS of_persons
GROUP BY concept, unit, after
ORDER BY concept, unit, after`,
    job,
  );
  return toRows(rows).map((row) => ({
    concept: Number(row.concept),
    unit: Number(row.unit),
    side: row.after === true ? 'after' : 'before',
    persons: Number(row.persons),
    statistics: {
      mean: inAnyOrder(row.mean),
      sd: row.sd === null ? null : inAnyOrder(row.sd),
      lower: inAnyOrder(row.lower),
      median: inAnyOrder(row.median),
      upper: inAnyOrder(row.upper),
    },
  }));
}

/** The last digits of a sum of decimals depend on the order in which an engine's threads add it up: they are cut off. */
function inAnyOrder(value: Cell | undefined): number {
  return Number(Number(value).toPrecision(10));
}
