import { isObject, type JsonObject } from '../expression/definitionReader.ts';
import { type DomainName, domains } from '../expression/domains.ts';
import { listAt, valueAt } from './jsonEdit.ts';
import { rootOf } from './outline.ts';

/** A criterion of a domain without any condition. */
export function newCriterion(domain: DomainName, attributes: JsonObject = {}): JsonObject {
  const first = domains[domain].hasConceptSet ? { CodesetId: null } : {};
  return { [domain]: { ...first, ...attributes } };
}

/** At least once, at any time up to and on the index date. */
export function newCorrelated(
  criteria: JsonObject,
  occurrence: JsonObject = { Type: 2, Count: 1 },
): JsonObject {
  return {
    Criteria: criteria,
    StartWindow: {
      Start: { Days: null, Coeff: -1 },
      End: { Days: 0, Coeff: 1 },
      UseIndexEnd: false,
      UseEventEnd: false,
    },
    Occurrence: occurrence,
  };
}

export function newGroup(members: {
  readonly criteria?: readonly unknown[];
  readonly demographics?: readonly unknown[];
  readonly groups?: readonly unknown[];
}): JsonObject {
  return {
    Type: 'ALL',
    CriteriaList: members.criteria ?? [],
    DemographicCriteriaList: members.demographics ?? [],
    Groups: members.groups ?? [],
  };
}

export function newRule(name: string, group: JsonObject = newGroup({})): JsonObject {
  return { name, expression: group };
}

/** A concept set with the next number that is free. */
export function newConceptSet(
  document: JsonObject,
  name: string,
  items: readonly unknown[] = [],
): JsonObject {
  const ids = listAt(document, [...rootOf(document), 'ConceptSets']).map((set) =>
    Number(valueAt(set, ['id'])),
  );
  const id = Math.max(-1, ...ids.filter(Number.isFinite)) + 1;
  return { id, name, expression: { items } };
}

/** A name like the given one that none of the concept sets has. */
export function freeName(document: JsonObject, wanted: string): string {
  const sets = listAt(document, [...rootOf(document), 'ConceptSets']);
  const taken = new Set(sets.map((set) => (isObject(set) ? set.name : undefined)));
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted} ${i}`;
  return name;
}

/** The whole of a definition that takes everybody in at the first event of any condition. */
export function emptyDefinition(name: string): JsonObject {
  return {
    name,
    expression: {
      ConceptSets: [],
      PrimaryCriteria: {
        CriteriaList: [newCriterion('ConditionOccurrence')],
        ObservationWindow: { PriorDays: 0, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'First' },
      },
      QualifiedLimit: { Type: 'First' },
      ExpressionLimit: { Type: 'First' },
      InclusionRules: [],
      CensoringCriteria: [],
      CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
      CensorWindow: {},
      cdmVersionRange: '>=5.4.0',
    },
  };
}
