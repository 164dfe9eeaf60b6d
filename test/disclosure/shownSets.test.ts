import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  and,
  atLeast,
  type Bits,
  bitsOf,
  countBits,
  eachBit,
  or,
  without,
} from '../../shared/disclosure/bits.ts';
import { personSet, ShownSets } from '../../shared/disclosure/shownSets.ts';

const rules = { minimumCell: 10 };
const size = 700;
const withheld = { withheld: 'complementary', below: 10 };

function persons(from: number, to: number) {
  return personSet(
    bitsOf(
      Array.from({ length: to - from }, (_, i) => from + i),
      size,
    ),
  );
}

describe('numbers of persons', () => {
  test('are withheld where few persons lie between them and one shown before', () => {
    const shown = new ShownSets(rules);
    expect(shown.publish(persons(0, 100))).toBe(100);
    expect(shown.publish(persons(0, 95))).toEqual(withheld);
    expect(shown.publish(persons(0, 109))).toEqual(withheld);
    expect(shown.publish(persons(0, 90))).toBe(90);
    expect(shown.publish(persons(0, 110))).toBe(110);
    // The same persons again, and as many others.
    expect(shown.publish(persons(0, 100))).toBe(100);
    expect(shown.publish(persons(200, 305))).toBe(105);
    expect(shown.publish(persons(0, 9))).toEqual({ withheld: 'small', below: 10 });
    expect(shown.publish(persons(0, 0))).toBe(0);
  });

  test('are compared by number alone once their persons are forgotten', () => {
    const shown = new ShownSets(rules, 200);
    shown.publish(persons(0, 300));
    shown.publish(persons(300, 700));
    shown.publish(persons(200, 500));
    expect(shown.publish(persons(400, 695))).toEqual(withheld);
    expect(shown.publish(persons(0, 300))).toBe(300);
    expect(shown.publish(persons(400, 650))).toBe(250);
  });

  test('never differ by 1 to 9 where one set contains another, in whatever order they come', () => {
    const anySet = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 20, maxLength: 70 });
    fc.assert(
      fc.property(
        fc.array(anySet, { minLength: 5, maxLength: 40 }),
        fc.constantFrom(60, 400, 1e6),
        (all, bytes) => {
          const shown = new ShownSets(rules, bytes);
          const sets = all.map((numbers) => personSet(bitsOf(numbers, 61)));
          const told = sets.filter((set) => typeof shown.publish(set) === 'number');
          for (const a of told) {
            for (const b of told) {
              const isWithin = countBits(without(a.bits, b.bits)) === 0;
              const between = b.count - a.count;
              if (isWithin) expect(between === 0 || between >= 10 || a.count === 0).toBe(true);
            }
          }
        },
      ),
      { seed: 20261122, numRuns: 300 },
    );
  });
});

describe('bits', () => {
  const numbers = fc.array(fc.integer({ min: 0, max: 98 }));
  const asSet = (bits: Bits) => {
    const found: number[] = [];
    eachBit(bits, (at) => found.push(at));
    return found;
  };

  test('are sets', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, fc.integer({ min: -1, max: 5 }), (a, b, c, least) => {
        const [x, y, z] = [a, b, c].map((all) => bitsOf(all, 99));
        if (!x || !y || !z) throw new Error('three sets');
        const all = Array.from({ length: 99 }, (_, i) => i);
        expect(asSet(x)).toEqual([...new Set(a)].sort((i, j) => i - j));
        expect(countBits(x)).toBe(new Set(a).size);
        expect(asSet(and(x, y))).toEqual(all.filter((i) => a.includes(i) && b.includes(i)));
        expect(asSet(or(x, y))).toEqual(all.filter((i) => a.includes(i) || b.includes(i)));
        expect(asSet(without(x, y))).toEqual(all.filter((i) => a.includes(i) && !b.includes(i)));
        expect(asSet(atLeast([x, y, z], least, 99))).toEqual(
          all.filter((i) => [a, b, c].filter((set) => set.includes(i)).length >= least),
        );
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });
});
