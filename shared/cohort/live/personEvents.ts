import type { Column, Columns } from '../../engine/columns.ts';
import { wholeNumbers } from '../personNumbers.ts';
import { sharedInt32, toShared } from './sharedNumbers.ts';

/** A date that is missing: before every other, and near enough to be subtracted. */
export const noDay = -(2 ** 30);
/** After every date. */
export const lastDay = 2 ** 30 - 1;

/**
 * Events, a person's together, by start and where `ids` are known by id: those of person p are `offsets[p]` up to
 * `offsets[p + 1]`.
 */
export interface PersonEvents {
  readonly offsets: Int32Array;
  /** Days since 1970, {@link noDay} where missing. */
  readonly starts: Int32Array;
  /** Null when nobody asks. */
  readonly ends: Int32Array | null;
  /** Null when nobody asks. */
  readonly ids: BigInt64Array | null;
  /** Which of several each event is of: a concept of a list, an entry criterion. Null where there is one. */
  readonly sources: Int32Array | null;
  /** Values of attributes, NaN where missing. */
  readonly values: ReadonlyMap<string, Float64Array>;
}

/** Columns that events can have besides person and start. */
export interface EventDetail {
  readonly ends: boolean;
  readonly ids: boolean;
  /** Circe keys of attributes. */
  readonly values: readonly string[];
}

export function hasDetail(events: PersonEvents, { ends, ids, values }: EventDetail): boolean {
  return (
    (!ends || events.ends !== null) &&
    (!ids || events.ids !== null) &&
    values.every((attribute) => events.values.has(attribute))
  );
}

export function bytesOfEvents({ offsets, starts, ends, ids, sources, values }: PersonEvents): number {
  return [offsets, starts, ends, ids, sources, ...values.values()].reduce(
    (sum, column) => sum + (column?.byteLength ?? 0),
    0,
  );
}

/** Rows in any order; `persons` is below 0 for nobody. */
export interface EventRows extends Omit<PersonEvents, 'offsets'> {
  readonly persons: Int32Array;
}

/**
 * Rows of a query of person, start [, end] [, id] [, source] and values.
 * @param numberOf a person's number by what the query gives, below 0 for nobody; null where it gives the number
 */
export function rowsOf(
  columns: Columns,
  numberOf: Int32Array | null,
  detail: EventDetail,
  withSources: boolean,
): EventRows {
  let next = 0;
  const persons = wholeNumbers(columns, next++);
  if (numberOf)
    for (let row = 0; row < persons.length; row++) persons[row] = numberOf[persons[row] ?? 0] ?? -1;
  const starts = days(columns, next++);
  const ends = detail.ends ? days(columns, next++) : null;
  const ids = detail.ids ? bigNumbers(columns.columns[next++]) : null;
  const sources = withSources ? wholeNumbers(columns, next++) : null;
  const values = new Map(detail.values.map((attribute) => [attribute, decimals(columns.columns[next++])]));
  return { persons, starts, ends, ids, sources, values };
}

/** Sorts rows by person, start and id. Rows that are in order already are taken as they are. */
export function sortedEvents(rows: EventRows, persons: number): PersonEvents {
  const { persons: of } = rows;
  const offsets = sharedInt32(persons + 1);
  for (let row = 0; row < of.length; row++) {
    const person = of[row] ?? -1;
    if (person >= 0) offsets[person + 1] = (offsets[person + 1] ?? 0) + 1;
  }
  for (let p = 0; p < persons; p++) offsets[p + 1] = (offsets[p + 1] ?? 0) + (offsets[p] ?? 0);
  const { starts, ends, ids, sources, values } = rows;
  if (isSorted(rows)) return { offsets, starts: toShared(starts), ends, ids, sources, values };
  const order = orderOf(rows, offsets);
  const whole = (column: Int32Array): Int32Array => taken(column, new Int32Array(order.length), order);
  return {
    offsets,
    starts: taken(starts, sharedInt32(order.length), order),
    ends: ends && whole(ends),
    ids: ids && takenIds(ids, order),
    sources: sources && whole(sources),
    values: new Map(
      [...values].map(([key, column]) => [key, taken(column, new Float64Array(order.length), order)]),
    ),
  };
}

function isSorted({ persons, starts, ids }: EventRows): boolean {
  let person = 0;
  let start = noDay;
  for (let row = 0; row < persons.length; row++) {
    const thisPerson = persons[row] ?? -1;
    const thisStart = starts[row] ?? noDay;
    if (thisPerson < person) return false;
    if (thisPerson === person) {
      if (thisStart < start) return false;
      if (ids && thisStart === start && row > 0 && persons[row - 1] === person && precedes(ids, row, row - 1))
        return false;
    }
    person = thisPerson;
    start = thisStart;
  }
  return true;
}

/** Places of the rows in order. */
function orderOf({ persons, starts, ids }: EventRows, offsets: Int32Array): Int32Array {
  const next = offsets.slice(0, offsets.length - 1);
  const order = new Int32Array(offsets[offsets.length - 1] ?? 0);
  for (let row = 0; row < persons.length; row++) {
    const person = persons[row] ?? -1;
    if (person < 0) continue;
    const start = starts[row] ?? noDay;
    let at = next[person] ?? 0;
    next[person] = at + 1;
    // A person has few events, and mostly in order already.
    const first = offsets[person] ?? 0;
    while (at > first) {
      const before = order[at - 1] ?? 0;
      const beforeStart = starts[before] ?? noDay;
      if (beforeStart < start) break;
      if (beforeStart === start && (ids === null || !precedes(ids, row, before))) break;
      order[at] = before;
      at--;
    }
    order[at] = row;
  }
  return order;
}

function precedes(ids: BigInt64Array, one: number, other: number): boolean {
  return (ids[one] ?? 0n) < (ids[other] ?? 0n);
}

function taken<T extends Int32Array | Float64Array>(from: T, to: T, order: Int32Array): T {
  for (let i = 0; i < order.length; i++) to[i] = from[order[i] ?? 0] ?? 0;
  return to;
}

function takenIds(from: BigInt64Array, order: Int32Array): BigInt64Array {
  return BigInt64Array.from(order, (row) => from[row] ?? 0n);
}

function days(columns: Columns, place: number): Int32Array {
  const values = wholeNumbers(columns, place);
  const nulls = columns.columns[place]?.nulls;
  if (nulls) for (let row = 0; row < values.length; row++) if (nulls[row]) values[row] = noDay;
  return values;
}

function bigNumbers(column: Column | undefined): BigInt64Array {
  if (column?.type !== 'int64') throw new RangeError('not a column of big whole numbers');
  return column.values;
}

/** Values of a DOUBLE column, NaN where missing. */
export function decimals(column: Column | undefined): Float64Array {
  if (column?.type !== 'float64') throw new RangeError('not a column of decimals');
  const { values, nulls } = column;
  if (nulls) for (let row = 0; row < values.length; row++) if (nulls[row]) values[row] = Number.NaN;
  return values;
}
