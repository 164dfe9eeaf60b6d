import type { Job } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { name } from '../../engine/sql.ts';
import { countRows } from '../countRows.ts';
import type { LoadedTable } from '../open/loadTable.ts';
import type { ReleaseNote } from '../releaseCard.ts';
import { deriveConcepts } from './deriveConcepts.ts';
import { deriveEra, type EraTable } from './deriveEras.ts';
import { deriveHierarchy } from './deriveHierarchy.ts';

/** What was computed because the release has none of it. */
export interface Derived {
  /** Derived table → its rows. */
  readonly rows: ReadonlyMap<string, number>;
  readonly notes: readonly ReleaseNote[];
}

/**
 * Fills the empty tables of schema `cdm` that follow from others: concepts, hierarchy, eras. Expects that a release
 * without concepts was loaded with `sourceCodeRule`.
 */
export async function deriveMissing(
  connection: EngineConnection,
  tables: ReadonlyMap<string, LoadedTable>,
  job: Job,
): Promise<Derived> {
  const rows = new Map<string, number>();
  const notes: ReleaseNote[] = [];
  const isEmpty = (table: string) => (tables.get(table)?.rows ?? 0) === 0;
  const noConcepts = isEmpty('concept');
  let concepts = noConcepts ? await deriveConcepts(connection, job) : 0;
  if (isEmpty('concept_ancestor')) {
    const found = await deriveHierarchy(connection, noConcepts, job);
    notes.push({ code: found ? 'hierarchyFromPrefixes' : 'noHierarchy' });
    if (found)
      rows.set('concept_ancestor', await countRows(connection, name('cdm', 'concept_ancestor'), job));
    if (found && noConcepts) concepts = await countRows(connection, name('cdm', 'concept'), job);
  }
  if (concepts > 0) {
    rows.set('concept', concepts);
    notes.push({ code: 'conceptsFromSourceCodes', concepts });
  }
  for (const [era, from] of ERAS) {
    if (!isEmpty(era) || from.some(isEmpty)) continue;
    const eras = await deriveEra(connection, era, job);
    if (eras === 0) continue;
    rows.set(era, eras);
    notes.push({ code: 'erasDerived', table: era });
  }
  return { rows, notes };
}

const ERAS: readonly (readonly [EraTable, readonly string[]])[] = [
  ['condition_era', ['condition_occurrence']],
  ['drug_era', ['drug_exposure']],
  ['dose_era', ['drug_exposure', 'drug_strength']],
];
