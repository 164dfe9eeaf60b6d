import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import { cohortTable, generateCohorts } from '../../shared/cohort/generate.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import { sql } from '../../shared/engine/sql.ts';
import {
  deviceAttributeConcept,
  deviceCoatingConcept,
  deviceExposureIdField,
  deviceMaterialConcept,
} from '../../shared/vocabulary/deviceAttributes.ts';
import { loadSmallRelease, type Row } from './smallRelease.ts';

const drug = 501;
const combination = 502;
const otherDrug = 503;
const stent = 601;

let engine: QueryEngine;

/** Person 1: 100 mg daily for 30 days, again after 10 days' pause. 2: no quantity. 3: a combination, no supply. */
const exposures: readonly Row[] = [
  exposure(1, 1, drug, '2020-01-01', '2020-01-31', 60, 30),
  exposure(2, 1, drug, '2020-02-10', '2020-03-11', 30, 30),
  exposure(3, 2, drug, '2020-01-01', '2020-01-31', null, 30),
  exposure(4, 3, combination, '2020-01-01', '2020-01-11', 20, null),
  exposure(5, 4, otherDrug, '2020-01-01', '2020-01-31', 60, 30),
];

function exposure(
  id: number,
  person: number,
  concept: number,
  start: string,
  end: string,
  quantity: number | null,
  days: number | null,
): Row {
  return {
    drug_exposure_id: id,
    person_id: person,
    drug_concept_id: concept,
    drug_exposure_start_date: start,
    drug_exposure_end_date: end,
    quantity,
    days_supply: days,
  };
}

function attribute(id: number, device: number, concept: number, value: Row): Row {
  return {
    observation_id: id,
    person_id: device,
    observation_concept_id: concept,
    observation_date: '2020-05-01',
    obs_event_field_concept_id: deviceExposureIdField,
    observation_event_id: device,
    ...value,
  };
}

beforeAll(async () => {
  engine = await createNativeEngine({ threads: 1 });
  const connection = await engine.connect();
  const persons = [1, 2, 3, 4];
  await loadSmallRelease(connection, {
    person: persons.map((person_id) => ({ person_id, year_of_birth: 1960 })),
    observation_period: persons.map((person_id) => ({
      observation_period_id: person_id,
      person_id,
      observation_period_start_date: '2019-01-01',
      observation_period_end_date: '2021-12-31',
    })),
    concept: [drug, combination, otherDrug, stent].map((concept_id) => ({ concept_id })),
    drug_strength: [
      { drug_concept_id: drug, ingredient_concept_id: 1, amount_value: 50, amount_unit_concept_id: 8576 },
      {
        drug_concept_id: combination,
        ingredient_concept_id: 1,
        numerator_value: 100,
        numerator_unit_concept_id: 8576,
        denominator_value: 5,
      },
      {
        drug_concept_id: combination,
        ingredient_concept_id: 2,
        amount_value: 10,
        amount_unit_concept_id: 8576,
      },
      {
        drug_concept_id: otherDrug,
        ingredient_concept_id: 3,
        amount_value: 500,
        amount_unit_concept_id: 9655,
      },
    ],
    drug_exposure: exposures,
    device_exposure: [1, 2, 3].map((id) => ({
      device_exposure_id: id,
      person_id: id,
      device_concept_id: stent,
      device_exposure_start_date: '2020-05-01',
    })),
    observation: [
      attribute(1, 1, deviceAttributeConcept.diameter, { value_as_number: 3 }),
      attribute(2, 1, deviceAttributeConcept.length, { value_as_number: 18 }),
      attribute(3, 1, deviceAttributeConcept.material, {
        value_as_concept_id: deviceMaterialConcept.cobaltChromium,
      }),
      attribute(4, 1, deviceAttributeConcept.coating, {
        value_as_concept_id: deviceCoatingConcept.durablePolymerDrug,
      }),
      attribute(5, 2, deviceAttributeConcept.diameter, { value_as_number: 2.25, unit_concept_id: 8588 }),
      attribute(6, 2, deviceAttributeConcept.coating, { value_as_concept_id: deviceCoatingConcept.bare }),
      attribute(7, 3, deviceAttributeConcept.diameter, { value_as_number: 3, unit_concept_id: 8582 }),
    ],
  });
  await connection.close();
});
afterAll(() => engine.close());

async function starts(criterion: object): Promise<string[]> {
  const concepts = [drug, combination, otherDrug, stent].map((CONCEPT_ID) => ({ concept: { CONCEPT_ID } }));
  const expression = {
    ConceptSets: [{ id: 0, name: 'all', expression: { items: concepts } }],
    PrimaryCriteria: { CriteriaList: [criterion], PrimaryCriteriaLimit: { Type: 'All' } },
    ExpressionLimit: { Type: 'All' },
    EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: 0 } },
  };
  const parsed = parseDefinition('test', JSON.stringify(expression));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  const cohort = { key: 1, definition: parsed.definition };
  const [result] = await generateCohorts(engine, [cohort], { clock: () => 0 }, new JobControl());
  expect(result).toMatchObject({ ok: true });
  const connection = await engine.connect();
  const rows = toRows(
    await connection.query(
      sql`SELECT CAST(subject_id AS VARCHAR) || ' ' || CAST(cohort_start_date AS VARCHAR) AS entry FROM ${cohortTable} ORDER BY entry`,
    ),
  );
  await connection.close();
  return rows.map(({ entry }) => String(entry));
}

const drugs = (akashi: object, more: object = {}) =>
  starts({ DrugExposure: { CodesetId: 0, akashi, ...more } });
const devices = (akashi: object) => starts({ DeviceExposure: { CodesetId: 0, akashi } });

test('the daily dose is quantity × strength ÷ days supply', async () => {
  expect(await drugs({ DailyDose: { Op: 'eq', Value: 100 } })).toEqual(['1 2020-01-01']);
  expect(await drugs({ DailyDose: { Op: 'lt', Value: 100 } })).toEqual(['1 2020-02-10', '3 2020-01-01']);
});

test('ingredients add up, a ratio counts per denominator, and the length stands in for missing supply', async () => {
  // 20 units × (100 mg / 5 + 10 mg) over 10 days
  expect(await drugs({ DailyDose: { Op: 'eq', Value: 60 } })).toEqual(['3 2020-01-01']);
});

test('another unit is not mixed in', async () => {
  expect(await drugs({ DailyDose: { Op: 'gt', Value: 0, Unit: 9655 } })).toEqual(['4 2020-01-01']);
});

test('a treatment course joins exposures within the allowed gap', async () => {
  const longerThan = (days: number, GapDays: number) =>
    drugs({ TreatmentDuration: { Op: 'gt', Value: days, GapDays } });
  expect(await longerThan(60, 9)).toEqual([]);
  expect(await longerThan(60, 10)).toEqual(['1 2020-01-01', '1 2020-02-10']);
});

test('the cumulative dose is that of the whole course', async () => {
  const atLeast = (dose: number, GapDays: number) =>
    drugs({ CumulativeDose: { Op: 'gte', Value: dose, GapDays } });
  expect(await atLeast(3000, 0)).toEqual(['1 2020-01-01']);
  expect(await atLeast(4500, 10)).toEqual(['1 2020-01-01', '1 2020-02-10']);
  expect(await atLeast(4501, 10)).toEqual([]);
});

test('filters apply after First', async () => {
  expect(await drugs({ DailyDose: { Op: 'eq', Value: 50 } }, { First: true })).toEqual([]);
});

test('device attributes are observations of the exposure', async () => {
  const day = ' 2020-05-01';
  expect(await devices({ Diameter: { Op: 'gte', Value: 2.5 } })).toEqual([`1${day}`]);
  expect(await devices({ Length: { Op: 'bt', Value: 18, Extent: 28 } })).toEqual([`1${day}`]);
  expect(await devices({ Coating: [{ CONCEPT_ID: deviceCoatingConcept.bare }] })).toEqual([`2${day}`]);
  expect(
    await devices({
      Material: [{ CONCEPT_ID: deviceMaterialConcept.cobaltChromium }],
      Coating: [{ CONCEPT_ID: deviceCoatingConcept.durablePolymerDrug }],
    }),
  ).toEqual([`1${day}`]);
});

test('a key that the extension does not have is said', () => {
  const expression = {
    PrimaryCriteria: { CriteriaList: [{ DrugExposure: { akashi: { Diameter: { Op: 'gt', Value: 1 } } } }] },
  };
  const parsed = parseDefinition('test', JSON.stringify(expression));
  expect(parsed.ok ? [] : parsed.failures.map(({ params }) => 'path' in params && params.path)).toEqual([
    '$.PrimaryCriteria.CriteriaList[0].DrugExposure.akashi.Diameter',
  ]);
});
