import { indented, join, literal, type Sql, sql } from '../engine/sql.ts';
import type { ConceptSetItem } from './conceptSet.ts';

/**
 * One concept set as a query `SELECT concept_id` for people to read, with the meaning of resolvedItems
 * (resolveConceptSets.ts), which is faster for many.
 */
export function readableConceptSet(items: readonly ConceptSetItem[]): Sql {
  const included = items.filter(({ isExcluded }) => !isExcluded);
  const excluded = items.filter(({ isExcluded }) => isExcluded);
  if (included.length === 0) return sql`SELECT concept_id FROM cdm.concept WHERE FALSE`;
  if (excluded.length === 0) return membersOf(included);
  return sql`SELECT concept_id FROM (
  ${indented(membersOf(included))}
) AS included
EXCEPT
SELECT concept_id FROM (
  ${indented(membersOf(excluded))}
) AS excluded`;
}

/** Concepts of the items, their descendants, and what maps to either, as the items ask. */
function membersOf(items: readonly ConceptSetItem[]): Sql {
  const own = ownAndBelow(items);
  const mapped = items.filter(({ includeMapped }) => includeMapped);
  if (mapped.length === 0) return own;
  return sql`${own}
UNION
SELECT r.concept_id_1
FROM cdm.concept_relationship AS r
WHERE r.relationship_id = 'Maps to'
  AND r.invalid_reason IS NULL
  AND r.concept_id_2 IN (
    ${indented(ownAndBelow(mapped), 4)}
  )`;
}

function ownAndBelow(items: readonly ConceptSetItem[]): Sql {
  const ids = (some: readonly ConceptSetItem[]): Sql => join(some.map(({ conceptId }) => literal(conceptId)));
  const own = sql`SELECT concept_id FROM cdm.concept WHERE concept_id IN (${ids(items)})`;
  const parents = items.filter(({ includeDescendants }) => includeDescendants);
  if (parents.length === 0) return own;
  return sql`${own}
UNION
SELECT c.concept_id
FROM cdm.concept_ancestor AS a
JOIN cdm.concept AS c ON c.concept_id = a.descendant_concept_id AND c.invalid_reason IS NULL
WHERE a.ancestor_concept_id IN (${ids(parents)})`;
}
