import { type Bits, noBits, setBit } from '../../disclosure/bits.ts';
import type { EntryEvents } from '../expression/cohortDefinition.ts';
import { type EventPiece, mergedEvents } from './eventPieces.ts';
import { noDay, type PersonEvents } from './personEvents.ts';

/**
 * Index events numbered from 0, a person's together and by start date; where it matters which of a day's events is
 * which (`isExact`), also by event id and criterion.
 */
export interface LiveEntry {
  /** Not shared by two entries, even of the same events. */
  readonly id: number;
  readonly size: number;
  readonly persons: number;
  /** Number of the event's person; never falls. */
  readonly personOf: Int32Array;
  /** Start in days since 1970. */
  readonly startOf: Int32Array;
  /** End, {@link noDay} where missing; null when nobody asks. */
  readonly endOf: Int32Array | null;
  /** The event's observation period: its row in `periods`. */
  readonly periodOf: Int32Array;
  readonly periods: PersonEvents;
  /** Place of the event's criterion; null where there is one. */
  readonly criterionOf: Int32Array | null;
}

export function bytesOfEntry({ personOf, startOf, endOf, periodOf, criterionOf }: LiveEntry): number {
  return [personOf, startOf, endOf, periodOf, criterionOf].reduce(
    (sum, column) => sum + (column?.byteLength ?? 0),
    0,
  );
}

/**
 * Every event of entry criteria inside an observation period; windows and limits are {@link selectedEvents}.
 * @param criteria events of each criterion
 * @returns null when there are more than `most`
 */
export function observedEntry(
  criteria: readonly (readonly EventPiece[])[],
  periods: PersonEvents,
  persons: number,
  id: number,
  most: number,
): LiveEntry | null {
  const pieces = criteria.flatMap((each, source) => each.map((piece) => ({ piece, source })));
  const [first, ...others] = pieces;
  if (!first) return null;
  const alone = others.length === 0 ? first.piece : null;
  const { events, kept } = alone ?? { events: mergedEvents(pieces, persons), kept: null };
  const size = eachObserved(events, kept, periods, persons, () => {});
  if (size > most) return null;
  const personOf = new Int32Array(size);
  const startOf = new Int32Array(size);
  const endOf = events.ends && new Int32Array(size);
  const periodOf = new Int32Array(size);
  const criterionOf = criteria.length > 1 ? new Int32Array(size) : null;
  let next = 0;
  eachObserved(events, kept, periods, persons, (row, person, period) => {
    personOf[next] = person;
    startOf[next] = events.starts[row] ?? noDay;
    if (endOf) endOf[next] = events.ends?.[row] ?? noDay;
    periodOf[next] = period;
    if (criterionOf) criterionOf[next] = events.sources?.[row] ?? 0;
    next++;
  });
  return { id, size, persons, personOf, startOf, endOf, periodOf, periods, criterionOf };
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

/** Events with as many observed days before and after as wanted. */
export function windowedEvents(entry: LiveEntry, { priorDays, postDays }: EntryEvents): Bits {
  const { size, startOf, periodOf, periods } = entry;
  const result = noBits(size);
  const [before, after] = [Math.max(0, priorDays), Math.max(0, postDays)];
  for (let event = 0; event < size; event++) {
    const start = startOf[event] ?? noDay;
    const period = periodOf[event] ?? 0;
    if ((periods.starts[period] ?? 0) + before > start) continue;
    if (start + after > (periods.ends?.[period] ?? 0)) continue;
    setBit(result, event);
  }
  return result;
}

/** Persons with an event of a criterion among these. */
export function personsOfCriterion(entry: LiveEntry, events: Bits, place: number): Bits {
  const { personOf, criterionOf, persons, size } = entry;
  const result = noBits(persons);
  for (let event = 0; event < size; event++) {
    if (((events[event >>> 5] ?? 0) >>> (event & 31)) & 1 && (criterionOf?.[event] ?? 0) === place)
      setBit(result, personOf[event] ?? 0);
  }
  return result;
}

/** Numbers of a set's members, ascending. */
export function membersOf(bits: Bits, count: number): Int32Array {
  const members = new Int32Array(count);
  let next = 0;
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i] ?? 0; word !== 0; word &= word - 1)
      members[next++] = (i << 5) + 31 - Math.clz32(word & -word);
  }
  return members;
}
