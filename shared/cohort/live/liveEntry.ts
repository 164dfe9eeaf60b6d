import type { Bits } from '../../disclosure/bits.ts';
import { type CountedEvents, mergedEvents } from './eventPieces.ts';
import { noDay, type PersonEvents } from './personEvents.ts';
import { sharedInt32 } from './sharedNumbers.ts';
import { anyDays } from './startWindow.ts';
import type { WordRange } from './wordRange.ts';

/**
 * Index events numbered from 0, a person's together and by start date; where it matters which of a day's events is
 * which, also by event id and criterion.
 */
export interface LiveEntry {
  /** Not shared by two entries, even of the same events. */
  readonly id: number;
  readonly size: number;
  readonly persons: number;
  /** Whether each event is numbered as its person; not every number is an event then. */
  readonly isByPerson: boolean;
  /** Number of the event's person; never falls. */
  readonly personOf: Int32Array;
  /** Start in days since 1970. */
  readonly startOf: Int32Array;
  /** End, {@link noDay} where missing; null when nobody asks. */
  readonly endOf: Int32Array | null;
  /** Days from the beginning of the event's observation period to its start, and from there to the period's end. */
  readonly observedBefore: Int32Array;
  readonly observedAfter: Int32Array;
}

export function bytesOfEntry(entry: LiveEntry): number {
  const { personOf, startOf, endOf, observedBefore, observedAfter } = entry;
  return [personOf, startOf, endOf, observedBefore, observedAfter].reduce(
    (sum, column) => sum + (column?.byteLength ?? 0),
    0,
  );
}

/**
 * Every event of entry criteria inside an observation period; windows and limits choose among them.
 * @param criteria events of each criterion
 * @returns null when there are more than `most`
 */
export function observedEntry(
  criteria: readonly CountedEvents[],
  periods: PersonEvents,
  persons: number,
  id: number,
  most: number,
): LiveEntry | null {
  const pieces = criteria.flatMap((each, source) => each.pieces.map((piece) => ({ piece, source })));
  const [first, ...others] = pieces;
  const alone = first && others.length === 0 ? first.piece : null;
  const { events, kept } = alone ?? { events: mergedEvents(pieces, persons), kept: null };
  const size = eachObserved(events, kept, periods, persons, () => {});
  if (size > most) return null;
  const personOf = sharedInt32(size);
  const startOf = sharedInt32(size);
  const endOf = events.ends && sharedInt32(size);
  const observedBefore = sharedInt32(size);
  const observedAfter = sharedInt32(size);
  let next = 0;
  eachObserved(events, kept, periods, persons, (row, person, period) => {
    personOf[next] = person;
    startOf[next] = events.starts[row] ?? noDay;
    if (endOf) endOf[next] = events.ends?.[row] ?? noDay;
    observedBefore[next] = (startOf[next] ?? 0) - (periods.starts[period] ?? 0);
    observedAfter[next] = (periods.ends?.[period] ?? 0) - (startOf[next] ?? 0);
    next++;
  });
  return {
    id,
    size,
    persons,
    isByPerson: false,
    personOf,
    startOf,
    endOf,
    observedBefore,
    observedAfter,
  };
}

/** Calls `visit` for every observation period that holds an event. @returns how often */
function eachObserved(
  events: PersonEvents,
  kept: Uint8Array | null,
  periods: PersonEvents,
  persons: number,
  visit: (row: number, person: number, period: number) => void,
): number {
  const { offsets, starts } = events;
  let count = 0;
  for (let person = 0; person < persons; person++) {
    const to = offsets[person + 1] ?? 0;
    const firstPeriod = periods.offsets[person] ?? 0;
    const lastPeriod = periods.offsets[person + 1] ?? 0;
    for (let row = offsets[person] ?? 0; row < to; row++) {
      if (kept !== null && kept[row] !== 1) continue;
      const start = starts[row] ?? noDay;
      if (start === noDay) continue;
      for (let period = firstPeriod; period < lastPeriod; period++) {
        const from = periods.starts[period] ?? noDay;
        const until = periods.ends?.[period] ?? noDay;
        if (from === noDay || until === noDay || start < from || start > until) continue;
        visit(row, person, period);
        count++;
      }
    }
  }
  return count;
}

/** What {@link markObserved} looks at. */
export interface ObservedInput {
  readonly entry: LiveEntry;
  readonly priorDays: number;
  readonly postDays: number;
  /** Gets the events with as many observed days before and after as wanted. */
  readonly observed: Bits;
}

/** Marks the events of a range that are observed long enough. */
export function markObserved(
  { entry, priorDays, postDays, observed }: ObservedInput,
  range: WordRange,
): void {
  const { size, observedBefore, observedAfter } = entry;
  const [before, after] = [Math.min(priorDays, anyDays), Math.min(postDays, anyDays)];
  for (let i = range.from; i < range.to; i++) {
    let found = 0;
    const to = Math.min((i << 5) + 32, size);
    for (let event = i << 5; event < to; event++) {
      const lacking = ((observedBefore[event] ?? 0) - before) | ((observedAfter[event] ?? 0) - after);
      found |= (~lacking >>> 31) << (event & 31);
    }
    observed[i] = found;
  }
}
