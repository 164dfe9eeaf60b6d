import { type Bits, countBits, noBits, setBit } from '../../disclosure/bits.ts';
import { type PersonSet, personSet } from '../../disclosure/shownSets.ts';
import type { LiveEntry } from './liveEntry.ts';

/** What sets are counted in: numbers of index events or, where nobody has more than one, of persons. */
export interface CountingSpace {
  /** Numbers are below this. */
  readonly size: number;
  /** Persons of a set of this space. */
  personsOf(bits: Bits): PersonSet;
  /** The set of this space that index events make. */
  ofEvents(events: Bits): Bits;
  /** The index events of a set of this space. */
  toEvents(bits: Bits): Bits;
}

/**
 * The space to count a selection in.
 * @param events the index events that are asked about
 */
export function countingSpace(entry: LiveEntry, events: Bits): CountingSpace {
  const ranges = personRanges(entry);
  return isOneEach(ranges, events) ? new PersonSpace(entry, events) : new EventSpace(entry, ranges);
}

/** Nobody has more than one of the events. */
class PersonSpace implements CountingSpace {
  readonly size: number;
  readonly #entry: LiveEntry;
  readonly #events: Bits;

  constructor(entry: LiveEntry, events: Bits) {
    this.size = entry.persons;
    this.#entry = entry;
    this.#events = events;
  }

  personsOf(bits: Bits): PersonSet {
    return personSet(bits);
  }

  ofEvents(events: Bits): Bits {
    const { personOf } = this.#entry;
    const result = noBits(this.size);
    for (let i = 0; i < events.length; i++) {
      for (let word = (events[i] ?? 0) & (this.#events[i] ?? 0); word !== 0; word &= word - 1) {
        const person = personOf[(i << 5) + 31 - Math.clz32(word & -word)] ?? 0;
        result[person >>> 5] = (result[person >>> 5] ?? 0) | (1 << (person & 31));
      }
    }
    return result;
  }

  toEvents(bits: Bits): Bits {
    const { personOf, size } = this.#entry;
    const result = noBits(size);
    for (let i = 0; i < result.length; i++) {
      for (let word = this.#events[i] ?? 0; word !== 0; word &= word - 1) {
        const event = (i << 5) + 31 - Math.clz32(word & -word);
        const person = personOf[event] ?? 0;
        if (((bits[person >>> 5] ?? 0) >>> (person & 31)) & 1) setBit(result, event);
      }
    }
    return result;
  }
}

class EventSpace implements CountingSpace {
  readonly size: number;
  readonly #entry: LiveEntry;
  readonly #ranges: Int32Array;

  constructor(entry: LiveEntry, ranges: Int32Array) {
    this.size = entry.size;
    this.#entry = entry;
    this.#ranges = ranges;
  }

  personsOf(bits: Bits): PersonSet {
    return personsIn(this.#entry, this.#ranges, bits);
  }

  ofEvents(events: Bits): Bits {
    return events;
  }

  toEvents(bits: Bits): Bits {
    return bits;
  }
}

/** Persons of a set of index events. */
export function personsOf(entry: LiveEntry, events: Bits): PersonSet {
  return personsIn(entry, personRanges(entry), events);
}

function personsIn({ personOf, persons }: LiveEntry, ranges: Int32Array, events: Bits): PersonSet {
  const bits = noBits(persons);
  for (let i = 0; i + 1 < ranges.length; i++) {
    const from = ranges[i] ?? 0;
    if (!hasAny(events, from, ranges[i + 1] ?? 0)) continue;
    const person = personOf[from] ?? 0;
    bits[person >>> 5] = (bits[person >>> 5] ?? 0) | (1 << (person & 31));
  }
  return { bits, count: countBits(bits) };
}

/** Whether a set has a number in [from, to). */
function hasAny(bits: Bits, from: number, to: number): boolean {
  const first = from >>> 5;
  const last = (to - 1) >>> 5;
  const head = -1 << (from & 31);
  const tail = -1 >>> (31 - ((to - 1) & 31));
  if (first === last) return ((bits[first] ?? 0) & head & tail) !== 0;
  if (((bits[first] ?? 0) & head) !== 0) return true;
  for (let word = first + 1; word < last; word++) if ((bits[word] ?? 0) !== 0) return true;
  return ((bits[last] ?? 0) & tail) !== 0;
}

function isOneEach(ranges: Int32Array, events: Bits): boolean {
  let held = 0;
  for (let i = 0; i + 1 < ranges.length; i++) if (hasAny(events, ranges[i] ?? 0, ranges[i + 1] ?? 0)) held++;
  return held === countBits(events);
}

const known = new WeakMap<LiveEntry, Int32Array>();

/** Where the events of each person begin who has some, and the number of events. */
function personRanges(entry: LiveEntry): Int32Array {
  const found = known.get(entry);
  if (found) return found;
  const { personOf, size } = entry;
  let count = 0;
  for (let event = 0; event < size; event++)
    if (event === 0 || personOf[event] !== personOf[event - 1]) count++;
  const ranges = new Int32Array(count + 1);
  let next = 0;
  for (let event = 0; event < size; event++) {
    if (event === 0 || personOf[event] !== personOf[event - 1]) ranges[next++] = event;
  }
  ranges[next] = size;
  known.set(entry, ranges);
  return ranges;
}
