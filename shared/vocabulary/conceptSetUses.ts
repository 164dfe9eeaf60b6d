import type { NodePath } from '../cohort/edit/nodePath.ts';
import { rootOf } from '../cohort/edit/outline.ts';
import { isObject, type JsonObject } from '../cohort/expression/definitionReader.ts';

/** Attributes whose number is a concept set; every other `…SourceConcept` is one too. */
const SET_KEYS = new Set([
  'CodesetId',
  'DrugCodesetId',
  'PayerConcept',
  'PlanConcept',
  'SponsorConcept',
  'StopReasonConcept',
  'PlaceOfServiceLocation',
]);

/** Where a definition uses each of its concept sets, by the set's id: the path of what holds the reference. */
export function conceptSetUses(definition: JsonObject): ReadonlyMap<number, readonly NodePath[]> {
  const root = rootOf(definition);
  const uses = new Map<number, NodePath[]>();
  const visit = (value: unknown, path: NodePath): void => {
    if (Array.isArray(value)) for (const [i, each] of value.entries()) visit(each, [...path, i]);
    if (!isObject(value)) return;
    for (const [key, child] of Object.entries(value)) {
      const isReference = SET_KEYS.has(key) || key.endsWith('SourceConcept');
      if (typeof child === 'number' && isReference) {
        const known = uses.get(child) ?? [];
        uses.set(child, [...known, path]);
      } else if (key !== 'ConceptSets' || path.length !== root.length) visit(child, [...path, key]);
    }
  };
  visit(definition, []);
  return uses;
}
