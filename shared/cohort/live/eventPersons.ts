import { type Bits, countBits, noBits } from '../../disclosure/bits.ts';
import { type PersonSet, personSet } from '../../disclosure/shownSets.ts';
import type { LiveEntry } from './liveEntry.ts';

/** Persons of a set of index events. */
export function personsOf(entry: LiveEntry, events: Bits): PersonSet {
  if (entry.isByPerson) return personSet(events);
  const { personOf, persons } = entry;
  const ranges = personRanges(entry);
  const bits = noBits(persons);
  for (let i = 0; i + 1 < ranges.length; i++) {
    const from = ranges[i] ?? 0;
    if (!hasAny(events, from, ranges[i + 1] ?? 0)) continue;
    const person = personOf[from] ?? 0;
    bits[person >>> 5] = (bits[person >>> 5] ?? 0) | (1 << (person & 31));
  }
  return { bits, count: countBits(bits) };
}

/** Whether nobody has more than one of some index events. */
export function haveOneEach(entry: LiveEntry, events: Bits): boolean {
  return personsOf(entry, events).count === countBits(events);
}

const known = new WeakMap<LiveEntry, Int32Array>();

/** Where the events of each person begin who has some, and the number of events. */
export function personRanges(entry: LiveEntry): Int32Array {
  const found = known.get(entry);
  if (found) return found;
  const { personOf, size } = entry;
  const isFirst = (event: number) => event === 0 || personOf[event] !== personOf[event - 1];
  let count = 0;
  for (let event = 0; event < size; event++) if (isFirst(event)) count++;
  const ranges = new Int32Array(count + 1);
  let next = 0;
  for (let event = 0; event < size; event++) if (isFirst(event)) ranges[next++] = event;
  ranges[next] = size;
  known.set(entry, ranges);
  return ranges;
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
