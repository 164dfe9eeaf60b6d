import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { attrition } from '../../shared/cohort/attrition.ts';
import { readableCohortSql } from '../../shared/cohort/compile/readableSql.ts';
import { cohortTable, generateCohorts } from '../../shared/cohort/generate.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { join as joinSql, literal, sql } from '../../shared/engine/sql.ts';
import { eventStatistics } from '../cohort/eventStatistics.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';
import { hasCirceCases, mountParquet, openDefinitions, openRelease, rowDifferences } from './circeCases.ts';

const found = hasCirceCases();
const clock = () => performance.now();

describe.skipIf(!found)('Phenotype Library definitions against Circe', () => {
  let engine: QueryEngine;
  let connection: EngineConnection;

  beforeAll(async () => {
    engine = await createNativeEngine({ threads: 2 });
    connection = await engine.connect();
    await openRelease(engine);
  });
  afterAll(() => engine.close());

  test('rows are identical', async () => {
    const cohorts = openDefinitions();
    const started = clock();
    const generated = await generateCohorts(engine, cohorts, { clock }, new JobControl());
    const milliseconds = Math.round(clock() - started);
    const differences = await rowDifferences(
      engine,
      cohorts.map(({ key }) => key),
    );
    const same = cohorts.length - differences.length;
    process.stdout.write(`native: ${same} of ${cohorts.length} identical in ${milliseconds} ms\n`);
    expect(generated.filter(({ ok }) => !ok)).toEqual([]);
    expect(differences).toEqual([]);
  });

  test('the statement that is shown gives the rows that were generated', async () => {
    const sample = openDefinitions().filter((_, i) => i % 10 === 3);
    const different: number[] = [];
    for (const { key, definition } of sample) {
      const generated = sql`SELECT subject_id, cohort_start_date, cohort_end_date FROM ${cohortTable} WHERE cohort_key = ${key}`;
      const shown = sql`SELECT person_id, start_date, end_date FROM (\n${readableCohortSql(definition)}\n) AS c`;
      const count = sql`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM ((${generated} EXCEPT ALL ${shown}) UNION ALL (${shown} EXCEPT ALL ${generated})) AS d`;
      const [row] = toRows(await connection.query(count));
      if (row?.n !== 0) different.push(key);
    }
    expect(different).toEqual([]);
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
    const options = { clock, attrition: true };
    const generated = await generateCohorts(engine, cohorts, options, new JobControl());
    expect(await digest()).toEqual(before);
    const statistics = await mountParquet(engine, 'expected_inclusion_stats.parquet');
    const ties = await mountParquet(engine, 'tie_sensitive.parquet');
    const expected = toRows(
      await connection.query(
        sql`SELECT CAST(definition_id AS INTEGER) AS d, CAST(rule_sequence AS INTEGER) AS rule, CAST(person_count AS INTEGER) AS satisfying, CAST(gain_count AS INTEGER) AS failing, CAST(person_total AS INTEGER) AS total
          FROM ${statistics} ORDER BY d, rule`,
      ),
    );
    const tied = new Set(
      toRows(
        await connection.query(sql`SELECT DISTINCT CAST(definition_id AS INTEGER) AS d FROM ${ties}`),
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

test.skipIf(!found)('WebAssembly gives the same rows for a sample', { timeout: 180_000 }, async () => {
  const engine = await createNodeWasmEngine();
  await openRelease(engine);
  const cohorts = openDefinitions().filter((_, i) => i % 5 === 0);
  const started = clock();
  const generated = await generateCohorts(engine, cohorts, { clock }, new JobControl());
  const milliseconds = Math.round(clock() - started);
  const differences = await rowDifferences(
    engine,
    cohorts.map(({ key }) => key),
  );
  const same = cohorts.length - differences.length;
  process.stdout.write(`WebAssembly: ${same} of ${cohorts.length} identical in ${milliseconds} ms\n`);
  expect(cohorts.length).toBeGreaterThanOrEqual(60);
  expect(generated.filter(({ ok }) => !ok)).toEqual([]);
  expect(differences).toEqual([]);
  await engine.close();
});
