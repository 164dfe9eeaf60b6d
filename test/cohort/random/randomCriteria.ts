import fc from 'fast-check';
import { isoOf } from '../reference/cdmData.ts';
import { domains } from '../reference/criteria.ts';
import {
  type AttributeKind,
  attributeKinds,
  demographicKinds,
  domainsWithConceptSet,
  domainsWithDateAdjustment,
  domainsWithFirst,
} from './attributeKinds.ts';
import { allConcepts, anyConcept, anyDay, words } from './universe.ts';

export type Json = Record<string, unknown>;

/** Absent three times out of four. */
export function optional<T>(value: fc.Arbitrary<T>, present = 1): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: present, arbitrary: value });
}

export const concept: fc.Arbitrary<Json> = anyConcept.map((id) => ({
  CONCEPT_ID: id,
  CONCEPT_NAME: `concept ${id}`,
}));
const isoDay = anyDay.map(isoOf);
export const period: fc.Arbitrary<Json> = fc
  .tuple(fc.option(isoDay, { freq: 3 }), fc.option(isoDay, { freq: 3 }))
  .map(([StartDate, EndDate]) => ({ StartDate, EndDate }));

/** A criterion of any domain. `sets` are the concept sets there are; `depth` is how deep criteria may still nest. */
export function criteria(sets: readonly number[], depth: number): fc.Arbitrary<Json> {
  return fc
    .constantFrom(...Object.keys(attributeKinds))
    .chain((domain) => criteriaOf(domain, attributesOf(attributeKinds[domain] ?? {}, sets), sets, depth));
}

/** A criterion of one domain with the given attributes and whatever else the domain allows. */
export function criteriaOf(
  domain: string,
  attributes: fc.Arbitrary<Json>,
  sets: readonly number[],
  depth: number,
): fc.Arbitrary<Json> {
  const extras = fc.record({
    codeset: fc.oneof(
      { weight: 2, arbitrary: fc.constant(0) },
      { weight: 2, arbitrary: fc.constantFrom(...sets) },
      { weight: 3, arbitrary: fc.constant(null) },
    ),
    first: fc.constantFrom(false, false, true),
    nested: depth > 0 ? optional(group(sets, depth - 1)) : fc.constant(null),
    adjustment: fc.oneof(
      { weight: 5, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: dateAdjustment },
    ),
  });
  return fc.tuple(attributes, extras).map(([chosen, { codeset, first, nested, adjustment }]) => ({
    [domain]: {
      ...(codeset !== null && domainsWithConceptSet.has(domain) ? { CodesetId: codeset } : {}),
      ...(first && domainsWithFirst.has(domain) ? { First: true } : {}),
      ...chosen,
      ...(adjustment && domainsWithDateAdjustment.has(domain) ? { DateAdjustment: adjustment } : {}),
      ...(nested ? { CorrelatedCriteria: nested } : {}),
    },
  }));
}

export const dateAdjustment: fc.Arbitrary<Json> = fc.record({
  StartWith: fc.constantFrom('START_DATE', 'START_DATE', 'END_DATE'),
  StartOffset: fc.integer({ min: -3, max: 3 }),
  EndWith: fc.constantFrom('START_DATE', 'END_DATE', 'END_DATE', 'END_DATE'),
  EndOffset: fc.integer({ min: -2, max: 6 }),
});

type Kinds = Readonly<Record<string, AttributeKind>>;

/** None or one of the attributes, with a value. */
export function attributesOf(kinds: Kinds, sets: readonly number[]): fc.Arbitrary<Json> {
  const keys = Object.keys(kinds);
  if (keys.length === 0) return fc.constant({});
  return fc.oneof(
    fc.constant({}),
    fc.constantFrom(...keys).chain((key) => attribute(key, kinds[key] ?? 'flag', sets)),
  );
}

/** One attribute with a value of its kind. */
export function attribute(key: string, kind: AttributeKind, sets: readonly number[]): fc.Arbitrary<Json> {
  switch (kind) {
    case 'excludableConcepts':
      return fc
        .tuple(conceptList, fc.boolean())
        .map(([list, exclude]) => ({ [key]: list, [`${key}Exclude`]: exclude }));
    case 'concepts':
      return conceptList.map((list) => ({ [key]: list }));
    case 'selection':
      return fc
        .record({ CodesetId: fc.constantFrom(null, 0, ...sets), IsExclusion: fc.boolean() })
        .map((selection) => ({ [key]: selection }));
    case 'conceptSet':
      return fc.constantFrom(0, ...sets).map((set) => ({ [key]: set }));
    case 'dates':
      return range(isoDay).map((value) => ({ [key]: value }));
    case 'integer':
      return range(fc.integer({ min: 0, max: 6 })).map((value) => ({ [key]: value }));
    case 'decimal':
      return range(fc.constantFrom(0, 0.5, 1, 1.5, 2, 3)).map((value) => ({ [key]: value }));
    case 'text':
      return textFilter.map((value) => ({ [key]: value }));
    case 'flag':
      return fc.constantFrom(true, true, false).map((value) => ({ [key]: value }));
    case 'period':
      return period.map((value) => ({ [key]: value }));
  }
}

const conceptList: fc.Arbitrary<Json[]> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.uniqueArray(concept, { minLength: 1, maxLength: 4, selector: (c) => c.CONCEPT_ID }),
  },
  { weight: 2, arbitrary: fc.constant<Json[]>(allConcepts.slice(0, 6).map((id) => ({ CONCEPT_ID: id }))) },
  { weight: 1, arbitrary: fc.constant<Json[]>([]) },
);

const textFilter = fc.record({
  Op: fc.constantFrom('contains', 'startsWith', 'endsWith', '!contains', '!startsWith', '!endsWith'),
  Text: fc.constantFrom(...words),
});

function range<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Json> {
  const single = fc
    .tuple(fc.constantFrom('lt', 'lte', 'eq', '!eq', 'gt', 'gte'), value)
    .map(([Op, Value]): Json => ({ Op, Value }));
  const double = fc.tuple(fc.constantFrom('bt', '!bt'), value, value).map(([Op, a, b]): Json => {
    const [Value, Extent] = a <= b ? [a, b] : [b, a];
    return { Op, Value, Extent };
  });
  return fc.oneof({ weight: 2, arbitrary: single }, { weight: 1, arbitrary: double });
}

/** A criteria group; `depth` is how deep groups and criteria inside it may nest. */
export function group(sets: readonly number[], depth: number): fc.Arbitrary<Json> {
  return fc
    .record({
      type: fc.constantFrom('ALL', 'ANY', 'ANY', 'AT_LEAST', 'AT_MOST'),
      count: fc.integer({ min: 0, max: 2 }),
      CriteriaList: fc.array(correlated(sets, Math.max(0, depth - 1)), { maxLength: 2, size: 'max' }),
      DemographicCriteriaList: fc.array(attributesOf(demographicKinds, sets), { maxLength: 1 }),
      Groups: depth > 1 ? fc.array(group(sets, depth - 1), { maxLength: 1 }) : fc.constant([]),
    })
    .map(({ type, count, ...parts }) => ({
      Type: type,
      ...(type.startsWith('AT_') ? { Count: count } : {}),
      ...parts,
    }));
}

/** A criterion in windows around the index event. */
export function correlated(sets: readonly number[], depth: number): fc.Arbitrary<Json> {
  return criteria(sets, depth).chain((Criteria) =>
    fc
      .record({
        StartWindow: window,
        EndWindow: optional(window, 2),
        RestrictVisit: fc.constantFrom(false, false, false, true),
        IgnoreObservationPeriod: fc.constantFrom(false, false, true),
        Occurrence: occurrence(Object.keys(Criteria)[0] ?? ''),
      })
      .map(({ EndWindow, ...rest }) => ({ Criteria, ...rest, ...(EndWindow ? { EndWindow } : {}) })),
  );
}

const endpoint = (side: number): fc.Arbitrary<Json> =>
  fc.record({
    Days: fc.constantFrom<number | null>(null, null, null, 0, 1, 2, 3, 7, 12),
    Coeff: fc.constantFrom(side, side, side, -side),
  });

const window = fc.record(
  { Start: endpoint(-1), End: endpoint(1), UseIndexEnd: fc.boolean(), UseEventEnd: fc.boolean() },
  { requiredKeys: ['Start', 'End'] },
);

/** The columns that a distinct count of a domain may name; Circe's visit details have no visit. */
export function distinctColumns(domain: string): string[] {
  const own = Object.keys(domains.get(domain)?.distinct ?? {});
  return ['START_DATE', 'END_DATE', ...(domain === 'VisitDetail' ? [] : ['VISIT_ID']), ...own];
}

function occurrence(domain: string): fc.Arbitrary<Json> {
  return fc
    .record({
      Type: fc.constantFrom(0, 1, 2, 2, 2),
      Count: fc.constantFrom(0, 1, 1, 1, 2, 3),
      IsDistinct: fc.constantFrom(false, false, true),
      CountColumn: fc.constantFrom<string | null>(null, ...distinctColumns(domain)),
    })
    .map(({ CountColumn, ...rest }) => (rest.IsDistinct && CountColumn ? { ...rest, CountColumn } : rest));
}
