import { listAt } from '../cohort/edit/jsonEdit.ts';
import type { NodePath } from '../cohort/edit/nodePath.ts';
import { rootOf } from '../cohort/edit/outline.ts';
import { isObject, type JsonObject } from '../cohort/expression/definitionReader.ts';
import { circeConcept } from './circeConcept.ts';
import type { ConceptEntry } from './conceptApi.ts';
import type { ConceptSetItem } from './conceptSet.ts';

/** What an item of a concept set can be switched to. */
export type ItemFlag = 'isExcluded' | 'includeDescendants' | 'includeMapped';

/** One item as the file has it. */
export interface RawItem {
  readonly raw: JsonObject;
  readonly item: ConceptSetItem;
  /** What the file says of the concept; '' where it says nothing. */
  readonly name: string;
  readonly code: string;
  readonly vocabulary: string;
}

/** The items of a concept set in Circe JSON, `{id, name, expression: {items}}`, one for each place. */
export function rawItems(set: JsonObject): readonly RawItem[] {
  return itemList(set).map((value) => {
    const raw = isObject(value) ? value : {};
    const concept = isObject(raw.concept) ? raw.concept : {};
    const text = (key: string) => (typeof concept[key] === 'string' ? concept[key] : '');
    const conceptId = Number(concept.CONCEPT_ID ?? 0);
    return {
      raw,
      item: {
        conceptId: Number.isSafeInteger(conceptId) && conceptId >= 0 ? conceptId : 0,
        isExcluded: raw.isExcluded === true,
        includeDescendants: raw.includeDescendants === true,
        includeMapped: raw.includeMapped === true,
      },
      name: text('CONCEPT_NAME'),
      code: text('CONCEPT_CODE'),
      vocabulary: text('VOCABULARY_ID'),
    };
  });
}

export function setName(set: JsonObject): string {
  return typeof set.name === 'string' ? set.name : '';
}

export function renamed(set: JsonObject, name: string): JsonObject {
  return { ...set, name };
}

export function withFlag(set: JsonObject, place: number, flag: ItemFlag, on: boolean): JsonObject {
  return withItems(
    set,
    itemList(set).map((item, i) => (i === place && isObject(item) ? { ...item, [flag]: on } : item)),
  );
}

export function withoutItem(set: JsonObject, place: number): JsonObject {
  return withItems(
    set,
    itemList(set).filter((_, i) => i !== place),
  );
}

/** Adds concepts with the flags given; those that are items already are not added again. */
export function withConcepts(
  set: JsonObject,
  concepts: readonly ConceptEntry[],
  flags: Partial<Record<ItemFlag, boolean>> = {},
): JsonObject {
  const known = new Set(rawItems(set).map(({ item }) => item.conceptId));
  const added = concepts
    .filter(({ id }) => !known.has(id))
    .map((concept) => ({
      concept: circeConcept(concept),
      isExcluded: flags.isExcluded ?? false,
      includeDescendants: flags.includeDescendants ?? false,
      includeMapped: flags.includeMapped ?? false,
    }));
  return added.length === 0 ? set : withItems(set, [...itemList(set), ...added]);
}

/** Where the concept sets of a definition stand. */
export function conceptSetsPath(definition: JsonObject): NodePath {
  return [...rootOf(definition), 'ConceptSets'];
}

/** What stands in the list of concept sets, whatever it is: places count. */
export function conceptSetsOf(definition: JsonObject): readonly JsonObject[] {
  return listAt(definition, conceptSetsPath(definition)).map((set) => (isObject(set) ? set : {}));
}

function itemList({ expression }: JsonObject): readonly unknown[] {
  return isObject(expression) && Array.isArray(expression.items) ? expression.items : [];
}

function withItems(set: JsonObject, items: readonly unknown[]): JsonObject {
  const expression = isObject(set.expression) ? set.expression : {};
  return { ...set, expression: { ...expression, items } };
}
