import type { ColumnType } from '../queryEngine.ts';
import type { BatchColumn } from './batch.ts';
import { parseDay, parseDouble, parseMoment, parseWhole } from './parseField.ts';

/** Collects one column's fields as typed values. An empty field is NULL. */
export interface ColumnBuilder {
  /** Adds the field `text[start, end)` as row `row`. @returns false when it is no value of the column's type */
  add(row: number, text: string, start: number, end: number): boolean;
  /** What was added, as a column of `rows` rows; the builder is empty afterwards. */
  take(rows: number): BatchColumn;
}

/** @param capacity most rows of one batch */
export function columnBuilder(type: ColumnType, capacity: number): ColumnBuilder {
  switch (type) {
    case 'integer':
      return new Int32Builder(type, capacity, (text, start, end) => {
        const value = parseWhole(text, start, end);
        return typeof value === 'number' && value === (value | 0) ? value : null;
      });
    case 'date':
      return new Int32Builder(type, capacity, cached(parseDay));
    case 'bigint':
      return new Int64Builder(type, capacity, parseWhole);
    case 'timestamp':
      return new Int64Builder(type, capacity, cached(parseMoment));
    case 'double':
      return new Float64Builder(capacity);
    case 'text':
      return new TextBuilder(capacity);
  }
}

type Parse<T> = (text: string, start: number, end: number) => T | null;

/** Days and moments repeat: remembering them is much faster than parsing each. */
function cached(parse: (text: string) => number | null): Parse<number> {
  const known = new Map<string, number | null>();
  return (text, start, end) => {
    const field = text.slice(start, end);
    let value = known.get(field);
    if (value === undefined) {
      value = parse(field);
      if (known.size < 100_000) known.set(field, value);
    }
    return value;
  };
}

class Nulls {
  readonly #capacity: number;
  #mask: Uint8Array | null = null;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  set(row: number): void {
    this.#mask ??= new Uint8Array(this.#capacity);
    this.#mask[row] = 1;
  }

  take(rows: number): Uint8Array | null {
    const mask = this.#mask;
    this.#mask = null;
    return mask?.subarray(0, rows) ?? null;
  }
}

class Int32Builder implements ColumnBuilder {
  readonly #type: 'integer' | 'date';
  readonly #capacity: number;
  readonly #parse: Parse<number>;
  readonly #nulls: Nulls;
  #values: Int32Array;

  constructor(type: 'integer' | 'date', capacity: number, parse: Parse<number>) {
    this.#type = type;
    this.#capacity = capacity;
    this.#parse = parse;
    this.#nulls = new Nulls(capacity);
    this.#values = new Int32Array(capacity);
  }

  add(row: number, text: string, start: number, end: number): boolean {
    if (start === end) this.#nulls.set(row);
    else {
      const value = this.#parse(text, start, end);
      if (value === null) return false;
      this.#values[row] = value;
    }
    return true;
  }

  take(rows: number): BatchColumn {
    const values = this.#values.subarray(0, rows);
    this.#values = new Int32Array(this.#capacity);
    return { type: this.#type, values, nulls: this.#nulls.take(rows) };
  }
}

class Int64Builder implements ColumnBuilder {
  readonly #type: 'bigint' | 'timestamp';
  readonly #capacity: number;
  readonly #parse: Parse<number | bigint>;
  readonly #nulls: Nulls;
  #values: BigInt64Array;
  #halves: Int32Array;

  constructor(type: 'bigint' | 'timestamp', capacity: number, parse: Parse<number | bigint>) {
    this.#type = type;
    this.#capacity = capacity;
    this.#parse = parse;
    this.#nulls = new Nulls(capacity);
    this.#values = new BigInt64Array(capacity);
    this.#halves = new Int32Array(this.#values.buffer);
  }

  add(row: number, text: string, start: number, end: number): boolean {
    if (start === end) {
      this.#nulls.set(row);
      return true;
    }
    const value = this.#parse(text, start, end);
    if (value === null) return false;
    if (typeof value === 'bigint') this.#values[row] = value;
    else {
      // By halves, for a bigint per field keeps the garbage collector busy. Every machine is little-endian.
      const high = Math.floor(value / 2 ** 32);
      this.#halves[row * 2] = value - high * 2 ** 32;
      this.#halves[row * 2 + 1] = high;
    }
    return true;
  }

  take(rows: number): BatchColumn {
    const values = this.#values.subarray(0, rows);
    this.#values = new BigInt64Array(this.#capacity);
    this.#halves = new Int32Array(this.#values.buffer);
    return { type: this.#type, values, nulls: this.#nulls.take(rows) };
  }
}

class Float64Builder implements ColumnBuilder {
  readonly #capacity: number;
  readonly #nulls: Nulls;
  #values: Float64Array;

  constructor(capacity: number) {
    this.#capacity = capacity;
    this.#nulls = new Nulls(capacity);
    this.#values = new Float64Array(capacity);
  }

  add(row: number, text: string, start: number, end: number): boolean {
    if (start === end) this.#nulls.set(row);
    else {
      const value = parseDouble(text.slice(start, end));
      if (value === null) return false;
      this.#values[row] = value;
    }
    return true;
  }

  take(rows: number): BatchColumn {
    const values = this.#values.subarray(0, rows);
    this.#values = new Float64Array(this.#capacity);
    return { type: 'double', values, nulls: this.#nulls.take(rows) };
  }
}

class TextBuilder implements ColumnBuilder {
  readonly #nulls: Nulls;
  #values: string[] = [];

  constructor(capacity: number) {
    this.#nulls = new Nulls(capacity);
  }

  add(row: number, text: string, start: number, end: number): boolean {
    if (start === end) this.#nulls.set(row);
    this.#values.push(text.slice(start, end));
    return true;
  }

  take(rows: number): BatchColumn {
    const values = this.#values;
    this.#values = [];
    return { type: 'text', values, nulls: this.#nulls.take(rows) };
  }
}
