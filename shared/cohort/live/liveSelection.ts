import { allBits, type Bits, eachBit, setBit } from '../../disclosure/bits.ts';
import type { EntryEvents } from '../expression/cohortDefinition.ts';
import { haveOneEach } from './eventPersons.ts';
import { bytesOfEntry, type LiveEntry } from './liveEntry.ts';
import { noDay } from './personEvents.ts';
import { sharedBits, sharedInt32 } from './sharedNumbers.ts';
import type { TwoThreads } from './twoThreads.ts';
import type { WordRange } from './wordRange.ts';

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
export async function everySelection(
  entry: LiveEntry,
  { priorDays, postDays }: EntryEvents,
  key: string,
  threads: TwoThreads,
): Promise<LiveSelection> {
  const events = sharedBits(entry.size);
  await threads.run('markObserved', { entry, priorDays, postDays, observed: events }, entry.size);
  const selection = { entry, events, key, isChosenThere: false };
  return haveOneEach(entry, events) ? byPerson(selection) : selection;
}

export function wholeSelection(entry: LiveEntry, isLimited: boolean, key: string): LiveSelection {
  const selection = { entry, events: allBits(entry.size), key, isChosenThere: true };
  return isLimited ? byPerson(selection) : selection;
}

/** A selection in which nobody has more than one event, each numbered as its person. */
function byPerson({ entry, events, ...selection }: LiveSelection): LiveSelection {
  const { personOf, startOf, endOf, observedBefore, observedAfter } = entry;
  const own = sharedBits(entry.persons);
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

/** Nobody's events, to be filled in. */
export function emptySelection(persons: number, withEnds: boolean, key: string): LiveSelection {
  return { entry: emptyByPerson(persons, withEnds), events: sharedBits(persons), key, isChosenThere: false };
}

function emptyByPerson(persons: number, withEnds: boolean): LiveEntry {
  return {
    id: 0,
    isByPerson: true,
    size: persons,
    persons,
    personOf: numbersBelow(persons),
    startOf: sharedInt32(persons),
    endOf: withEnds ? sharedInt32(persons) : null,
    observedBefore: sharedInt32(persons),
    observedAfter: sharedInt32(persons),
  };
}

/** What {@link markUnchanged} compares. */
export interface UnchangedInput {
  readonly before: LiveEntry;
  readonly after: LiveEntry;
  /** Gets the persons whose index event is the same in two entries numbered by person, as far as a criterion can tell. */
  readonly same: Bits;
}

/** Marks the persons of a range whose index event did not change. */
export function markUnchanged({ before, after, same }: UnchangedInput, range: WordRange): void {
  const ends = before.endOf && after.endOf && { before: before.endOf, after: after.endOf };
  for (let i = range.from; i < range.to; i++) {
    let changed = 0;
    const to = Math.min((i << 5) + 32, after.size);
    for (let person = i << 5; person < to; person++) {
      let difference =
        ((before.startOf[person] ?? 0) ^ (after.startOf[person] ?? 0)) |
        ((before.observedBefore[person] ?? 0) ^ (after.observedBefore[person] ?? 0)) |
        ((before.observedAfter[person] ?? 0) ^ (after.observedAfter[person] ?? 0));
      if (ends) difference |= (ends.before[person] ?? 0) ^ (ends.after[person] ?? 0);
      changed |= ((difference | -difference) >>> 31) << (person & 31);
    }
    same[i] = ~changed & (to % 32 === 0 ? -1 : 2 ** (to % 32) - 1);
  }
}

let below = sharedInt32(0);

/** 0, 1, 2, …; shared by all who ask for as many. */
function numbersBelow(size: number): Int32Array {
  if (below.length !== size) {
    below = sharedInt32(size);
    for (let number = 0; number < size; number++) below[number] = number;
  }
  return below;
}
