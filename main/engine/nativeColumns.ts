import { type DuckDBDataChunk, type DuckDBMaterializedResult, DuckDBTypeId } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { Column, Columns } from '../../shared/engine/columns.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';

/** A column while it is filled; `nulls` appears with the first NULL. */
type Filling<C extends Column = Column> = C extends Column
  ? Omit<C, 'nulls'> & { nulls: Uint8Array | null }
  : never;

/**
 * Copies a materialised result into typed columns, chunk vector by chunk vector.
 * @throws AkashiError `engine.query` when a column's type is none that leaves an engine (cast it in SQL)
 */
export async function readColumns(result: DuckDBMaterializedResult): Promise<Columns> {
  const rowCount = result.rowCount;
  const names = result.columnNames();
  const columns = names.map((_, index) => emptyColumn(result, index, rowCount));
  let offset = 0;
  for (let place = 0; place < result.chunkCount; place++) {
    const chunk = result.getChunk(place);
    const rows = chunk.rowCount;
    for (const [index, column] of columns.entries())
      copyVector(chunk, rows, index, column as Filling, offset);
    offset += rows;
    // Waiting for each chunk takes longer than copying it; between some, others have their turn.
    if (place % chunksAtOnce === chunksAtOnce - 1) await new Promise(setImmediate);
  }
  return { rowCount, names, columns };
}

/** Copied in a few milliseconds. */
const chunksAtOnce = 256;

function emptyColumn(result: DuckDBMaterializedResult, index: number, rows: number): Column {
  const nulls = null;
  switch (result.columnTypeId(index)) {
    case DuckDBTypeId.INTEGER:
      return { type: 'int32', values: new Int32Array(rows), nulls };
    case DuckDBTypeId.BIGINT:
      return { type: 'int64', values: new BigInt64Array(rows), nulls };
    case DuckDBTypeId.DOUBLE:
      return { type: 'float64', values: new Float64Array(rows), nulls };
    case DuckDBTypeId.BOOLEAN:
      return { type: 'bool', values: new Uint8Array(rows), nulls };
    case DuckDBTypeId.VARCHAR:
      return { type: 'text', values: new Array<string>(rows).fill(''), nulls };
    default:
      throw new AkashiError('engine.query', { reason: `result type ${result.columnType(index)}` });
  }
}

function copyVector(
  chunk: DuckDBDataChunk,
  rows: number,
  index: number,
  column: Filling,
  offset: number,
): void {
  const vector = duckdb.data_chunk_get_vector(chunk.chunk, index);
  const validity = duckdb.vector_get_validity(vector, Math.ceil(rows / 64) * 8);
  if (column.type === 'text') copyText(chunk, index, column.values as string[], offset);
  else {
    const width = column.values.BYTES_PER_ELEMENT;
    const source = duckdb.vector_get_data(vector, rows * width);
    new Uint8Array(column.values.buffer, offset * width, rows * width).set(source);
  }
  // A vector without NULLs has no validity mask at all, whatever the binding's type says.
  if (!validity) return;
  for (let row = 0; row < rows; row++) {
    if (((validity[row >> 3] ?? 0) >> (row & 7)) & 1) continue;
    column.nulls ??= new Uint8Array(column.values.length);
    column.nulls[offset + row] = 1;
    if (column.type !== 'text') column.values[offset + row] = column.type === 'int64' ? 0n : 0;
  }
}

function copyText(chunk: DuckDBDataChunk, index: number, values: string[], offset: number): void {
  const vector = chunk.getColumnVector(index);
  for (let row = 0; row < chunk.rowCount; row++) {
    const value = vector.getItem(row);
    if (typeof value === 'string') values[offset + row] = value;
  }
}
