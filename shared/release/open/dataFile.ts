import type { CdmTable } from '../cdm/cdmTable.ts';
import { findCdmTable } from '../cdm/cdmTables.ts';
import type { ReleaseFileEntry } from '../releaseFiles.ts';

/** A file of a release that holds a table or a part of one. */
export interface DataFile {
  readonly table: CdmTable;
  readonly entry: ReleaseFileEntry;
  readonly kind: 'parquet' | 'csv';
  /** As the manifest declares them; null where it does not. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
}

/** What the ending of a path says of its format; null for files that cannot hold a table. */
export function fileKind(path: string): DataFile['kind'] | null {
  if (/\.(parquet|parq)$/i.test(path)) return 'parquet';
  return /\.(csv|tsv|txt)$/i.test(path) ? 'csv' : null;
}

/**
 * The OMOP table that a path names: `person.csv`, `PERSON.parquet`, `measurement_0001.parquet`,
 * `measurement-part-3.parquet`, `measurement/anything.parquet`.
 */
export function tableOfPath(path: string): CdmTable | undefined {
  const parts = path.split('/');
  const stem = (parts.at(-1) ?? '').replace(/\.\w+$/, '');
  return (
    findCdmTable(stem) ??
    findCdmTable(stem.replace(/[-_.]?(part)?[-_.]?\d+$/i, '')) ??
    findCdmTable(parts.at(-2) ?? '')
  );
}
