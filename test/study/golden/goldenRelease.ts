import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestOf, writeManifest } from '../../release/smallRelease.ts';

/** A row of a reference data set as a person of a release. */
export interface GoldenPerson {
  /** Place among the arms. */
  readonly arm: number;
  /** Days from index to the event or the end of observation. */
  readonly days: number;
  /** 0 censored, 1 outcome, 2 competing event. */
  readonly status: number;
  /** In the order of the covariates. */
  readonly values: readonly number[];
}

/** Concepts of a golden release. */
export const goldenConcept = {
  /** Of the drug that begins an arm. */
  arm: (arm: number): number => 2_000_000_100 + arm,
  outcome: 2_000_000_001,
  competing: 2_000_000_002,
  covariate: (place: number): number => 2_000_000_200 + place,
} as const;

const INDEX = Date.UTC(2012, 0, 1);
const MS_PER_DAY = 86_400_000;
const isoDay = (days: number): string => new Date(INDEX + days * MS_PER_DAY).toISOString().slice(0, 10);

/**
 * Writes a managed release that holds the persons: index is a drug on one day for all, covariates are measurements the
 * day before, outcome and competing event are conditions so many days after, and observation ends that day. Its rules
 * withhold nothing, so that every number can be compared.
 */
export function writeGoldenRelease(
  folder: string,
  persons: readonly GoldenPerson[],
  covariates: readonly string[],
): void {
  mkdirSync(folder, { recursive: true });
  const arms = Math.max(...persons.map(({ arm }) => arm)) + 1;
  const withEvent = persons.flatMap(({ days, status }, i) =>
    status === 0 ? [] : [{ id: i + 1, days, status }],
  );
  const tables: Readonly<Record<string, readonly (readonly (string | number)[])[]>> = {
    person: [
      ['person_id', 'gender_concept_id', 'year_of_birth', 'race_concept_id', 'ethnicity_concept_id'],
      ...persons.map((_, i) => [i + 1, 8507, 1950, 0, 0]),
    ],
    observation_period: [
      [
        'observation_period_id',
        'person_id',
        'observation_period_start_date',
        'observation_period_end_date',
        'period_type_concept_id',
      ],
      ...persons.map(({ days }, i) => [i + 1, i + 1, isoDay(-400), isoDay(days), 0]),
    ],
    drug_exposure: [
      [
        'drug_exposure_id',
        'person_id',
        'drug_concept_id',
        'drug_exposure_start_date',
        'drug_exposure_end_date',
        'drug_type_concept_id',
      ],
      ...persons.map(({ arm }, i) => [i + 1, i + 1, goldenConcept.arm(arm), isoDay(0), isoDay(0), 0]),
    ],
    condition_occurrence: [
      [
        'condition_occurrence_id',
        'person_id',
        'condition_concept_id',
        'condition_start_date',
        'condition_type_concept_id',
      ],
      ...withEvent.map(({ id, days, status }, k) => [
        k + 1,
        id,
        status === 1 ? goldenConcept.outcome : goldenConcept.competing,
        isoDay(days),
        0,
      ]),
    ],
    measurement: [
      [
        'measurement_id',
        'person_id',
        'measurement_concept_id',
        'measurement_date',
        'measurement_type_concept_id',
        'value_as_number',
      ],
      ...persons.flatMap(({ values }, i) =>
        values.map((value, j) => [
          i * covariates.length + j + 1,
          i + 1,
          goldenConcept.covariate(j),
          isoDay(-1),
          0,
          value,
        ]),
      ),
    ],
    concept: [
      [
        'concept_id',
        'concept_name',
        'domain_id',
        'vocabulary_id',
        'concept_class_id',
        'standard_concept',
        'concept_code',
        'valid_start_date',
        'valid_end_date',
      ],
      [0, 'No matching concept', 'Metadata', 'None', 'Undefined', '', '0', '1970-01-01', '2099-12-31'],
      [8507, 'MALE', 'Gender', 'Gender', 'Gender', 'S', 'M', '1970-01-01', '2099-12-31'],
      ...Array.from({ length: arms }, (_, arm) =>
        concept(goldenConcept.arm(arm), `treatment ${arm}`, 'Drug'),
      ),
      concept(goldenConcept.outcome, 'outcome', 'Condition'),
      concept(goldenConcept.competing, 'competing event', 'Condition'),
      ...covariates.map((name, j) => concept(goldenConcept.covariate(j), name, 'Measurement')),
    ],
  };
  for (const [table, rows] of Object.entries(tables)) {
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
}

function concept(id: number, name: string, domain: string): readonly (string | number)[] {
  return [id, name, domain, 'Golden', 'Golden', 'S', `G${id}`, '1970-01-01', '2099-12-31'];
}
