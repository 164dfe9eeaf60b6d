import type { NodePath } from '../cohort/edit/nodePath.ts';
import type { JsonObject } from '../cohort/expression/definitionReader.ts';
import { conceptSetKey } from './conceptSet.ts';
import { conceptSetUses } from './conceptSetUses.ts';
import { conceptSetsOf, conceptSetsPath, rawItems, setName } from './rawConceptSet.ts';

/** A definition whose concept sets are listed. */
export interface SetSource {
  readonly key: string;
  /** What it is called on screen. */
  readonly name: string;
  readonly document: JsonObject;
  /** Whether it is open for editing. */
  readonly isDraft: boolean;
}

/** A concept set with all definitions that hold it under the same name with the same content. */
export interface LibrarySet {
  readonly key: string;
  readonly name: string;
  readonly set: JsonObject;
  readonly places: readonly SetPlace[];
  /** Other names under which the same content stands. */
  readonly sameContent: readonly string[];
}

export interface SetPlace {
  readonly source: SetSource;
  /** Where the set stands in the definition's document. */
  readonly path: NodePath;
  readonly uses: readonly NodePath[];
}

/** Every concept set of the definitions, by name; sets of one name that differ stand one after the other. */
export function conceptSetLibrary(sources: readonly SetSource[]): readonly LibrarySet[] {
  const sets = new Map<string, { name: string; content: string; set: JsonObject; places: SetPlace[] }>();
  const namesOf = new Map<string, Set<string>>();
  for (const source of sources) {
    const uses = conceptSetUses(source.document);
    const path = conceptSetsPath(source.document);
    conceptSetsOf(source.document).forEach((set, place) => {
      const name = setName(set);
      const content = conceptSetKey(rawItems(set).map(({ item }) => item));
      const key = JSON.stringify([name, content]);
      const known = sets.get(key) ?? { name, content, set, places: [] };
      const used = typeof set.id === 'number' ? (uses.get(set.id) ?? []) : [];
      known.places.push({ source, path: [...path, place], uses: used });
      sets.set(key, known);
      // Empty sets say nothing: they are not the same.
      if (content !== '') namesOf.set(content, (namesOf.get(content) ?? new Set()).add(name));
    });
  }
  return [...sets]
    .map(([key, { name, content, set, places }]) => ({
      key,
      name,
      set,
      places,
      sameContent: [...(namesOf.get(content) ?? [])].filter((other) => other !== name),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'ja') || (a.key < b.key ? -1 : 1));
}

export function isUsedSomewhere({ places }: LibrarySet): boolean {
  return places.some(({ uses }) => uses.length > 0);
}
