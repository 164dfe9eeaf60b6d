import { describe, expect, test } from 'vitest';
import { checkDefinition } from '../../../shared/cohort/checks/checkDefinition.ts';
import type { DesignFacts } from '../../../shared/cohort/checks/releaseChecks.ts';
import { severities, type WarningCode } from '../../../shared/cohort/checks/warningKinds.ts';
import { warningTexts } from '../../../shared/cohort/checks/warningText.ts';
import { parsePath } from '../../../shared/cohort/edit/nodePath.ts';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';
import { at } from '../../../shared/cohort/sentences/placeLabel.ts';

type Json = Record<string, unknown>;

const item = (id: number, more: Json = {}): Json => ({
  concept: { CONCEPT_ID: id, CONCEPT_NAME: `concept ${id}`, ...more },
  isExcluded: false,
  includeDescendants: true,
});
const set = (id: number, ...items: Json[]): Json => ({ id, name: `set ${id}`, expression: { items } });
const angina = set(0, item(10));
const nitrates = set(1, item(20));
const condition = (more: Json = {}): Json => ({ ConditionOccurrence: { CodesetId: 0, ...more } });
const first = condition({ First: true });
const drug = (more: Json = {}): Json => ({ DrugExposure: { CodesetId: 1, ...more } });

/** A window in days; null is open. */
function window(from: number | null, to: number | null): Json {
  const bound = (days: number | null, open: -1 | 1): Json =>
    days === null ? { Coeff: open } : { Days: Math.abs(days), Coeff: days < 0 ? -1 : 1 };
  return { Start: bound(from, -1), End: bound(to, 1), UseEventEnd: false };
}

function occurs(Type: 0 | 1 | 2, Count: number, Criteria: Json, StartWindow: Json, more: Json = {}): Json {
  return { Criteria, StartWindow, Occurrence: { Type, Count }, ...more };
}

interface Group {
  readonly type?: string;
  readonly count?: number;
  readonly criteria?: readonly Json[];
  readonly persons?: readonly Json[];
  readonly groups?: readonly Json[];
}

function group({ type = 'ALL', count, criteria = [], persons = [], groups = [] }: Group): Json {
  return {
    Type: type,
    ...(count === undefined ? {} : { Count: count }),
    CriteriaList: criteria,
    DemographicCriteriaList: persons,
    Groups: groups,
  };
}
const rule = (members: Group, name = 'a rule'): Json => ({ name, expression: group(members) });
const age = (Op: string, Value: number, Extent?: number): Json => ({
  Age: { Op, Value, ...(Extent === undefined ? {} : { Extent }) },
});
const sex = (...ids: number[]): Json => ({ Gender: ids.map((CONCEPT_ID) => ({ CONCEPT_ID })) });

interface Parts {
  readonly sets?: readonly Json[];
  readonly entry?: readonly Json[];
  readonly prior?: number;
  readonly post?: number;
  readonly limits?: readonly [string, string, string];
  readonly additional?: Json;
  readonly rules?: readonly Json[];
  readonly more?: Json;
}

/** A sound definition but for what is given. */
function definition(parts: Parts): Json {
  const [primary, qualified, final] = parts.limits ?? ['First', 'First', 'First'];
  return {
    ConceptSets: parts.sets ?? [angina, nitrates],
    PrimaryCriteria: {
      CriteriaList: parts.entry ?? [first],
      ObservationWindow: { PriorDays: parts.prior ?? 365, PostDays: parts.post ?? 0 },
      PrimaryCriteriaLimit: { Type: primary },
    },
    ...(parts.additional ? { AdditionalCriteria: parts.additional } : {}),
    QualifiedLimit: { Type: qualified },
    ExpressionLimit: { Type: final },
    InclusionRules: parts.rules ?? [],
    EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: 30 } },
    CensoringCriteria: [],
    CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
    ...parts.more,
  };
}

const inWindow = (from: number | null, to: number | null, type: 0 | 1 | 2 = 2, count = 1): Json =>
  rule({ criteria: [occurs(type, count, drug(), window(from, to))] });
const sound = inWindow(-180, -1);
const counted = (entry: number, passes: number, final: number): DesignFacts => ({
  counts: {
    entry,
    final,
    milliseconds: 1,
    nodes: [
      { path: '$.PrimaryCriteria.CriteriaList[0]', passes: entry, aloneRemoves: 0, remaining: entry },
      { path: '$.InclusionRules[0]', passes, aloneRemoves: 0, remaining: passes },
    ],
  },
});
const observed = (longestDays: number | null, medianDays: number | null): DesignFacts => ({
  observation: { longestDays, medianDays, firstDay: '2012-04-01', lastDay: '2026-03-31' },
});
const resolved = (members: number, missing: number, used: boolean | null): DesignFacts => ({
  conceptSets: new Map([[0, { members, missing, used }]]),
});
const era = (more: Json): Json => ({
  EndStrategy: { CustomEra: { DrugCodesetId: 1, GapDays: 30, Offset: 0, ...more } },
});
const start = (Op: string, Value: string): Json =>
  condition({ First: true, OccurrenceStartDate: { Op, Value } });
const period = (more: Json): Json => ({ entry: [first], more });

/** For every kind: a definition that has it, its place, and a like one that has not. */
const cases: Readonly<
  Record<
    WarningCode,
    { bad: Parts; place: string; good: Parts; facts?: DesignFacts; goodFacts?: DesignFacts }
  >
> = {
  'adjustment.reversed': {
    bad: {
      entry: [
        condition({
          DateAdjustment: { StartWith: 'START_DATE', StartOffset: 5, EndWith: 'START_DATE', EndOffset: 1 },
        }),
      ],
    },
    place: '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.DateAdjustment',
    good: {
      entry: [
        condition({
          DateAdjustment: { StartWith: 'START_DATE', StartOffset: 1, EndWith: 'START_DATE', EndOffset: 5 },
        }),
      ],
    },
  },
  'censor.isEntry': {
    bad: { more: { CensoringCriteria: [condition()] } },
    place: '$.CensoringCriteria[0]',
    good: { more: { CensoringCriteria: [drug()] } },
  },
  'censorWindow.reversed': {
    bad: period({ CensorWindow: { StartDate: '2020-01-01', EndDate: '2019-01-01' } }),
    place: '$.CensorWindow',
    good: period({ CensorWindow: { StartDate: '2019-01-01', EndDate: '2020-01-01' } }),
  },
  'collapse.acrossGaps': {
    bad: { limits: ['All', 'All', 'All'], more: { EndStrategy: null, CollapseSettings: { EraPad: 30 } } },
    place: '$.CollapseSettings.EraPad',
    good: { limits: ['All', 'All', 'All'], more: { CollapseSettings: { EraPad: 30 } } },
  },
  'collapse.longPad': {
    bad: { limits: ['All', 'All', 'All'], more: { CollapseSettings: { EraPad: 400 } } },
    place: '$.CollapseSettings.EraPad',
    good: { limits: ['All', 'All', 'All'], more: { CollapseSettings: { EraPad: 365 } } },
  },
  'collapse.onePerPerson': {
    bad: { more: { CollapseSettings: { EraPad: 30 } } },
    place: '$.CollapseSettings.EraPad',
    good: { limits: ['All', 'All', 'All'], more: { CollapseSettings: { EraPad: 30 } } },
  },
  'conceptSet.allExcluded': {
    bad: { sets: [set(0, { ...item(10), isExcluded: true }), nitrates] },
    place: '$.ConceptSets[0]',
    good: { sets: [set(0, { ...item(11), isExcluded: true }, item(10)), nitrates] },
  },
  'conceptSet.contradiction': {
    bad: { sets: [set(0, item(9), item(10), { ...item(10), isExcluded: true }), nitrates] },
    place: '$.ConceptSets[0].expression.items[2]',
    good: {
      sets: [set(0, item(10), { ...item(10), isExcluded: true, includeDescendants: false }), nitrates],
    },
  },
  'conceptSet.domainMismatch': {
    bad: { sets: [set(0, item(10, { DOMAIN_ID: 'Drug' })), nitrates] },
    place: '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.CodesetId',
    good: { sets: [set(0, item(10, { DOMAIN_ID: 'Condition' })), nitrates] },
  },
  'conceptSet.duplicate': {
    bad: { sets: [angina, set(1, item(10))] },
    place: '$.ConceptSets[1]',
    good: {},
  },
  'conceptSet.empty': { bad: { sets: [set(0), nitrates] }, place: '$.ConceptSets[0]', good: {} },
  'conceptSet.missingConcepts': {
    bad: {},
    facts: resolved(4, 2, true),
    place: '$.ConceptSets[0]',
    good: {},
    goodFacts: resolved(4, 0, true),
  },
  'conceptSet.repeatedItem': {
    bad: { sets: [set(0, item(10), item(10)), nitrates] },
    place: '$.ConceptSets[0].expression.items[1]',
    good: { sets: [set(0, item(10), item(11)), nitrates] },
  },
  'conceptSet.unresolved': {
    bad: {},
    facts: resolved(0, 1, null),
    place: '$.ConceptSets[0]',
    good: {},
    goodFacts: resolved(1, 0, null),
  },
  'conceptSet.unused': { bad: {}, place: '$.ConceptSets[1]', good: { rules: [sound] } },
  'conceptSet.unusedInRelease': {
    bad: {},
    facts: resolved(3, 0, false),
    place: '$.ConceptSets[0]',
    good: {},
    goodFacts: resolved(3, 0, null),
  },
  'counts.entryAddsNobody': {
    bad: {},
    facts: {
      counts: {
        entry: 10,
        final: 10,
        milliseconds: 1,
        nodes: [{ path: '$.PrimaryCriteria.CriteriaList[0]', passes: 0, aloneRemoves: 0, remaining: 0 }],
      },
    },
    place: '$.PrimaryCriteria.CriteriaList[0]',
    good: {},
    goodFacts: counted(10, 5, 5),
  },
  'counts.noEntry': {
    bad: {},
    facts: counted(0, 0, 0),
    place: '$.PrimaryCriteria',
    good: {},
    goodFacts: counted(10, 5, 5),
  },
  'counts.nobodyLeft': {
    bad: { rules: [sound] },
    facts: counted(100, 50, 0),
    place: '$.InclusionRules',
    good: { rules: [sound] },
    goodFacts: counted(100, 50, 20),
  },
  'counts.removesEverybody': {
    bad: { rules: [sound] },
    facts: counted(100, 0, 0),
    place: '$.InclusionRules[0]',
    good: { rules: [sound] },
    goodFacts: counted(100, 50, 50),
  },
  'counts.removesNobody': {
    bad: { rules: [sound] },
    facts: counted(100, 100, 100),
    place: '$.InclusionRules[0]',
    good: { rules: [sound] },
    goodFacts: counted(100, 99, 99),
  },
  'criterion.anyConcept': {
    bad: { entry: [{ DrugExposure: {} }] },
    place: '$.PrimaryCriteria.CriteriaList[0].DrugExposure',
    good: { entry: [{ DrugExposure: { CodesetId: 1 } }] },
  },
  'criterion.anyType': {
    bad: {},
    place: '$.PrimaryCriteria',
    good: { entry: [condition({ First: true, ConditionType: [{ CONCEPT_ID: 32817 }] })] },
  },
  'criterion.drugEraClaims': {
    bad: {
      rules: [
        rule({ criteria: [{ Criteria: { DrugEra: { CodesetId: 1 } }, Occurrence: { Type: 2, Count: 1 } }] }),
      ],
    },
    place: '$.InclusionRules[0].expression.CriteriaList[0]',
    good: { rules: [rule({ criteria: [occurs(2, 1, { DrugEra: { CodesetId: 1 } }, window(-30, -1))] })] },
  },
  'criterion.firstBeforeFilters': {
    bad: { entry: [condition({ First: true, ...age('gte', 20) })] },
    place: '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence',
    good: { entry: [condition(age('gte', 20))] },
  },
  'criterion.noVisit': {
    bad: {
      rules: [rule({ criteria: [occurs(2, 1, { Death: {} }, window(0, 30), { RestrictVisit: true })] })],
    },
    place: '$.InclusionRules[0].expression.CriteriaList[0].RestrictVisit',
    good: { rules: [rule({ criteria: [occurs(2, 1, drug(), window(-30, 0), { RestrictVisit: true })] })] },
  },
  'criterion.repeated': {
    bad: { entry: [condition(), condition()] },
    place: '$.PrimaryCriteria.CriteriaList[1]',
    good: { entry: [condition(), first] },
  },
  'criterion.valueWithoutUnit': {
    bad: { entry: [{ Measurement: { CodesetId: 0, ValueAsNumber: { Op: 'gte', Value: 6.5 } } }] },
    place: '$.PrimaryCriteria.CriteriaList[0].Measurement.ValueAsNumber',
    good: {
      entry: [
        {
          Measurement: {
            CodesetId: 0,
            ValueAsNumber: { Op: 'gte', Value: 6.5 },
            Unit: [{ CONCEPT_ID: 8554 }],
          },
        },
      ],
    },
  },
  'dates.outsideRelease': {
    bad: { entry: [start('gt', '2026-03-31')] },
    facts: observed(null, null),
    place: '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.OccurrenceStartDate',
    good: { entry: [start('gte', '2026-03-31')] },
    goodFacts: observed(null, null),
  },
  'death.beforeEntry': {
    bad: { rules: [rule({ criteria: [occurs(2, 1, { Death: {} }, window(-30, -1))] })] },
    place: '$.InclusionRules[0].expression.CriteriaList[0].StartWindow',
    good: { rules: [rule({ criteria: [occurs(0, 0, { Death: {} }, window(-30, -1))] })] },
  },
  'dose.noColumn': {
    bad: { entry: [drug({ EffectiveDrugDose: { Op: 'gt', Value: 1 } })] },
    place: '$.PrimaryCriteria.CriteriaList[0].DrugExposure.EffectiveDrugDose',
    good: { entry: [drug({ akashi: { DailyDose: { Op: 'gt', Value: 1 } } })] },
  },
  'entry.excludedByRule': {
    bad: { rules: [rule({ criteria: [occurs(0, 0, condition(), window(null, 0))] })] },
    place: '$.InclusionRules[0].expression.CriteriaList[0]',
    good: { rules: [rule({ criteria: [occurs(0, 0, condition(), window(null, -1))] })] },
  },
  'entry.notFirst': {
    bad: { entry: [condition()] },
    place: '$.PrimaryCriteria.PrimaryCriteriaLimit',
    good: {},
  },
  'entry.requiredByRule': {
    bad: { rules: [rule({ criteria: [occurs(2, 1, condition(), window(null, 0))] })] },
    place: '$.InclusionRules[0].expression.CriteriaList[0]',
    good: { rules: [rule({ criteria: [occurs(2, 2, condition(), window(null, 0))] })] },
  },
  'exit.beforeEntry': {
    bad: { more: { EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: -1 } } } },
    place: '$.EndStrategy.DateOffset',
    good: {},
  },
  'exit.drugNotInEntry': {
    bad: { more: era({}) },
    place: '$.EndStrategy.CustomEra.DrugCodesetId',
    good: { entry: [drug()], more: era({}) },
  },
  'exit.emptyDrug': {
    bad: { sets: [angina, set(1)], more: era({}) },
    place: '$.EndStrategy.CustomEra.DrugCodesetId',
    good: { more: era({}) },
  },
  'exit.mayPrecedeEntry': {
    bad: { more: { EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: -1 } } } },
    place: '$.EndStrategy.DateOffset',
    good: { more: { EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: 1 } } } },
  },
  'exit.nextDay': {
    bad: {
      entry: [{ Measurement: { CodesetId: 0 } }],
      more: { EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: 0 } } },
    },
    place: '$.EndStrategy.DateOffset',
    good: { more: { EndStrategy: { DateOffset: { DateField: 'EndDate', Offset: 0 } } } },
  },
  'exit.noGap': {
    bad: { more: era({ GapDays: 0 }) },
    place: '$.EndStrategy.CustomEra.GapDays',
    good: { more: era({}) },
  },
  'exit.none': {
    bad: { limits: ['All', 'All', 'All'], more: { EndStrategy: null } },
    place: '$.EndStrategy',
    good: { more: { EndStrategy: null } },
  },
  'exit.sameDay': {
    bad: { more: { EndStrategy: { DateOffset: { DateField: 'StartDate', Offset: 0 } } } },
    place: '$.EndStrategy.DateOffset',
    good: {},
  },
  'exit.supplyZero': {
    bad: { more: era({ DaysSupplyOverride: 0 }) },
    place: '$.EndStrategy.CustomEra.DaysSupplyOverride',
    good: { more: era({ DaysSupplyOverride: 28 }) },
  },
  'filter.emptyConceptSet': {
    bad: { entry: [condition({ First: true, VisitTypeCS: { CodesetId: null, IsExclusion: false } })] },
    place: '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.VisitTypeCS',
    good: { entry: [condition({ First: true, VisitTypeCS: { CodesetId: 1, IsExclusion: false } })] },
  },
  'filter.emptyList': {
    bad: { entry: [condition({ First: true, VisitType: [] })] },
    place: '$.PrimaryCriteria.CriteriaList[0].ConditionOccurrence.VisitType',
    good: { entry: [condition({ First: true, VisitType: [{ CONCEPT_ID: 9201 }] })] },
  },
  'filter.emptyText': {
    bad: { entry: [drug({ LotNumber: { Op: 'contains', Text: '' } })] },
    place: '$.PrimaryCriteria.CriteriaList[0].DrugExposure.LotNumber',
    good: { entry: [drug({ LotNumber: { Op: 'contains', Text: 'A' } })] },
  },
  'group.alwaysMet': {
    bad: { rules: [rule({ type: 'AT_MOST', count: 2, persons: [age('gte', 20), sex(8507)] })] },
    place: '$.InclusionRules[0].expression',
    good: { rules: [rule({ type: 'AT_MOST', count: 1, persons: [age('gte', 20), sex(8507)] })] },
  },
  'group.empty': {
    bad: { rules: [rule({ persons: [age('gte', 20)], groups: [group({})] })] },
    place: '$.InclusionRules[0].expression.Groups[0]',
    good: { rules: [rule({ groups: [group({ persons: [age('gte', 20)] })] })] },
  },
  'group.neverMet': {
    bad: { rules: [rule({ type: 'AT_LEAST', count: 3, persons: [age('gte', 20), sex(8507)] })] },
    place: '$.InclusionRules[0].expression',
    good: { rules: [rule({ type: 'AT_LEAST', count: 2, persons: [age('gte', 20), sex(8507)] })] },
  },
  'limit.progression': {
    bad: { rules: [sound], limits: ['First', 'First', 'All'] },
    place: '$.ExpressionLimit',
    good: { rules: [sound], limits: ['All', 'First', 'First'] },
  },
  'observation.longerThanRelease': {
    bad: { prior: 1000, post: 100 },
    facts: observed(1000, 500),
    place: '$.PrimaryCriteria.ObservationWindow',
    good: { prior: 900, post: 100 },
    goodFacts: observed(1000, 500),
  },
  'observation.mostTooShort': {
    bad: { prior: 600 },
    facts: observed(1000, 500),
    place: '$.PrimaryCriteria.ObservationWindow',
    good: { prior: 500 },
    goodFacts: observed(1000, 500),
  },
  'occurrence.always': {
    bad: { rules: [inWindow(-30, -1, 2, 0)] },
    place: '$.InclusionRules[0].expression.CriteriaList[0].Occurrence',
    good: { rules: [inWindow(-30, -1, 2, 1)] },
  },
  'person.ageContradiction': {
    bad: {
      entry: [condition({ First: true, ...age('lt', 18) })],
      rules: [rule({ persons: [age('gte', 18)] })],
    },
    place: '$.InclusionRules[0].expression.DemographicCriteriaList[0].Age',
    good: {
      entry: [condition({ First: true, ...age('lte', 18) })],
      rules: [rule({ persons: [age('gte', 18)] })],
    },
  },
  'person.empty': {
    bad: { rules: [rule({ persons: [{}] })] },
    place: '$.InclusionRules[0].expression.DemographicCriteriaList[0]',
    good: { rules: [rule({ persons: [sex(8507)] })] },
  },
  'person.sexContradiction': {
    bad: { rules: [rule({ persons: [sex(8507)] }), rule({ persons: [sex(8532)] })] },
    place: '$.InclusionRules[1].expression.DemographicCriteriaList[0].Gender',
    good: { rules: [rule({ type: 'ANY', persons: [sex(8507), sex(8532)] })] },
  },
  'range.implausibleAge': {
    bad: { rules: [rule({ persons: [age('lt', 200)] })] },
    place: '$.InclusionRules[0].expression.DemographicCriteriaList[0].Age',
    good: { rules: [rule({ persons: [age('lt', 100)] })] },
  },
  'range.negative': {
    bad: { rules: [rule({ persons: [age('gte', -1)] })] },
    place: '$.InclusionRules[0].expression.DemographicCriteriaList[0].Age',
    good: { entry: [{ Measurement: { CodesetId: 0, ValueAsNumber: { Op: 'gte', Value: -1 } } }] },
  },
  'range.reversed': {
    bad: { rules: [rule({ persons: [age('bt', 65, 20)] })] },
    place: '$.InclusionRules[0].expression.DemographicCriteriaList[0].Age',
    good: { rules: [rule({ persons: [age('bt', 20, 65)] })] },
  },
  'rule.contradiction': {
    bad: { rules: [inWindow(-30, -1, 2, 1), inWindow(-30, -1, 0, 0)] },
    place: '$.InclusionRules[1].expression.CriteriaList[0]',
    good: { rules: [inWindow(-30, -1, 2, 1), inWindow(-60, -31, 0, 0)] },
  },
  'rule.empty': { bad: { rules: [rule({})] }, place: '$.InclusionRules[0]', good: { rules: [sound] } },
  'rule.repeated': {
    bad: { rules: [sound, { ...sound, name: 'another name' }] },
    place: '$.InclusionRules[1]',
    good: { rules: [sound, inWindow(-90, -1)] },
  },
  'rule.sameName': {
    bad: { rules: [sound, inWindow(-90, -1)] },
    place: '$.InclusionRules[1]',
    good: { rules: [sound, { ...inWindow(-90, -1), name: 'another' }] },
  },
  'rule.unnamed': {
    bad: { rules: [{ ...sound, name: ' ' }] },
    place: '$.InclusionRules[0]',
    good: { rules: [sound] },
  },
  'window.future': {
    bad: { rules: [inWindow(0, 90)] },
    place: '$.InclusionRules[0].expression.CriteriaList[0].StartWindow',
    good: { rules: [inWindow(-90, 0)] },
  },
  'window.longerThanObservation': {
    bad: { prior: 100, rules: [inWindow(-180, -1)] },
    place: '$.InclusionRules[0].expression.CriteriaList[0].StartWindow',
    good: { prior: 180, rules: [inWindow(-180, -1)] },
  },
  'window.oddOpen': {
    bad: {
      rules: [
        rule({
          criteria: [occurs(2, 1, drug(), { Start: { Coeff: 1 }, End: { Coeff: 1 }, UseEventEnd: false })],
        }),
      ],
    },
    place: '$.InclusionRules[0].expression.CriteriaList[0].StartWindow',
    good: { rules: [inWindow(null, null)] },
  },
  'window.reversed': {
    bad: { rules: [inWindow(-1, -180)] },
    place: '$.InclusionRules[0].expression.CriteriaList[0].StartWindow',
    good: { rules: [inWindow(-180, -1)] },
  },
  'window.unlikeOthers': {
    bad: { rules: [180, 180, 180, 90].map((days) => inWindow(-days, -1, 0, 0)) },
    place: '$.InclusionRules[3].expression.CriteriaList[0].StartWindow',
    good: { rules: [180, 180, 90, 90].map((days) => inWindow(-days, -1, 0, 0)) },
  },
  'window.unobservedAfter': {
    bad: { post: 30, rules: [inWindow(1, 90, 0, 0)] },
    place: '$.InclusionRules[0].expression.CriteriaList[0].StartWindow',
    good: { post: 90, rules: [inWindow(1, 90, 0, 0)] },
  },
  'window.washoutUnobserved': {
    bad: { prior: 100, rules: [inWindow(-180, -1, 0, 0)] },
    place: '$.InclusionRules[0].expression.CriteriaList[0].StartWindow',
    good: { prior: 180, rules: [inWindow(-180, -1, 0, 0)] },
  },
};

function warningsOf(parts: Parts, facts: DesignFacts = {}) {
  const document = definition(parts);
  const parsed = parseDefinition('d', JSON.stringify(document));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  return { document, warnings: checkDefinition(parsed.definition, facts) };
}

describe('every kind of warning', () => {
  test.each(Object.entries(cases))('%s', (code, { bad, place, good, facts, goodFacts }) => {
    const { document, warnings } = warningsOf(bad, facts);
    const found = warnings.filter((warning) => warning.code === code);
    expect(found.map(({ path }) => path)).toEqual([parsePath(place)]);
    expect(found[0]?.severity).toBe(severities[code as WarningCode]);
    for (const locale of ['ja', 'en'] as const) {
      const [said] = warningTexts(document, found, locale);
      expect(said?.text).not.toMatch(/\{|undefined|^“”|^「」|check\./);
    }
    expect(warningsOf(good, goodFacts).warnings.map((warning) => warning.code)).not.toContain(code);
  });
});

test('a warning leads to a place that is there, the worst first', () => {
  for (const { bad, facts } of Object.values(cases)) {
    const { document, warnings } = warningsOf(bad, facts);
    for (const { path } of warnings) expect(at(document, path.slice(0, -2))).toBeDefined();
    const weights = warnings.map(({ severity }) => ['error', 'warning', 'info'].indexOf(severity));
    expect(weights).toEqual([...weights].sort());
  }
});

test('a sound definition has no errors or warnings', () => {
  const { warnings } = warningsOf({ rules: [sound, rule({ persons: [age('gte', 20)] }, 'adults')] });
  expect(warnings.filter(({ severity }) => severity !== 'info')).toEqual([]);
});

test('places are named with what holds them, and the other place too', () => {
  const { document, warnings } = warningsOf(cases['criterion.valueWithoutUnit'].bad);
  const texts = warningTexts(document, warnings, 'ja').map(({ text }) => text);
  expect(texts).toContain(
    '「set 0 の検査（値 ≥ 6.5）」：値の条件に単位の指定がありません。単位の異なる記録が混ざるおそれがあります。',
  );
  const age = warningsOf(cases['person.ageContradiction'].bad);
  expect(warningTexts(age.document, age.warnings, 'ja')[0]?.text).toBe(
    '「年齢 ≥ 18」は「set 0 の初回診断（年齢 < 18）」と両立しません。満たす人がいません。',
  );
});

test('withheld counts are neither nobody nor everybody', () => {
  const small = { withheld: 'small', below: 10 } as const;
  const facts: DesignFacts = {
    counts: {
      entry: small,
      final: small,
      milliseconds: 1,
      nodes: [{ path: '$.InclusionRules[0]', passes: small, aloneRemoves: small, remaining: small }],
    },
  };
  const { warnings } = warningsOf({ rules: [sound] }, facts);
  expect(warnings.filter(({ code }) => code.startsWith('counts.'))).toEqual([]);
});
