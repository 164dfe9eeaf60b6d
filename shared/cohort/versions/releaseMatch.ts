import type { ConceptCatalogue } from '../../vocabulary/conceptCatalogue.ts';
import type { ConceptRelations, Relation } from '../../vocabulary/conceptRelations.ts';
import type { ConceptMatch, ConceptProposal, WantedConcept } from './releaseMatchApi.ts';

const mostProposals = 5;
const none: ReadonlyMap<number, readonly number[]> = new Map();

type Found = readonly { readonly id: number; readonly by: ConceptProposal['by'] }[];

/**
 * Finds what of a definition's concepts a release lacks, and what it has in their place: concepts of the same code
 * (dots, spaces and case apart) in any vocabulary, of the same name, and standard or source concepts that they map to or
 * from. The same code of the same vocabulary
 * comes first, then concepts with records; for one without records, only such are proposed.
 */
export async function matchRelease(
  wanted: readonly WantedConcept[],
  catalogue: ConceptCatalogue,
  relations: Pick<ConceptRelations, 'mapsTo' | 'mappedFrom'>,
  usage: boolean,
): Promise<readonly ConceptMatch[]> {
  const known = wanted.filter(({ id }) => catalogue.placeOf(id) >= 0);
  const unknown = wanted.filter(({ id }) => catalogue.placeOf(id) < 0);
  const sources = usage ? byConcept(await relations.mappedFrom(known.map(({ id }) => id))) : none;
  const unused = usage ? known.filter((concept) => !hasRecords(concept, catalogue, sources)) : [];
  const missing = [...unknown, ...unused];
  if (missing.length === 0) return [];
  const alike = sameTexts(missing, catalogue);
  const near = [...missing.map(({ id }) => id), ...[...alike.values()].flat().map(({ id }) => id)];
  const targets = byConcept(await relations.mapsTo(new Set(near)));
  return missing.map((concept): ConceptMatch => {
    const state = catalogue.placeOf(concept.id) < 0 ? 'unknown' : 'unused';
    const found = [
      ...(alike.get(concept.id) ?? []),
      ...[concept.id, ...(alike.get(concept.id) ?? []).map(({ id }) => id)].flatMap((id) =>
        (targets.get(id) ?? []).map((target) => ({ id: target, by: 'standard' as const })),
      ),
      ...(sources.get(concept.id) ?? []).map((id) => ({ id, by: 'source' as const })),
    ];
    return {
      id: concept.id,
      state,
      concept: state === 'unknown' ? null : catalogue.entry(concept.id),
      proposals: best(found, concept, catalogue, state === 'unused'),
    };
  });
}

function hasRecords(
  { id, withDescendants, withMapped }: WantedConcept,
  catalogue: ConceptCatalogue,
  sources: ReadonlyMap<number, readonly number[]>,
): boolean {
  if (catalogue.isUsed(id)) return true;
  const below = withDescendants ? catalogue.entry(id).withDescendants : null;
  if (below && below.records !== 0) return true;
  return withMapped && (sources.get(id) ?? []).some((source) => catalogue.isUsed(source));
}

/** Concepts of the same code or name, by the concept wanted. One pass over the vocabulary. */
function sameTexts(wanted: readonly WantedConcept[], catalogue: ConceptCatalogue): Map<number, Found> {
  const { ids, codes, names, size } = catalogue.table;
  const byCode = grouped(wanted, ({ code }) => plainCode(code));
  const byName = grouped(wanted, ({ name }) => plainName(name));
  const found = new Map<number, { id: number; by: ConceptProposal['by'] }[]>();
  const add = (to: readonly WantedConcept[] | undefined, at: number, by: ConceptProposal['by']) => {
    for (const { id } of to ?? []) {
      const list = found.get(id) ?? [];
      list.push({ id: ids[at] ?? 0, by });
      found.set(id, list);
    }
  };
  for (let at = 0; at < size; at++) {
    add(byCode.get(plainCode(codes[at] ?? '')), at, 'sameCode');
    add(byName.get(plainName(names[at] ?? '')), at, 'sameName');
  }
  return found;
}

function grouped(
  wanted: readonly WantedConcept[],
  key: (concept: WantedConcept) => string,
): Map<string, readonly WantedConcept[]> {
  const groups = new Map<string, WantedConcept[]>();
  for (const concept of wanted) {
    if (key(concept) !== '') groups.set(key(concept), [...(groups.get(key(concept)) ?? []), concept]);
  }
  return groups;
}

function plainCode(code: string): string {
  return code.replaceAll(/[.\s-]/g, '').toUpperCase();
}

function plainName(name: string): string {
  return name.trim().toLowerCase();
}

function best(
  found: Found,
  wanted: WantedConcept,
  catalogue: ConceptCatalogue,
  usedOnly: boolean,
): readonly ConceptProposal[] {
  const first = new Map<number, ConceptProposal['by']>();
  for (const { id, by } of found) if (id !== wanted.id && !first.has(id)) first.set(id, by);
  const isUsed = (id: number) =>
    catalogue.isUsed(id) || (wanted.withDescendants && catalogue.entry(id).withDescendants !== null);
  const score = (id: number) => {
    const isSame = first.get(id) === 'sameCode';
    const isAtHome = catalogue.entry(id).vocabulary === wanted.vocabulary;
    return (isSame && isAtHome ? 8 : 0) + (isUsed(id) ? 4 : 0) + (isSame ? 2 : 0) + (isAtHome ? 1 : 0);
  };
  return catalogue
    .byUse(first.keys())
    .filter((id) => catalogue.placeOf(id) >= 0 && (!usedOnly || isUsed(id)))
    .sort((one, other) => score(other) - score(one))
    .slice(0, mostProposals)
    .map((id) => ({ concept: catalogue.entry(id), by: first.get(id) ?? 'sameCode' }));
}

function byConcept(relations: readonly Relation[]): Map<number, readonly number[]> {
  const map = new Map<number, number[]>();
  for (const { of, is } of relations) map.set(of, [...(map.get(of) ?? []), is]);
  return map;
}
