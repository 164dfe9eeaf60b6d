import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { sql } from '../../shared/engine/sql.ts';
import { characteristics } from '../../shared/features/characteristics.ts';
import { riskCells } from '../../shared/features/entryIncidence.ts';
import { indexWindows } from '../../shared/features/indexWindows.ts';
import { observationTime } from '../../shared/features/observationTime.ts';
import { summarise } from '../../shared/stats/descriptive/summary.ts';
import { loadSmallRelease } from '../cohort/smallRelease.ts';
import { loadWorld, type RandomEvent, type RandomWorld, randomWorld, yearOf } from './randomEvents.ts';

/** Rules under which everything is shown: the numbers themselves are looked at. */
const everything = { minimumCell: 1 };
const job = new JobControl();
let engine: QueryEngine;
let connection: EngineConnection;

beforeAll(async () => {
  engine = await createNativeEngine({ threads: 1 });
  connection = await engine.connect();
  await loadSmallRelease(connection, {});
});
afterAll(async () => {
  await connection.close();
  await engine.close();
});

/** Records of the cohort's persons with the day relative to index. */
function relativeEvents({ persons, events }: RandomWorld): (RandomEvent & { readonly relative: number })[] {
  const index = new Map(persons.map((person) => [person.id, person.index]));
  return events.flatMap((event) => {
    const day = index.get(event.person);
    return day === null || day === undefined ? [] : [{ ...event, relative: event.day - day }];
  });
}

const available = new Set(['condition_occurrence', 'measurement']);

test('persons with a record are those that a plain recount finds, in every window', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, async (world) => {
      const index = await loadWorld(connection, world);
      const size = world.persons.filter((person) => person.index !== null).length;
      const { table } = await characteristics(connection, index, size, available, everything, [], job);
      const events = relativeEvents(world);
      const concepts = [...new Set(events.map(({ concept }) => concept))];
      expect(table.features).toHaveLength(concepts.length * available.size);
      for (const { concept, persons } of table.features) {
        for (const { id, from, to } of indexWindows) {
          const having = events.filter(
            (event) =>
              event.concept === concept.id &&
              event.relative >= (from ?? -Infinity) &&
              event.relative <= (to ?? Infinity),
          );
          expect(persons[id], `${concept.id} ${id}`).toBe(new Set(having.map(({ person }) => person)).size);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test('values are the last before and the first after index, described as the statistics describe them', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, async (world) => {
      const index = await loadWorld(connection, world);
      const size = world.persons.filter((person) => person.index !== null).length;
      const { table } = await characteristics(connection, index, size, available, everything, [], job);
      const measured = relativeEvents(world).filter(
        ({ value, relative }) => value !== null && Math.abs(relative) <= 365,
      );
      for (const { concept, unit, before, after } of table.values) {
        for (const [side, sign] of [
          [before, -1],
          [after, 1],
        ] as const) {
          const values = nearestValues(
            measured.filter((event) => event.concept === concept.id && event.unit === (unit?.id ?? 0)),
            sign,
          );
          expect(side.persons).toBe(values.length);
          if (values.length === 0) continue;
          const { mean, sd, median, quantile } = summarise(values);
          expect(side.statistics?.mean).toBeCloseTo(mean, 9);
          expect(side.statistics?.median).toBeCloseTo(median, 9);
          expect(side.statistics?.lower).toBeCloseTo(quantile(0.25), 9);
          expect(side.statistics?.upper).toBeCloseTo(quantile(0.75), 9);
          if (values.length === 1) expect(side.statistics?.sd).toBeNull();
          else expect(side.statistics?.sd).toBeCloseTo(sd, 9);
        }
      }
    }),
    { numRuns: 25 },
  );
});

/** One value per person: the mean of the day nearest to index on a side; index itself is before. */
function nearestValues(
  events: readonly (RandomEvent & { readonly relative: number })[],
  sign: -1 | 1,
): number[] {
  const own = events.filter(({ relative }) => (sign < 0 ? relative <= 0 : relative > 0));
  return [...new Set(own.map(({ person }) => person))].map((person) => {
    const of = own.filter((event) => event.person === person);
    const nearest = Math.min(...of.map(({ relative }) => Math.abs(relative)));
    const values = of.filter(({ relative }) => Math.abs(relative) === nearest).map(({ value }) => value ?? 0);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
}

test('observed days fall into the bins and have the median of a plain recount', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, async (world) => {
      const index = await loadWorld(connection, world);
      const cohort = world.persons.filter((person) => person.index !== null);
      const time = await observationTime(connection, index, cohort.length, everything, job);
      const days = cohort.map(({ from, to, index: day }) => ({
        before: (day ?? 0) - from,
        after: to - (day ?? 0),
      }));
      for (const side of ['before', 'after'] as const) {
        const own = days.map((each) => each[side]);
        for (const { from, to, persons } of time[side].bins) {
          expect(persons).toBe(own.filter((day) => day >= from && day <= (to ?? Infinity)).length);
        }
        if (cohort.length > 0) expect(time[side].quartiles?.median).toBeCloseTo(summarise(own).median, 9);
      }
    }),
    { numRuns: 15 },
  );
});

test('persons and days at risk are those that counting day by day gives', async () => {
  await fc.assert(
    fc.asyncProperty(randomWorld, fc.constantFrom(0, 30, 400), async (world, priorDays) => {
      const index = await loadWorld(connection, world);
      const days = new Map<string, { days: number; persons: Set<number> }>();
      for (const person of world.persons) {
        for (
          let day = person.from + priorDays;
          day <= Math.min(person.to, person.index ?? person.to);
          day++
        ) {
          const year = yearOf(day);
          const sex = person.gender === 8507 ? 0 : person.gender === 8532 ? 1 : 2;
          const band = Math.floor(Math.min(100, Math.max(0, year - person.born)) / 5);
          const cell = days.get(`${year} ${sex} ${band}`) ?? { days: 0, persons: new Set<number>() };
          cell.days += 1;
          cell.persons.add(person.id);
          days.set(`${year} ${sex} ${band}`, cell);
        }
      }
      const cells = await riskCells(connection, index, priorDays, job);
      expect(
        Object.fromEntries(
          cells.map((cell) => [`${cell.year} ${cell.sex} ${cell.band}`, [cell.days, cell.persons]]),
        ),
      ).toEqual(Object.fromEntries([...days].map(([key, cell]) => [key, [cell.days, cell.persons.size]])));
    }),
    { numRuns: 15 },
  );
});

test('drugs are counted by their ingredients, once per person', async () => {
  await connection.run(sql`DELETE FROM cdm.concept`);
  await connection.run(
    sql`INSERT INTO cdm.concept BY NAME SELECT 50 AS concept_id, '成分' AS concept_name, 'Ingredient' AS concept_class_id, 'S' AS standard_concept`,
  );
  await connection.run(
    sql`INSERT INTO cdm.concept_ancestor BY NAME SELECT 50 AS ancestor_concept_id, UNNEST([50, 51, 52]) AS descendant_concept_id`,
  );
  await connection.run(
    sql`CREATE OR REPLACE TABLE work.drug_index AS SELECT CAST(1 AS BIGINT) AS person_id, DATE '2020-06-01' AS index_date`,
  );
  await connection.run(
    sql`INSERT INTO cdm.drug_exposure BY NAME SELECT UNNEST([1, 2, 3]) AS drug_exposure_id, 1 AS person_id, UNNEST([51, 52, 99]) AS drug_concept_id, DATE '2020-05-20' AS drug_exposure_start_date`,
  );
  const { table } = await characteristics(
    connection,
    sql`work.drug_index`,
    1,
    new Set(['drug_exposure']),
    everything,
    [],
    job,
  );
  expect(
    table.features.map(({ concept, persons }) => [concept.id, concept.name, persons.monthBefore]),
  ).toEqual([
    [50, '成分', 1],
    [99, 'concept 99', 1],
  ]);
});
