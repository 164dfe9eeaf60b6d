import fc from 'fast-check';
import type { EngineConnection } from '../../../shared/engine/queryEngine.ts';
import { addDays, dateLiteral, join, literal, type Sql, sql } from '../../../shared/engine/sql.ts';

/** Days count from here; it is day {@link DAY_ZERO} of the epoch. */
const DATE_ZERO = '2018-01-01';
export const DAY_ZERO = Date.parse(DATE_ZERO) / 86_400_000;

/** A drug exposure or a condition (whose end is its start). */
export interface RandomRecord {
  readonly concept: number;
  readonly from: number;
  readonly to: number;
}

export interface RandomMeasurement {
  readonly concept: number;
  readonly day: number;
  readonly value: number;
}

export interface RandomPerson {
  readonly id: number;
  readonly gender: 8507 | 8532 | 0;
  /** Null: not known. */
  readonly born: number | null;
  /** Observation periods, apart from each other. */
  readonly observed: readonly (readonly [from: number, to: number])[];
  readonly death: number | null;
  readonly drugs: readonly RandomRecord[];
  readonly conditions: readonly RandomRecord[];
  readonly measurements: readonly RandomMeasurement[];
}

/** Drugs that arms are about, an outcome, what competes with it, a negative control, a history, a measured value. */
export const concepts = {
  drugs: [11, 12, 13],
  outcome: 21,
  competing: 22,
  control: 31,
  history: 32,
  measured: 41,
} as const;

const day = fc.integer({ min: 0, max: 150 });

const person = (id: number): fc.Arbitrary<RandomPerson> =>
  fc
    .record({
      gender: fc.constantFrom(8507 as const, 8532 as const, 0 as const),
      born: fc.option(fc.integer({ min: 1940, max: 1960 }), { freq: 8 }),
      starts: fc.constantFrom([0], [0], [0], [20], [0, 120], [5, 90]),
      length: fc.integer({ min: 60, max: 250 }),
      death: fc.option(day, { freq: 2 }),
      drugs: fc.array(
        fc.record({
          concept: fc.constantFrom(...concepts.drugs),
          from: day,
          days: fc.integer({ min: 0, max: 40 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      conditions: fc.array(
        fc.record({
          concept: fc.constantFrom(
            concepts.outcome,
            concepts.outcome,
            concepts.competing,
            concepts.control,
            concepts.history,
          ),
          from: day,
        }),
        { maxLength: 5 },
      ),
      measurements: fc.array(
        fc.record({ concept: fc.constant(concepts.measured), day, value: fc.integer({ min: 0, max: 20 }) }),
        { maxLength: 3 },
      ),
    })
    .map(
      ({ gender, born, starts, length, death, drugs, conditions, measurements }): RandomPerson => ({
        id,
        gender,
        born,
        // Periods of one person lie apart.
        observed: starts.map(
          (from, i) => [from, Math.min(from + length, (starts[i + 1] ?? 10_000) - 2)] as const,
        ),
        death,
        drugs: drugs.map(({ concept, from, days }) => ({ concept, from, to: from + days })),
        conditions: conditions.map(({ concept, from }) => ({ concept, from, to: from })),
        measurements,
      }),
    );

/** Persons with records that crowd round their index dates. Ids are apart, so that they are no person numbers. */
export const randomRelease: fc.Arbitrary<readonly RandomPerson[]> = fc
  .noBias(fc.integer({ min: 1, max: 60 }))
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => person(100 + 7 * i))));

const dateOf = (at: number): Sql => addDays(dateLiteral(DATE_ZERO), at);

async function fill(connection: EngineConnection, table: Sql, rows: readonly Sql[]): Promise<void> {
  await connection.run(sql`DELETE FROM ${table}`);
  if (rows.length > 0) await connection.run(sql`INSERT INTO ${table} BY NAME ${join(rows, ' UNION ALL ')}`);
}

/** Puts persons into schema `cdm`, instead of those that were there. */
export async function loadRelease(
  connection: EngineConnection,
  persons: readonly RandomPerson[],
): Promise<void> {
  const each = <T>(
    of: (one: RandomPerson) => readonly T[],
    row: (one: RandomPerson, item: T, id: number) => Sql,
  ) =>
    persons
      .flatMap((one) => of(one).map((item) => ({ one, item })))
      .map(({ one, item }, i) => row(one, item, i));
  await fill(
    connection,
    sql`cdm.concept`,
    [...concepts.drugs, 21, 22, 31, 32, 41].map((id) => sql`SELECT ${id} AS concept_id`),
  );
  await fill(
    connection,
    sql`cdm.person`,
    persons.map(
      ({ id, gender, born }) =>
        sql`SELECT ${id} AS person_id, ${gender} AS gender_concept_id, CAST(${literal(born)} AS INTEGER) AS year_of_birth`,
    ),
  );
  await fill(
    connection,
    sql`cdm.observation_period`,
    each(
      ({ observed }) => observed,
      ({ id }, [from, to], i) =>
        sql`SELECT ${i} AS observation_period_id, ${id} AS person_id, ${dateOf(from)} AS observation_period_start_date, ${dateOf(to)} AS observation_period_end_date`,
    ),
  );
  await fill(
    connection,
    sql`cdm.death`,
    persons.flatMap(({ id, death }) =>
      death === null ? [] : [sql`SELECT ${id} AS person_id, ${dateOf(death)} AS death_date`],
    ),
  );
  await fill(
    connection,
    sql`cdm.drug_exposure`,
    each(
      ({ drugs }) => drugs,
      ({ id }, { concept, from, to }, i) =>
        sql`SELECT ${i} AS drug_exposure_id, ${id} AS person_id, ${concept} AS drug_concept_id, ${dateOf(from)} AS drug_exposure_start_date, ${dateOf(to)} AS drug_exposure_end_date`,
    ),
  );
  await fill(
    connection,
    sql`cdm.condition_occurrence`,
    each(
      ({ conditions }) => conditions,
      ({ id }, { concept, from, to }, i) =>
        sql`SELECT ${i} AS condition_occurrence_id, ${id} AS person_id, ${concept} AS condition_concept_id, ${dateOf(from)} AS condition_start_date, ${dateOf(to)} AS condition_end_date`,
    ),
  );
  await fill(
    connection,
    sql`cdm.measurement`,
    each(
      ({ measurements }) => measurements,
      ({ id }, { concept, day: at, value }, i) =>
        sql`SELECT ${i} AS measurement_id, ${id} AS person_id, ${concept} AS measurement_concept_id, ${dateOf(at)} AS measurement_date, CAST(${value} AS DOUBLE) AS value_as_number`,
    ),
  );
}
