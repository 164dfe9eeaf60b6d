/**
 * Query results as columns of typed arrays: the only shape in which rows leave an engine. Cast in SQL so that a
 * column arrives as one of these (counts to INTEGER, sums and decimals to DOUBLE, dates to epoch days as INTEGER
 * through `epochDays`); ids stay BIGINT.
 */
export type Column =
  | { readonly type: 'int32'; readonly values: Int32Array; readonly nulls: Uint8Array | null }
  | { readonly type: 'float64'; readonly values: Float64Array; readonly nulls: Uint8Array | null }
  | { readonly type: 'int64'; readonly values: BigInt64Array; readonly nulls: Uint8Array | null }
  | { readonly type: 'bool'; readonly values: Uint8Array; readonly nulls: Uint8Array | null }
  | { readonly type: 'text'; readonly values: readonly string[]; readonly nulls: Uint8Array | null };

/** `nulls[i]` is 1 where row i is NULL; the value there is 0, 0n or ''. */
export interface Columns {
  readonly rowCount: number;
  readonly names: readonly string[];
  readonly columns: readonly Column[];
}

export type Cell = number | bigint | boolean | string | null;

/** @returns the value at `row` of a column; bool as boolean; NULL as null */
export function cellOf(column: Column, row: number): Cell {
  if (column.nulls?.[row]) return null;
  if (column.type === 'bool') return column.values[row] === 1;
  return column.values[row] ?? null;
}

/** Small results as row objects. For large ones read the typed arrays. */
export function toRows(result: Columns): Record<string, Cell>[] {
  return Array.from({ length: result.rowCount }, (_, row) =>
    Object.fromEntries(result.columns.map((column, i) => [result.names[i] ?? '', cellOf(column, row)])),
  );
}
