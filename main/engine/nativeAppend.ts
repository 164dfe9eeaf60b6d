import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBType,
  INTEGER,
  TIMESTAMP,
  VARCHAR,
} from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { Batch, BatchColumn, BatchType } from '../../shared/engine/ingest/batch.ts';

const duckdbTypes: Readonly<Record<BatchType, DuckDBType>> = {
  integer: INTEGER,
  bigint: BIGINT,
  double: DOUBLE,
  boolean: BOOLEAN,
  text: VARCHAR,
  date: DATE,
  timestamp: TIMESTAMP,
};

/** Appends a batch to a table in data chunks; the appender's table has exactly the batch's columns. */
export function appendBatch(appender: DuckDBAppender, batch: Batch): void {
  const chunk = DuckDBDataChunk.create(batch.columns.map((column) => duckdbTypes[column.type]));
  const rowsPerChunk = duckdb.vector_size();
  for (let from = 0; from < batch.rowCount; from += rowsPerChunk) {
    const rows = Math.min(rowsPerChunk, batch.rowCount - from);
    chunk.reset();
    chunk.rowCount = rows;
    for (const [index, column] of batch.columns.entries()) {
      writeVector(duckdb.data_chunk_get_vector(chunk.chunk, index), column, from, rows);
    }
    appender.appendDataChunk(chunk);
  }
}

function writeVector(vector: duckdb.Vector, column: BatchColumn, from: number, rows: number): void {
  if (column.nulls) writeNulls(vector, column.nulls, from, rows);
  if (column.type === 'text') {
    for (let row = 0; row < rows; row++) {
      if (!column.nulls?.[from + row]) {
        duckdb.vector_assign_string_element(vector, row, column.values[from + row] ?? '');
      }
    }
    return;
  }
  const { buffer, byteOffset, BYTES_PER_ELEMENT: width } = column.values;
  duckdb.copy_data_to_vector(vector, 0, buffer as ArrayBuffer, byteOffset + from * width, rows * width);
}

function writeNulls(vector: duckdb.Vector, nulls: Uint8Array, from: number, rows: number): void {
  const valid = new Uint8Array(Math.ceil(rows / 64) * 8);
  for (let row = 0; row < rows; row++) {
    if (!nulls[from + row]) valid[row >> 3] = (valid[row >> 3] ?? 0) | (1 << (row & 7));
  }
  duckdb.vector_ensure_validity_writable(vector);
  duckdb.copy_data_to_vector_validity(vector, 0, valid.buffer, 0, valid.byteLength);
}
