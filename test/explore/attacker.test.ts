import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../propertySeed.ts';
import { countCube } from '../../shared/explore/countCube.ts';
import { exploreView } from '../../shared/explore/exploreView.ts';
import { type Filters, noFilters } from '../../shared/explore/filters.ts';
import { jointCells } from '../../shared/explore/jointCells.ts';
import { personWeights } from '../../shared/explore/personWeights.ts';
import { publishRounded } from '../../shared/explore/publishRounded.ts';
import { modelOf, type RandomRows, tableOf } from './randomRows.ts';

/** What is shown for every subset of the bins of a dimension, all of them on or off in turn. */
function everythingShown(counts: readonly number[], minimumCell: number): string {
  const shown: string[] = [];
  for (let chosen = 1; chosen < 2 ** counts.length; chosen += 1) {
    const sum = counts.reduce((total, count, bin) => total + (chosen & (1 << bin) ? count : 0), 0);
    shown.push(JSON.stringify(publishRounded(sum, { minimumCell })));
  }
  return shown.join();
}

test('rounding alone would not do: who switches all bins on and off learns the exact number of each', () => {
  const minimumCell = 3;
  const secret = [1, 1, 1, 0];
  const target = everythingShown(secret, minimumCell);
  const consistent: number[][] = [];
  for (let code = 0; code < 9 ** secret.length; code += 1) {
    const guess = secret.map((_, bin) => Math.floor(code / 9 ** bin) % 9);
    if (everythingShown(guess, minimumCell) === target) consistent.push(guess);
  }
  expect(consistent).toEqual([secret]);
});

/** Everything that any filters on two dimensions can bring on screen. */
function screens(rows: RandomRows): string[] {
  const model = modelOf(rows);
  const table = tableOf(rows);
  const [first, second] = rows.dimensions;
  const shown: string[] = [];
  for (let one = 0; one < 2 ** (first?.bins ?? 0); one += 1) {
    for (let other = 0; other < 2 ** (second?.bins ?? 0); other += 1) {
      const filters: Filters = { ...(one ? { a: one } : noFilters), ...(other ? { b: other } : noFilters) };
      const cells = jointCells(table, [], 1);
      const view = cells && exploreView(model, [countCube(table, cells, filters)], filters);
      shown.push(JSON.stringify([view?.selected, view?.counts]));
    }
  }
  return shown;
}

const bin = fc.integer({ min: 0, max: 2 });

test('no small number can be told: whoever drives all filters sees the same with one person more or less', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ a: bin, b: bin, c: bin, weight: fc.constantFrom(1, 1, 1, 0, 2) }), {
        minLength: 1,
        maxLength: 60,
      }),
      fc.record({ a: bin, b: bin, c: bin }),
      (people, cell) => {
        const of = (persons: readonly { a: number; b: number; c: number; weight: number }[]): RandomRows => ({
          dimensions: ['a', 'b', 'c', 'd'].map((id) => ({ id, bins: 3 })),
          weights: persons.map(({ weight }) => weight),
          rows: persons.flatMap(({ a, b, c }, person) => [
            { person, dimension: 0, bin: a },
            { person, dimension: 1, bin: b },
            { person, dimension: 2, bin: c },
          ]),
        });
        const shown = screens(of(people));
        // Whatever the number of persons in the cell is, it could be one more; and as each twice counted person might
        // be two, and one counted once might be two of whom one counts for nothing, one less cannot be told from it.
        expect(screens(of([...people, { ...cell, weight: 0 }]))).toEqual(shown);
        const apart = people.flatMap((person) =>
          person.weight === 2
            ? [
                { ...person, weight: 1 },
                { ...person, weight: 1 },
              ]
            : [person],
        );
        expect(screens(of(apart))).toEqual(shown);
      },
    ),
    { numRuns: 60 },
  );
});

test('as many persons count for nothing as count double, by a fixed draw that the release decides', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 1, max: 1_000_000 }),
      (persons, step) => {
        const ids = BigInt64Array.from({ length: persons }, (_, i) => BigInt(i) * BigInt(step) + 1n);
        const weights = personWeights(ids, '0123456789abcdef');
        const of = (weight: number) => weights.filter((own) => own === weight).length;
        expect(of(0)).toBe(of(2));
        expect(of(0)).toBeGreaterThanOrEqual(persons > 1 ? 1 : 0);
        expect(of(1)).toBeGreaterThanOrEqual(persons * 0.9 - 2);
        expect(personWeights(ids, '0123456789abcdef')).toEqual(weights);
      },
    ),
    { numRuns: 50 },
  );
  const ids = BigInt64Array.from({ length: 1000 }, (_, i) => BigInt(i));
  expect(personWeights(ids, '00000000ffffffff')).not.toEqual(personWeights(ids, 'ffffffff00000000'));
});

test('nothing below the minimum is shown, nor whether it is none; the rest is the nearest multiple', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 50 }), (count, minimumCell) => {
      const shown = publishRounded(count, { minimumCell });
      if (count < minimumCell) expect(shown).toEqual({ withheld: 'small', below: minimumCell });
      else {
        expect(Number(shown) % minimumCell).toBe(0);
        expect(Math.abs(Number(shown) - count)).toBeLessThanOrEqual(minimumCell / 2);
      }
    }),
  );
});
