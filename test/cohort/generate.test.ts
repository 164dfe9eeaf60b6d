import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { readableCohortSql } from '../../shared/cohort/compile/readableSql.ts';
import type { CohortDefinition } from '../../shared/cohort/expression/cohortDefinition.ts';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import { cohortTable, generateCohorts } from '../../shared/cohort/generate.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { sql } from '../../shared/engine/sql.ts';
import { loadSmallRelease } from './smallRelease.ts';

const clock = () => performance.now();
let engine: QueryEngine;
let connection: EngineConnection;

beforeAll(async () => {
  engine = await createNativeEngine({ threads: 2 });
  connection = await engine.connect();
  await loadSmallRelease(connection, {
    person: [{ person_id: 1, year_of_birth: 1950, gender_concept_id: 8507 }],
    concept: [{ concept_id: 7 }],
    observation_period: [
      {
        observation_period_id: 1,
        person_id: 1,
        observation_period_start_date: '2020-01-01',
        observation_period_end_date: '2020-12-31',
      },
    ],
    condition_occurrence: [
      {
        condition_occurrence_id: 1,
        person_id: 1,
        condition_concept_id: 7,
        condition_start_date: '2020-03-01',
      },
    ],
  });
});
afterAll(() => engine.close());

function define(criterion: object, more: object = {}): CohortDefinition {
  const expression = {
    ConceptSets: [
      {
        id: 0,
        name: "O'Brien\n-- */ DROP TABLE cdm.person; {0}",
        expression: { items: [{ concept: { CONCEPT_ID: 7 } }] },
      },
    ],
    PrimaryCriteria: { CriteriaList: [criterion] },
    ...more,
  };
  const parsed = parseDefinition("name\n'; DROP TABLE cdm.person --", JSON.stringify(expression));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  return parsed.definition;
}

const good = define({ ConditionOccurrence: { CodesetId: 0 } });
const rowsOf = async (key: number) =>
  toRows(
    await connection.query(
      sql`SELECT CAST(cohort_start_date AS VARCHAR) AS a, CAST(cohort_end_date AS VARCHAR) AS z FROM ${cohortTable} WHERE cohort_key = ${key}`,
    ),
  );

async function workingTables(): Promise<string[]> {
  const tables = toRows(
    await connection.query(
      sql`SELECT CAST(table_name AS VARCHAR) AS t FROM information_schema.tables WHERE table_schema = 'work' ORDER BY t`,
    ),
  );
  return tables.map(({ t }) => String(t));
}

test('a definition that this release cannot answer is reported and stops no other', async () => {
  const cohorts = [
    { key: 1, definition: define({ DrugExposure: { EffectiveDrugDose: { Op: 'gt', Value: 1 } } }) },
    { key: 2, definition: define({ LocationRegion: { CodesetId: 0 } }) },
    { key: 3, definition: good },
  ];
  const generated = await generateCohorts(engine, cohorts, { clock }, new JobControl());
  expect(generated).toMatchObject([
    {
      key: 1,
      failure: { code: 'definition.missingTable', params: { table: 'drug_exposure.effective_drug_dose' } },
    },
    { key: 2, failure: { code: 'definition.missingTable', params: { table: 'location_history' } } },
    { key: 3, ok: true, rows: 1, persons: 1, attrition: null },
  ]);
  expect(await rowsOf(3)).toEqual([{ a: '2020-03-01', z: '2020-12-31' }]);
});

test('generating again replaces the rows, and nothing else is left in the working schema', async () => {
  await generateCohorts(engine, [{ key: 3, definition: good }], { clock }, new JobControl());
  await generateCohorts(engine, [{ key: 3, definition: good }], { clock, attrition: true }, new JobControl());
  expect(await rowsOf(3)).toHaveLength(1);
  expect(await workingTables()).toEqual(['cohort', 'concept_set_member']);
});

test('no definitions make no cohorts', async () => {
  expect(await generateCohorts(engine, [], { clock }, new JobControl())).toEqual([]);
});

test('a job that is cancelled stops with that, and leaves no rows', async () => {
  const job = new JobControl((progress) => {
    if (progress.phase === 'generating') job.cancel();
  });
  const cohorts = Array.from({ length: 40 }, (_, i) => ({ key: 100 + i, definition: good }));
  await expect(generateCohorts(engine, cohorts, { clock }, job)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await rowsOf(100)).toEqual([]);
  expect(await workingTables()).toEqual(['cohort', 'concept_set_member']);
});

test('runs that are asked for at once follow each other', async () => {
  const run = (key: number) =>
    generateCohorts(engine, [{ key, definition: good }], { clock }, new JobControl());
  const results = await Promise.all([run(201), run(202), run(203)]);
  expect(results.flat().map(({ key, ok }) => [key, ok])).toEqual([
    [201, true],
    [202, true],
    [203, true],
  ]);
});

test('more rules than a number has bits are counted', async () => {
  const male = { Type: 'ALL', DemographicCriteriaList: [{ Gender: [{ CONCEPT_ID: 8507 }] }] };
  const female = { Type: 'ALL', DemographicCriteriaList: [{ Gender: [{ CONCEPT_ID: 8532 }] }] };
  const rules = Array.from({ length: 70 }, (_, i) => ({
    name: `${i}`,
    expression: i === 64 ? female : male,
  }));
  const definition = define({ ConditionOccurrence: { CodesetId: 0 } }, { InclusionRules: rules });
  const [one] = await generateCohorts(
    engine,
    [{ key: 5, definition }],
    { clock, attrition: true },
    new JobControl(),
  );
  const pattern = `${'1'.repeat(64)}0${'1'.repeat(5)}`;
  expect(one).toMatchObject({
    rows: 0,
    attrition: { ruleCount: 70, persons: [{ patterns: [pattern], count: 1 }], exits: [] },
  });
});

test('the readable statement stands for itself and gives the same rows, whatever names are in it', async () => {
  const definition = define(
    { ConditionOccurrence: { CodesetId: 0, StopReason: { Op: '!eq', Text: "it's\nover" } } },
    { InclusionRules: [{ name: 'rule\n; DROP TABLE cdm.person', expression: { Type: 'ALL', Groups: [] } }] },
  );
  const statement = readableCohortSql(definition);
  const count = sql`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM (${statement}) AS c`;
  expect(toRows(await connection.query(count))).toEqual([{ n: 0 }]);
  expect(statement.text).toContain("O'Brien -- */ DROP TABLE cdm.person; {0}");
  expect(statement.text).not.toMatch(/^(?!.*--).*DROP TABLE/m);
  const rows = toRows(
    await connection.query(
      sql`SELECT CAST(start_date AS VARCHAR) AS a, CAST(end_date AS VARCHAR) AS z FROM (${readableCohortSql(good)}) AS c`,
    ),
  );
  expect(rows).toEqual([{ a: '2020-03-01', z: '2020-12-31' }]);
  expect(toRows(await connection.query(sql`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM cdm.person`))).toEqual([
    { n: 1 },
  ]);
});
