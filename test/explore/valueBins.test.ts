import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../propertySeed.ts';
import { valueBins } from '../../shared/explore/valueBins.ts';

const value = fc.oneof(
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.integer({ min: 0, max: 40 }),
  fc.constantFrom(2.5, 5, 10, Number.NaN),
);

test('everybody with a value is in one bin, the outer bins hold enough persons, bins are few', () => {
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 600 }),
      fc.integer({ min: 1, max: 12 }),
      (given, minimumCell) => {
        const values = Float64Array.from(given);
        const present = given.filter((one) => Number.isFinite(one));
        const bins = valueBins(values, minimumCell);
        if (present.length < 10 * minimumCell) expect(bins).toBe(null);
        if (!bins) return;
        expect(bins.labels.length).toBeGreaterThan(1);
        expect(bins.labels.length).toBeLessThanOrEqual(16);
        expect(new Set(bins.labels.map(({ en }) => en)).size).toBe(bins.labels.length);
        const persons = new Array<number>(bins.labels.length).fill(0);
        given.forEach((one, person) => {
          const mask = bins.masks[person] ?? 0;
          if (!Number.isFinite(one)) {
            expect(mask).toBe(0);
            return;
          }
          const bin = Math.log2(mask);
          expect(Number.isInteger(bin) && bin < persons.length).toBe(true);
          persons[bin] = (persons[bin] ?? 0) + 1;
        });
        expect(persons[0]).toBeGreaterThanOrEqual(minimumCell);
        expect(persons.at(-1)).toBeGreaterThanOrEqual(minimumCell);
      },
    ),
    { numRuns: 500 },
  );
});

test('bins follow the order of the values and say their limits', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => 100 + (i % 100));
  const bins = valueBins(values, 10);
  expect(bins?.labels.map(({ en }) => en).slice(0, 3)).toEqual(['<110', '110–119', '120–129']);
  const few = valueBins(
    Float64Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? 2.5 : 5)),
    10,
  );
  expect(few?.labels.map(({ en }) => en)).toEqual(['2.5', '5']);
});
