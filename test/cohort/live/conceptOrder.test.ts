import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConceptOrder } from '../../../shared/cohort/live/conceptOrder.ts';
import { toRows } from '../../../shared/engine/columns.ts';
import { type Sql, sql } from '../../../shared/engine/sql.ts';
import { CompiledCohorts } from '../random/compiledCohorts.ts';
import { LiveDrafts } from './liveDrafts.ts';

const tables = ['condition_occurrence', 'drug_exposure', 'visit_occurrence'];
let compiled: CompiledCohorts;
beforeAll(async () => {
  compiled = await CompiledCohorts.start();
  const run = (statement: Sql) => compiled.connection.run(statement);
  await run(
    sql`INSERT INTO cdm.person (person_id, gender_concept_id, year_of_birth) SELECT i, 8507, 1950 FROM range(500) AS r(i)`,
  );
  await run(sql`INSERT INTO cdm.observation_period
    (observation_period_id, person_id, observation_period_start_date, observation_period_end_date)
    SELECT i, i, DATE '2000-01-01', DATE '2020-01-01' FROM range(500) AS r(i)`);
  await run(sql`INSERT INTO cdm.concept (concept_id) SELECT i FROM range(40) AS r(i)`);
  // In order of person; the drugs in order of concept.
  await run(sql`INSERT INTO cdm.condition_occurrence
    (condition_occurrence_id, person_id, condition_concept_id, condition_start_date)
    SELECT i, i // 20, i * 7 % 40, DATE '2001-01-01' + CAST(i * 13 % 5000 AS INTEGER) FROM range(10000) AS r(i)`);
  await run(sql`INSERT INTO cdm.drug_exposure
    (drug_exposure_id, person_id, drug_concept_id, drug_exposure_start_date)
    SELECT i, i % 500, i // 250, DATE '2002-01-01' + CAST(i % 3000 AS INTEGER) FROM range(10000) AS r(i)`);
});
afterAll(() => compiled.close());

function definition(concept: number, attributes: object = {}) {
  const set = (id: number, CONCEPT_ID: number) => ({
    id,
    name: `${id}`,
    expression: { items: [{ concept: { CONCEPT_ID } }] },
  });
  return {
    ConceptSets: [set(0, 3), set(1, concept)],
    PrimaryCriteria: {
      CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'First' },
    },
    InclusionRules: ['ConditionOccurrence', 'DrugExposure'].map((domain) => ({
      name: domain,
      expression: {
        Type: 'ALL',
        CriteriaList: [
          {
            Criteria: { [domain]: { CodesetId: 1, ...attributes } },
            StartWindow: { Start: { Days: 900, Coeff: -1 }, End: { Days: 900, Coeff: 1 } },
            Occurrence: { Type: 2, Count: 1 },
          },
        ],
        DemographicCriteriaList: [],
        Groups: [],
      },
    })),
  };
}

test('tables in another order are copied in order of concept, and count the same', async () => {
  const order = new ConceptOrder(compiled.engine, tables);
  order.start();
  await order.done;
  const copy = order.find('condition_occurrence', ['person_id', 'condition_start_date']);
  if (!copy) throw new Error('no copy');
  expect(order.find('drug_exposure', ['person_id'])).toBeNull();
  expect(order.find('visit_occurrence', ['person_id'])).toBeNull();
  expect(order.find('condition_occurrence', ['stop_reason'])).toBeNull();
  const [back] = toRows(
    await compiled.connection.query(
      sql`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM (SELECT condition_concept_id AS this, LAG(condition_concept_id) OVER () AS previous FROM ${copy}) AS p WHERE this < previous`,
    ),
  );
  expect(back?.n).toBe(0);
  const [missing] = toRows(
    await compiled.connection.query(
      sql`SELECT CAST(COUNT(*) AS INTEGER) AS n FROM cdm.condition_occurrence AS a JOIN ${copy} AS b USING (condition_occurrence_id, person_id, condition_concept_id, condition_start_date)`,
    ),
  );
  expect(missing?.n).toBe(10_000);

  const [plain, faster] = [new LiveDrafts(compiled.engine), new LiveDrafts(compiled.engine, order)];
  for (const one of [
    definition(5),
    definition(11),
    definition(24, { First: true }),
    definition(9, { StopReason: { Text: 'x', Op: 'eq' } }),
  ]) {
    const [a, b] = [await plain.count(one), await faster.count(one)];
    expect(a.entry.count).toBeGreaterThan(0);
    expect(b.stages.map(({ nodes }) => nodes.map(({ passes }) => passes.count))).toEqual(
      a.stages.map(({ nodes }) => nodes.map(({ passes }) => passes.count)),
    );
  }
});

test('closing ends the copying, and what does not fit stays where it is', async () => {
  const closed = new ConceptOrder(compiled.engine, tables);
  closed.start();
  await closed.close();
  expect(closed.find('condition_occurrence', ['person_id'])).toBeNull();
  const small = new ConceptOrder(compiled.engine, tables, 1000);
  small.start();
  await small.done;
  expect(small.find('condition_occurrence', ['person_id'])).toBeNull();
});
