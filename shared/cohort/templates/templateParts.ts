import { newCorrelated, newGroup, newRule } from '../edit/newNodes.ts';
import type { JsonObject } from '../expression/definitionReader.ts';
import type { ChosenConcepts, ConceptFieldName, NumberFieldName, TemplateValues } from './template.ts';

/** The concept sets of a definition under construction, numbered as they are first used. */
export class TemplateSets {
  readonly #values: TemplateValues;
  readonly #sets = new Map<ConceptFieldName, JsonObject>();

  constructor(values: TemplateValues) {
    this.#values = values;
  }

  /** The concepts chosen for a field; null where none were. */
  chosen(name: ConceptFieldName): ChosenConcepts | null {
    const chosen = this.#values.concepts[name];
    return chosen && chosen.concepts.length > 0 ? chosen : null;
  }

  /** `CodesetId` for the concepts of a field. */
  id(name: ConceptFieldName): number {
    const known = this.#sets.get(name);
    if (known) return Number(known.id);
    const id = this.#sets.size;
    const { name: called, concepts } = this.#values.concepts[name] ?? { name, concepts: [] };
    const items = concepts.map((concept) => ({
      concept,
      isExcluded: false,
      includeDescendants: concept.STANDARD_CONCEPT !== 'N',
      includeMapped: false,
    }));
    this.#sets.set(name, { id, name: called, expression: { items } });
    return id;
  }

  number(name: NumberFieldName): number {
    return this.#values.numbers[name] ?? 0;
  }

  all(): readonly JsonObject[] {
    return [...this.#sets.values()];
  }
}

/** A whole definition in the form that keeps its name: the first entry event of each person. */
export function templateDefinition(
  values: TemplateValues,
  sets: TemplateSets,
  parts: {
    readonly entry: JsonObject;
    readonly rules: readonly JsonObject[];
    readonly endStrategy?: JsonObject;
  },
): JsonObject {
  const first = { Type: 'First' };
  return {
    name: values.name,
    expression: {
      ConceptSets: sets.all(),
      PrimaryCriteria: {
        CriteriaList: [parts.entry],
        ObservationWindow: { PriorDays: sets.number('washout'), PostDays: 0 },
        PrimaryCriteriaLimit: first,
      },
      QualifiedLimit: first,
      ExpressionLimit: first,
      InclusionRules: parts.rules,
      ...(parts.endStrategy ? { EndStrategy: parts.endStrategy } : {}),
      CensoringCriteria: [],
      CollapseSettings: { CollapseType: 'ERA', EraPad: 0 },
      CensorWindow: {},
      cdmVersionRange: '>=5.4.0',
    },
  };
}

/** A rule about age, or none where everybody is old enough. */
export function ageRule(values: TemplateValues, sets: TemplateSets): JsonObject[] {
  const age = sets.number('age');
  if (age <= 0) return [];
  const demographics = [{ Age: { Value: age, Op: 'gte' } }];
  return [newRule(values.ruleNames.adult(age), newGroup({ demographics }))];
}

/** Days around the index date: negative before it; null is without end on that side. */
export function window(from: number | null, to: number | null): JsonObject {
  const bound = (days: number | null, side: -1 | 1): JsonObject =>
    days === null ? { Days: null, Coeff: side } : { Days: Math.abs(days), Coeff: days < 0 ? -1 : 1 };
  return { Start: bound(from, -1), End: bound(to, 1), UseIndexEnd: false, UseEventEnd: false };
}

/** At least one event in a window. */
export function atLeastOne(criterion: JsonObject, around: JsonObject): JsonObject {
  return { ...newCorrelated(criterion), StartWindow: around };
}

/** No event in a window. */
export function never(criterion: JsonObject, around: JsonObject): JsonObject {
  return { ...newCorrelated(criterion, { Type: 0, Count: 0 }), StartWindow: around };
}
