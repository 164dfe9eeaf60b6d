import {
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMicrosecond,
  Utf8,
} from 'apache-arrow';
import type { Batch, BatchColumn, BatchSchema } from './batch.ts';

/** A batch as the bytes of an Arrow IPC stream: the only form in which rows enter DuckDB-Wasm. */
export function arrowIpcOf(schema: BatchSchema, batch: Batch): Uint8Array {
  const children = batch.columns.map((column) => arrowData(column, batch.rowCount));
  const fields = children.map((child, i) => new Field(schema.columns[i]?.name ?? '', child.type, true));
  const data = makeData({ type: new Struct(fields), length: batch.rowCount, nullCount: 0, children });
  const writer = new RecordBatchStreamWriter();
  writer.write(new RecordBatch(new Schema(fields), data));
  writer.finish();
  return writer.toUint8Array(true);
}

function arrowData(column: BatchColumn, length: number): Data<DataType> {
  const nullBitmap = validityOf(column.nulls, length);
  switch (column.type) {
    case 'integer':
      return makeData({ type: new Int32(), length, nullBitmap, data: column.values });
    case 'date':
      return makeData({ type: new DateDay(), length, nullBitmap, data: column.values });
    case 'bigint':
      return makeData({ type: new Int64(), length, nullBitmap, data: column.values });
    case 'timestamp':
      return makeData({ type: new TimestampMicrosecond(), length, nullBitmap, data: column.values });
    case 'double':
      return makeData({ type: new Float64(), length, nullBitmap, data: column.values });
    case 'boolean':
      return makeData({ type: new Bool(), length, nullBitmap, data: packBits(column.values, length) });
    case 'text': {
      const { valueOffsets, data } = utf8Of(column.values, length);
      return makeData({ type: new Utf8(), length, nullBitmap, valueOffsets, data });
    }
  }
}

/** Arrow's validity bitmap, in which 1 means that there is a value; null when all are there. */
function validityOf(nulls: Uint8Array | null, length: number): Uint8Array | null {
  if (!nulls) return null;
  const bits = new Uint8Array(((length + 63) >> 6) << 3);
  for (let row = 0; row < length; row++) {
    if (!nulls[row]) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return bits;
}

function packBits(values: Uint8Array, length: number): Uint8Array {
  const bits = new Uint8Array(((length + 63) >> 6) << 3);
  for (let row = 0; row < length; row++) {
    if (values[row]) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  }
  return bits;
}

/** All texts encoded at once; the offsets are counted from the UTF-16 code units. */
function utf8Of(values: readonly string[], length: number): { valueOffsets: Int32Array; data: Uint8Array } {
  const data = new TextEncoder().encode(values.join(''));
  const valueOffsets = new Int32Array(length + 1);
  let offset = 0;
  for (let row = 0; row < length; row++) {
    offset += utf8Length(values[row] ?? '');
    valueOffsets[row + 1] = offset;
  }
  return { valueOffsets, data };
}

function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Half of a surrogate pair counts two: the pair takes four bytes. No half stands alone in decoded text.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
