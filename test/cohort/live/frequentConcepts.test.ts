import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeEngine } from '../../../main/engine/nativeEngine.ts';
import type { CohortDefinition } from '../../../shared/cohort/expression/cohortDefinition.ts';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import { FrequentConcepts } from '../../../shared/cohort/live/frequentConcepts.ts';
import { cdmTable, plainName, type Sql, sql } from '../../../shared/engine/sql.ts';
import { CompiledCohorts } from '../random/compiledCohorts.ts';
import { LiveDrafts } from './liveDrafts.ts';

const leastRows = 200;
let compiled: CompiledCohorts;
beforeAll(async () => {
  compiled = await CompiledCohorts.start(await createNativeEngine({ threads: 2 }));
  const run = (statement: Sql) => compiled.connection.run(statement);
  await run(
    sql`INSERT INTO cdm.person (person_id, gender_concept_id, year_of_birth) SELECT i, 8507, 1950 FROM range(100) AS r(i)`,
  );
  await run(sql`INSERT INTO cdm.observation_period
    (observation_period_id, person_id, observation_period_start_date, observation_period_end_date)
    SELECT i, i, DATE '2000-01-01', DATE '2020-01-01' FROM range(100) AS r(i)`);
  await run(sql`INSERT INTO cdm.concept (concept_id) SELECT i FROM range(10) AS r(i)`);
  // Concept n has n hundred conditions and as many drugs.
  for (const [table, kind, date] of [
    ['condition_occurrence', 'condition', 'condition_start_date'],
    ['drug_exposure', 'drug', 'drug_exposure_start_date'],
  ] as const)
    await run(sql`INSERT INTO ${cdmTable(table)}
      (${plainName(`${table}_id`)}, person_id, ${plainName(`${kind}_concept_id`)}, ${plainName(date)})
      SELECT n * 1000 + i, i % 100, n, DATE '2001-01-01' + CAST(i * 13 % 5000 AS INTEGER)
      FROM range(1, 5) AS c(n), range(400) AS r(i) WHERE i < n * 100`);
});
afterAll(() => compiled.close());

/** Persons with a condition, and of them those with another event within two years. */
function definition(entry: number, domain: 'ConditionOccurrence' | 'DrugExposure', other: number) {
  const set = (id: number, CONCEPT_ID: number) => ({
    id,
    name: `${id}`,
    expression: { items: [{ concept: { CONCEPT_ID } }] },
  });
  return {
    ConceptSets: [set(0, entry), set(1, other)],
    PrimaryCriteria: {
      CriteriaList: [{ ConditionOccurrence: { CodesetId: 0 } }],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'First' },
    },
    InclusionRules: [
      {
        name: 'other',
        expression: {
          Type: 'ALL',
          CriteriaList: [
            {
              Criteria: { [domain]: { CodesetId: 1 } },
              StartWindow: { Start: { Days: 730, Coeff: -1 }, End: { Days: 730, Coeff: 1 } },
              Occurrence: { Type: 2, Count: 1 },
            },
          ],
          DemographicCriteriaList: [],
          Groups: [],
        },
      },
    ],
  };
}

function parsed(...of: Parameters<typeof definition>): CohortDefinition {
  const result = parseDefinition('', JSON.stringify(definition(...of)));
  if (!result.ok) throw new Error('refused');
  return result.definition;
}

test('events of frequent concepts of a domain that was counted need no further question', async () => {
  const drafts = new LiveDrafts(compiled.engine);
  const frequent = new FrequentConcepts(drafts.events, leastRows);
  const asked = async (...[entry, domain, other]: Parameters<typeof definition>): Promise<number> => {
    const before = drafts.events.queries;
    const { entry: found } = await drafts.count(definition(entry, domain, other));
    expect(found.count).toBeGreaterThan(0);
    return drafts.events.queries - before;
  };
  await asked(1, 'ConditionOccurrence', 1);
  const first = parsed(1, 'ConditionOccurrence', 1);
  frequent.readFor(first);
  await frequent.done;
  expect(await asked(3, 'ConditionOccurrence', 2)).toBe(0);
  expect(await asked(2, 'ConditionOccurrence', 4)).toBe(0);
  // Drugs were in no definition that was counted so far.
  expect(await asked(2, 'DrugExposure', 2)).toBe(1);
  await frequent.close();
});

test('rare concepts are read when they are wanted', async () => {
  const drafts = new LiveDrafts(compiled.engine);
  const frequent = new FrequentConcepts(drafts.events, leastRows);
  const first = parsed(3, 'ConditionOccurrence', 4);
  frequent.readFor(first);
  await frequent.done;
  const before = drafts.events.queries;
  await drafts.count(definition(1, 'ConditionOccurrence', 2));
  expect(drafts.events.queries - before).toBe(1);
  await frequent.close();
});

test('nothing is read while something is counted, and closing waits for nothing that is not begun', async () => {
  const drafts = new LiveDrafts(compiled.engine);
  const frequent = new FrequentConcepts(drafts.events, leastRows);
  const first = parsed(3, 'ConditionOccurrence', 4);
  let end = () => {};
  const counting = frequent.during(
    () =>
      new Promise<void>((resolve) => {
        end = resolve;
      }),
  );
  frequent.readFor(first);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(drafts.events.queries).toBe(0);
  end();
  await counting;
  await frequent.done;
  const read = drafts.events.queries;
  expect(read).toBeGreaterThan(0);

  const closed = new LiveDrafts(compiled.engine);
  const unread = new FrequentConcepts(closed.events, leastRows);
  void unread.during(() => new Promise<void>(() => {}));
  unread.readFor(first);
  await unread.close();
  expect(closed.events.queries).toBe(0);
});
