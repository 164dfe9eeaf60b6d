import type { AttributeTest } from './attributes.ts';
import type { Row } from './cdmData.ts';

/** How one Circe domain reads its OMOP table. */
export interface Domain {
  readonly name: string;
  readonly table: string;
  readonly idColumn: string;
  readonly conceptColumn: string;
  /** Attribute that names a concept set for the source concept, and its column. */
  readonly sourceConcept?: { readonly attribute: string; readonly column: string };
  readonly start: (row: Row) => number;
  readonly end: (row: Row) => number | null;
  /** False where the domain has no visit (eras, death, periods, specimens). */
  readonly hasVisit: boolean;
  /** Whether `CodesetId` limits the rows; period domains have none. */
  readonly hasConceptSet: boolean;
  /** How `First` orders a person's rows: periods leave ties on the start open, the rest break them by id. */
  readonly firstBy: 'startThenId' | 'start' | 'never';
  /** Every attribute that filters, besides CodesetId, source concept, First, CorrelatedCriteria and DateAdjustment. */
  readonly attributes: Readonly<Record<string, AttributeTest>>;
  /** The columns that a distinct count may name, besides START_DATE, END_DATE and VISIT_ID. */
  readonly distinct: Readonly<Record<string, string | 'one' | 'length'>>;
}
