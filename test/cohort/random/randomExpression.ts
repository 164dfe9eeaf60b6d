import fc from 'fast-check';
import {
  attributeKinds,
  demographicKinds,
  domainsWithConceptSet,
  domainsWithDateAdjustment,
  domainsWithFirst,
} from './attributeKinds.ts';
import { distinctFeature, wantedFeatures } from './features.ts';
import {
  attribute,
  attributesOf,
  concept,
  correlated,
  criteria,
  dateAdjustment,
  distinctColumns,
  group,
  type Json,
  optional,
  period,
} from './randomCriteria.ts';

/**
 * Random valid Circe cohort expressions over the shared universe, reaching every feature that CDM 5.4 can answer:
 * whole ones, and ones that look at a single criterion, whose features then surely show in the rows.
 */
export function randomExpression(): fc.Arbitrary<Json> {
  return withConceptSets((sets) =>
    fc.oneof(
      wholeExpression(sets),
      qualifiedEntries(sets),
      fc.tuple(criteria(sets, 1), endStrategy(sets)).map(([entry, strategy]) => entryOnly(entry, strategy)),
      manyEntries(
        fc.oneof(
          { weight: 6, arbitrary: correlated(sets, 1).map(groupOfOne) },
          { weight: 1, arbitrary: attributesOf(demographicKinds, sets).map(groupOfDemographics) },
        ),
      ),
    ),
  );
}

/** A feature of the language and expressions whose rows hang on it. */
export interface Target {
  readonly feature: string;
  readonly expression: fc.Arbitrary<Json>;
}

/** Every attribute and every distinct count of a domain. */
export function targetsOfDomain(domain: string): Target[] {
  const entry = (key: string, value: (sets: readonly number[]) => fc.Arbitrary<Json>): Target => ({
    feature: `${domain}.${key}`,
    expression: withConceptSets((sets) =>
      value(sets).map((attributes) =>
        entryOnly({ [domain]: attributes }, { DateOffset: { DateField: 'EndDate', Offset: 0 } }),
      ),
    ),
  });
  const targets = Object.entries(attributeKinds[domain] ?? {}).map(([key, kind]) =>
    entry(key, (sets) => attribute(key, kind, sets)),
  );
  targets.push(entry('CorrelatedCriteria', (sets) => fc.record({ CorrelatedCriteria: group(sets, 1) })));
  if (domainsWithDateAdjustment.has(domain)) {
    targets.push(entry('DateAdjustment', () => fc.record({ DateAdjustment: dateAdjustment })));
  }
  if (domainsWithFirst.has(domain)) targets.push(entry('First', () => fc.constant({ First: true })));
  if (domainsWithConceptSet.has(domain)) {
    targets.push(entry('CodesetId', (sets) => fc.record({ CodesetId: fc.constantFrom(...sets) })));
  }
  for (const column of distinctColumns(domain)) {
    targets.push({
      feature: distinctFeature(domain, column),
      expression: withConceptSets(() => manyEntries(distinctCount(domain, column).map(groupOfOne))),
    });
  }
  return targets;
}

/** Every demographic attribute, in a rule of its own. */
export function targetsOfDemographics(): Target[] {
  return Object.entries(demographicKinds).map(([key, kind]) => ({
    feature: `demographic ${key}`,
    expression: withConceptSets((sets) => manyEntries(attribute(key, kind, sets).map(groupOfDemographics))),
  }));
}

/** Every feature that belongs to no domain: limits, windows, groups, exits, operators. */
export function targetsOfWholes(): Target[] {
  return wantedFeatures()
    .filter((feature) => !/[.]|^(domain|demographic) /.test(feature))
    .map((feature) => ({
      feature,
      expression: /Window|^Restrict|^Ignore|^occurrence/.test(feature)
        ? withConceptSets((sets) => manyEntries(correlated(sets, 0).map(groupOfOne)))
        : randomExpression(),
    }));
}

/** Counts distinct values among all of a person's events of a domain, in or out of the index event's period. */
function distinctCount(domain: string, CountColumn: string): fc.Arbitrary<Json> {
  const anyTime = { Start: { Days: null, Coeff: -1 }, End: { Days: null, Coeff: 1 } };
  return fc
    .record({
      Type: fc.constantFrom(0, 1, 2),
      Count: fc.integer({ min: 1, max: 6 }),
      ignore: fc.constantFrom(true, true, false),
    })
    .map(({ ignore, ...occurrence }) => ({
      Criteria: { [domain]: {} },
      StartWindow: anyTime,
      IgnoreObservationPeriod: ignore,
      Occurrence: { ...occurrence, IsDistinct: true, CountColumn },
    }));
}

/** Every event of one criterion is a cohort row of its own. */
function entryOnly(entry: Json, EndStrategy: Json): Json {
  return {
    PrimaryCriteria: {
      CriteriaList: [entry],
      ObservationWindow: { PriorDays: 0, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'All' },
    },
    ExpressionLimit: { Type: 'All' },
    EndStrategy,
  };
}

const emptyGroup: Json = { Type: 'ALL', CriteriaList: [], DemographicCriteriaList: [], Groups: [] };

function groupOfOne(one: Json): Json {
  return { ...emptyGroup, CriteriaList: [one] };
}

function groupOfDemographics(one: Json): Json {
  return { ...emptyGroup, DemographicCriteriaList: [one] };
}

/** Many entry events, one inclusion rule, and rows that end where the event ends. */
function manyEntries(rule: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const entry = fc.constantFrom('ConditionOccurrence', 'DrugExposure', 'VisitOccurrence', 'DrugEra');
  return fc.tuple(entry, rule, limit, collapse).map(([domain, expression, ExpressionLimit, settings]) => ({
    ...entryOnly({ [domain]: {} }, { DateOffset: { DateField: 'EndDate', Offset: 0 } }),
    ExpressionLimit,
    InclusionRules: [{ name: 'rule', expression }],
    CollapseSettings: settings,
  }));
}

/** Entry events of one criterion, restricted to the first or last that qualifies. */
function qualifiedEntries(sets: readonly number[]): fc.Arbitrary<Json> {
  return fc
    .tuple(criteria(sets, 0), endStrategy(sets), group(sets, 1), limit)
    .map(([entry, strategy, AdditionalCriteria, QualifiedLimit]) => ({
      ...entryOnly(entry, strategy),
      AdditionalCriteria,
      QualifiedLimit,
    }));
}

function withConceptSets(expression: (sets: readonly number[]) => fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  return conceptSets().chain((ConceptSets) =>
    expression(ConceptSets.map((set) => set.id as number)).map((rest) => ({
      cdmVersionRange: '>=5.0.0',
      ConceptSets,
      ...rest,
    })),
  );
}

function conceptSets(): fc.Arbitrary<Json[]> {
  const item = fc.record({
    concept,
    isExcluded: fc.constantFrom(false, false, false, false, true),
    includeDescendants: fc.boolean(),
    includeMapped: fc.boolean(),
  });
  return fc
    .array(fc.array(item, { maxLength: 4, size: 'max' }), { minLength: 2, maxLength: 4 })
    .map((sets) => [
      // One broad set keeps most definitions from being empty.
      { id: 0, name: 'broad', expression: { items: [1, 2, 3].map((id) => plainItem(id)) } },
      ...sets.map((items, i) => ({ id: i * 3 + 1, name: `set ${i + 1}`, expression: { items } })),
    ]);
}

function plainItem(id: number): Json {
  return { concept: { CONCEPT_ID: id }, isExcluded: false, includeDescendants: true, includeMapped: false };
}

const collapse = fc.record({ CollapseType: fc.constant('ERA'), EraPad: fc.constantFrom(0, 0, 1, 2, 5) });
const limit = fc.record({ Type: fc.constantFrom('All', 'All', 'First', 'Last') });

function wholeExpression(sets: readonly number[]): fc.Arbitrary<Json> {
  const rule = fc.record({ name: fc.constantFrom('規則', 'rule'), expression: group(sets, 2) });
  return fc.record(
    {
      PrimaryCriteria: primaryCriteria(sets),
      AdditionalCriteria: optional(group(sets, 2), 2),
      QualifiedLimit: limit,
      ExpressionLimit: limit,
      InclusionRules: fc.array(rule, { maxLength: 2, size: 'max' }),
      EndStrategy: optional(endStrategy(sets), 2),
      CensoringCriteria: optional(fc.array(criteria(sets, 1), { maxLength: 2 })),
      CollapseSettings: collapse,
      CensorWindow: optional(period, 2),
    },
    { requiredKeys: ['PrimaryCriteria'] },
  );
}

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

function endStrategy(sets: readonly number[]): fc.Arbitrary<Json> {
  const dateOffset = fc.record({
    DateField: fc.constantFrom('StartDate', 'EndDate'),
    Offset: fc.constantFrom(0, 0, 1, 3, 30, -2),
  });
  const customEra = fc.record(
    {
      DrugCodesetId: fc.constantFrom(...sets),
      GapDays: fc.constantFrom(0, 1, 3),
      Offset: fc.constantFrom(0, 0, 2, 4),
      DaysSupplyOverride: fc.constantFrom(0, 3, 7),
    },
    { requiredKeys: ['DrugCodesetId', 'GapDays', 'Offset'] },
  );
  return fc.oneof(
    dateOffset.map((DateOffset): Json => ({ DateOffset })),
    customEra.map((CustomEra): Json => ({ CustomEra })),
  );
}
