import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemo } from '../../main/demo/createDemo.ts';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';
import { generateCohorts } from '../../shared/cohort/generate.ts';
import { conceptIdOf } from '../../shared/demo/codes/conceptId.ts';
import { shippedCohorts, shippedDefinitions } from '../../shared/demo/cohorts/shippedCohorts.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { join as joinSql, name, type Sql, sql } from '../../shared/engine/sql.ts';
import { type OpenedDemo, openDemo, temporaryFolder } from './demoRelease.ts';

const folder = temporaryFolder();
const persons = 6000;
let demo: OpenedDemo;

beforeAll(async () => {
  const target = join(folder.path, 'demo');
  await createDemo({ folder: target, persons, seed: 11 }, new JobControl());
  demo = await openDemo(target);
}, 240_000);
afterAll(async () => {
  await demo.close();
  folder.remove();
});

const icd10 = (code: string) => conceptIdOf('ICD10JP', code);
const count = (from: Sql) => demo.value(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM ${from}`);

test('every reference leads somewhere', async () => {
  for (const [table, column, target, key] of [
    ['visit_occurrence', 'care_site_id', 'care_site', 'care_site_id'],
    ['visit_occurrence', 'provider_id', 'provider', 'provider_id'],
    ['condition_occurrence', 'visit_occurrence_id', 'visit_occurrence', 'visit_occurrence_id'],
    ['drug_exposure', 'visit_occurrence_id', 'visit_occurrence', 'visit_occurrence_id'],
    ['procedure_occurrence', 'visit_occurrence_id', 'visit_occurrence', 'visit_occurrence_id'],
    ['measurement', 'visit_occurrence_id', 'visit_occurrence', 'visit_occurrence_id'],
    ['device_exposure', 'visit_occurrence_id', 'visit_occurrence', 'visit_occurrence_id'],
    ['drug_exposure', 'drug_concept_id', 'drug_strength', 'drug_concept_id'],
    ['drug_era', 'drug_concept_id', 'concept', 'concept_id'],
    ['condition_occurrence', 'condition_concept_id', 'concept', 'concept_id'],
    ['observation', 'observation_concept_id', 'concept', 'concept_id'],
  ] as const) {
    const dangling = await count(sql`${name('cdm', table)} a
      WHERE ${name('a', column)} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ${name('cdm', target)} b WHERE ${name('b', key)} = ${name('a', column)})`);
    expect(dangling, `${table}.${column}`).toBe(0);
  }
});

test('everything happens under observation and nothing after death', async () => {
  for (const [table, date] of [
    ['condition_occurrence', 'condition_start_date'],
    ['drug_exposure', 'drug_exposure_start_date'],
    ['procedure_occurrence', 'procedure_date'],
    ['measurement', 'measurement_date'],
    ['visit_occurrence', 'visit_start_date'],
  ] as const) {
    const outside = await count(sql`${name('cdm', table)} a JOIN cdm.observation_period o USING (person_id)
      WHERE ${name('a', date)} NOT BETWEEN o.observation_period_start_date AND o.observation_period_end_date`);
    expect(outside, table).toBe(0);
  }
  expect(
    await count(
      sql`cdm.death d JOIN cdm.observation_period o USING (person_id) WHERE o.observation_period_end_date <> d.death_date`,
    ),
  ).toBe(0);
});

test('ids are unique', async () => {
  for (const [table, key] of [
    ['visit_occurrence', 'visit_occurrence_id'],
    ['condition_occurrence', 'condition_occurrence_id'],
    ['drug_exposure', 'drug_exposure_id'],
    ['procedure_occurrence', 'procedure_occurrence_id'],
    ['device_exposure', 'device_exposure_id'],
    ['measurement', 'measurement_id'],
    ['observation', 'observation_id'],
    ['drug_era', 'drug_era_id'],
  ] as const) {
    const repeated = await count(
      sql`(SELECT 1 FROM ${name('cdm', table)} GROUP BY ${name(key)} HAVING count(*) > 1)`,
    );
    expect(repeated, table).toBe(0);
  }
});

test('files are in the order of their concepts', async () => {
  const descents = await demo.value(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM (
    SELECT drug_concept_id < lag(drug_concept_id) OVER (ORDER BY row) AS down
    FROM (SELECT drug_concept_id, row_number() OVER () AS row FROM cdm.drug_exposure)) WHERE down`);
  expect(descents).toBe(0);
});

test('ages and sexes are those of patients in Japan', async () => {
  const [row] =
    await demo.rows(sql`SELECT avg(CASE WHEN gender_concept_id = 8507 THEN 1e0 ELSE 0e0 END) AS men,
      avg(CASE WHEN 2016 - year_of_birth >= 65 THEN 1e0 ELSE 0e0 END) AS old, avg(CASE WHEN 2016 - year_of_birth < 15 THEN 1e0 ELSE 0e0 END) AS young,
      max(2012 - year_of_birth) AS oldest FROM cdm.person`);
  expect(row?.men).toBeGreaterThan(0.44);
  expect(row?.men).toBeLessThan(0.52);
  expect(row?.old).toBeGreaterThan(0.3);
  expect(row?.old).toBeLessThan(0.55);
  expect(row?.young).toBeGreaterThan(0.04);
  expect(Number(row?.oldest)).toBeLessThan(110);
});

test('mortality rises with age and is near the life table', async () => {
  const rows = await demo.rows(sql`SELECT band, CAST(sum(died) AS DOUBLE) / sum(years) AS rate FROM (
      SELECT (2018 - p.year_of_birth) // 10 AS band, CASE WHEN d.person_id IS NULL THEN 0 ELSE 1 END AS died,
        (o.observation_period_end_date - o.observation_period_start_date) / 365.25e0 AS years
      FROM cdm.person p JOIN cdm.observation_period o USING (person_id) LEFT JOIN cdm.death d USING (person_id))
    WHERE band BETWEEN 4 AND 8 GROUP BY band ORDER BY band`);
  const rates = rows.map(({ rate }) => Number(rate));
  expect(rates).toEqual([...rates].sort((a, b) => a - b));
  expect(rates.at(-1)).toBeGreaterThan(0.03);
  expect(rates.at(-1)).toBeLessThan(0.15);
  expect(rates[0]).toBeLessThan(0.006);
});

test('influenza is a winter illness, pneumonia an illness of the old', async () => {
  const winter =
    await demo.value(sql`SELECT avg(CASE WHEN month(condition_start_date) IN (12, 1, 2, 3) THEN 1e0 ELSE 0e0 END) AS share
    FROM cdm.condition_occurrence WHERE condition_concept_id = ${icd10('J10.1')}`);
  expect(winter).toBeGreaterThan(0.8);
  const age =
    await demo.value(sql`SELECT avg(year(condition_start_date) - year_of_birth) AS age FROM cdm.condition_occurrence JOIN cdm.person USING (person_id)
    WHERE condition_concept_id = ${icd10('J18.9')}`);
  expect(age).toBeGreaterThan(60);
});

test('outpatients do not come at weekends', async () => {
  const weekends =
    await demo.value(sql`SELECT avg(CASE WHEN dayofweek(visit_start_date) IN (0, 6) THEN 1e0 ELSE 0e0 END) AS share
    FROM cdm.visit_occurrence WHERE visit_concept_id = 9202`);
  expect(weekends).toBeLessThan(0.02);
});

test('prescriptions are of 28, 56 or 84 days or short courses, and daily doses are clinical ones', async () => {
  expect(await count(sql`cdm.drug_exposure WHERE days_supply NOT IN (3, 4, 5, 7, 14, 28, 56, 84)`)).toBe(0);
  const doses =
    await demo.rows(sql`SELECT i.concept_code AS code, min(s.amount_value * d.quantity / d.days_supply) AS low, max(s.amount_value * d.quantity / d.days_supply) AS high
    FROM cdm.drug_exposure d JOIN cdm.drug_strength s ON s.drug_concept_id = d.drug_concept_id JOIN cdm.concept i ON i.concept_id = s.ingredient_concept_id GROUP BY i.concept_code`);
  const bounds: Record<string, readonly [number, number]> = {
    '2123016': [0.625, 5],
    '2171022': [2.5, 10],
    '3399007': [81, 100],
    '3399008': [50, 75],
    '3332001': [0.5, 5],
    '3962002': [500, 2250],
    '2189017': [2.5, 20],
    '3999016': [0.5, 2.3],
    '1149019': [60, 180],
  };
  for (const [code, [low, high]] of Object.entries(bounds)) {
    const dose = doses.find((row) => row.code === code);
    if (!dose) continue;
    expect(Number(dose.low), code).toBeGreaterThanOrEqual(low - 0.01);
    expect(Number(dose.high), code).toBeLessThanOrEqual(high + 0.01);
  }
  expect(doses.length).toBeGreaterThan(50);
});

test('laboratory values are those of people', async () => {
  const rows =
    await demo.rows(sql`SELECT c.concept_code AS code, min(value_as_number) AS low, avg(value_as_number) AS mean, max(value_as_number) AS high
    FROM cdm.measurement JOIN cdm.concept c ON c.concept_id = measurement_concept_id GROUP BY c.concept_code`);
  const bounds: Record<string, readonly [number, number, number]> = {
    '3D046000001920402': [4.5, 7, 14],
    '3C015000002327101': [0.3, 0.8, 4],
    '3F077000002327101': [30, 118, 260],
    '9A751000000000001': [80, 133, 210],
    '9N011000000000001': [13, 23, 42],
  };
  for (const [code, [low, mean, high]] of Object.entries(bounds)) {
    const row = rows.find((each) => each.code === code);
    expect(Number(row?.low), code).toBeGreaterThanOrEqual(low);
    expect(Number(row?.mean), code).toBeGreaterThan(mean * 0.9);
    expect(Number(row?.mean), code).toBeLessThan(mean * 1.1);
    expect(Number(row?.high), code).toBeLessThanOrEqual(high);
  }
});

test('medical, dental and pharmacy institutions are visited', async () => {
  const rows =
    await demo.rows(sql`SELECT place_of_service_source_value AS kind, CAST(count(*) AS INTEGER) AS visits FROM cdm.visit_occurrence JOIN cdm.care_site USING (care_site_id)
    GROUP BY place_of_service_source_value ORDER BY place_of_service_source_value`);
  expect(rows.map(({ kind }) => kind)).toEqual(['dental', 'medical', 'pharmacy']);
  for (const { visits } of rows) expect(Number(visits)).toBeGreaterThan(persons / 2);
});

test('stays last as long as their reasons take', async () => {
  const nights = (codes: readonly string[]) =>
    demo.value(sql`SELECT avg(visit_end_date - visit_start_date) AS nights FROM cdm.visit_occurrence v JOIN cdm.procedure_occurrence p USING (visit_occurrence_id)
      WHERE procedure_concept_id IN (${joinSql(codes.map((code) => sql`${conceptIdOf('JPReceiptAct', code)}`))})`);
  expect(await nights(['150146010', '150318510', '150145910', '150318410'])).toBeGreaterThan(12);
  const stent = await nights(['150375410']);
  expect(stent).toBeGreaterThan(1);
  expect(stent).toBeLessThan(8);
});

test('stents carry material, coating and size; bare ones are bare', async () => {
  const stents = sql`(SELECT device_exposure_id FROM cdm.device_exposure WHERE device_concept_id = ${conceptIdOf('JPMaterial', '710010018')})`;
  const coatings = await demo.rows(sql`SELECT DISTINCT value_as_concept_id AS coating FROM cdm.observation
    WHERE observation_concept_id = 2100000004 AND observation_event_id IN ${stents}`);
  expect(coatings).toEqual([{ coating: 2100000201n }]);
  const [sizes] =
    await demo.rows(sql`SELECT min(value_as_number) AS low, max(value_as_number) AS high FROM cdm.observation
    WHERE observation_concept_id = 2100000001 AND obs_event_field_concept_id = 1147115`);
  expect(sizes).toEqual({ low: 2, high: 4 });
});

test('every shipped cohort is a definition of the language and finds its patients', async () => {
  const parsed = shippedCohorts().map(({ name: title, text }, i) => ({
    stem: shippedDefinitions[i]?.id,
    result: parseDefinition(title, text),
  }));
  expect(parsed.filter(({ result }) => !result.ok)).toEqual([]);
  const cohorts = parsed.flatMap(({ result }, key) =>
    result.ok ? [{ key, definition: result.definition }] : [],
  );
  const generated = await generateCohorts(
    demo.engine,
    cohorts,
    { clock: () => performance.now() },
    new JobControl(),
  );
  const found = new Map(
    generated.map((cohort) => [parsed[cohort.key]?.stem, cohort.ok ? cohort.persons : cohort.failure.code]),
  );
  expect(Number(found.get('angina-incident'))).toBeGreaterThan(200);
  expect(Number(found.get('users-loxoprofen'))).toBeGreaterThan(1000);
  for (const [stem, size] of found) expect(typeof size, `${stem}: ${size}`).toBe('number');
  for (const stem of [
    'angina-beta-blocker',
    'angina-calcium-antagonist',
    'stent-polymer',
    't2dm-periodontal-therapy',
    'periodontitis-incident',
  ]) {
    expect(Number(found.get(stem)), stem).toBeGreaterThan(10);
  }
});
