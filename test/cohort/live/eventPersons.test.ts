import fc from 'fast-check';
import { expect, test } from 'vitest';
import { haveOneEach, personsOf } from '../../../shared/cohort/live/eventPersons.ts';
import type { LiveEntry } from '../../../shared/cohort/live/liveEntry.ts';
import { bitsOf, eachBit } from '../../../shared/disclosure/bits.ts';

/** Events of each person, of whom some have more than two words hold. */
const runs = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 4 }) }, { weight: 1, arbitrary: fc.nat({ max: 90 }) }),
  { minLength: 1, maxLength: 60, size: 'max' },
);

function entryOf(counts: readonly number[]): LiveEntry {
  const personOf = Int32Array.from(counts.flatMap((count, person) => Array<number>(count).fill(person)));
  const days = new Int32Array(personOf.length);
  return {
    id: 1,
    size: personOf.length,
    persons: counts.length,
    isByPerson: false,
    personOf,
    startOf: days,
    endOf: null,
    observedBefore: days,
    observedAfter: days,
  };
}

test('persons of events are those of a plain recount, wherever words of bits end', () => {
  fc.assert(
    fc.property(runs, fc.infiniteStream(fc.nat({ max: 19 })), fc.nat({ max: 20 }), (counts, draws, often) => {
      const entry = entryOf(counts);
      const draw = () => Array.from(entry.personOf.keys()).filter(() => draws.next().value < often);
      const [some, others] = [draw(), draw()];
      const both = some.filter((event) => others.includes(event));
      for (const [events, found] of [
        [some, personsOf(entry, bitsOf(some, entry.size))],
        [both, personsOf(entry, bitsOf(some, entry.size), bitsOf(others, entry.size))],
      ] as const) {
        const persons: number[] = [];
        eachBit(found.bits, (person) => persons.push(person));
        const expected = [...new Set(events.map((event) => entry.personOf[event] ?? -1))];
        expect(persons).toEqual(expected);
        expect(found.count).toBe(expected.length);
      }
      const each = personsOf(entry, bitsOf(some, entry.size)).count;
      expect(haveOneEach(entry, bitsOf(some, entry.size))).toBe(each === some.length);
    }),
    { numRuns: 300 },
  );
});
