import { type OutputRules, publishCount } from '../disclosure/outputRules.ts';
import { publishParts } from '../disclosure/publishParts.ts';
import { toRows } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { daysBetween, join, type Sql, sql } from '../engine/sql.ts';
import type { ObservationTime, ObservedDays } from './characterisationApi.ts';

/** Where the bins of observed days begin. */
const binStarts = [0, 30, 90, 180, 365, 730, 1095, 1460, 1825, 2555, 3650] as const;

/**
 * Days from the start of the observation period to index, and from index to its end. Without a period that holds index
 * both are 0; of several the longest counts.
 *
 * @param index table with person_id BIGINT, index_date DATE, one row per person
 */
export async function observationTime(
  connection: EngineConnection,
  index: Sql,
  persons: number,
  rules: OutputRules,
  job: Job,
): Promise<Omit<ObservationTime, 'provenance'>> {
  job.report({ phase: 'characterising', fraction: null, detail: 'observation_period' });
  const days = sql`(
  SELECT i.person_id,
    MAX(COALESCE(${daysBetween(sql`op.observation_period_start_date`, sql`i.index_date`)}, 0)) AS before,
    MAX(COALESCE(${daysBetween(sql`i.index_date`, sql`op.observation_period_end_date`)}, 0)) AS after
  FROM ${index} AS i
  LEFT JOIN cdm.observation_period AS op ON op.person_id = i.person_id
    AND i.index_date BETWEEN op.observation_period_start_date AND op.observation_period_end_date
  GROUP BY i.person_id
)`;
  const of = async (column: Sql): Promise<ObservedDays> => {
    const counted = await connection.query(
      sql`SELECT ${binOf(column)} AS bin, CAST(COUNT(*) AS INTEGER) AS persons FROM ${days} AS d GROUP BY 1`,
      job,
    );
    const [row] = toRows(
      await connection.query(
        sql`SELECT CAST(quantile_cont(${column}, ${0.25}) AS DOUBLE) AS lower, CAST(quantile_cont(${column}, ${0.5}) AS DOUBLE) AS median,
  CAST(quantile_cont(${column}, ${0.75}) AS DOUBLE) AS upper FROM ${days} AS d`,
        job,
      ),
    );
    const counts = new Map(toRows(counted).map((bin) => [Number(bin.bin), Number(bin.persons)]));
    const { published } = publishParts(
      binStarts.map((_, bin) => counts.get(bin) ?? 0),
      rules,
    );
    return {
      bins: binStarts.map((from, bin) => {
        const next = binStarts[bin + 1];
        return { from, to: next === undefined ? null : next - 1, persons: published[bin] ?? 0 };
      }),
      quartiles:
        row && persons >= rules.minimumCell
          ? { lower: Number(row.lower), median: Number(row.median), upper: Number(row.upper) }
          : null,
    };
  };
  return {
    persons: publishCount(persons, rules),
    before: await of(sql`d.before`),
    after: await of(sql`d.after`),
  };
}

function binOf(days: Sql): Sql {
  const cases = binStarts.slice(1).map((from, bin) => sql`WHEN ${days} < ${from} THEN ${bin}`);
  return sql`CAST(CASE ${join(cases, ' ')} ELSE ${binStarts.length - 1} END AS INTEGER)`;
}
