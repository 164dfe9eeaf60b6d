import fc from 'fast-check';
import type { EngineConnection } from '../../shared/engine/queryEngine.ts';
import { addDays, dateLiteral, join, literal, name, type Sql, sql } from '../../shared/engine/sql.ts';

/** A record of a person; days count from {@link DAY_ZERO}. */
export interface RandomEvent {
  readonly person: number;
  readonly concept: number;
  readonly day: number;
  readonly value: number | null;
  readonly unit: number;
}

export interface RandomPerson {
  readonly id: number;
  readonly gender: 8507 | 8532 | 0;
  readonly born: number;
  /** First and last day observed. */
  readonly from: number;
  readonly to: number;
  /** Null: not in the cohort. */
  readonly index: number | null;
}

export interface RandomWorld {
  readonly persons: readonly RandomPerson[];
  readonly events: readonly RandomEvent[];
}

export const DAY_ZERO = '2018-01-01';
const DAYS = 1400;

const person = (id: number): fc.Arbitrary<RandomPerson> =>
  fc
    .record({
      gender: fc.constantFrom(8507 as const, 8532 as const, 0 as const),
      born: fc.integer({ min: 1925, max: 2015 }),
      from: fc.integer({ min: 0, max: DAYS }),
      length: fc.integer({ min: 0, max: DAYS }),
      index: fc.option(fc.integer({ min: 0, max: DAYS })),
    })
    .map(({ gender, born, from, length, index }) => ({
      id,
      gender,
      born,
      from,
      to: from + length,
      index: index === null ? null : Math.min(from + length, from + index),
    }));

/** Persons with records on, just beside and far from the edges of the windows around their index. */
export const randomWorld: fc.Arbitrary<RandomWorld> = fc
  .integer({ min: 1, max: 14 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => person(i + 1))))
  .chain((persons) =>
    fc.record({
      persons: fc.constant(persons),
      events: fc.array(
        fc
          .record({
            at: fc.nat(persons.length - 1),
            concept: fc.integer({ min: 1, max: 4 }),
            offset: fc.oneof(
              fc.constantFrom(-366, -365, -181, -180, -31, -30, -1, 0, 1, 30, 31, 180, 181, 365, 366),
              fc.integer({ min: -700, max: 700 }),
            ),
            value: fc.option(fc.integer({ min: -50, max: 50 })),
            unit: fc.constantFrom(0, 9, 8),
          })
          .map(({ at, concept, offset, value, unit }): RandomEvent => {
            const owner = persons[at] as RandomPerson;
            return { person: owner.id, concept, day: (owner.index ?? owner.from) + offset, value, unit };
          }),
        { maxLength: 60 },
      ),
    }),
  );

const dayOf = (day: number): Sql => addDays(dateLiteral(DAY_ZERO), day);

async function fill(connection: EngineConnection, table: Sql, rows: readonly Sql[]): Promise<void> {
  await connection.run(sql`DELETE FROM ${table}`);
  if (rows.length > 0) await connection.run(sql`INSERT INTO ${table} BY NAME ${join(rows, ' UNION ALL ')}`);
}

/** Puts a world into schema cdm (conditions, measurements) and its cohort into `work.world_index`. */
export async function loadWorld(
  connection: EngineConnection,
  { persons, events }: RandomWorld,
): Promise<Sql> {
  await fill(
    connection,
    sql`cdm.person`,
    persons.map(
      ({ id, gender, born }) =>
        sql`SELECT ${id} AS person_id, ${gender} AS gender_concept_id, ${born} AS year_of_birth`,
    ),
  );
  await fill(
    connection,
    sql`cdm.observation_period`,
    persons.map(
      ({ id, from, to }) =>
        sql`SELECT ${id} AS observation_period_id, ${id} AS person_id, ${dayOf(from)} AS observation_period_start_date, ${dayOf(to)} AS observation_period_end_date`,
    ),
  );
  await fill(
    connection,
    sql`cdm.condition_occurrence`,
    events.map(
      (event, i) =>
        sql`SELECT ${i} AS condition_occurrence_id, ${event.person} AS person_id, ${event.concept} AS condition_concept_id, ${dayOf(event.day)} AS condition_start_date`,
    ),
  );
  await fill(
    connection,
    sql`cdm.measurement`,
    events.map(
      (event, i) =>
        sql`SELECT ${i} AS measurement_id, ${event.person} AS person_id, ${event.concept} AS measurement_concept_id, ${dayOf(event.day)} AS measurement_date, CAST(${literal(event.value)} AS DOUBLE) AS value_as_number, ${event.unit} AS unit_concept_id`,
    ),
  );
  await connection.run(
    sql`CREATE OR REPLACE TABLE work.world_index (person_id BIGINT, index_date DATE, end_date DATE)`,
  );
  const index = name('work', 'world_index');
  await fill(
    connection,
    index,
    persons.flatMap(({ id, index: day, to }) =>
      day === null
        ? []
        : [sql`SELECT ${id} AS person_id, ${dayOf(day)} AS index_date, ${dayOf(to)} AS end_date`],
    ),
  );
  return index;
}

/** Calendar year of a day. */
export function yearOf(day: number): number {
  return new Date(Date.parse(DAY_ZERO) + day * 86_400_000).getUTCFullYear();
}
