import { conceptIdOf, type DemoVocabulary } from '../codes/conceptId.ts';
import { demoConcepts } from '../concepts.ts';

/** Parts of a Circe cohort expression as JSON. */
export type Json = { readonly [key: string]: Json } | readonly Json[] | string | number | boolean | null;
export type JsonObject = { readonly [key: string]: Json };

/** A concept set of a definition: its number, name and codes, all with their descendants. */
export interface CodeSet {
  readonly id: number;
  readonly name: string;
  readonly vocabulary: DemoVocabulary;
  readonly codes: readonly string[];
}

/** `ConceptSets[]` of an expression. @throws RangeError on a code that the demo vocabulary lacks */
export function conceptSets(sets: readonly CodeSet[]): Json {
  return sets.map(({ id, name, vocabulary, codes }) => ({
    id,
    name,
    expression: {
      items: codes.map((code) => ({
        concept: conceptJson(vocabulary, code),
        isExcluded: false,
        includeDescendants: true,
        includeMapped: false,
      })),
    },
  }));
}

function conceptJson(vocabulary: DemoVocabulary, code: string): Json {
  const concept = demoConcepts.find(({ id }) => id === conceptIdOf(vocabulary, code));
  if (!concept) throw new RangeError(`no concept ${vocabulary} ${code}`);
  return {
    CONCEPT_ID: concept.id,
    CONCEPT_NAME: concept.name,
    STANDARD_CONCEPT: concept.standard,
    INVALID_REASON: 'V',
    CONCEPT_CODE: concept.code,
    DOMAIN_ID: concept.domain,
    VOCABULARY_ID: concept.vocabulary,
    CONCEPT_CLASS_ID: concept.conceptClass,
  };
}

/** A window relative to the index start, in days; null is unbounded. */
export function startWindow(from: number | null, to: number | null): Json {
  const end = (days: number | null, unbounded: -1 | 1): Json =>
    days === null ? { Coeff: unbounded } : { Days: Math.abs(days), Coeff: days < 0 ? -1 : 1 };
  return { Start: end(from, -1), End: end(to, 1), UseEventEnd: false };
}

/** A criterion within a group: how often an event of the criterion occurs in a window. */
export function occurs(
  count: 'none' | number,
  criteria: JsonObject,
  window: { readonly from: number | null; readonly to: number | null },
): Json {
  return {
    Criteria: criteria,
    StartWindow: startWindow(window.from, window.to),
    Occurrence: count === 'none' ? { Type: 0, Count: 0 } : { Type: 2, Count: count },
  };
}

/** A group of which all criteria must hold. */
export function allOf(criteria: readonly Json[]): Json {
  return { Type: 'ALL', CriteriaList: criteria, DemographicCriteriaList: [], Groups: [] };
}

/** An inclusion rule. */
export function rule(name: string, criteria: readonly Json[], demographic: readonly Json[] = []): Json {
  return {
    name,
    expression: { Type: 'ALL', CriteriaList: criteria, DemographicCriteriaList: demographic, Groups: [] },
  };
}

/** A whole expression: earliest entry event per person with `priorDays` of observation, followed until observation ends. */
export function expression(parts: {
  readonly sets: readonly CodeSet[];
  readonly entry: readonly JsonObject[];
  readonly priorDays: number;
  readonly postDays?: number;
  readonly rules?: readonly Json[];
  readonly endStrategy?: JsonObject;
  readonly limit?: 'First' | 'All';
}): JsonObject {
  const limit = { Type: parts.limit ?? 'First' };
  return {
    ConceptSets: conceptSets(parts.sets),
    PrimaryCriteria: {
      CriteriaList: parts.entry,
      ObservationWindow: { PriorDays: parts.priorDays, PostDays: parts.postDays ?? 0 },
      PrimaryCriteriaLimit: limit,
    },
    QualifiedLimit: limit,
    ExpressionLimit: limit,
    InclusionRules: parts.rules ?? [],
    ...(parts.endStrategy ? { EndStrategy: parts.endStrategy } : {}),
    CensoringCriteria: [],
    CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
    CensorWindow: {},
    cdmVersionRange: '>=5.4.0',
  };
}
