import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import { cohortTable, generateCohorts } from '../../shared/cohort/generate.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection } from '../../shared/engine/queryEngine.ts';
import { join as joinSql, literal, name, sql } from '../../shared/engine/sql.ts';
import { circeFolder, hasCirceCases } from './circeCases.ts';

interface UpstreamTest {
  readonly test: string;
  readonly schema: string;
  readonly prep: readonly string[];
  readonly verify: string;
  readonly runs: readonly { readonly cohort_id: number; readonly expression: unknown }[];
}
type Row = Readonly<Record<string, string | number | null>>;
type DataSet = Readonly<Record<string, readonly Row[]>>;

const found = hasCirceCases();
const upstream = found ? readJson<UpstreamTest[]>(join(circeFolder, 'upstream_cases.json')) : [];

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8'));
}

async function load(connection: EngineConnection, files: readonly string[]): Promise<void> {
  const folder = join(circeFolder, 'open', 'cdm');
  for (const file of readdirSync(folder)) {
    const table = name('cdm', basename(file, '.parquet'));
    await connection.run(sql`CREATE TABLE ${table} AS FROM read_parquet(${join(folder, file)}) LIMIT 0`);
  }
  const existing = toRows(
    await connection.query(
      sql`SELECT CAST(table_name AS VARCHAR) AS t, CAST(column_name AS VARCHAR) AS c FROM information_schema.columns`,
    ),
  );
  const known = new Set(existing.map(({ t, c }) => `cdm.${t}.${c}`));
  for (const file of files) {
    for (const [table, rows] of Object.entries(readJson<DataSet>(join(circeFolder, file)))) {
      for (const row of rows) {
        // Some cases are written for CDM 5.0 and 5.2, with columns that 5.4 has dropped.
        const cells = Object.entries(row).filter(([column]) => known.has(`${table}.${column}`));
        const columns = joinSql(cells.map(([column]) => name(column)));
        const values = joinSql(cells.map(([, value]) => literal(value)));
        await connection.run(sql`INSERT INTO ${name(...table.split('.'))} (${columns}) VALUES (${values})`);
      }
    }
  }
}

describe.skipIf(!found)("circe-be's own cohort generation tests", () => {
  test.each(upstream.map((one) => [one.test, one] as const))('%s', async (_, one) => {
    const engine = await createNativeEngine({ threads: 1 });
    const connection = await engine.connect();
    await load(connection, one.prep);
    const cohorts = one.runs.map(({ cohort_id: key, expression }) => {
      const parsed = parseDefinition(one.test, JSON.stringify(expression));
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
      return { key, definition: parsed.definition };
    });
    const clock = () => performance.now();
    const generated = await generateCohorts(engine, cohorts, { clock }, new JobControl());
    expect(generated.filter(({ ok }) => !ok)).toEqual([]);
    const rows = toRows(
      await connection.query(
        sql`SELECT cohort_key, CAST(subject_id AS INTEGER), CAST(cohort_start_date AS VARCHAR), CAST(cohort_end_date AS VARCHAR) FROM ${cohortTable} ORDER BY ALL`,
      ),
    );
    const wanted = readJson<DataSet>(join(circeFolder, one.verify))[`${one.schema}.cohort`] ?? [];
    const expected = wanted.map((row) => [
      row.cohort_definition_id,
      row.subject_id,
      row.cohort_start_date,
      row.cohort_end_date,
    ]);
    expect(rows.map((row) => Object.values(row))).toEqual(expected);
    await engine.close();
  });

  test('runs every generation', () => {
    expect(upstream.flatMap(({ runs }) => runs)).toHaveLength(38);
  });

  test('an unknown kind of occurrence and an era without drugs are errors', () => {
    const expression = (group: object, exit: object) =>
      JSON.stringify({
        ConceptSets: [{ id: 0, name: 'x', expression: { items: [] } }],
        PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }] },
        AdditionalCriteria: group,
        EndStrategy: exit,
      });
    const criteria = { ConditionOccurrence: {} };
    const occurrence = { Type: -99, Count: 1 };
    const parsed = parseDefinition(
      'damaged',
      expression(
        { Type: 'ALL', CriteriaList: [{ Criteria: criteria, Occurrence: occurrence }] },
        { CustomEra: { DrugCodesetId: null, GapDays: 0, Offset: 0 } },
      ),
    );
    const paths = parsed.ok
      ? []
      : parsed.failures.map(({ code, params }) => [code, 'path' in params && params.path]);
    expect(paths).toEqual([
      ['definition.invalidValue', '$.AdditionalCriteria.CriteriaList[0].Occurrence.Type'],
      ['definition.invalidValue', '$.EndStrategy.CustomEra.DrugCodesetId'],
    ]);
  });
});
