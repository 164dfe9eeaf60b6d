import fc from 'fast-check';
import type { EngineConnection } from '../../../shared/engine/queryEngine.ts';
import { addDays, dateLiteral, join, literal, type Sql, sql } from '../../../shared/engine/sql.ts';
import {
  deviceAttributeConcept,
  deviceCoatingConcept,
  deviceExposureIdField,
} from '../../../shared/vocabulary/deviceAttributes.ts';

const DATE_ZERO = '2019-01-01';
/** Day on which everybody's index is, counted from day zero. */
export const INDEX = 20;
/** Last day observed, counted from index. */
export const OBSERVED_TO = 150;

/** A supply of a drug; days count from index. */
export interface RandomSupply {
  readonly drug: number;
  readonly from: number;
  /** Days that it is for; null: as long as it lasts. */
  readonly supplied: number | null;
  readonly lasts: number;
  readonly quantity: number | null;
}

export interface RandomDevice {
  readonly from: number;
  readonly device: number;
  readonly diameter: number | null;
  readonly coating: keyof typeof deviceCoatingConcept | null;
}

export interface RandomStay {
  readonly from: number;
  readonly to: number;
}

export interface TreatedPerson {
  readonly id: number;
  readonly supplies: readonly RandomSupply[];
  readonly devices: readonly RandomDevice[];
  readonly stays: readonly RandomStay[];
  /** Days of the outcome. */
  readonly outcomes: readonly number[];
}

/** Drugs of kind a (11, 12), of kind b (13); 14 has no strength. Milligrams of one unit of each ingredient. */
export const strengths: Readonly<Record<number, readonly { ingredient: number; mg: number }[]>> = {
  11: [{ ingredient: 901, mg: 2.5 }],
  12: [
    { ingredient: 901, mg: 5 },
    { ingredient: 902, mg: 0.1 },
  ],
  13: [{ ingredient: 903, mg: 40 }],
  14: [],
};
export const kinds = { a: [11, 12, 14], b: [13] } as const;
export const devices = [61, 62] as const;

const near = fc.constantFrom(-8, -1, 0, 0, 0, 0, 1, 3, 6, 10);
const supply: fc.Arbitrary<RandomSupply> = fc.record({
  drug: fc.constantFrom(11, 11, 12, 13, 14),
  from: fc.oneof(near, fc.integer({ min: -10, max: 70 })),
  supplied: fc.option(fc.integer({ min: 1, max: 30 }), { freq: 4 }),
  lasts: fc.integer({ min: 0, max: 30 }),
  quantity: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 6 }),
});
const device: fc.Arbitrary<RandomDevice> = fc.record({
  from: near,
  device: fc.constantFrom(...devices),
  diameter: fc.option(fc.constantFrom(2.25, 2.5, 3, 3.5, 4)),
  coating: fc.option(fc.constantFrom('bare', 'polymerFreeDrug', 'durablePolymerDrug')),
});
const stay: fc.Arbitrary<RandomStay> = fc
  .record({ from: fc.integer({ min: -10, max: 4 }), days: fc.integer({ min: 0, max: 30 }) })
  .map(({ from, days }) => ({ from, to: from + days }));

export const randomTreatments: fc.Arbitrary<readonly TreatedPerson[]> = fc
  .integer({ min: 1, max: 40 })
  .chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, i) =>
        fc.record({
          id: fc.constant(5 + 3 * i),
          supplies: fc.array(supply, { maxLength: 7 }),
          devices: fc.array(device, { maxLength: 3 }),
          stays: fc.array(stay, { maxLength: 1 }),
          outcomes: fc.array(fc.integer({ min: -5, max: 120 }), { maxLength: 2 }),
        }),
      ),
    ),
  );

const dateOf = (day: number): Sql => addDays(dateLiteral(DATE_ZERO), day + INDEX);

async function fill(connection: EngineConnection, table: Sql, rows: readonly Sql[]): Promise<void> {
  await connection.run(sql`DELETE FROM ${table}`);
  if (rows.length > 0) await connection.run(sql`INSERT INTO ${table} BY NAME ${join(rows, ' UNION ALL ')}`);
}

/** Puts persons into schema `cdm`: the base cohort is condition 51 on index, the outcome condition 21. */
export async function loadTreatments(
  connection: EngineConnection,
  persons: readonly TreatedPerson[],
): Promise<void> {
  const used = [11, 12, 13, 14, 21, 51, ...devices, 9201, 262];
  await fill(
    connection,
    sql`cdm.concept`,
    used.map((id) => sql`SELECT ${id} AS concept_id`),
  );
  await fill(
    connection,
    sql`cdm.drug_strength`,
    Object.entries(strengths).flatMap(([drug, ingredients]) => [
      ...ingredients.map(
        ({ ingredient, mg }) =>
          sql`SELECT ${Number(drug)} AS drug_concept_id, ${ingredient} AS ingredient_concept_id, CAST(${mg} AS DOUBLE) AS amount_value, 8576 AS amount_unit_concept_id`,
      ),
      // A strength in another unit, which no dose counts.
      sql`SELECT ${Number(drug)} AS drug_concept_id, ${999} AS ingredient_concept_id, CAST(${7} AS DOUBLE) AS amount_value, 8718 AS amount_unit_concept_id`,
    ]),
  );
  await fill(
    connection,
    sql`cdm.person`,
    persons.map(({ id }) => sql`SELECT ${id} AS person_id, 8507 AS gender_concept_id, 1950 AS year_of_birth`),
  );
  await fill(
    connection,
    sql`cdm.observation_period`,
    persons.map(
      ({ id }, i) =>
        sql`SELECT ${i} AS observation_period_id, ${id} AS person_id, ${dateOf(-INDEX)} AS observation_period_start_date, ${dateOf(OBSERVED_TO)} AS observation_period_end_date`,
    ),
  );
  const conditions = persons.flatMap(({ id, outcomes }) => [
    { id, concept: 51, day: 0 },
    ...outcomes.map((day) => ({ id, concept: 21, day })),
  ]);
  await fill(
    connection,
    sql`cdm.condition_occurrence`,
    conditions.map(
      ({ id, concept, day }, i) =>
        sql`SELECT ${i} AS condition_occurrence_id, ${id} AS person_id, ${concept} AS condition_concept_id, ${dateOf(day)} AS condition_start_date, ${dateOf(day)} AS condition_end_date`,
    ),
  );
  const supplies = persons.flatMap(({ id, supplies: own }) => own.map((one) => ({ id, ...one })));
  await fill(
    connection,
    sql`cdm.drug_exposure`,
    supplies.map(
      ({ id, drug, from, supplied, lasts, quantity }, i) =>
        sql`SELECT ${i} AS drug_exposure_id, ${id} AS person_id, ${drug} AS drug_concept_id, ${dateOf(from)} AS drug_exposure_start_date, ${dateOf(from + lasts)} AS drug_exposure_end_date, CAST(${literal(supplied)} AS INTEGER) AS days_supply, CAST(${literal(quantity)} AS DOUBLE) AS quantity`,
    ),
  );
  const placed = persons.flatMap(({ id, devices: own }) => own.map((one) => ({ id, ...one })));
  await fill(
    connection,
    sql`cdm.device_exposure`,
    placed.map(
      ({ id, device: concept, from }, i) =>
        sql`SELECT ${i} AS device_exposure_id, ${id} AS person_id, ${concept} AS device_concept_id, ${dateOf(from)} AS device_exposure_start_date`,
    ),
  );
  await fill(
    connection,
    sql`cdm.observation`,
    placed.flatMap(({ id, from, diameter, coating }, i) => {
      const row = (attribute: number, value: Sql) =>
        sql`SELECT ${2 * i} AS observation_id, ${id} AS person_id, ${attribute} AS observation_concept_id, ${dateOf(from)} AS observation_date, ${deviceExposureIdField} AS obs_event_field_concept_id, ${i} AS observation_event_id, ${value}`;
      return [
        ...(diameter === null
          ? []
          : [
              row(
                deviceAttributeConcept.diameter,
                sql`CAST(${diameter} AS DOUBLE) AS value_as_number, CAST(NULL AS INTEGER) AS value_as_concept_id`,
              ),
            ]),
        ...(coating === null
          ? []
          : [
              row(
                deviceAttributeConcept.coating,
                sql`CAST(NULL AS DOUBLE) AS value_as_number, ${deviceCoatingConcept[coating]} AS value_as_concept_id`,
              ),
            ]),
      ];
    }),
  );
  const stays = persons.flatMap(({ id, stays: own }) => own.map((one) => ({ id, ...one })));
  await fill(
    connection,
    sql`cdm.visit_occurrence`,
    stays.map(
      ({ id, from, to }, i) =>
        sql`SELECT ${i} AS visit_occurrence_id, ${id} AS person_id, ${i % 2 ? 9201 : 262} AS visit_concept_id, ${dateOf(from)} AS visit_start_date, ${dateOf(to)} AS visit_end_date`,
    ),
  );
}
