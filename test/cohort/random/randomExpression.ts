import fc from 'fast-check';
import { isoOf } from '../reference/cdmData.ts';
import { domains } from '../reference/criteria.ts';
import {
  type AttributeKind,
  attributeKinds,
  demographicKinds,
  domainsWithConceptSet,
  domainsWithFirst,
} from './attributeKinds.ts';
import { allConcepts, anyConcept, anyDay, words } from './universe.ts';

type Json = Record<string, unknown>;

/**
 * Random valid Circe cohort expressions over the shared universe, reaching every feature that CDM 5.4 can answer:
 * whole ones, and ones that look at a single criterion, whose features then surely show in the rows.
 */
export function randomExpression(): fc.Arbitrary<Json> {
  return conceptSets().chain((ConceptSets) => {
    const sets = ConceptSets.map((set) => set.id as number);
    return fc
      .oneof(wholeExpression(sets), singleEntry(sets), singleRule(sets))
      .map((expression) => ({ cdmVersionRange: '>=5.0.0', ConceptSets, ...expression }));
  });
}

function wholeExpression(sets: readonly number[]): fc.Arbitrary<Json> {
  return fc.record(
    {
      PrimaryCriteria: primaryCriteria(sets),
      AdditionalCriteria: optional(group(sets, 2), 1),
      QualifiedLimit: limit,
      ExpressionLimit: limit,
      InclusionRules: fc.array(inclusionRule(sets), { maxLength: 2, size: 'max' }),
      EndStrategy: optional(endStrategy(sets), 2),
      CensoringCriteria: optional(fc.array(criteria(sets, 1), { maxLength: 2 }), 1),
      CollapseSettings: collapse,
      CensorWindow: optional(period, 1),
    },
    { requiredKeys: ['PrimaryCriteria'] },
  );
}

/** Every event of one criterion is a cohort row of its own days. */
function singleEntry(sets: readonly number[]): fc.Arbitrary<Json> {
  return fc.tuple(criteria(sets, 1), endStrategy(sets)).map(([entry, EndStrategy]) => ({
    PrimaryCriteria: {
      CriteriaList: [entry],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'All' },
    },
    ExpressionLimit: { Type: 'All' },
    EndStrategy,
  }));
}

/** Many entry events, and one rule with one criterion. */
function singleRule(sets: readonly number[]): fc.Arbitrary<Json> {
  const rule = fc.oneof(
    { weight: 6, arbitrary: correlated(sets, 1).map((one) => ({ Type: 'ALL', CriteriaList: [one] })) },
    {
      weight: 1,
      arbitrary: attributesOf(demographicKinds, sets, 1).map((one) => ({
        Type: 'ANY',
        DemographicCriteriaList: [one],
      })),
    },
  );
  const entry = fc.constantFrom('ConditionOccurrence', 'DrugExposure', 'VisitOccurrence', 'DrugEra');
  return fc.tuple(entry, rule, limit).map(([domain, one, ExpressionLimit]) => ({
    PrimaryCriteria: {
      CriteriaList: [{ [domain]: {} }],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'All' },
    },
    ExpressionLimit,
    InclusionRules: [
      { name: 'rule', expression: { CriteriaList: [], DemographicCriteriaList: [], Groups: [], ...one } },
    ],
  }));
}

/** Absent half of the time or more rarely present; never null, which a key that is absent means anyway. */
function optional<T>(value: fc.Arbitrary<T>, present: number): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: present, arbitrary: value });
}

function conceptSets(): fc.Arbitrary<Json[]> {
  const item = fc.record({
    concept: concept,
    isExcluded: fc.constantFrom(false, false, false, false, true),
    includeDescendants: fc.boolean(),
    includeMapped: fc.boolean(),
  });
  const items = fc.array(item, { maxLength: 4, size: 'max' });
  return fc.array(items, { minLength: 2, maxLength: 4 }).map((sets) => [
    // One broad set keeps most definitions from being empty.
    { id: 0, name: 'broad', expression: { items: [1, 2, 3].map((id) => plainItem(id)) } },
    ...sets.map((some, i) => ({ id: i * 3 + 1, name: `set ${i + 1}`, expression: { items: some } })),
  ]);
}

function plainItem(id: number): Json {
  return { concept: { CONCEPT_ID: id }, isExcluded: false, includeDescendants: true, includeMapped: false };
}

const concept = anyConcept.map((id) => ({ CONCEPT_ID: id, CONCEPT_NAME: `concept ${id}` }));
const collapse = fc.record({ CollapseType: fc.constant('ERA'), EraPad: fc.constantFrom(0, 0, 1, 2, 5) });
const limit = fc.record({ Type: fc.constantFrom('All', 'All', 'First', 'Last') });
const isoDay = anyDay.map(isoOf);
const period = fc
  .tuple(fc.option(isoDay, { freq: 3 }), fc.option(isoDay, { freq: 3 }))
  .map(([StartDate, EndDate]) => ({ StartDate, EndDate }));

function primaryCriteria(sets: readonly number[]): fc.Arbitrary<Json> {
  return fc.record(
    {
      CriteriaList: fc.array(criteria(sets, 1), { minLength: 1, maxLength: 3 }),
      ObservationWindow: fc.record({
        PriorDays: fc.constantFrom(0, 0, 0, 0, 1, 3),
        PostDays: fc.constantFrom(0, 0, 0, 0, 1, 3),
      }),
      PrimaryCriteriaLimit: limit,
    },
    { requiredKeys: ['CriteriaList', 'ObservationWindow'] },
  );
}

function inclusionRule(sets: readonly number[]): fc.Arbitrary<Json> {
  return fc.record({ name: fc.constantFrom('規則', 'rule'), expression: group(sets, 2) });
}

function endStrategy(sets: readonly number[]): fc.Arbitrary<Json> {
  return fc.oneof(
    fc.record({
      DateOffset: fc.record({
        DateField: fc.constantFrom('StartDate', 'EndDate'),
        Offset: fc.constantFrom(0, 0, 1, 3, 30, -2),
      }),
    }),
    fc.record({
      CustomEra: fc.record(
        {
          DrugCodesetId: fc.constantFrom(...sets),
          GapDays: fc.constantFrom(0, 1, 3),
          Offset: fc.constantFrom(0, 0, 2, 4),
          DaysSupplyOverride: fc.constantFrom(0, 3, 7),
        },
        { requiredKeys: ['DrugCodesetId', 'GapDays', 'Offset'] },
      ),
    }),
  );
}

/** `{"Domain": {attributes}}`. `depth` is how deep criteria may still nest. */
function criteria(sets: readonly number[], depth: number): fc.Arbitrary<Json> {
  return fc.constantFrom(...Object.keys(attributeKinds)).chain((domain) =>
    fc
      .tuple(
        attributesOf(attributeKinds[domain] ?? {}, sets, 1),
        fc.record({
          codeset: fc.oneof(
            { weight: 2, arbitrary: fc.constant(0) },
            { weight: 2, arbitrary: fc.constantFrom(...sets) },
            { weight: 3, arbitrary: fc.constant(null) },
          ),
          first: fc.constantFrom(false, false, true),
          nested: depth > 0 ? optional(group(sets, depth - 1), 1) : fc.constant(null),
          adjustment: fc.oneof(
            { weight: 5, arbitrary: fc.constant(null) },
            { weight: 1, arbitrary: dateAdjustment },
          ),
        }),
      )
      .map(([attributes, { codeset, first, nested, adjustment }]) => ({
        [domain]: {
          ...(codeset !== null && domainsWithConceptSet.has(domain) ? { CodesetId: codeset } : {}),
          ...(first && domainsWithFirst.has(domain) ? { First: true } : {}),
          ...attributes,
          ...(adjustment ? { DateAdjustment: adjustment } : {}),
          ...(nested ? { CorrelatedCriteria: nested } : {}),
        },
      })),
  );
}

const dateAdjustment = fc.record({
  StartWith: fc.constantFrom('START_DATE', 'START_DATE', 'END_DATE'),
  StartOffset: fc.integer({ min: -3, max: 3 }),
  EndWith: fc.constantFrom('START_DATE', 'END_DATE', 'END_DATE', 'END_DATE'),
  EndOffset: fc.integer({ min: -2, max: 6 }),
});

function attributesOf(
  kinds: Readonly<Record<string, AttributeKind>>,
  sets: readonly number[],
  most: number,
): fc.Arbitrary<Json> {
  return fc
    .uniqueArray(fc.constantFrom(...Object.keys(kinds)), { minLength: 0, maxLength: most })
    .chain((keys) =>
      fc
        .tuple(...keys.map((key) => attribute(key, kinds[key] ?? 'flag', sets)))
        .map((parts) => Object.assign({}, ...parts)),
    );
}

function attribute(key: string, kind: AttributeKind, sets: readonly number[]): fc.Arbitrary<Json> {
  switch (kind) {
    case 'excludableConcepts':
      return fc
        .tuple(conceptList, fc.boolean())
        .map(([list, exclude]) => ({ [key]: list, [`${key}Exclude`]: exclude }));
    case 'concepts':
      return conceptList.map((list) => ({ [key]: list }));
    case 'selection':
      return fc
        .record({ CodesetId: fc.constantFrom(0, ...sets), IsExclusion: fc.boolean() })
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
      return fc.boolean().map((value) => ({ [key]: value }));
    case 'period':
      return period.map((value) => ({ [key]: value }));
  }
}

const conceptList = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.uniqueArray(concept, { minLength: 1, maxLength: 4, selector: (c) => c.CONCEPT_ID }),
  },
  { weight: 2, arbitrary: fc.constant(allConcepts.slice(0, 6).map((id) => ({ CONCEPT_ID: id }))) },
  { weight: 1, arbitrary: fc.constant([]) },
);

const textFilter = fc.record({
  Op: fc.constantFrom('contains', 'startsWith', 'endsWith', '!contains', '!startsWith', '!endsWith'),
  Text: fc.constantFrom(...words),
});

function range<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Json> {
  const single = fc.record({
    Op: fc.constantFrom('lt', 'lte', 'eq', '!eq', 'gt', 'gte') as fc.Arbitrary<string>,
    Value: value as fc.Arbitrary<unknown>,
  });
  const double = fc.tuple(fc.constantFrom('bt', '!bt'), value, value).map(([Op, a, b]) => {
    const [Value, Extent] = a <= b ? [a, b] : [b, a];
    return { Op, Value, Extent } as Json;
  });
  return fc.oneof(single as fc.Arbitrary<Json>, double);
}

/** A criteria group; `depth` is how deep groups and criteria inside it may nest. */
function group(sets: readonly number[], depth: number): fc.Arbitrary<Json> {
  return fc
    .record({
      type: fc.constantFrom('ALL', 'ANY', 'ANY', 'AT_LEAST', 'AT_MOST'),
      count: fc.integer({ min: 0, max: 2 }),
      CriteriaList: fc.array(correlated(sets, Math.max(0, depth - 1)), { maxLength: 2, size: 'max' }),
      DemographicCriteriaList: fc.array(attributesOf(demographicKinds, sets, 1), { maxLength: 1 }),
      Groups: depth > 1 ? fc.array(group(sets, depth - 1), { maxLength: 1 }) : fc.constant([]),
    })
    .map(({ type, count, ...parts }) => ({
      Type: type,
      ...(type.startsWith('AT_') ? { Count: count } : {}),
      ...parts,
    }));
}

function correlated(sets: readonly number[], depth: number): fc.Arbitrary<Json> {
  return criteria(sets, depth).chain((Criteria) =>
    fc
      .record({
        StartWindow: window,
        EndWindow: optional(window, 1),
        RestrictVisit: fc.constantFrom(false, false, false, true),
        IgnoreObservationPeriod: fc.constantFrom(false, false, true),
        Occurrence: occurrence(Object.keys(Criteria)[0] ?? ''),
      })
      .map(({ EndWindow, ...rest }) => ({ Criteria, ...rest, ...(EndWindow ? { EndWindow } : {}) })),
  );
}

const endpoint = (side: number): fc.Arbitrary<Json> =>
  fc.record({
    Days: fc.constantFrom<number | null>(null, null, null, 0, 1, 3, 7, 12),
    Coeff: fc.constantFrom(side, side, side, -side),
  });

const window = fc.record(
  {
    Start: endpoint(-1),
    End: endpoint(1),
    UseIndexEnd: fc.boolean(),
    UseEventEnd: fc.boolean(),
  },
  { requiredKeys: ['Start', 'End'] },
);

function occurrence(domain: string): fc.Arbitrary<Json> {
  const columns = ['START_DATE', 'END_DATE', 'VISIT_ID', ...Object.keys(domains.get(domain)?.distinct ?? {})]
    // Circe's visit details have no such column.
    .filter((column) => !(domain === 'VisitDetail' && column === 'VISIT_ID'));
  return fc
    .record({
      Type: fc.constantFrom(0, 1, 2, 2, 2),
      Count: fc.constantFrom(0, 1, 1, 1, 2, 3),
      IsDistinct: fc.constantFrom(false, false, true),
      CountColumn: fc.constantFrom<string | null>(null, ...columns),
    })
    .map(({ CountColumn, ...rest }) => (rest.IsDistinct && CountColumn ? { ...rest, CountColumn } : rest));
}
