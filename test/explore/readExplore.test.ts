import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { JobControl } from '../../shared/engine/job.ts';
import type { QueryEngine } from '../../shared/engine/queryEngine.ts';
import { sql } from '../../shared/engine/sql.ts';
import { binsOf } from '../../shared/explore/filters.ts';
import { type ExploreRead, readExplore } from '../../shared/explore/read/readExplore.ts';
import { loadSmallRelease, type Row } from '../cohort/smallRelease.ts';
import { engines } from '../contract/engines.ts';

const MINIMUM = 3;
const persons = Array.from({ length: 60 }, (_, i) => i);

/** Sixty persons whose records follow from their numbers. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  person: persons.map((i) => ({
    person_id: 1000 + 7 * i,
    gender_concept_id: i % 2 === 0 ? 8507 : 8532,
    year_of_birth: i === 5 ? null : 1950 + (i % 40),
  })),
  observation_period: persons
    .filter((i) => i % 20 !== 19)
    .map((i) => ({
      person_id: 1000 + 7 * i,
      observation_period_start_date: `${2015 + (i % 3)}-04-01`,
      observation_period_end_date: '2020-03-31',
    })),
  death: persons
    .filter((i) => i % 10 === 0)
    .map((i) => ({ person_id: 1000 + 7 * i, death_date: '2019-06-01' })),
  condition_occurrence: persons.flatMap((i) =>
    [0, 1, 2, 3, 4, 5, 6, 7]
      .filter((kind) => kind < 7 && i % (kind + 2) === 0)
      .map((kind) => ({
        person_id: 1000 + 7 * i,
        condition_concept_id: 500 + kind,
        condition_start_date: i % 10 === 0 ? '2019-07-01' : '2018-05-05',
        condition_end_date: i % 4 === 0 ? '2018-01-01' : null,
        visit_occurrence_id: 1,
      })),
  ),
  drug_exposure: persons.flatMap((i) => [
    {
      person_id: 1000 + 7 * i,
      drug_concept_id: 700 + (i % 2),
      drug_exposure_start_date: '2017-01-01',
      quantity: 28,
      days_supply: 28,
    },
    {
      person_id: 1000 + 7 * i,
      drug_concept_id: 700 + (i % 2),
      drug_exposure_start_date: '2018-01-01',
      quantity: 14 * (1 + (i % 3)),
      days_supply: i % 5 === 0 ? null : 14,
    },
  ]),
  drug_strength: [700, 701].map((drug) => ({
    drug_concept_id: drug,
    ingredient_concept_id: 790,
    amount_value: 10,
    amount_unit_concept_id: 8576,
  })),
  measurement: persons.flatMap((i) => [
    value(i, '2018-01-01', 999),
    value(i, '2019-01-01', 40 + i),
    value(i, '2019-01-01', 41 + i),
    { ...value(i, '2020-01-01', 7), unit_concept_id: 1 },
  ]),
  visit_occurrence: persons.map((i) => ({
    person_id: 1000 + 7 * i,
    visit_concept_id: 9202,
    visit_start_date: '2018-01-01',
    visit_end_date: '2018-01-01',
    care_site_id: 10 + (i % 4),
    provider_id: i % 4,
  })),
  care_site: [10, 11, 12, 13].map((site) => ({ care_site_id: site, care_site_name: `Site ${site}` })),
  provider: [0, 1, 2, 3].map((provider) => ({
    provider_id: provider,
    specialty_concept_id: provider < 2 ? 800 : 0,
    specialty_source_value: provider === 2 ? '眼科' : null,
  })),
  concept: [
    ...[0, 1, 2, 3, 4, 5, 6].map((kind) => concept(500 + kind, `condition ${kind}`)),
    concept(600, '血糖'),
    concept(790, 'Ingredient'),
    concept(800, 'Cardiology'),
    { ...concept(8576, 'milligram'), vocabulary_id: 'UCUM', concept_code: 'mg' },
  ],
  concept_synonym: [{ concept_id: 500, concept_synonym_name: '高血圧', language_concept_id: 4_181_524 }],
};

function value(i: number, day: string, number: number): Row {
  return {
    person_id: 1000 + 7 * i,
    measurement_concept_id: 600,
    measurement_date: day,
    value_as_number: number,
    unit_concept_id: 8840,
  };
}

function concept(id: number, name: string): Row {
  return { concept_id: id, concept_name: name, vocabulary_id: 'Test', concept_code: String(id) };
}

describe.each(engines)('read by $kind', ({ create }) => {
  let engine: QueryEngine;
  let read: ExploreRead;
  beforeAll(async () => {
    engine = await create();
    const connection = await engine.connect();
    await connection.run(sql`CREATE SCHEMA IF NOT EXISTS cdm`);
    await loadSmallRelease(connection, tables);
    read = await readExplore(connection, MINIMUM, '0123456789abcdef', new JobControl());
    await connection.close();
  });
  afterAll(() => engine.close());

  /** The persons in a bin, by its label. */
  function personsIn(dimension: string, label: string): readonly number[] {
    const found = read.dimensions.find(({ id }) => id === dimension);
    const bin = found?.bins.findIndex((candidate) => candidate.label.en === label) ?? -1;
    if (!found || bin < 0) return [];
    return persons.filter((person) => binsOf(found.masks[person] ?? 0).includes(bin));
  }

  test('who they are and when they were observed', () => {
    expect(personsIn('sex', 'Male')).toEqual(persons.filter((i) => i % 2 === 0));
    const age = (i: number) => (i === 5 ? -1 : 2020 - (1950 + (i % 40)));
    expect(personsIn('age', '65–69')).toEqual(persons.filter((i) => age(i) >= 65 && age(i) <= 69));
    expect(personsIn('observed', '2015')).toEqual(persons.filter((i) => i % 20 !== 19 && i % 3 === 0));
    expect(personsIn('observed', '2020')).toEqual(persons.filter((i) => i % 20 !== 19));
    expect(personsIn('recorded', '2017')).toEqual(persons);
  });

  test.each([0, 1, 2, 3, 4, 5, 6])('who has condition %i', (kind) => {
    expect(personsIn('condition', `condition ${kind}`)).toEqual(persons.filter((i) => i % (kind + 2) === 0));
  });

  test('concepts are named in both languages, the most frequent first', () => {
    const conditions = read.dimensions.find(({ id }) => id === 'condition');
    expect(conditions?.bins[0]).toEqual({ label: { ja: '高血圧', en: 'condition 0' }, detail: 'Test 500' });
  });

  test('where they were seen', () => {
    expect(personsIn('institution', 'Site 12')).toEqual(persons.filter((i) => i % 4 === 2));
    expect(personsIn('department', 'Cardiology')).toEqual(persons.filter((i) => i % 4 < 2));
    expect(personsIn('department', '眼科')).toEqual(persons.filter((i) => i % 4 === 2));
  });

  test('the latest value in the usual unit, the highest of a day; the latest daily dose; days supply', () => {
    const values = read.dimensions.find(({ id }) => id === 'value:600');
    expect(values?.title).toEqual({ ja: '血糖', en: '血糖' });
    const labels = values?.bins.map(({ label }) => label.en) ?? [];
    const first = Number(labels[0]?.slice(1));
    expect(personsIn('value:600', labels[0] ?? '')).toEqual(persons.filter((i) => 41 + i < first));
    const dose = read.dimensions.find(({ id }) => id === 'dose:790');
    expect(dose?.unit).toBe('mg');
    expect(dose?.bins.map(({ label }) => label.en)).toEqual(['10', '20', '30']);
    expect(personsIn('dose:790', '20')).toEqual(persons.filter((i) => i % 5 !== 0 && i % 3 === 1));
    expect(personsIn('daysSupply', '14')).toEqual(persons.filter((i) => i % 5 !== 0));
  });

  test('what is missing and what is odd', () => {
    expect(personsIn('missing', 'Drugs: days supply')).toEqual(persons.filter((i) => i % 5 === 0));
    const lacking = read.dimensions.find(({ id }) => id === 'missing');
    const at = lacking?.bins.findIndex(({ label }) => label.en === 'Drugs: days supply') ?? -1;
    expect(read.missingShares[at]).toBeCloseTo(12 / 120, 12);
    expect(personsIn('missing', 'Conditions: link to a visit')).toEqual([]);
    expect(personsIn('oddity', 'Records after the day of death')).toEqual(
      persons.filter((i) => i % 10 === 0),
    );
    expect(personsIn('oddity', 'End before start')).toEqual(
      persons.filter((i) => i % 4 === 0 && [2, 3, 4, 5, 6, 7, 8].some((by) => i % by === 0)),
    );
    expect(personsIn('oddity', 'No observation period')).toEqual(persons.filter((i) => i % 20 === 19));
  });
});

test('a bin that fewer persons are in than the minimum is not even named', async () => {
  const engine = await (engines[0]?.create() ?? Promise.reject(new Error('no engine')));
  try {
    const connection = await engine.connect();
    await connection.run(sql`CREATE SCHEMA IF NOT EXISTS cdm`);
    const rare = { person_id: 1000, condition_concept_id: 599, condition_start_date: '2018-05-05' };
    await loadSmallRelease(connection, {
      ...tables,
      condition_occurrence: [...(tables.condition_occurrence ?? []), rare, { ...rare, person_id: 1007 }],
    });
    const read = await readExplore(connection, 10, '0123456789abcdef', new JobControl());
    const conditions = read.dimensions.find(({ id }) => id === 'condition');
    expect(conditions?.bins.length).toBeGreaterThan(0);
    expect(conditions?.bins.some(({ label }) => label.en === '599')).toBe(false);
  } finally {
    await engine.close();
  }
});
