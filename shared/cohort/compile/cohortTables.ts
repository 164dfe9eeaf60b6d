import { cdmTable, type Sql, sql } from '../../engine/sql.ts';
import type { DomainName } from '../expression/domains.ts';

/** Which concept column of an event a concept set is about. */
export type ConceptRole = 'concept' | 'sourceConcept';

/** Where a statement finds what it reads: concept sets, tables, and events that were already picked out. */
export interface CohortTables {
  /** `(SELECT concept_id FROM …)` of a concept set of the definition. */
  concepts(conceptSetId: number): Sql;
  /** A table of OMOP CDM, or a copy of its rows. */
  table(name: string): Sql;
  /**
   * Events of a domain that match a concept set, with the domain's own column names; null when they were not
   * picked out, so that the statement must do it.
   */
  eventsOf(domain: DomainName, role: ConceptRole, conceptSetId: number): PickedEvents | null;
}

/** A relation and the condition on its rows (alias `e`). */
export interface PickedEvents {
  readonly from: Sql;
  readonly where: Sql;
}

/**
 * Reads schema `cdm` itself, and concept sets from a table (set_key INTEGER, concept_id BIGINT).
 * @param keyOf the definition's concept set id → set_key
 */
export function cdmTables(members: Sql, keyOf: ReadonlyMap<number, number>): CohortTables {
  return {
    concepts: (id) => sql`(SELECT concept_id FROM ${members} WHERE set_key = ${keyOf.get(id) ?? -1})`,
    table: cdmTable,
    eventsOf: () => null,
  };
}
