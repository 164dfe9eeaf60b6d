import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frocCurve } from '../../shared/stats/diagnostic/frocCurve.ts';
import { precisionRecall } from '../../shared/stats/diagnostic/rocCurve.ts';
import { seededRandom } from '../../shared/stats/numeric/random.ts';
import { nearestNeighbourMatching } from '../../shared/stats/propensity/matching.ts';
import { optimalBound, trim } from '../../shared/stats/propensity/trimming.ts';
import { treeScan } from '../../shared/stats/safety/treeScan.ts';
import { minimumDetectableRelativeRisk } from '../../shared/stats/sensitivity/empiricalCalibration.ts';

const persons = fc.array(
  fc.record({ score: fc.double({ min: 0.01, max: 0.99, noNaN: true }), treated: fc.boolean() }),
  { minLength: 4, maxLength: 60 },
);

describe('trimming', () => {
  test("Crump's bound is the most precise of all bounds", () => {
    fc.assert(
      fc.property(persons, (list) => {
        const scores = Float64Array.from(list, ({ score }) => score);
        // The variance, but for constants, of an effect among the kept: mean of 1/(e(1-e)) over their number.
        const variance = (alpha: number): number => {
          const kept = scores.filter((e) => e >= alpha && e <= 1 - alpha);
          return kept.reduce((sum, e) => sum + 1 / (e * (1 - e)), 0) / kept.length ** 2;
        };
        const best = variance(optimalBound(scores));
        for (const e of scores) expect(best).toBeLessThanOrEqual(variance(Math.min(e, 1 - e)) * (1 + 1e-9));
      }),
    );
  });

  test("Stürmer's and the percent bounds leave out the right tails", () => {
    const scores = Float64Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);
    const treated = Uint8Array.from(scores, (_, i) => i % 2);
    const asymmetric = trim(scores, treated, { kind: 'stuermer', fraction: 0.05 });
    expect(scores.filter((_, i) => asymmetric[i] === 1).length).toBeGreaterThan(175);
    const percent = trim(scores, treated, { kind: 'percent', fraction: 0.1 });
    scores.forEach((e, i) => {
      if (treated[i] === 1 && percent[i] === 0) expect(e).toBeLessThan(0.11);
      if (treated[i] === 0 && percent[i] === 0) expect(e).toBeGreaterThan(0.89);
    });
    expect(percent.reduce((a, b) => a + b, 0)).toBe(180);
  });
});

describe('matching', () => {
  /** The greedy rule, spelled out. */
  function naive(distance: Float64Array, treated: Uint8Array, caliper: number): string[] {
    const free = new Set([...distance.keys()].filter((i) => treated[i] === 0));
    const open = new Set([...distance.keys()].filter((i) => treated[i] === 1));
    const pairs: string[] = [];
    for (;;) {
      let best: { gap: number; t: number; c: number } | undefined;
      for (const t of open) {
        for (const c of free) {
          const gap = Math.abs((distance[t] as number) - (distance[c] as number));
          if (gap <= caliper && (!best || gap < best.gap)) best = { gap, t, c };
        }
      }
      if (!best) return pairs.sort();
      open.delete(best.t);
      free.delete(best.c);
      pairs.push(`${best.t}-${best.c}`);
    }
  }

  test('closest pairs first, as by looking at every pair', () => {
    fc.assert(
      fc.property(persons, (list) => {
        const distance = Float64Array.from(list, ({ score }, i) => score + i * 1e-7);
        const treated = Uint8Array.from(list, (person) => (person.treated ? 1 : 0));
        const matching = nearestNeighbourMatching(distance, treated, { order: 'closest', caliper: 0.2 });
        const pairs = matching.matches.flatMap((controls, k) =>
          controls.map((control) => `${matching.treatedRows[k]}-${control}`),
        );
        expect(pairs.sort()).toEqual(naive(distance, treated, 0.2));
      }),
    );
  });

  test('a random order depends on the seed alone', () => {
    const distance = Float64Array.from({ length: 40 }, (_, i) => (i * 7919) % 41);
    const treated = Uint8Array.from(distance, (_, i) => (i % 3 === 0 ? 0 : 1));
    const run = (seed: number) =>
      nearestNeighbourMatching(distance, treated, { order: 'random', random: seededRandom(seed) }).matches;
    expect(run(5)).toEqual(run(5));
    expect([1, 2, 3, 4].some((seed) => JSON.stringify(run(seed)) !== JSON.stringify(run(5)))).toBe(true);
  });
});

test('precision and recall, as by counting at every threshold', () => {
  fc.assert(
    fc.property(persons, (list) => {
      const score = Float64Array.from(list, (person) => Math.round(person.score * 8));
      const isCase = Uint8Array.from(list, (person) => (person.treated ? 1 : 0));
      const cases = isCase.reduce((a, b) => a + b, 0);
      if (cases === 0) return;
      const curve = precisionRecall({ score, isCase });
      curve.threshold.forEach((threshold, k) => {
        const found = isCase.filter((_, i) => (score[i] as number) >= threshold);
        const hits = found.reduce((a, b) => a + b, 0);
        expect(curve.precision[k]).toBeCloseTo(hits / found.length, 12);
        expect(curve.recall[k]).toBeCloseTo(hits / cases, 12);
      });
      expect(curve.recall.at(-1)).toBe(1);
    }),
  );
});

test('a lesion marked twice is found once', () => {
  const marks = { score: Float64Array.of(9, 8, 7, 7, 5), lesion: Int32Array.of(0, 0, 1, -1, -1) };
  const curve = frocCurve(marks, 4, 2);
  expect([...curve.threshold]).toEqual([9, 8, 7, 5]);
  expect([...curve.sensitivity]).toEqual([0.25, 0.25, 0.5, 0.5]);
  expect([...curve.falsePositivesPerImage]).toEqual([0, 0, 0.5, 1]);
});

test('the minimum detectable relative risk is found with the wanted power', () => {
  // A log-rank test of 400 events, half of them treated: power of the normal approximation at that log hazard ratio.
  const ratio = minimumDetectableRelativeRisk(400, 0.5);
  expect(ratio).toBeCloseTo(Math.exp((1.959963984540054 + 0.8416212335729143) / Math.sqrt(400 * 0.25)), 12);
  expect(minimumDetectableRelativeRisk(400, 0.1)).toBeGreaterThan(ratio);
});

test('under the null the Poisson tree scan finds something in one of twenty trees', () => {
  const tree = { parent: Int32Array.of(-1, 0, 0, 1, 1, 1, 2, 2, 2) };
  const expected = Float64Array.of(0, 0, 0, 12, 7, 20, 5, 9, 3);
  const random = seededRandom(11);
  const total = 56;
  let found = 0;
  for (let run = 0; run < 200; run++) {
    const observed = new Float64Array(expected.length);
    for (let event = 0; event < total; event++) {
      let at = random() * total;
      let node = 0;
      while (node < expected.length - 1 && at >= (expected[node] as number)) at -= expected[node++] as number;
      observed[node] = (observed[node] as number) + 1;
    }
    const cuts = treeScan(tree, { model: 'poisson', observed, expected }, { replications: 99, seed: run });
    if (Math.min(...cuts.map(({ p }) => p)) <= 0.05) found++;
  }
  expect(found / 200).toBeGreaterThan(0.01);
  expect(found / 200).toBeLessThan(0.1);
});
