import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../propertySeed.ts';
import {
  generalisedChances,
  generalisedWeights,
  recalibrateChances,
} from '../../../shared/stats/propensity/generalisedWeights.ts';
import { propensityWeights } from '../../../shared/stats/propensity/inverseProbabilityWeights.ts';

const row = fc.record({
  eta1: fc.double({ min: -3, max: 3, noNaN: true }),
  eta2: fc.double({ min: -3, max: 3, noNaN: true }),
  group: fc.integer({ min: 0, max: 2 }),
});

test('with two groups the weights are those of a propensity score', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
      const eta = Float64Array.from(rows, ({ eta1 }) => eta1);
      const group = Uint8Array.from(rows, ({ group: g }) => Math.min(g, 1));
      const chances = generalisedChances([eta], rows.length);
      const score = chances[1] as Float64Array;
      for (const kind of ['ATE', 'ATO', 'ATM'] as const) {
        const expected = propensityWeights(score, group, kind);
        generalisedWeights(chances, group, { kind }).forEach((w, i) => {
          expect(w / (expected[i] as number)).toBeCloseTo(1, 9);
        });
      }
      const treated = propensityWeights(score, group, 'ATT');
      generalisedWeights(chances, group, { kind: 'ATT', group: 1 }).forEach((w, i) => {
        expect(w / (treated[i] as number)).toBeCloseTo(1, 9);
      });
    }),
  );
});

test('chances add up to 1; recalibrated ones also to the persons of each group, with the odds changed by one factor', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 4, maxLength: 40 }), (rows) => {
      const chances = generalisedChances(
        [Float64Array.from(rows, (r) => r.eta1), Float64Array.from(rows, (r) => r.eta2)],
        rows.length,
      );
      const group = Uint8Array.from(rows, (r) => r.group);
      const again = recalibrateChances(chances, group);
      rows.forEach((_, i) => {
        expect(chances.reduce((sum, chance) => sum + (chance[i] as number), 0)).toBeCloseTo(1, 12);
        expect(again.reduce((sum, chance) => sum + (chance[i] as number), 0)).toBeCloseTo(1, 12);
      });
      again.forEach((chance, g) => {
        const persons = rows.filter((r) => r.group === g).length;
        expect(chance.reduce((a, b) => a + b, 0)).toBeCloseTo(persons, 6);
      });
      const odds = (list: readonly Float64Array[], i: number): number =>
        (list[1]?.[i] as number) / (list[0]?.[i] as number);
      if (!group.includes(0) || !group.includes(1)) return;
      const changed = odds(again, 0) / odds(chances, 0);
      for (const i of rows.keys()) expect(odds(again, i) / odds(chances, i) / changed).toBeCloseTo(1, 6);
    }),
  );
});
