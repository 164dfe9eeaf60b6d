/**
 * Rows on their way into an engine, as typed columns. `date` is days since 1970-01-01, `timestamp` microseconds of
 * local wall-clock time since then. Where `nulls[i]` is 1 the value is NULL and what stands there means nothing.
 */
export interface Batch {
  readonly rowCount: number;
  readonly columns: readonly BatchColumn[];
}

export type BatchColumn =
  | { readonly type: 'integer' | 'date'; readonly values: Int32Array; readonly nulls: Uint8Array | null }
  | {
      readonly type: 'bigint' | 'timestamp';
      readonly values: BigInt64Array;
      readonly nulls: Uint8Array | null;
    }
  | { readonly type: 'double'; readonly values: Float64Array; readonly nulls: Uint8Array | null }
  | { readonly type: 'boolean'; readonly values: Uint8Array; readonly nulls: Uint8Array | null }
  | { readonly type: 'text'; readonly values: readonly string[]; readonly nulls: Uint8Array | null };

export type BatchType = BatchColumn['type'];

export interface BatchSchema {
  readonly columns: readonly { readonly name: string; readonly type: BatchType }[];
}

/** The SQL type of a table column that takes a batch column. */
export const batchSqlTypes = {
  integer: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
} as const satisfies Readonly<Record<BatchType, string>>;
