import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { cohortTable, generateCohorts } from '../../shared/cohort/generate.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { sql } from '../../shared/engine/sql.ts';
import { circeFolder, hasCirceCases, loadOpenRelease, openDefinitions, parquet } from './circeCases.ts';

describe.skipIf(!hasCirceCases())('Phenotype Library definitions against Circe', () => {
  let engine: QueryEngine;
  let connection: EngineConnection;

  beforeAll(async () => {
    engine = await createNativeEngine({ threads: 2 });
    connection = await engine.connect();
    await loadOpenRelease(connection);
  });
  afterAll(() => engine.close());

  test('rows are identical', async () => {
    const cohorts = openDefinitions();
    const started = performance.now();
    const generated = await generateCohorts(
      engine,
      cohorts,
      { clock: () => performance.now() },
      new JobControl(),
    );
    const milliseconds = performance.now() - started;
    const expected = join(circeFolder, 'open', 'expected.parquet');
    const ties = join(circeFolder, 'open', 'tie_sensitive.parquet');
    const comparable = (from: ReturnType<typeof sql>) => sql`SELECT d, s, a, z FROM (${from}) AS x
      WHERE NOT EXISTS (SELECT 1 FROM ${parquet(ties)} t WHERE t.definition_id = x.d AND t.subject_id = x.s)`;
    const e = comparable(
      sql`SELECT cohort_definition_id AS d, subject_id AS s, cohort_start_date AS a, cohort_end_date AS z FROM ${parquet(expected)}`,
    );
    const g = comparable(
      sql`SELECT cohort_key AS d, subject_id AS s, cohort_start_date AS a, cohort_end_date AS z FROM ${cohortTable}`,
    );
    const differences = toRows(
      await connection.query(
        sql`SELECT CAST(d AS INTEGER) AS d, CAST(SUM(missing) AS INTEGER) AS missing, CAST(SUM(1 - missing) AS INTEGER) AS extra
          FROM (SELECT d, 1 AS missing FROM (${e} EXCEPT ALL ${g}) UNION ALL SELECT d, 0 FROM (${g} EXCEPT ALL ${e}))
          GROUP BY d ORDER BY d`,
      ),
    );
    const failed = generated.filter((one) => !one.ok);
    process.stdout.write(
      `${cohorts.length - differences.length} of ${cohorts.length} identical in ${Math.round(milliseconds)} ms\n`,
    );
    expect(failed).toEqual([]);
    expect(differences).toEqual([]);
  });
});
