import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustPersons } from '../../../shared/study/analysis/pairAdjustment.ts';
import type { Adjustment } from '../../../shared/study/specification/comparisonSpecification.ts';
import { specificationOf } from './simulated.ts';

const persons = fc.array(
  fc.record({ score: fc.double({ min: 0.02, max: 0.98, noNaN: true }), treated: fc.boolean() }),
  { minLength: 4, maxLength: 80 },
);
type Persons = readonly { readonly score: number; readonly treated: boolean }[];

function settings(changes: Record<string, unknown>): Adjustment {
  return specificationOf({ adjustment: changes }).adjustment;
}

function adjust(list: Persons, changes: Record<string, unknown>) {
  return adjustPersons(
    Float64Array.from(list, ({ score }) => score),
    Uint8Array.from(list, ({ treated }) => (treated ? 1 : 0)),
    settings(changes),
    () => {},
  );
}

const bothArms = (list: Persons): boolean =>
  list.some(({ treated }) => treated) && !list.every(({ treated }) => treated);
const share = (list: Persons): number => list.filter(({ treated }) => treated).length;

describe('weights', () => {
  test('of the treated in their own persons are 1, of the others the odds', () => {
    fc.assert(
      fc.property(persons.filter(bothArms), (list) => {
        const { weights, kept, largestWeight } = adjust(list, { method: 'weighting', estimand: 'ATT' });
        expect([...kept]).toEqual([...list.keys()]);
        list.forEach(({ score, treated }, k) => {
          expect(weights[k]).toBeCloseTo(treated ? 1 : score / (1 - score), 10);
        });
        expect(largestWeight).toBe(Math.max(...weights));
      }),
    );
  });

  test('of strata add up to the persons of each arm', () => {
    fc.assert(
      fc.property(persons.filter(bothArms), fc.constantFrom('ATE', 'ATT', 'ATC'), (list, estimand) => {
        const { marginalWeights, kept, strata } = adjust(list, {
          method: 'stratification',
          estimand,
          strata: 3,
        });
        let target = 0;
        kept.forEach((k, at) => {
          if (list[k]?.treated) target += marginalWeights[at] as number;
        });
        expect(target).toBeCloseTo(share(list), 8);
        expect(marginalWeights.reduce((a, b) => a + b, 0)).toBeCloseTo(list.length, 8);
        const arms = new Map<number, Set<boolean>>();
        kept.forEach((k, at) => {
          const stratum = strata?.[at] ?? -1;
          arms.set(stratum, (arms.get(stratum) ?? new Set()).add(list[k]?.treated ?? false));
        });
        for (const found of arms.values()) expect(found.size).toBe(2);
      }),
    );
  });
});

describe('matched sets', () => {
  test.each([1, 2, 0])('of ratio %i hold one target person and its comparators, each once', (ratio) => {
    fc.assert(
      fc.property(persons.filter(bothArms), (list) => {
        const matching = { ratio, caliper: 0.5, scale: 'propensity' };
        const { kept, strata, pairs, marginalWeights } = adjust(list, { method: 'matching', matching });
        expect(new Set(kept).size).toBe(kept.length);
        const sets = ratio === 1 ? pairs : strata;
        const members = new Map<number, { targets: number; comparators: number; scores: number[] }>();
        kept.forEach((k, at) => {
          const set = members.get(sets?.[at] ?? -1) ?? { targets: 0, comparators: 0, scores: [] };
          if (list[k]?.treated) set.targets++;
          else set.comparators++;
          set.scores.push(list[k]?.score ?? 0);
          members.set(sets?.[at] ?? -1, set);
        });
        let targets = 0;
        for (const { targets: own, comparators, scores } of members.values()) {
          expect(own).toBe(1);
          expect(comparators).toBeGreaterThan(0);
          if (ratio > 0) expect(comparators).toBeLessThanOrEqual(ratio);
          expect(Math.max(...scores) - Math.min(...scores)).toBeLessThanOrEqual(1.0000001);
          targets += own;
        }
        // Comparators add up to their own number, so that arms keep their sizes.
        expect(marginalWeights.reduce((a, b) => a + b, 0)).toBeCloseTo(kept.length, 8);
        if (ratio === 1) expect(kept.length).toBe(2 * targets);
      }),
    );
  });
});

test('the order of persons changes nothing', () => {
  const distinct = fc
    .uniqueArray(fc.integer({ min: 10, max: 990 }), { minLength: 6, maxLength: 60 })
    .chain((scores) =>
      fc.tuple(
        fc.constant(scores),
        fc.array(fc.boolean(), { minLength: scores.length, maxLength: scores.length }),
        fc.shuffledSubarray([...scores.keys()], { minLength: scores.length, maxLength: scores.length }),
      ),
    );
  fc.assert(
    fc.property(
      distinct,
      fc.constantFrom('weighting', 'stratification'),
      ([scores, treated, order], method) => {
        const list = scores.map((score, k) => ({ score: score / 1_000, treated: treated[k] ?? false }));
        fc.pre(bothArms(list));
        const there = adjust(list, { method, estimand: 'ATE', strata: 2 });
        const back = adjust(
          order.map((k) => list[k] ?? { score: 0.5, treated: false }),
          { method, estimand: 'ATE', strata: 2 },
        );
        const weightOf = new Map([...there.kept].map((k, at) => [k, there.marginalWeights[at] as number]));
        expect(back.kept.length).toBe(there.kept.length);
        back.kept.forEach((at, place) => {
          expect(back.marginalWeights[place]).toBeCloseTo(weightOf.get(order[at] as number) ?? -1, 8);
        });
      },
    ),
  );
});

describe('trimming', () => {
  test.each([
    { kind: 'symmetric', bound: 0.1 },
    { kind: 'asymmetric', fraction: 0.05 },
    { kind: 'equipoise', lower: 0.3, upper: 0.7 },
    { kind: 'optimal' },
  ])('$kind leaves fewer, and its step says how many', (trim) => {
    fc.assert(
      fc.property(persons.filter(bothArms), (list) => {
        const { kept, steps } = adjust(list, { method: 'standardisation', trim });
        const [all, trimmed] = steps;
        expect((all?.target ?? 0) + (all?.comparator ?? 0)).toBe(list.length);
        expect((trimmed?.target ?? 0) + (trimmed?.comparator ?? 0)).toBe(kept.length);
        expect(trimmed?.target).toBe([...kept].filter((k) => list[k]?.treated).length);
        if (trim.kind === 'symmetric') {
          for (const k of kept)
            expect(Math.abs((list[k]?.score ?? 0) - 0.5)).toBeLessThanOrEqual(0.4 + 1e-12);
        }
      }),
    );
  });
});
