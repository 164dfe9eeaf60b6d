import { type Bits, eachBit, setBit } from '../../disclosure/bits.ts';
import type { CorrelatedCriterion, Occurrence, Window, WindowBound } from '../expression/criteriaGroup.ts';
import { type AgeAtStart, daysOfAges } from './eventFilters.ts';
import type { CountedEvents, EventPiece } from './eventPieces.ts';
import type { LiveEntry } from './liveEntry.ts';
import { noDay } from './personEvents.ts';

/** Whether windows are counted here: what is distinct or of the same visit is asked of the engine. */
export function isCountedHere({ restrictVisit, occurrence }: CorrelatedCriterion): boolean {
  return !restrictVisit && occurrence.distinct === null;
}

/** Whether a criterion's windows look at the ends of its events. */
export function needsEnds({ startWindow, endWindow }: CorrelatedCriterion): boolean {
  return [startWindow, endWindow].some((window) => window?.useEventEnd === true);
}

/** Whether they look at the ends of the index events. */
export function needsIndexEnds({ startWindow, endWindow }: CorrelatedCriterion): boolean {
  return [startWindow, endWindow].some((window) => window?.useIndexEnd === true);
}

/**
 * Index events that have as many of a criterion's events in its windows as it wants: what the compiled join finds.
 * @param asked index events to look at
 * @param met gets those that meet the criterion
 */
export function markEventsWithin(
  correlated: CorrelatedCriterion,
  entry: LiveEntry,
  { pieces, age }: CountedEvents,
  asked: Bits,
  met: Bits,
): void {
  const simple = simpleWindow(correlated);
  if (simple) {
    markStartsWithin(simple, wantedCounts(correlated.occurrence), entry, { pieces, age }, asked, met);
    return;
  }
  const limits = new WindowLimits(correlated, entry);
  const { least, most } = wantedCounts(correlated.occurrence);
  const { personOf } = entry;
  eachBit(asked, (index) => {
    const person = personOf[index] ?? 0;
    let count = 0;
    let isSet = false;
    for (const piece of pieces) {
      const { offsets } = piece.events;
      const from = offsets[person] ?? 0;
      const to = offsets[person + 1] ?? 0;
      if (from === to) continue;
      if (!isSet) {
        if (!limits.at(index)) break;
        isSet = true;
      }
      count += countWithin(piece, from, to, limits);
    }
    if (count >= least && count <= most) setBit(met, index);
  });
}

/** Whether windows look at nothing but starts, so that events may be limited by age while they are counted. */
export function looksOnlyAtStarts(correlated: CorrelatedCriterion): boolean {
  return simpleWindow(correlated) !== null;
}

/** Days from the index start between which events start; within the index event's observation period if `isObserved`. */
interface SimpleWindow {
  readonly first: number;
  readonly last: number;
  readonly isObserved: boolean;
}

/** Longer than any two dates lie apart, short enough to be added to one. */
const anyDays = 1_000_000_000;

/** The window of a criterion that looks only at starts, as nearly all do; null for others. */
function simpleWindow(correlated: CorrelatedCriterion): SimpleWindow | null {
  const { startWindow, endWindow, ignoreObservationPeriod } = correlated;
  const isObserved = !ignoreObservationPeriod;
  if (endWindow !== null || startWindow === null) return null;
  const { start, end, useEventEnd, useIndexEnd } = startWindow;
  if (useEventEnd || useIndexEnd) return null;
  const days = (bound: WindowBound, otherwise: number): number => {
    if (bound.days !== null) return Math.max(-anyDays, Math.min(anyDays, bound.coefficient * bound.days));
    // To the end of observation on the bound's own side.
    if (!isObserved || bound.coefficient === Math.sign(otherwise)) return otherwise;
    return Number.NaN;
  };
  const [first, last] = [days(start, -anyDays), days(end, anyDays)];
  // Events without a start count where nothing bounds them.
  if (Number.isNaN(first) || Number.isNaN(last) || (!isObserved && start.days === null && end.days === null))
    return null;
  return { first, last, isObserved };
}

function markStartsWithin(
  { first, last, isObserved }: SimpleWindow,
  { least, most }: { readonly least: number; readonly most: number },
  { personOf, startOf, observedBefore, observedAfter }: LiveEntry,
  { pieces, age }: CountedEvents,
  asked: Bits,
  met: Bits,
): void {
  const ages = age && new AgeDays(age);
  const atMost = Math.min(most, manyEvents);
  // Beyond this many it makes no difference how many there are.
  const enough = most < manyEvents ? most + 1 : least;
  for (let i = 0; i < asked.length; i++) {
    let found = 0;
    for (let word = asked[i] ?? 0; word !== 0; word &= word - 1) {
      const bit = 31 - Math.clz32(word & -word);
      const index = (i << 5) + bit;
      const person = personOf[index] ?? 0;
      let count = 0;
      let isKnown = false;
      let low = 0;
      let high = 0;
      for (let p = 0; p < pieces.length && count < enough; p++) {
        const piece = pieces[p];
        if (!piece) continue;
        const { offsets } = piece.events;
        const to = offsets[person + 1] ?? 0;
        const from = offsets[person] ?? 0;
        if (from === to) continue;
        if (!isKnown) {
          isKnown = true;
          const start = startOf[index] ?? 0;
          low = start + first;
          high = start + last;
          if (isObserved) {
            const begin = start - (observedBefore[index] ?? 0);
            const end = start + (observedAfter[index] ?? 0);
            if (begin > low) low = begin;
            if (end < high) high = end;
          }
          if (ages) {
            low = Math.max(low, ages.first(person));
            high = Math.min(high, ages.last(person));
          }
        }
        count += startsBetween(piece, from, to, low, high, enough);
      }
      if (count >= least && count <= atMost) found |= 1 << bit;
    }
    if (found !== 0) met[i] = (met[i] ?? 0) | found;
  }
}

/** More than anybody has. */
const manyEvents = 2_000_000_000;

/** The days on which persons are of an age. */
class AgeDays {
  readonly #age: AgeAtStart;
  readonly #firsts = new Int32Array(yearsKept);
  readonly #lasts = new Int32Array(yearsKept);

  constructor(age: AgeAtStart) {
    this.#age = age;
    for (let i = 0; i < yearsKept; i++) {
      const [first, next] = daysOfAges(firstYear + i, age.range);
      this.#firsts[i] = Math.max(first, -anyDays);
      this.#lasts[i] = Math.min(next - 1, anyDays);
    }
  }

  /** Nobody without a year of birth is of any age. */
  first(person: number): number {
    const year = this.#age.yearOfBirth[person] ?? Number.NaN;
    const place = year - firstYear;
    if (place >= 0 && place < yearsKept) return this.#firsts[place] ?? 0;
    return Number.isNaN(year) ? Number.POSITIVE_INFINITY : daysOfAges(year, this.#age.range)[0];
  }

  last(person: number): number {
    const year = this.#age.yearOfBirth[person] ?? Number.NaN;
    const place = year - firstYear;
    if (place >= 0 && place < yearsKept) return this.#lasts[place] ?? 0;
    return Number.isNaN(year) ? Number.NEGATIVE_INFINITY : daysOfAges(year, this.#age.range)[1] - 1;
  }
}

/** Years of birth of which the days are worked out once. */
const firstYear = 1850;
const yearsKept = 200;

/** How many of the events in [first, last) that count start from `low` to `high`; `enough` when at least that many. */
function startsBetween(
  { events: { starts }, kept }: EventPiece,
  first: number,
  last: number,
  low: number,
  high: number,
  enough: number,
): number {
  // Mostly the first or the last event settles it.
  const [earliest, latest] = [starts[first] ?? 0, starts[last - 1] ?? 0];
  if (earliest > high || latest < low) return 0;
  if (enough === 1 && kept === null && (earliest >= low || latest <= high)) return 1;
  let count = 0;
  for (
    let row = last - first > fewEvents ? firstAtLeast(starts, first, last, low) : first;
    row < last;
    row++
  ) {
    const start = starts[row] ?? 0;
    if (start > high) break;
    if (start < low || start === noDay || (kept !== null && kept[row] !== 1)) continue;
    if (++count >= enough) break;
  }
  return count;
}

/** Fewer are looked through one by one. */
const fewEvents = 16;

/** Events of one person that count and lie within limits. */
function countWithin(
  { events, kept }: EventPiece,
  first: number,
  last: number,
  limits: WindowLimits,
): number {
  const { starts, ends } = events;
  let from = first;
  let to = last;
  if (limits.boundStart) {
    from = firstAtLeast(starts, from, to, limits.startFrom);
    to = firstAtLeast(starts, from, to, limits.startTo + 1);
  }
  const byEnd = limits.boundEnd ? ends : null;
  if (byEnd === null && kept === null) return to - from;
  let count = 0;
  for (let row = from; row < to; row++) {
    if (kept !== null && kept[row] !== 1) continue;
    if (byEnd !== null) {
      const end = byEnd[row] ?? noDay;
      if (end === noDay || end < limits.endFrom || end > limits.endTo) continue;
    }
    count++;
  }
  return count;
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
    const { observedBefore, observedAfter, startOf, endOf } = this.#entry;
    const indexStart = startOf[index] ?? 0;
    const opStart = indexStart - (observedBefore[index] ?? 0);
    const opEnd = indexStart + (observedAfter[index] ?? 0);
    // A start that is missing satisfies no bound.
    this.startFrom = this.#observed ? opStart : noDay + 1;
    this.startTo = this.#observed ? opEnd : 2147483646;
    this.endFrom = noDay + 1;
    this.endTo = 2147483646;
    for (const window of this.#windows) {
      const day = (window.useIndexEnd ? endOf?.[index] : startOf[index]) ?? noDay;
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
