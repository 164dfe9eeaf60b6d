import { type Bits, noBits, setBit } from '../../disclosure/bits.ts';
import type { Column, Columns } from '../../engine/columns.ts';
import type { CorrelatedCriterion, Occurrence, Window, WindowBound } from '../expression/criteriaGroup.ts';
import type { AttributeFilter } from '../expression/criterion.ts';
import type { RangeOperator } from '../expression/ranges.ts';
import { wholeNumbers } from '../personNumbers.ts';
import type { LiveEntry } from './liveEvents.ts';

/** A date that is missing. */
export const noDay = -2147483648;

/** Events of a criterion, a person's together and by start: those of person p are `offsets[p]` up to `offsets[p + 1]`. */
export interface PersonEvents {
  readonly offsets: Int32Array;
  /** Days since 1970, {@link noDay} where missing. */
  readonly starts: Int32Array;
  /** Null when nobody asks. */
  readonly ends: Int32Array | null;
  /** Values of attributes that are filtered here, NaN where missing. */
  readonly values: readonly Float64Array[];
}

export function bytesOfEvents({ offsets, starts, ends, values }: PersonEvents): number {
  return [offsets, starts, ...(ends ? [ends] : []), ...values].reduce(
    (sum, { byteLength }) => sum + byteLength,
    0,
  );
}

/**
 * Sorts events by person and start.
 * @param columns person, start and (with `ends`) end, days since 1970; values of attributes
 * @param numberOf the person's number, below 0 for nobody; null when the column holds it already
 */
export function sortedEvents(
  columns: Columns,
  persons: number,
  numberOf: Int32Array | null,
  withEnds: boolean,
): PersonEvents {
  const of = wholeNumbers(columns, 0);
  const starts = days(columns, 1);
  const ends = withEnds ? days(columns, 2) : null;
  const values = columns.columns.slice(withEnds ? 3 : 2).map(decimals);
  const rows = of.length;
  const offsets = new Int32Array(persons + 1);
  const person = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const id = of[row] ?? 0;
    const number = numberOf === null ? id : (numberOf[id] ?? -1);
    person[row] = number;
    if (number >= 0) offsets[number + 1] = (offsets[number + 1] ?? 0) + 1;
  }
  for (let p = 0; p < persons; p++) offsets[p + 1] = (offsets[p + 1] ?? 0) + (offsets[p] ?? 0);
  const next = offsets.slice(0, persons);
  const kept = offsets[persons] ?? 0;
  const [sortedStarts, sortedEnds] = [new Int32Array(kept), ends && new Int32Array(kept)];
  const sortedValues = values.map(() => new Float64Array(kept));
  for (let row = 0; row < rows; row++) {
    const number = person[row] ?? -1;
    if (number < 0) continue;
    const start = starts[row] ?? noDay;
    let at = next[number] ?? 0;
    next[number] = at + 1;
    // A person has few events, and mostly in order already.
    const first = offsets[number] ?? 0;
    while (at > first && (sortedStarts[at - 1] ?? 0) > start) {
      sortedStarts[at] = sortedStarts[at - 1] ?? 0;
      if (sortedEnds) sortedEnds[at] = sortedEnds[at - 1] ?? 0;
      for (const sorted of sortedValues) sorted[at] = sorted[at - 1] ?? 0;
      at--;
    }
    sortedStarts[at] = start;
    if (sortedEnds && ends) sortedEnds[at] = ends[row] ?? noDay;
    for (let i = 0; i < sortedValues.length; i++) {
      const sorted = sortedValues[i];
      if (sorted) sorted[at] = values[i]?.[row] ?? Number.NaN;
    }
  }
  return { offsets, starts: sortedStarts, ends: sortedEnds, values: sortedValues };
}

/** Filters on numbers, which are applied here. Missing values satisfy none. */
export type NumberFilter = Extract<AttributeFilter, { kind: 'integer' | 'decimal' }>;

export function isNumberFilter(filter: AttributeFilter): filter is NumberFilter {
  return filter.kind === 'integer' || filter.kind === 'decimal';
}

/** The events that satisfy filters on their values, in the order of {@link PersonEvents.values}. */
export function filteredEvents(events: PersonEvents, filters: readonly NumberFilter[]): PersonEvents {
  if (filters.length === 0) return events;
  const { offsets, starts, ends, values } = events;
  const kept = new Uint8Array(starts.length).fill(1);
  filters.forEach((filter, i) => {
    keepWithin(kept, values[i] ?? new Float64Array(), filter);
  });
  let count = 0;
  for (let row = 0; row < kept.length; row++) count += kept[row] ?? 0;
  const result = {
    offsets: new Int32Array(offsets.length),
    starts: new Int32Array(count),
    ends: ends && new Int32Array(count),
    values: [],
  };
  let next = 0;
  for (let person = 0; person + 1 < offsets.length; person++) {
    for (let row = offsets[person] ?? 0; row < (offsets[person + 1] ?? 0); row++) {
      if (kept[row] !== 1) continue;
      result.starts[next] = starts[row] ?? 0;
      if (result.ends && ends) result.ends[next] = ends[row] ?? 0;
      next++;
    }
    result.offsets[person + 1] = next;
  }
  return result;
}

/** As the compiled condition: whole numbers without their fraction, others with four places. */
function keepWithin(kept: Uint8Array, values: Float64Array, { kind, range }: NumberFilter): void {
  const bound = (value: number) => (kind === 'integer' ? Math.trunc(value) : Number(value.toFixed(4)));
  const low = bound(range.value);
  const high = bound(range.extent ?? range.value);
  const { op } = range;
  for (let row = 0; row < kept.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value) || !satisfies(op, value, low, high)) kept[row] = 0;
  }
}

function satisfies(op: RangeOperator, value: number, low: number, high: number): boolean {
  switch (op) {
    case 'lt':
      return value < low;
    case 'lte':
      return value <= low;
    case 'eq':
      return value === low;
    case '!eq':
      return value !== low;
    case 'gt':
      return value > low;
    case 'gte':
      return value >= low;
    case 'bt':
      return value >= low && value <= high;
    case '!bt':
      return value < low || value > high;
  }
}

/** Whether windows are counted here: what is distinct or of the same visit is asked of the engine. */
export function isCountedHere({ restrictVisit, occurrence }: CorrelatedCriterion): boolean {
  return !restrictVisit && occurrence.distinct === null;
}

/** Whether a criterion's windows look at the ends of its events. */
export function needsEnds({ startWindow, endWindow }: CorrelatedCriterion): boolean {
  return [startWindow, endWindow].some((window) => window?.useEventEnd === true);
}

/** Index events that have as many of a criterion's events in its windows as it wants: what the compiled join finds. */
export function eventsWithin(correlated: CorrelatedCriterion, entry: LiveEntry, events: PersonEvents): Bits {
  const { offsets, starts, ends } = events;
  const limits = new WindowLimits(correlated, entry);
  const result = noBits(entry.size);
  const wanted = wantedCounts(correlated.occurrence);
  for (let index = 0; index < entry.size; index++) {
    const person = entry.personOf[index] ?? 0;
    let from = offsets[person] ?? 0;
    let to = offsets[person + 1] ?? 0;
    let count = 0;
    if (from < to && limits.at(index)) {
      if (limits.boundStart) {
        from = firstAtLeast(starts, from, to, limits.startFrom);
        to = firstAtLeast(starts, from, to, limits.startTo + 1);
      }
      if (!limits.boundEnd || !ends) count = to - from;
      else {
        for (let row = from; row < to; row++) {
          const end = ends[row] ?? noDay;
          if (end !== noDay && end >= limits.endFrom && end <= limits.endTo) count++;
        }
      }
    }
    if (count >= wanted.least && count <= wanted.most) setBit(result, index);
  }
  return result;
}

/** The days between which events of an index event must start and end. */
class WindowLimits {
  readonly boundStart: boolean;
  readonly boundEnd: boolean;
  startFrom = 0;
  startTo = 0;
  endFrom = 0;
  endTo = 0;
  readonly #windows: readonly Window[];
  readonly #observed: boolean;
  readonly #entry: LiveEntry;

  constructor({ startWindow, endWindow, ignoreObservationPeriod }: CorrelatedCriterion, entry: LiveEntry) {
    this.#windows = [startWindow, endWindow].filter((window) => window !== null);
    this.#observed = !ignoreObservationPeriod;
    this.#entry = entry;
    const isBound = ({ start, end }: Window) => this.#observed || start.days !== null || end.days !== null;
    this.boundStart =
      this.#observed || this.#windows.some((window) => !window.useEventEnd && isBound(window));
    this.boundEnd = this.#windows.some((window) => window.useEventEnd && isBound(window));
  }

  /** Sets the limits for an index event; false when a date that they need is missing. */
  at(index: number): boolean {
    const { opStartOf, opEndOf, startOf, endOf } = this.#entry;
    const opStart = opStartOf[index] ?? 0;
    const opEnd = opEndOf[index] ?? 0;
    // A start that is missing satisfies no bound.
    this.startFrom = this.#observed ? opStart : noDay + 1;
    this.startTo = this.#observed ? opEnd : 2147483646;
    this.endFrom = noDay + 1;
    this.endTo = 2147483646;
    for (const window of this.#windows) {
      const day = (window.useIndexEnd ? endOf[index] : startOf[index]) ?? noDay;
      const { start, end } = window;
      if (day === noDay && (start.days !== null || end.days !== null)) return false;
      const from = this.#limit(start, day, opStart, opEnd);
      const to = this.#limit(end, day, opStart, opEnd);
      if (window.useEventEnd) {
        if (from !== null) this.endFrom = Math.max(this.endFrom, from);
        if (to !== null) this.endTo = Math.min(this.endTo, to);
      } else {
        if (from !== null) this.startFrom = Math.max(this.startFrom, from);
        if (to !== null) this.startTo = Math.min(this.startTo, to);
      }
    }
    return true;
  }

  #limit({ days, coefficient }: WindowBound, day: number, opStart: number, opEnd: number): number | null {
    if (days !== null) return day + coefficient * days;
    if (!this.#observed) return null;
    return coefficient === -1 ? opStart : opEnd;
  }
}

function wantedCounts({ type, count }: Occurrence): { least: number; most: number } {
  if (type === 'atMost') return { least: 0, most: count };
  return { least: count, most: type === 'exactly' ? count : Number.POSITIVE_INFINITY };
}

/** The first place in [from, to) of a sorted array whose value is at least `value`; `to` when there is none. */
function firstAtLeast(values: Int32Array, from: number, to: number, value: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function days(columns: Columns, place: number): Int32Array {
  const values = wholeNumbers(columns, place);
  const nulls = columns.columns[place]?.nulls;
  if (nulls) for (let row = 0; row < values.length; row++) if (nulls[row]) values[row] = noDay;
  return values;
}

function decimals(column: Column): Float64Array {
  if (column.type !== 'float64') throw new RangeError('not a column of decimals');
  const { values, nulls } = column;
  if (nulls) for (let row = 0; row < values.length; row++) if (nulls[row]) values[row] = Number.NaN;
  return values;
}
