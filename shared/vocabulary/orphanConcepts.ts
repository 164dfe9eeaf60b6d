import type { OrphanConcept } from './conceptApi.ts';
import type { ConceptCatalogue } from './conceptCatalogue.ts';
import type { ConceptRelations, Relation } from './conceptRelations.ts';
import { type ItemYields, membersOf } from './resolveItems.ts';
import { searchText } from './searchText.ts';

const ORPHAN_LIMIT = 200;
/** Names of so many items are searched, and so many hits of each are looked at. */
const NAMED_ITEMS = 50;
const NAME_HITS = 300;

type Reason = OrphanConcept['reason'];
/** The strongest reason first; used concepts come before unused ones whatever the reason. */
const REASONS: readonly Reason[] = ['child', 'mapped', 'name', 'sibling'];

/**
 * Concepts that seem to belong to a set and are not in it: children of members, concepts mapped to or from members,
 * concepts whose name holds an item's name, siblings of items. The last two only of the item's domain and where the
 * release uses them.
 */
export async function orphanConcepts(
  catalogue: ConceptCatalogue,
  relations: ConceptRelations,
  yields: ItemYields,
): Promise<readonly OrphanConcept[]> {
  const { members } = membersOf(yields);
  const items = yields.items.filter(({ isExcluded }) => !isExcluded).map(({ conceptId }) => conceptId);
  const parents = await relations.parents(items);
  const itemsUnder = new Map(parents.map(({ of, is }) => [is, of]));
  const siblings = await relations.children(itemsUnder.keys());
  const found: Readonly<Record<Reason, readonly Relation[]>> = {
    child: await relations.children(members),
    mapped: [...(await relations.mapsTo(members)), ...(await relations.mappedFrom(members))],
    name: items.slice(0, NAMED_ITEMS).flatMap((item) => sameNamed(catalogue, item)),
    sibling: siblings.map(({ of, is }) => ({ of: itemsUnder.get(of) ?? of, is })),
  };
  const orphans = new Map<number, OrphanConcept>();
  for (const reason of REASONS) {
    for (const { of, is } of found[reason]) {
      // What any item yields is in the set, or was left out of it on purpose.
      if (yields.origins.has(is) || orphans.has(is)) continue;
      const at = catalogue.placeOf(is);
      if (at < 0 || (isWeak(reason) && !isLike(catalogue, of, is))) continue;
      const { id, name } = catalogue.entry(of);
      orphans.set(is, { ...catalogue.entryAt(at), reason, of: { id, name } });
    }
  }
  const valid = [...orphans.values()].filter(({ invalidReason, counts }) => !invalidReason || counts?.role);
  const places = new Map(catalogue.byUse(valid.map(({ id }) => id)).map((id, place) => [id, place]));
  return valid.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0)).slice(0, ORPHAN_LIMIT);
}

function isWeak(reason: Reason): boolean {
  return reason === 'name' || reason === 'sibling';
}

function isLike(catalogue: ConceptCatalogue, item: number, other: number): boolean {
  return catalogue.isUsed(other) && catalogue.entry(item).domain === catalogue.entry(other).domain;
}

/** Concepts whose names hold the Japanese or the English name of an item. */
function sameNamed(catalogue: ConceptCatalogue, item: number): Relation[] {
  const at = catalogue.placeOf(item);
  if (at < 0) return [];
  const { japanese, english, domain } = catalogue.entryAt(at);
  const filters = { domains: [domain], vocabularies: [], standardOnly: false, usedOnly: true };
  const names = [japanese, english].filter((text) => text !== null && isTelling(text));
  return names.flatMap((text) =>
    Array.from(catalogue.index.search(text ?? '', filters).subarray(0, NAME_HITS), (place) => ({
      of: item,
      is: catalogue.table.ids[place] ?? 0,
    })),
  );
}

/** Names of one sign, or of a few Latin letters, are part of too much. */
function isTelling(text: string): boolean {
  const searched = searchText(text);
  return searched.length >= (/^[a-z0-9 ]*$/.test(searched) ? 4 : 2);
}
