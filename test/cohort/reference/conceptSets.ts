import { type CdmIndex, numberIn, requiredIn, textIn } from './cdmData.ts';
import type { ConceptSet, ConceptSetItem } from './expression.ts';

/** Concept set id → the concept ids it resolves to. */
export type ResolvedConceptSets = ReadonlyMap<number, ReadonlySet<number>>;

export function resolveConceptSets(sets: readonly ConceptSet[], cdm: CdmIndex): ResolvedConceptSets {
  const resolved = new Map<number, Set<number>>();
  for (const set of sets) {
    const items = set.expression.items;
    const included = conceptsOf(
      items.filter((item) => !item.isExcluded),
      cdm,
    );
    const excluded = conceptsOf(
      items.filter((item) => item.isExcluded),
      cdm,
    );
    // Sets that share an id are added up.
    const all = resolved.get(set.id) ?? new Set<number>();
    for (const concept of included) if (!excluded.has(concept)) all.add(concept);
    resolved.set(set.id, all);
  }
  return resolved;
}

/** Named concepts that exist, valid descendants, and what maps to either by a valid `Maps to`. */
function conceptsOf(items: readonly ConceptSetItem[], cdm: CdmIndex): Set<number> {
  const result = namedAndDescendants(items, cdm);
  const mapped = items.filter((item) => item.includeMapped);
  if (mapped.length > 0) {
    const targets = namedAndDescendants(mapped, cdm);
    for (const relation of cdm.table('concept_relationship')) {
      if (
        textIn(relation, 'relationship_id') === 'Maps to' &&
        textIn(relation, 'invalid_reason') === null &&
        targets.has(requiredIn(relation, 'concept_id_2'))
      ) {
        result.add(requiredIn(relation, 'concept_id_1'));
      }
    }
  }
  return result;
}

function namedAndDescendants(items: readonly ConceptSetItem[], cdm: CdmIndex): Set<number> {
  const named = new Set(items.map((item) => item.concept.CONCEPT_ID));
  const ancestors = new Set(
    items.filter((item) => item.includeDescendants).map((item) => item.concept.CONCEPT_ID),
  );
  const existing = conceptTable(cdm);
  const result = new Set([...named].filter((id) => existing.has(id)));
  for (const ancestor of ancestors) {
    for (const descendant of descendantsOf(cdm).get(ancestor) ?? []) {
      if (existing.get(descendant) === null) result.add(descendant);
    }
  }
  return result;
}

const conceptTables = new WeakMap<CdmIndex, Map<number, string | null>>();
const descendantTables = new WeakMap<CdmIndex, Map<number, number[]>>();

/** Concept id → invalid_reason. */
function conceptTable(cdm: CdmIndex): Map<number, string | null> {
  let table = conceptTables.get(cdm);
  if (!table) {
    table = new Map(
      cdm.table('concept').map((row) => [requiredIn(row, 'concept_id'), textIn(row, 'invalid_reason')]),
    );
    conceptTables.set(cdm, table);
  }
  return table;
}

function descendantsOf(cdm: CdmIndex): Map<number, number[]> {
  let table = descendantTables.get(cdm);
  if (!table) {
    table = new Map();
    for (const row of cdm.table('concept_ancestor')) {
      const ancestor = requiredIn(row, 'ancestor_concept_id');
      const descendant = numberIn(row, 'descendant_concept_id');
      if (descendant === null) continue;
      const list = table.get(ancestor);
      if (list) list.push(descendant);
      else table.set(ancestor, [descendant]);
    }
    descendantTables.set(cdm, table);
  }
  return table;
}
