import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createNativeEngine } from '../../../main/engine/nativeEngine.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import { sql } from '../../../shared/engine/sql.ts';
import { buildPopulation } from '../../../shared/study/population/buildPopulation.ts';
import {
  type ComparisonSpecification,
  comparisonSpecification,
} from '../../../shared/study/specification/comparisonSpecification.ts';
import { concepts, loadRelease, type RandomPerson } from './randomRelease.ts';
import { comparisonOf } from './randomStudy.ts';
import { StudyEngine } from './studyEngine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let engine: StudyEngine;
beforeAll(async () => {
  engine = await StudyEngine.start(() => createNativeEngine({ threads: 1 }));
});
afterAll(() => engine.close());

const person = (id: number, records: Partial<RandomPerson>): RandomPerson => ({
  id,
  gender: 8507,
  born: 1950,
  observed: [[0, 200]],
  death: null,
  drugs: [],
  conditions: [],
  measurements: [],
  ...records,
});
const takes = (arm: number, from = 50) => ({ concept: concepts.drugs[arm] ?? 0, from, to: from });
const suffers = (from: number) => ({ concept: concepts.outcome, from, to: from });

function study(changes: Record<string, unknown> = {}): ComparisonSpecification {
  return comparisonSpecification.parse({
    ...comparisonOf(2),
    population: { priorObservationDays: 0 },
    timesAtRisk: [
      {
        id: 'year',
        name: 'first year',
        start: { anchor: 'index', days: 1 },
        end: { anchor: 'index', days: 365 },
      },
    ],
    outcomes: [{ id: 'outcome', name: 'the outcome', cohort: 'outcome' }],
    ...changes,
  });
}

async function build(persons: readonly RandomPerson[], specification = study()) {
  await loadRelease(engine.connection, persons);
  const { population, notes } = await buildPopulation(engine.context(), specification, new JobControl());
  return { population, notes: notes.map(({ kind, about }) => `${kind} ${about}`) };
}

const both = [
  person(1, { drugs: [takes(0)], conditions: [suffers(90)] }),
  person(2, { drugs: [takes(1)], conditions: [suffers(90)] }),
];

test('nothing is noted of a population with nothing amiss', async () => {
  const { population, notes } = await build(both);
  expect(notes).toEqual([]);
  expect([...(population.followUps[0]?.days ?? [])]).toEqual([40, 40]);
});

test('an arm that nobody enters, and a release without anybody', async () => {
  expect((await build(both.slice(0, 1))).notes).toContain('emptyArm arm 1');
  const { population, notes } = await build([person(1, {})]);
  expect(population.rows).toBe(0);
  expect(notes).toEqual(
    expect.arrayContaining(['emptyArm arm 0', 'emptyArm arm 1', 'noTimeAtRisk first year']),
  );
});

test('arms of the same persons', async () => {
  const { population, notes } = await build([person(1, { drugs: [takes(0), takes(1)] })]);
  expect(population.rows).toBe(0);
  expect(notes).toEqual(
    expect.arrayContaining(['armsOverlap arm 0, arm 1', 'emptyArm arm 0', 'emptyArm arm 1']),
  );
});

test('no outcome in an arm, and the outcome before index in everybody of one', async () => {
  const without = [both[0], person(2, { drugs: [takes(1)] })].flatMap((one) => one ?? []);
  expect((await build(without)).notes).toEqual(['noEvents the outcome']);
  const before = [both[0], person(2, { drugs: [takes(1)], conditions: [suffers(20)] })].flatMap(
    (one) => one ?? [],
  );
  expect((await build(before)).notes).toEqual(['allHadOutcome the outcome']);
});

test('a window that ends before it begins', async () => {
  const specification = study({
    timesAtRisk: [
      {
        id: 'none',
        name: 'after the end',
        start: { anchor: 'cohortEnd', days: 30 },
        end: { anchor: 'cohortEnd', days: 10 },
      },
    ],
  });
  const { population, notes } = await build(both, specification);
  expect(population.attrition.at(-1)).toEqual({ step: 'daysAtRisk', persons: [0, 0] });
  expect(notes).toContain('noTimeAtRisk after the end');
});

test('a guard against immortal time is said', async () => {
  const { notes } = await build(both, study({ immortalTime: { kind: 'landmark', day: 30 } }));
  expect(notes).toEqual([expect.stringMatching(/^immortalTimeGuarded .*30 日.* \/ .*day 30$/)]);
});

test('a definition of a table that the release lacks is an error; deaths that it lacks are noted', async () => {
  await loadRelease(engine.connection, both);
  await engine.connection.run(sql`DROP TABLE cdm.death`);
  const { notes, population } = await buildPopulation(engine.context(), study(), new JobControl());
  expect(notes).toEqual([{ kind: 'missingTables', about: 'death' }]);
  expect(population.rows).toBe(2);
  await engine.connection.run(sql`ALTER TABLE cdm.drug_exposure RENAME TO exposure`);
  await expect(buildPopulation(engine.context(), study(), new JobControl())).rejects.toMatchObject({
    code: 'definition.missingTable',
  });
  expect(await engine.leftovers()).toBe(0);
});

test('a cancelled job leaves no rows', async () => {
  const job = new JobControl();
  job.cancel();
  await expect(buildPopulation(engine.context(), study(), job)).rejects.toMatchObject({ code: 'cancelled' });
  expect(await engine.leftovers()).toBe(0);
});
