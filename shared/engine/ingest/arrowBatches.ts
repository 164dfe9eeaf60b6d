import {
  type DataType,
  type Date_,
  DateUnit,
  type Decimal,
  type Field,
  type Int,
  RecordBatchReader,
  type Schema,
  type Timestamp,
  TimeUnit,
  Type,
  type Vector,
} from 'apache-arrow';
import { arrowTexts } from '../arrowTexts.ts';
import type { Batch, BatchColumn, BatchSchema, BatchType } from './batch.ts';

/** The columns of an Arrow IPC stream that become batch columns: all but binary and nested ones, which OMOP has none of. */
export function batchSchemaOf(ipc: Uint8Array): BatchSchema {
  return { columns: columnsOf(RecordBatchReader.from(ipc).open().schema) };
}

/** Decodes an Arrow IPC stream into batches of {@link batchSchemaOf}. Decimals and unsigned 64-bit numbers become doubles. */
export function* arrowBatches(ipc: Uint8Array): Generator<Batch> {
  for (const batch of RecordBatchReader.from(ipc)) {
    const columns = columnsOf(batch.schema).map(({ index, type }) => {
      const vector = batch.getChildAt(index);
      if (!vector) throw new RangeError('a column is missing');
      return batchColumnOf(vector, type);
    });
    yield { rowCount: batch.numRows, columns };
  }
}

function columnsOf(
  schema: Schema,
): { readonly name: string; readonly type: BatchType; readonly index: number }[] {
  return schema.fields.flatMap(({ name, type: arrowType }: Field, index: number) => {
    const type = batchTypeOf(arrowType);
    return type === null ? [] : [{ name, type, index }];
  });
}

function batchTypeOf(type: DataType): BatchType | null {
  switch (type.typeId) {
    case Type.Int: {
      const { bitWidth, isSigned } = type as Int;
      if (bitWidth < 32 || (bitWidth === 32 && isSigned)) return 'integer';
      return bitWidth === 64 && !isSigned ? 'double' : 'bigint';
    }
    case Type.Float:
    case Type.Decimal:
      return 'double';
    case Type.Bool:
      return 'boolean';
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Dictionary:
    case Type.Null:
      return 'text';
    case Type.Date:
      return 'date';
    case Type.Timestamp:
      return 'timestamp';
    default:
      return null;
  }
}

function batchColumnOf(vector: Vector, type: BatchType): BatchColumn {
  const rows = vector.length;
  const nulls = nullsOf(vector);
  switch (type) {
    case 'integer':
      return {
        type,
        values: rawValues(vector, Int32Array) ?? filled(new Int32Array(rows), vector, Number),
        nulls,
      };
    case 'bigint':
      return {
        type,
        values: rawValues(vector, BigInt64Array) ?? filled(new BigInt64Array(rows), vector, toBigInt),
        nulls,
      };
    case 'double':
      return {
        type,
        values:
          rawValues(vector, Float64Array) ?? filled(new Float64Array(rows), vector, toDouble(vector.type)),
        nulls,
      };
    case 'date':
      return {
        type,
        values: inUnit(vector, DateUnit.DAY, Int32Array) ?? filled(new Int32Array(rows), vector, toDays),
        nulls,
      };
    case 'timestamp':
      return {
        type,
        values:
          inUnit(vector, TimeUnit.MICROSECOND, BigInt64Array) ??
          filled(new BigInt64Array(rows), vector, toMicroseconds),
        nulls,
      };
    case 'boolean':
      return { type, values: filled(new Uint8Array(rows), vector, Number), nulls };
    case 'text':
      return { type, values: textsOf(vector), nulls };
  }
}

function nullsOf(vector: Vector): Uint8Array | null {
  if (vector.nullCount === 0) return null;
  return Uint8Array.from({ length: vector.length }, (_, row) => (vector.isValid(row) ? 0 : 1));
}

/** The vector's own memory, when it lies in one piece in the wanted form. */
function rawValues<A extends Int32Array | BigInt64Array | Float64Array>(
  vector: Vector,
  form: new (length: number) => A,
): A | null {
  const [data] = vector.data;
  const values: unknown = data?.values;
  return vector.data.length === 1 && values instanceof form ? (values.subarray(0, vector.length) as A) : null;
}

/** Days and moments, when they lie in memory in the very unit that a batch has. */
function inUnit<A extends Int32Array | BigInt64Array>(
  vector: Vector,
  unit: DateUnit | TimeUnit,
  form: new (length: number) => A,
): A | null {
  return (vector.type as Date_ | Timestamp).unit === unit ? rawValues(vector, form) : null;
}

function textsOf(vector: Vector): readonly string[] {
  if (vector.type.typeId === Type.Utf8) return vector.data.flatMap(arrowTexts);
  return Array.from({ length: vector.length }, (_, row) => String(vector.get(row) ?? ''));
}

function filled<V extends number | bigint, A extends { [row: number]: V }>(
  values: A,
  vector: Vector,
  convert: (value: unknown) => V,
): A {
  for (let row = 0; row < vector.length; row++) {
    const value: unknown = vector.get(row);
    if (value !== null) values[row] = convert(value);
  }
  return values;
}

function toBigInt(value: unknown): bigint {
  return BigInt(value as bigint | number);
}

/** Arrow hands out days and moments as milliseconds. */
function toDays(milliseconds: unknown): number {
  return Math.floor(Number(milliseconds) / 86_400_000);
}

function toMicroseconds(milliseconds: unknown): bigint {
  return BigInt(Math.round(Number(milliseconds) * 1000));
}

function toDouble(type: DataType): (value: unknown) => number {
  if (type.typeId !== Type.Decimal) return Number;
  const divisor = 10 ** (type as Decimal).scale;
  // A decimal is a two's complement number in 32-bit words, lowest first.
  return (value) => {
    const words = value as Uint32Array;
    const unsigned = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n);
    return Number(BigInt.asIntN(words.length * 32, unsigned)) / divisor;
  };
}
