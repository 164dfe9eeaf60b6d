import { circeConcept } from '../../vocabulary/circeConcept.ts';
import type { ConceptEntry } from '../../vocabulary/conceptApi.ts';
import { conceptSetsOf, conceptSetsPath, rawItems, setName } from '../../vocabulary/rawConceptSet.ts';
import { valueAt, withValue } from '../edit/jsonEdit.ts';
import type { NodePath } from '../edit/nodePath.ts';
import type { JsonObject } from '../expression/definitionReader.ts';
import { isObject } from '../expression/definitionReader.ts';
import type { WantedConcept } from './releaseMatchApi.ts';

/** One concept of a concept set, with its place in the definition. */
export interface WantedItem {
  readonly path: NodePath;
  readonly wanted: WantedConcept;
}

export interface WantedSet {
  readonly path: NodePath;
  readonly name: string;
  readonly items: readonly WantedItem[];
}

/** The concepts that a definition's concept sets name. */
export function wantedSets(document: JsonObject): readonly WantedSet[] {
  return conceptSetsOf(document).map((set, at) => {
    const path = [...conceptSetsPath(document), at];
    const items = rawItems(set).map(({ item, name, code, vocabulary }, place) => ({
      path: [...path, 'expression', 'items', place],
      wanted: {
        id: item.conceptId,
        name,
        code,
        vocabulary,
        withDescendants: item.includeDescendants,
        withMapped: item.includeMapped,
      },
    }));
    return { path, name: setName(set), items: items.filter(({ wanted }) => wanted.id !== 0) };
  });
}

/** Each concept wanted once; where one is wanted in several ways, with all of them. */
export function distinctWanted(sets: readonly WantedSet[]): readonly WantedConcept[] {
  const byId = new Map<number, WantedConcept>();
  for (const { wanted } of sets.flatMap(({ items }) => items)) {
    const known = byId.get(wanted.id);
    byId.set(wanted.id, {
      ...wanted,
      name: known?.name || wanted.name,
      code: known?.code || wanted.code,
      withDescendants: wanted.withDescendants || known?.withDescendants === true,
      withMapped: wanted.withMapped || known?.withMapped === true,
    });
  }
  return [...byId.values()];
}

/** The definition with another concept at a place; what else the item says stays. */
export function withConceptAt(document: JsonObject, path: NodePath, concept: ConceptEntry): JsonObject {
  const item = valueAt(document, path);
  return isObject(item) ? withValue(document, path, { ...item, concept: circeConcept(concept) }) : document;
}
