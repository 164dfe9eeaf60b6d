import { type Bits, countBits, eachBit, setBit } from '../../disclosure/bits.ts';
import type { CorrelatedCriterion, Occurrence, Window, WindowBound } from '../expression/criteriaGroup.ts';
import { type CountedEvents, countedStarts, type EventPiece } from './eventPieces.ts';
import { firstAtLeast } from './firstAtLeast.ts';
import type { LiveEntry } from './liveEntry.ts';
import { lastDay, noDay } from './personEvents.ts';
import { startWindowOf } from './startWindow.ts';
import type { TwoThreads } from './twoThreads.ts';

/** With fewer index events for each person than this, their events are looked at without making spans of all. */
const spansFrom = 1 / 64;

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
export async function markEventsWithin(
  correlated: CorrelatedCriterion,
  entry: LiveEntry,
  counted: CountedEvents,
  asked: Bits,
  met: Bits,
  threads: TwoThreads,
): Promise<void> {
  const window = startWindowOf(correlated);
  if (window) {
    const isMany = entry.isByPerson && countBits(asked) > entry.persons * spansFrom;
    const input = {
      window,
      ...wantedCounts(correlated.occurrence),
      entry,
      pieces: countedStarts(counted.pieces),
      spans: isMany ? await counted.spans() : null,
      age: counted.age,
      asked,
      met,
    };
    await threads.run('markStartsWithin', input, entry.size);
    return;
  }
  const limits = new WindowLimits(correlated, entry);
  const { least, most } = wantedCounts(correlated.occurrence);
  const { pieces } = counted;
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
  return startWindowOf(correlated) !== null;
}

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
    this.startTo = this.#observed ? opEnd : lastDay;
    this.endFrom = noDay + 1;
    this.endTo = lastDay;
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
    if (days !== null) return Math.max(noDay + 1, Math.min(lastDay, day + coefficient * days));
    if (!this.#observed) return null;
    return coefficient === -1 ? opStart : opEnd;
  }
}

function wantedCounts({ type, count }: Occurrence): { least: number; most: number } {
  if (type === 'atMost') return { least: 0, most: count };
  return { least: count, most: type === 'exactly' ? count : Number.POSITIVE_INFINITY };
}
