import { and, type Bits, noBits, setBit } from '../../disclosure/bits.ts';
import { type PersonSet, personSet } from '../../disclosure/shownSets.ts';
import type { LiveEntry } from './liveEntry.ts';

/** Persons of the index events that are in one set and in another. */
export function personsOf(entry: LiveEntry, events: Bits, among: Bits = events): PersonSet {
  if (entry.isByPerson) return personSet(events === among ? events : and(events, among));
  const { personOf, persons } = entry;
  const ends = lastEvents(entry);
  const bits = noBits(persons);
  let count = 0;
  // 1 where the person whose events a word begins with has one in the words before.
  let before = 0;
  for (let i = 0; i < events.length; i++) {
    const some = (((events[i] ?? 0) & (among[i] ?? 0)) | before) >>> 0;
    if (some === 0) continue;
    const last = ends[i] ?? 0;
    // Adding carries from any event of a person to the place of the last one, and from no person to the next.
    const sum = ((some & ~last) >>> 0) + (~last >>> 0);
    before = sum > 0xffffffff ? 1 : 0;
    for (let word = (sum | some) & last; word !== 0; word &= word - 1) {
      const person = personOf[(i << 5) + 31 - Math.clz32(word & -word)] ?? 0;
      bits[person >>> 5] = (bits[person >>> 5] ?? 0) | (1 << (person & 31));
      count++;
    }
  }
  return { bits, count };
}

/** Whether nobody has more than one of some index events. */
export function haveOneEach({ personOf }: LiveEntry, events: Bits): boolean {
  let person = -1;
  for (let i = 0; i < events.length; i++) {
    for (let word = events[i] ?? 0; word !== 0; word &= word - 1) {
      const next = personOf[(i << 5) + 31 - Math.clz32(word & -word)] ?? -1;
      if (next === person) return false;
      person = next;
    }
  }
  return true;
}

const known = new WeakMap<LiveEntry, Bits>();

/** Of each person's events the last one. */
function lastEvents(entry: LiveEntry): Bits {
  const found = known.get(entry);
  if (found) return found;
  const { personOf, size } = entry;
  const bits = noBits(size);
  for (let event = 0; event < size; event++)
    if (event + 1 === size || personOf[event] !== personOf[event + 1]) setBit(bits, event);
  known.set(entry, bits);
  return bits;
}
