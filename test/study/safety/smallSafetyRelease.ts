import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, writeManifest } from '../../release/smallRelease.ts';

/** A person of a small release; days count from 2020-01-01. */
export interface SmallPerson {
  readonly sex?: 'male' | 'female';
  readonly born?: number;
  readonly observed?: readonly [from: number, to: number];
  /** First days of supplies of 30 days, by concept. */
  readonly drugs?: readonly (readonly [concept: number, day: number])[];
  readonly conditions?: readonly (readonly [concept: number, day: number])[];
}

/** Concepts of a small release: two drugs, and a condition within its chapter. */
export const small = {
  drug: 2_000_000_101,
  other: 2_000_000_102,
  chapter: 2_000_000_001,
  ill: 2_000_000_002,
};

const ZERO = Date.UTC(2020, 0, 1);
const isoDay = (day: number): string => new Date(ZERO + day * 86_400_000).toISOString().slice(0, 10);

/** Writes a managed release that holds the persons and withholds nothing. */
export function writeSmallSafetyRelease(folder: string, persons: readonly SmallPerson[]): string {
  mkdirSync(folder, { recursive: true });
  const concept = (id: number, code: string, domain: string) => [
    ...[id, code, domain, 'Test', 'Test', 'S', code, '1970-01-01', '2099-12-31'],
  ];
  const of = <T>(list: (person: SmallPerson) => readonly T[]): (readonly [person: number, entry: T])[] =>
    persons.flatMap((person, i) => list(person).map((entry) => [i + 1, entry] as const));
  const tables: Readonly<Record<string, readonly (readonly (string | number)[])[]>> = {
    person: [
      ['person_id', 'gender_concept_id', 'year_of_birth', 'race_concept_id', 'ethnicity_concept_id'],
      ...persons.map(({ sex = 'male', born = 1960 }, i) => [i + 1, sex === 'male' ? 8507 : 8532, born, 0, 0]),
    ],
    observation_period: [
      [
        ...['observation_period_id', 'person_id', 'observation_period_start_date'],
        ...['observation_period_end_date', 'period_type_concept_id'],
      ],
      ...persons.map(({ observed: [from, to] = [-800, 800] }, i) => [
        ...[i + 1, i + 1, isoDay(from), isoDay(to), 0],
      ]),
    ],
    drug_exposure: [
      [
        ...['drug_exposure_id', 'person_id', 'drug_concept_id', 'drug_exposure_start_date'],
        ...['drug_exposure_end_date', 'drug_type_concept_id'],
      ],
      ...of(({ drugs = [] }) => drugs).map(([id, [taken, day]], k) => [
        ...[k + 1, id, taken, isoDay(day), isoDay(day + 29), 0],
      ]),
    ],
    condition_occurrence: [
      [
        ...['condition_occurrence_id', 'person_id', 'condition_concept_id', 'condition_start_date'],
        'condition_type_concept_id',
      ],
      ...of(({ conditions = [] }) => conditions).map(([id, [ill, day]], k) => [
        k + 1,
        id,
        ill,
        isoDay(day),
        0,
      ]),
    ],
    concept: [
      [
        ...['concept_id', 'concept_name', 'domain_id', 'vocabulary_id', 'concept_class_id'],
        ...['standard_concept', 'concept_code', 'valid_start_date', 'valid_end_date'],
      ],
      [0, 'No matching concept', 'Metadata', 'None', 'Undefined', '', '0', '1970-01-01', '2099-12-31'],
      [8507, 'MALE', 'Gender', 'Gender', 'Gender', 'S', 'M', '1970-01-01', '2099-12-31'],
      [8532, 'FEMALE', 'Gender', 'Gender', 'Gender', 'S', 'F', '1970-01-01', '2099-12-31'],
      concept(small.drug, 'D1', 'Drug'),
      concept(small.other, 'D2', 'Drug'),
      concept(small.chapter, 'A', 'Condition'),
      concept(small.ill, 'A1', 'Condition'),
    ],
    concept_ancestor: [
      [
        ...['ancestor_concept_id', 'descendant_concept_id'],
        ...['min_levels_of_separation', 'max_levels_of_separation'],
      ],
      ...[small.drug, small.other, small.chapter, small.ill].map((id) => [id, id, 0, 0]),
      [small.chapter, small.ill, 1, 1],
    ],
  };
  for (const [table, rows] of Object.entries(tables)) {
    if (rows.length > 1)
      writeFileSync(join(folder, `${table}.csv`), `${rows.map((row) => row.join(',')).join('\n')}\n`);
  }
  const manifest = manifestOf(folder);
  const { terms } = manifest.akashi;
  writeManifest(folder, {
    ...manifest,
    akashi: {
      ...manifest.akashi,
      population: { persons: persons.length },
      terms: { ...(terms as object), minimumCell: 1 },
    },
  });
  return folder;
}
