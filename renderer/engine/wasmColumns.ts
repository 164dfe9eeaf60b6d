import { type Data, type DataType, type Int, type RecordBatch, RecordBatchReader, Type } from 'apache-arrow';
import { arrowTexts } from '../../shared/engine/arrowTexts.ts';
import type { Column, Columns } from '../../shared/engine/columns.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';

/**
 * Decodes the pieces of an Arrow IPC stream, schema first, into typed columns.
 * @throws AkashiError `engine.query` when a column's type is none that leaves an engine (cast it in SQL)
 */
export function readColumns(pieces: readonly Uint8Array[]): Columns {
  const reader = RecordBatchReader.from(pieces).open();
  const { fields } = reader.schema;
  const types = fields.map((field) => columnTypeOf(field.type));
  const batches: RecordBatch[] = [...reader];
  const rowCount = batches.reduce((sum, batch) => sum + batch.numRows, 0);
  const columns = types.map((type, index) => {
    const parts = batches.flatMap((batch) => batch.data.children[index] ?? []);
    return { ...valuesOf(type, parts, rowCount), nulls: nullsOf(parts, rowCount) } as Column;
  });
  for (const column of columns) clearNulls(column);
  return { rowCount, names: fields.map((field) => field.name), columns };
}

function columnTypeOf(type: DataType): Column['type'] {
  switch (type.typeId) {
    case Type.Int: {
      const { bitWidth, isSigned } = type as Int;
      if (isSigned && bitWidth === 32) return 'int32';
      if (isSigned && bitWidth === 64) return 'int64';
      break;
    }
    case Type.Float:
      if (String(type) === 'Float64') return 'float64';
      break;
    case Type.Bool:
      return 'bool';
    case Type.Utf8:
      return 'text';
  }
  throw new AkashiError('engine.query', { reason: `result type ${String(type)}` });
}

function valuesOf(type: Column['type'], parts: readonly Data[], rows: number): Omit<Column, 'nulls'> {
  switch (type) {
    case 'int32':
      return { type, values: joined(new Int32Array(rows), parts) };
    case 'int64':
      return { type, values: joined(new BigInt64Array(rows), parts) };
    case 'float64':
      return { type, values: joined(new Float64Array(rows), parts) };
    case 'bool':
      return { type, values: unpackedBits(parts, rows) };
    case 'text':
      return { type, values: parts.flatMap(arrowTexts) };
  }
}

function joined<A extends Int32Array | BigInt64Array | Float64Array>(target: A, parts: readonly Data[]): A {
  let offset = 0;
  for (const part of parts) {
    const source: ArrayLike<never> = part.values.subarray(0, part.length);
    target.set(source, offset);
    offset += part.length;
  }
  return target;
}

function unpackedBits(parts: readonly Data[], rows: number): Uint8Array {
  const values = new Uint8Array(rows);
  let offset = 0;
  for (const part of parts) {
    const bits: Uint8Array = part.values;
    for (let row = 0; row < part.length; row++) values[offset + row] = bitAt(bits, part.offset + row);
    offset += part.length;
  }
  return values;
}

function bitAt(bits: Uint8Array, index: number): number {
  return ((bits[index >> 3] ?? 0) >> (index & 7)) & 1;
}

function nullsOf(parts: readonly Data[], rows: number): Uint8Array | null {
  if (parts.every((part) => part.nullCount === 0)) return null;
  const nulls = new Uint8Array(rows);
  let offset = 0;
  for (const part of parts) {
    if (part.nullCount > 0) {
      for (let row = 0; row < part.length; row++) {
        nulls[offset + row] = 1 - bitAt(part.nullBitmap, part.offset + row);
      }
    }
    offset += part.length;
  }
  return nulls;
}

/** What stands where there is NULL is unspecified in Arrow, but not in {@link Columns}. */
function clearNulls(column: Column): void {
  if (!column.nulls) return;
  for (let row = 0; row < column.nulls.length; row++) {
    if (!column.nulls[row]) continue;
    if (column.type === 'text') (column.values as string[])[row] = '';
    else if (column.type === 'int64') column.values[row] = 0n;
    else column.values[row] = 0;
  }
}
