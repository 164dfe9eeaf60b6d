import { type Sql, sql } from '../../engine/sql.ts';

/** Gives `(SELECT concept_id FROM …)` for a concept set id of the definition. */
export type ConceptSetSource = (conceptSetId: number) => Sql;

/**
 * Concept sets that were resolved into a table (set_key INTEGER, concept_id BIGINT).
 * @param keyOf the definition's concept set id → set_key
 */
export function resolvedConceptSets(table: Sql, keyOf: ReadonlyMap<number, number>): ConceptSetSource {
  return (conceptSetId) =>
    sql`(SELECT concept_id FROM ${table} WHERE set_key = ${keyOf.get(conceptSetId) ?? -1})`;
}
