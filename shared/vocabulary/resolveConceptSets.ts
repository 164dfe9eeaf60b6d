import { type Sql, sql } from '../engine/sql.ts';
import { type ConceptSet, type ConceptSetItem, conceptSetKey } from './conceptSet.ts';

/** Concept sets of many definitions, identical expressions once. */
export class ConceptSetPool {
  readonly #keys = new Map<string, number>();
  readonly #items: (readonly ConceptSetItem[])[] = [];

  /** @returns the sets' ids in their definition → set_key in the resolved table */
  add(sets: readonly ConceptSet[]): Map<number, number> {
    return new Map(sets.map(({ id, items }) => [id, this.#keyOf(items)]));
  }

  #keyOf(items: readonly ConceptSetItem[]): number {
    const canonical = conceptSetKey(items);
    const known = this.#keys.get(canonical);
    if (known !== undefined) return known;
    const key = this.#items.push(items) - 1;
    this.#keys.set(canonical, key);
    return key;
  }

  get size(): number {
    return this.#items.length;
  }

  /** `SELECT set_key, concept_id` of every set in the pool; see {@link resolvedItems}. */
  resolve(): Sql {
    return sql`${resolvedItems(this.#items)}\nORDER BY set_key, concept_id`;
  }
}

/**
 * Resolves concept sets against cdm.concept, concept_ancestor and concept_relationship, as Circe does: an item's
 * own concept must be in `concept` (valid or not); descendants must be valid; mapped concepts are those that map to
 * an item (or its descendants) by a valid 'Maps to'; what any excluded item yields is taken out.
 * @param sets items of each set; set_key is the place in this list
 * @returns a query `SELECT set_key, concept_id` without repetitions
 */
export function resolvedItems(sets: readonly (readonly ConceptSetItem[])[]): Sql {
  const rows = sets.flatMap((items, key) => items.map((item) => ({ key, item })));
  // One text per column is parsed far faster than thousands of literals.
  const column = (of: (row: (typeof rows)[number]) => number): Sql =>
    sql`UNNEST(CAST(string_split(${rows.map(of).join(' ')}, ' ') AS BIGINT[]))`;
  if (rows.length === 0)
    return sql`SELECT CAST(0 AS INTEGER) AS set_key, CAST(0 AS BIGINT) AS concept_id WHERE FALSE`;
  return sql`WITH item AS MATERIALIZED (
  SELECT
    ${column(({ key }) => key)} AS set_key,
    ${column(({ item }) => item.conceptId)} AS concept_id,
    ${column(({ item }) => Number(item.isExcluded))} AS excluded,
    ${column(({ item }) => Number(item.includeDescendants))} AS descendants,
    ${column(({ item }) => Number(item.includeMapped))} AS mapped
),
base AS (
  SELECT i.set_key, c.concept_id, i.excluded, i.mapped
  FROM item AS i
  JOIN cdm.concept AS c ON c.concept_id = i.concept_id
  UNION ALL
  SELECT i.set_key, c.concept_id, i.excluded, i.mapped
  FROM item AS i
  JOIN cdm.concept_ancestor AS a ON a.ancestor_concept_id = i.concept_id
  JOIN cdm.concept AS c ON c.concept_id = a.descendant_concept_id AND c.invalid_reason IS NULL
  WHERE i.descendants = 1
),
member AS (
  SELECT set_key, concept_id, excluded FROM base
  UNION ALL
  SELECT b.set_key, r.concept_id_1, b.excluded
  FROM base AS b
  JOIN cdm.concept_relationship AS r
    ON r.concept_id_2 = b.concept_id AND r.relationship_id = 'Maps to' AND r.invalid_reason IS NULL
  WHERE b.mapped = 1
)
SELECT CAST(set_key AS INTEGER) AS set_key, CAST(concept_id AS BIGINT) AS concept_id
FROM member
GROUP BY set_key, concept_id
HAVING MAX(excluded) = 0`;
}
