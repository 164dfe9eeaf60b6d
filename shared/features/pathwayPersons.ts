import { cohortTable } from '../cohort/generate.ts';
import type { Columns } from '../engine/columns.ts';
import { type Job, throwIfCancelled } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { daysBetween, join, literal, type Sql, sql } from '../engine/sql.ts';
import type { PathwayOptions } from './characterisationApi.ts';
import { addPath, emptyPaths, type PathNode, type TreatmentPeriod, treatmentPath } from './treatmentPath.ts';

/** Of the target cohort; between them progress is told and a cancellation heard. */
const PERSONS_AT_ONCE = 50_000;

/**
 * Pathways of the persons of a target cohort: their periods in the event cohorts that start from index to the end of
 * the first target period, cut at that end, in the sequence of {@link treatmentPath}.
 *
 * @param index table with person_id BIGINT, index_date DATE, end_date DATE, one row per person
 * @param persons in it
 * @param events keys of cohorts in `work.cohort`; their places name the events
 */
export async function pathwayTree(
  connection: EngineConnection,
  index: Sql,
  persons: number,
  events: readonly number[],
  options: PathwayOptions,
  job: Job,
): Promise<PathNode> {
  const place = join(
    events.map((key, i) => sql`WHEN ${key} THEN ${i}`),
    ' ',
  );
  const slices = Math.max(1, Math.ceil(persons / PERSONS_AT_ONCE));
  const root = emptyPaths();
  for (let slice = 0; slice < slices; slice += 1) {
    throwIfCancelled(job);
    job.report({ phase: 'characterising', fraction: slice / slices });
    const rows = await connection.query(
      sql`SELECT CAST(c.subject_id AS BIGINT) AS person, CAST(CASE c.cohort_key ${place} END AS INTEGER) AS event,
  ${daysBetween(sql`i.index_date`, sql`c.cohort_start_date`)} AS first_day,
  ${daysBetween(sql`i.index_date`, sql`LEAST(c.cohort_end_date, i.end_date)`)} AS last_day
FROM ${cohortTable} AS c
JOIN ${index} AS i ON i.person_id = c.subject_id AND c.cohort_start_date BETWEEN i.index_date AND i.end_date
WHERE c.cohort_key IN (${join(events.map(literal))}) AND ABS(c.subject_id % ${slices}) = ${slice}
ORDER BY c.subject_id, c.cohort_start_date, event, c.cohort_end_date`,
      job,
    );
    addPersons(root, rows, options);
  }
  addPath(root, [], persons - root.persons);
  return root;
}

function addPersons(root: PathNode, { columns, rowCount }: Columns, options: PathwayOptions): void {
  const [ids, event, first, last] = columns.map(({ values }) => values);
  for (let row = 0; row < rowCount; ) {
    const person = ids?.[row];
    const periods: TreatmentPeriod[] = [];
    for (; row < rowCount && ids?.[row] === person; row += 1) {
      periods.push({ event: Number(event?.[row]), start: Number(first?.[row]), end: Number(last?.[row]) });
    }
    addPath(root, treatmentPath(periods, options));
  }
}
