import type { Columns } from './columns.ts';
import type { Job } from './job.ts';

/** A table to be written to a file: names and types, and rows as columns in the same order. */
export interface WritableTable {
  /** `date` columns arrive as int32 epoch days, `bigint` as int64, `text` as text. */
  readonly columns: readonly { readonly name: string; readonly type: 'bigint' | 'date' | 'text' }[];
  readonly batches: AsyncIterable<Columns>;
}

/**
 * Writes a table to a `.parquet` or `.csv` file, whole or not at all.
 * @returns rows written
 * @throws AkashiError `file.unwritable`, `file.diskFull`, `cancelled`
 */
export type TableWriter = (path: string, table: WritableTable, job: Job) => Promise<number>;
