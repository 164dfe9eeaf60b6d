import { cohortTable } from '../cohort/generate.ts';
import type { Columns } from '../engine/columns.ts';
import type { Job } from '../engine/job.ts';
import type { EngineConnection } from '../engine/queryEngine.ts';
import { epochDays, sql } from '../engine/sql.ts';
import type { WritableTable } from '../engine/tableWriter.ts';
import type { ShelvedCohort } from './shelvedCohort.ts';

/**
 * The periods of generated cohorts as OHDSI's cohort table. `cohort_definition_id` is the definition's name: a number
 * when all names are whole numbers, text otherwise.
 */
export function exportedCohorts(
  connection: EngineConnection,
  cohorts: readonly ShelvedCohort[],
  job: Job,
): WritableTable {
  const numbered = cohorts.every(({ name }) => /^\d{1,15}$/.test(name));
  return {
    columns: [
      { name: 'cohort_definition_id', type: numbered ? 'bigint' : 'text' },
      { name: 'subject_id', type: 'bigint' },
      { name: 'cohort_start_date', type: 'date' },
      { name: 'cohort_end_date', type: 'date' },
    ],
    batches: batches(),
  };

  async function* batches(): AsyncIterable<Columns> {
    for (const { key, name } of cohorts) {
      const definitionId = numbered ? sql`CAST(${name} AS BIGINT)` : sql`CAST(${name} AS VARCHAR)`;
      yield await connection.query(
        sql`SELECT ${definitionId} AS cohort_definition_id, subject_id, ${epochDays(sql`cohort_start_date`)} AS cohort_start_date, ${epochDays(sql`cohort_end_date`)} AS cohort_end_date
FROM ${cohortTable} WHERE cohort_key = ${key} ORDER BY subject_id, cohort_start_date`,
        job,
      );
    }
  }
}
