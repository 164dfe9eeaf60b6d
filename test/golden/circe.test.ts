import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { attrition, eventStatistics } from '../../shared/cohort/attrition.ts';
import { cohortTable, generateCohorts } from '../../shared/cohort/generate.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { join as joinSql, literal, sql } from '../../shared/engine/sql.ts';
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

  test('attrition agrees with the inclusion statistics, and leaves the rows as they were', async () => {
    const cohorts = openDefinitions().filter(({ definition }) => definition.inclusionRules.length > 0);
    const keys = joinSql(cohorts.map(({ key }) => literal(key)));
    const digest = async () =>
      toRows(
        await connection.query(
          sql`SELECT CAST(SUM(hash(cohort_key, subject_id, cohort_start_date, cohort_end_date)) AS VARCHAR) AS h, CAST(COUNT(*) AS INTEGER) AS n FROM ${cohortTable} WHERE cohort_key IN (${keys})`,
        ),
      );
    const before = await digest();
    const options = { clock: () => performance.now(), attrition: true };
    const generated = await generateCohorts(engine, cohorts, options, new JobControl());
    expect(await digest()).toEqual(before);
    const expected = toRows(
      await connection.query(
        sql`SELECT CAST(definition_id AS INTEGER) AS d, CAST(rule_sequence AS INTEGER) AS rule, CAST(person_count AS INTEGER) AS satisfying, CAST(gain_count AS INTEGER) AS failing, CAST(person_total AS INTEGER) AS total
          FROM ${parquet(join(circeFolder, 'open', 'expected_inclusion_stats.parquet'))} ORDER BY d, rule`,
      ),
    );
    const tied = new Set(
      toRows(
        await connection.query(
          sql`SELECT DISTINCT CAST(definition_id AS INTEGER) AS d FROM ${parquet(join(circeFolder, 'open', 'tie_sensitive.parquet'))}`,
        ),
      ).map(({ d }) => d),
    );
    const found = generated.flatMap((one) => {
      if (!one.ok || one.attrition === null) return [];
      const { total, rules } = eventStatistics(one.attrition);
      const counts = attrition(one.attrition, [...rules.keys()]);
      expect(counts.final).toBeGreaterThanOrEqual(one.persons);
      return rules.map(({ satisfying, failingAlone }, rule) => ({
        d: one.key,
        rule,
        satisfying,
        failing: failingAlone,
        total,
      }));
    });
    const differing = found.filter(
      (row, i) => JSON.stringify(row) !== JSON.stringify(expected[i]) && !tied.has(row.d),
    );
    expect(found).toHaveLength(expected.length);
    expect(differing).toEqual([]);
  });
});
