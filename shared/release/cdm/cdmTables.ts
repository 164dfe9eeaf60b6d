import type { CdmTable } from './cdmTable.ts';
import { clinicalTables } from './clinicalTables.ts';
import { supportingTables } from './supportingTables.ts';
import { vocabularyTables } from './vocabularyTables.ts';

/** Every table of OMOP CDM 5.4, clinical ones first. */
export const cdmTables: readonly CdmTable[] = [...clinicalTables, ...supportingTables, ...vocabularyTables];

const byName = new Map(cdmTables.map((table) => [table.name, table]));

/** A CDM table by its name, in any case. */
export function findCdmTable(name: string): CdmTable | undefined {
  return byName.get(name.toLowerCase());
}
