import { allBits, type Bits, eachBit, noBits, setBit } from '../../disclosure/bits.ts';
import type { EntryEvents } from '../expression/cohortDefinition.ts';
import { haveOneEach } from './eventPersons.ts';
import type { EventPiece } from './eventPieces.ts';
import { bytesOfEntry, type LiveEntry, windowedEvents } from './liveEntry.ts';
import { noDay, type PersonEvents } from './personEvents.ts';

/** Index events that a definition asks about: those that its window and limit leave. */
export interface LiveSelection {
  /** Where nobody has more than one, each is numbered as its person; otherwise all events of the entry criteria. */
  readonly entry: LiveEntry;
  readonly events: Bits;
  /** Names them. */
  readonly key: string;
  /** Whether the engine chose the events. */
  readonly isChosenThere: boolean;
}

export function bytesOfSelection({ entry, events }: LiveSelection): number {
  return events.byteLength + (entry.isByPerson ? bytesOfEntry(entry) : 0);
}

/** All events of an entry that have the observed days that are wanted. */
export function everySelection(entry: LiveEntry, window: EntryEvents, key: string): LiveSelection {
  const selection = { entry, events: windowedEvents(entry, window), key, isChosenThere: false };
  return haveOneEach(entry, selection.events) ? byPerson(selection) : selection;
}

export function wholeSelection(entry: LiveEntry, isLimited: boolean, key: string): LiveSelection {
  const selection = { entry, events: allBits(entry.size), key, isChosenThere: true };
  return isLimited ? byPerson(selection) : selection;
}

/** A selection in which nobody has more than one event, each numbered as its person. */
function byPerson({ entry, events, ...selection }: LiveSelection): LiveSelection {
  const { personOf, startOf, endOf, observedBefore, observedAfter } = entry;
  const own = noBits(entry.persons);
  const numbered = emptyByPerson(entry.persons, endOf !== null);
  eachBit(events, (event) => {
    const person = personOf[event] ?? 0;
    numbered.startOf[person] = startOf[event] ?? 0;
    if (numbered.endOf) numbered.endOf[person] = endOf?.[event] ?? noDay;
    numbered.observedBefore[person] = observedBefore[event] ?? 0;
    numbered.observedAfter[person] = observedAfter[event] ?? 0;
    setBit(own, person);
  });
  return { ...selection, entry: numbered, events: own };
}

function emptyByPerson(persons: number, withEnds: boolean): LiveEntry {
  return {
    id: 0,
    isByPerson: true,
    size: persons,
    persons,
    personOf: numbersBelow(persons),
    startOf: new Int32Array(persons),
    endOf: withEnds ? new Int32Array(persons) : null,
    observedBefore: new Int32Array(persons),
    observedAfter: new Int32Array(persons),
  };
}

/**
 * Each person's earliest or latest event of entry criteria that has the observed days that are wanted, as the compiler
 * chooses it: ties go to the smaller event id, then to the earlier criterion.
 * @param pieces events of the criteria, in their order
 */
export function limitedSelection(
  pieces: readonly EventPiece[],
  periods: PersonEvents,
  persons: number,
  window: EntryEvents,
  key: string,
): LiveSelection {
  const entry = emptyByPerson(
    persons,
    pieces.every(({ events }) => events.ends !== null),
  );
  const events = noBits(persons);
  const isLast = window.limit === 'Last';
  for (let person = 0; person < persons; person++) {
    let chosen: PersonEvents | null = null;
    let chosenRow = 0;
    let chosenPeriod = -1;
    for (const piece of pieces) {
      const { offsets } = piece.events;
      const from = offsets[person] ?? 0;
      const to = offsets[person + 1] ?? 0;
      if (from === to) continue;
      const row = limitedRow(piece, from, to, periods, person, window);
      if (row < 0 || (chosen && !isPreferred(piece.events, row, chosen, chosenRow, isLast))) continue;
      chosen = piece.events;
      chosenRow = row;
      chosenPeriod = periodHolding(periods, person, piece.events.starts[row] ?? noDay, window);
    }
    if (!chosen) continue;
    const start = chosen.starts[chosenRow] ?? 0;
    entry.startOf[person] = start;
    if (entry.endOf) entry.endOf[person] = chosen.ends?.[chosenRow] ?? noDay;
    entry.observedBefore[person] = start - (periods.starts[chosenPeriod] ?? 0);
    entry.observedAfter[person] = (periods.ends?.[chosenPeriod] ?? 0) - start;
    setBit(events, person);
  }
  return { entry, events, key, isChosenThere: false };
}

/** The first or last row of a person in [from, to) that has the observed days that are wanted; -1 for none. */
function limitedRow(
  { events: { starts }, kept }: EventPiece,
  from: number,
  to: number,
  periods: PersonEvents,
  person: number,
  window: EntryEvents,
): number {
  const isLast = window.limit === 'Last';
  const step = isLast ? -1 : 1;
  let found = -1;
  for (let row = isLast ? to - 1 : from; row >= from && row < to; row += step) {
    if (kept !== null && kept[row] !== 1) continue;
    // Of one day the row with the smallest id, which comes first.
    if (found >= 0 && starts[row] !== starts[found]) break;
    if (found < 0 && periodHolding(periods, person, starts[row] ?? noDay, window) < 0) continue;
    found = row;
    if (!isLast) break;
  }
  return found;
}

function isPreferred(a: PersonEvents, row: number, b: PersonEvents, other: number, isLast: boolean): boolean {
  const [start, otherStart] = [a.starts[row] ?? noDay, b.starts[other] ?? noDay];
  if (start !== otherStart) return start > otherStart === isLast;
  return a.ids !== null && b.ids !== null && (a.ids[row] ?? 0n) < (b.ids[other] ?? 0n);
}

/** The observation period that holds a day with as many days before and after as wanted; -1 for none. */
function periodHolding(
  { offsets, starts, ends }: PersonEvents,
  person: number,
  day: number,
  { priorDays, postDays }: EntryEvents,
): number {
  if (day === noDay) return -1;
  const to = offsets[person + 1] ?? 0;
  for (let period = offsets[person] ?? 0; period < to; period++) {
    const from = starts[period] ?? noDay;
    const until = ends?.[period] ?? noDay;
    if (from === noDay || until === noDay) continue;
    if (from + priorDays <= day && day + postDays <= until) return period;
  }
  return -1;
}

/** Persons with an event of a criterion that has the observed days that are wanted. */
export function personsObserved(
  pieces: readonly EventPiece[],
  periods: PersonEvents,
  persons: number,
  window: EntryEvents,
): Bits {
  return limitedSelection(pieces, periods, persons, { ...window, limit: 'First' }, '').events;
}

/** Persons whose index event is the same in two entries numbered by person, as far as a criterion can tell. */
export function unchangedPersons(before: LiveEntry, after: LiveEntry): Bits {
  const result = noBits(after.size);
  for (let person = 0; person < after.size; person++) {
    if (
      before.startOf[person] === after.startOf[person] &&
      before.observedBefore[person] === after.observedBefore[person] &&
      before.observedAfter[person] === after.observedAfter[person] &&
      (before.endOf === null || after.endOf === null || before.endOf[person] === after.endOf[person])
    )
      setBit(result, person);
  }
  return result;
}

let below = new Int32Array();

/** 0, 1, 2, …; shared by all who ask for as many. */
function numbersBelow(size: number): Int32Array {
  if (below.length !== size) below = Int32Array.from({ length: size }, (_, number) => number);
  return below;
}
