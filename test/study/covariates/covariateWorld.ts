import fc from 'fast-check';
import type { EngineConnection } from '../../../shared/engine/queryEngine.ts';
import type { CovariatePopulation } from '../../../shared/study/covariates/covariateContext.ts';
import type { CovariateSettings } from '../../../shared/study/specification/comparisonSpecification.ts';
import { comparisonSpecification } from '../../../shared/study/specification/comparisonSpecification.ts';
import { loadSmallRelease, type Row } from '../../cohort/smallRelease.ts';

export const tables = [
  'condition',
  'drug',
  'procedure',
  'device',
  'measurement',
  'observation',
  'visit',
] as const;
export type TableDomain = (typeof tables)[number];

/** A record of a person; days count from 1970-01-01. */
export interface WorldRecord {
  readonly person: number;
  readonly domain: TableDomain;
  readonly concept: number;
  readonly day: number;
  readonly value: number | null;
  readonly unit: number;
  readonly valueConcept: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface World {
  /** One row of the population each: persons by number, then arm. */
  readonly rows: readonly {
    readonly person: number;
    readonly arm: number;
    readonly index: number;
    readonly age: number;
    readonly sex: number;
  }[];
  readonly records: readonly WorldRecord[];
}

/** Concepts of each domain's records. */
export const recorded: Readonly<Record<TableDomain, readonly number[]>> = {
  condition: [101, 102, 103, 104],
  drug: [201, 202, 203, 204],
  procedure: [301, 302],
  device: [401],
  measurement: [501, 502],
  observation: [601, 602],
  visit: [801, 802],
};

/** Concept → what lies above it. 203 has two ingredients, 204 none that is known. */
export const above: Readonly<Record<number, readonly number[]>> = {
  101: [110, 120],
  102: [110, 120],
  103: [120],
  201: [211, 221, 222],
  202: [212, 222],
  203: [211, 212, 221, 222],
  211: [221, 222],
  212: [222],
};

const concepts: readonly Row[] = [
  ...[101, 102, 103, 104, 110, 120].map((id) => concept(id, 'Condition', 'Local', 'Finding')),
  ...[201, 202, 203, 204].map((id) => concept(id, 'Drug', 'YJ', 'Clinical Drug')),
  ...[211, 212].map((id) => concept(id, 'Drug', 'YJ', 'Ingredient')),
  ...[221, 222].map((id) => concept(id, 'Drug', 'ATC', 'ATC 4th')),
  ...[301, 302].map((id) => concept(id, 'Procedure', 'Local', 'Act')),
  ...[401, 501, 502, 601, 602, 701, 702, 801, 802, 9, 8].map((id) => concept(id, 'Other', 'Local', 'Other')),
];

export function concept(id: number, domain: string, vocabulary: string, kind: string, code = `C${id}`): Row {
  return {
    concept_id: id,
    concept_name: `concept ${id}`,
    domain_id: domain,
    vocabulary_id: vocabulary,
    concept_class_id: kind,
    standard_concept: 'S',
    concept_code: code,
  };
}

const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const columnsOf: Readonly<Record<TableDomain, readonly [table: string, concept: string, date: string]>> = {
  condition: ['condition_occurrence', 'condition_concept_id', 'condition_start_date'],
  drug: ['drug_exposure', 'drug_concept_id', 'drug_exposure_start_date'],
  procedure: ['procedure_occurrence', 'procedure_concept_id', 'procedure_date'],
  device: ['device_exposure', 'device_concept_id', 'device_exposure_start_date'],
  measurement: ['measurement', 'measurement_concept_id', 'measurement_date'],
  observation: ['observation', 'observation_concept_id', 'observation_date'],
  visit: ['visit_occurrence', 'visit_concept_id', 'visit_start_date'],
};

/** Puts a world into schema cdm, with `work.person_number` for its persons (id = number + 1000). */
export async function loadWorld(
  connection: EngineConnection,
  { records }: World,
  more: Readonly<Record<string, readonly Row[]>> = {},
): Promise<void> {
  const rows: Record<string, Row[]> = Object.fromEntries(tables.map((domain) => [columnsOf[domain][0], []]));
  for (const record of records) {
    const [table, of, date] = columnsOf[record.domain];
    const hasValues = record.domain === 'measurement' || record.domain === 'observation';
    rows[table]?.push({
      person_id: record.person + 1000,
      [of]: record.concept,
      [date]: isoDay(record.day),
      ...(hasValues && {
        value_as_number: record.value,
        unit_concept_id: record.unit,
        value_as_concept_id: record.valueConcept,
      }),
      ...(record.domain === 'measurement' && { range_low: record.low, range_high: record.high }),
    });
  }
  await loadSmallRelease(connection, {
    concept: [...concepts, ...(more.concept ?? [])],
    concept_relationship: more.concept_relationship ?? [],
    concept_ancestor: Object.entries(above).flatMap(([lower, uppers]) =>
      uppers.map((upper) => ({ ancestor_concept_id: upper, descendant_concept_id: Number(lower) })),
    ),
    ...rows,
  });
}

export function populationOf({ rows }: World): CovariatePopulation {
  return {
    rows: rows.length,
    personNo: Int32Array.from(rows, ({ person }) => person),
    arm: Uint8Array.from(rows, ({ arm }) => arm),
    indexDay: Int32Array.from(rows, ({ index }) => index),
    age: Int32Array.from(rows, ({ age }) => age),
    sex: Uint8Array.from(rows, ({ sex }) => sex),
  };
}

/** Everything in every window, nothing left out for being rare or telling. */
export function settingsOf(changes: Readonly<Record<string, unknown>> = {}): CovariateSettings {
  return comparisonSpecification.shape.covariates.parse({
    windows: ['anyTime', 'long', 'medium', 'short', 'index'],
    minimumPersons: 1,
    excludeProxies: { definitions: false, correlation: 1 },
    ...changes,
  });
}

const offset = fc.oneof(
  fc.constantFrom(-366, -365, -181, -180, -31, -30, -1, 0, 1, 30),
  fc.integer({ min: -700, max: 100 }),
);

const record = (indexes: readonly number[]): fc.Arbitrary<WorldRecord> =>
  fc
    .record({
      person: fc.nat(indexes.length - 1),
      domain: fc.constantFrom(...tables),
      of: fc.nat(3),
      offset,
      value: fc.option(fc.integer({ min: -3, max: 12 })),
      unit: fc.constantFrom(0, 9, 8),
      valueConcept: fc.constantFrom(0, 701, 702),
      low: fc.option(fc.integer({ min: 0, max: 3 })),
      high: fc.option(fc.integer({ min: 5, max: 8 })),
    })
    .map(({ of, offset: days, ...rest }) => {
      const known = recorded[rest.domain];
      return {
        ...rest,
        concept: known[of % known.length] as number,
        day: (indexes[rest.person] as number) + days,
      };
    });

/** Up to twelve persons, some with clones in both arms and some with two index dates. */
export const randomWorld: fc.Arbitrary<World> = fc
  .array(
    fc.record({
      index: fc.integer({ min: 15_000, max: 19_000 }),
      age: fc.integer({ min: 0, max: 99 }),
      sex: fc.constantFrom(0, 1, 2),
      arms: fc.constantFrom([0], [1], [0, 1]),
      later: fc.constantFrom(0, 0, 40),
    }),
    { minLength: 2, maxLength: 12 },
  )
  .chain((persons) =>
    fc.record({
      rows: fc.constant(
        persons.flatMap(({ index, age, sex, arms, later }, person) =>
          arms.map((arm) => ({ person, arm, index: index + arm * later, age, sex })),
        ),
      ),
      records: fc.array(record(persons.map(({ index }) => index)), { maxLength: 120 }),
    }),
  );
