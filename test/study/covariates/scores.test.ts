import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNativeEngine } from '../../../main/engine/nativeEngine.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../../shared/engine/queryEngine.ts';
import { name, sql } from '../../../shared/engine/sql.ts';
import { buildCovariates } from '../../../shared/study/covariates/buildCovariates.ts';
import { codeMatcher } from '../../../shared/study/covariates/scores/codeMatcher.ts';
import { concept, loadWorld, populationOf, settingsOf } from './covariateWorld.ts';

let engine: QueryEngine;
let connection: EngineConnection;

beforeAll(async () => {
  engine = await createNativeEngine({ threads: 1 });
  connection = await engine.connect();
});
afterAll(() => engine.close());

interface Patient {
  readonly codes: readonly string[];
  readonly age?: number;
  readonly sex?: number;
}

/**
 * Scores of patients who have ICD-10 codes on record, each on the index day or before.
 * @param mapped whether records hold standard concepts that the codes map to, as releases do that were mapped
 */
async function scoresOf(id: string, patients: readonly Patient[], mapped = false): Promise<number[]> {
  const codes = [...new Set(patients.flatMap((patient) => patient.codes))];
  const idOf = (code: string): number => 10_000 + codes.indexOf(code);
  const target = (code: string): number => (mapped ? 20_000 : 10_000) + codes.indexOf(code);
  const world = {
    rows: patients.map(({ age = 40, sex = 0 }, person) => ({
      person,
      arm: person % 2,
      index: 16_000,
      age,
      sex,
    })),
    records: patients.flatMap(({ codes: own }, person) =>
      own.map((code, k) => ({
        person,
        domain: 'condition' as const,
        concept: target(code),
        day: 16_000 - k * 300,
        value: null,
        unit: 0,
        valueConcept: 0,
        low: null,
        high: null,
      })),
    ),
  };
  await loadWorld(connection, world, {
    concept: codes.flatMap((code) => [
      concept(idOf(code), 'Condition', 'ICD10JP', 'ICD10', code),
      concept(20_000 + codes.indexOf(code), 'Condition', 'Local', 'Finding'),
    ]),
    concept_relationship: mapped
      ? codes.map((code) => ({
          concept_id_1: idOf(code),
          concept_id_2: target(code),
          relationship_id: 'Maps to',
        }))
      : [],
  });
  await connection.run(
    sql`CREATE OR REPLACE TABLE ${name('work', 'person_number')} AS SELECT i + 1000 AS person_id, CAST(i AS INTEGER) AS person_no FROM range(${patients.length}) AS r(i)`,
  );
  const { covariates, columns } = await buildCovariates(
    connection,
    populationOf(world),
    name('work', 'person_number'),
    settingsOf({ domains: ['score'], windows: ['anyTime'] }),
    [],
    new JobControl(),
  );
  const column = columns[covariates.findIndex((covariate) => covariate.id === `score:${id}`)];
  if (column?.kind !== 'sparse') throw new Error(`no ${id}`);
  const values = patients.map(() => 0);
  column.rows.forEach((row, k) => {
    values[row] = column.values?.[k] ?? 1;
  });
  return values;
}

describe('Charlson index, weights of 1987 with the codes of Quan et al. (2005)', () => {
  const cases: readonly (Patient & { readonly score: number; readonly why: string })[] = [
    { codes: [], score: 0, why: 'nothing' },
    { codes: ['I20.9', 'I10'], score: 0, why: 'angina and hypertension do not count' },
    { codes: ['I21.4'], score: 1, why: 'myocardial infarction' },
    { codes: ['I21.4', 'I25.2', 'I22.0'], score: 1, why: 'a category counts once' },
    { codes: ['I25.5', 'I42.0', 'I50.9'], score: 1, why: 'heart failure in three codes' },
    { codes: ['I42.1', 'I42.4'], score: 0, why: 'cardiomyopathies that Quan leaves out' },
    { codes: ['I42.6'], score: 1, why: 'one that lies in the range 42.5 to 42.9' },
    { codes: ['E11.9'], score: 1, why: 'diabetes without complications' },
    { codes: ['E11'], score: 1, why: 'diabetes of which no more is said' },
    { codes: ['E11.9', 'E11.2'], score: 2, why: 'with complications instead of without' },
    { codes: ['E14.2', 'N18.5'], score: 4, why: 'complicated diabetes and renal disease' },
    { codes: ['K73.9'], score: 1, why: 'mild liver disease' },
    { codes: ['K73.9', 'I85.0'], score: 3, why: 'severe instead of mild liver disease' },
    { codes: ['C50.9'], score: 2, why: 'cancer' },
    { codes: ['C44.9'], score: 0, why: 'skin cancer other than melanoma' },
    { codes: ['C50.9', 'C78.7'], score: 6, why: 'metastases instead of cancer' },
    { codes: ['B24', 'G81.9'], score: 8, why: 'AIDS and hemiplegia' },
    {
      codes: ['I21.9', 'I50.0', 'I73.9', 'I63.9', 'F00.9', 'J44.9', 'M06.9', 'K25.9'],
      score: 8,
      why: 'eight categories of one point',
    },
  ];

  test.each([false, true])('patients by hand; records of mapped concepts: %s', async (mapped) => {
    // Somebody without anything after the others, so that no score is the same for all.
    const scores = await scoresOf('charlson', cases, mapped);
    for (const [i, { score, why }] of cases.entries()) expect(scores[i], why).toBe(score);
  });
});

test('CHADS2 and CHA2DS2-VASc by hand', async () => {
  const patients: readonly (Patient & { readonly chads2: number; readonly vasc: number })[] = [
    { codes: [], age: 50, sex: 0, chads2: 0, vasc: 0 },
    { codes: [], age: 50, sex: 1, chads2: 0, vasc: 1 },
    { codes: [], age: 64, sex: 0, chads2: 0, vasc: 0 },
    { codes: [], age: 65, sex: 0, chads2: 0, vasc: 1 },
    { codes: [], age: 74, sex: 1, chads2: 0, vasc: 2 },
    { codes: [], age: 75, sex: 0, chads2: 1, vasc: 2 },
    { codes: ['I50.0', 'I10', 'E11.9', 'I63.9', 'I21.9'], age: 80, sex: 1, chads2: 6, vasc: 9 },
    { codes: ['G45.9'], age: 60, sex: 0, chads2: 2, vasc: 2 },
    { codes: ['I25.2', 'I70.2'], age: 60, sex: 2, chads2: 0, vasc: 1 },
    { codes: ['I60.9'], age: 60, sex: 0, chads2: 0, vasc: 0 },
  ];
  expect(await scoresOf('chads2', patients)).toEqual(patients.map(({ chads2 }) => chads2));
  expect(await scoresOf('cha2ds2Vasc', patients)).toEqual(patients.map(({ vasc }) => vasc));
});

test('the diabetes complications severity index takes the worse level of each category', async () => {
  const patients: readonly (Patient & { readonly score: number })[] = [
    { codes: ['E11.9'], score: 0 },
    { codes: ['E11.3'], score: 1 },
    { codes: ['E11.3', 'H33.0'], score: 2 },
    { codes: ['E11.2', 'N18.5', 'E11.4'], score: 3 },
    { codes: ['E11.1'], score: 2 },
    { codes: ['I20.9', 'I50.9', 'G45.9', 'I63.0', 'L97', 'I73.9'], score: 6 },
  ];
  expect(await scoresOf('dcsi', patients)).toEqual(patients.map(({ score }) => score));
});

test('lists of codes', () => {
  const matches = codeMatcher('I50 I60-I69 I425-I429 =E11');
  for (const code of ['I50', 'I509', 'I60', 'I652', 'I699', 'I425', 'I4291', 'E11'])
    expect(matches(code), code).toBe(true);
  for (const code of ['I5', 'I42', 'I424', 'I70', 'E119', 'I60-I69', 'J60', ''])
    expect(matches(code), code).toBe(false);
});
