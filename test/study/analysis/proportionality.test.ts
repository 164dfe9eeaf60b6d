import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import type { AdjustedSample } from '../../../shared/study/analysis/adjustedSample.ts';
import { proportionality } from '../../../shared/study/analysis/proportionality.ts';

/** Hazards a day of the comparator 0.001; of the target `early` times that to day 180, then `later` times. */
function sampleOf(early: number, later: number, weight: number): AdjustedSample {
  const random = seededRandom(11);
  const n = 4000;
  const treated = Uint8Array.from({ length: n }, (_, i) => i % 2);
  const status = new Uint8Array(n);
  const days = Int32Array.from(treated, (arm, i) => {
    const e = -Math.log(1 - random());
    const first = 0.001 * (arm === 1 ? early : 1);
    const second = 0.001 * (arm === 1 ? later : 1);
    const day = e < first * 180 ? e / first : 180 + (e - first * 180) / second;
    status[i] = day < 1500 ? 1 : 0;
    return Math.max(1, Math.min(1500, Math.ceil(day)));
  });
  return {
    rows: Int32Array.from({ length: n }, (_, i) => i),
    treated,
    days,
    status,
    weights: new Float64Array(n).fill(weight),
    strata: null,
    propensity: null,
  };
}

const options = { covariates: [], cluster: undefined, checkpoint: () => {} };

describe('hazards that cross on a day that the study names', () => {
  const found = proportionality(sampleOf(1.6, 0.6, 1), [180], options);
  test('are told with the ratio of either piece', () => {
    expect(found?.crosses).toBe(true);
    expect(found?.p).toBeLessThan(1e-6);
    const [early, later] = found?.pieces ?? [];
    expect(early?.lower).toBeLessThan(1.6);
    expect(early?.upper).toBeGreaterThan(1.6);
    expect(later?.lower).toBeLessThan(0.6);
    expect(later?.upper).toBeGreaterThan(0.6);
  });
});

test('hazards that are proportional do not cross', () => {
  const found = proportionality(sampleOf(0.7, 0.7, 1), [180], options);
  expect(found?.crosses).toBe(false);
  expect(found?.p).toBeGreaterThan(0.05);
  expect(found?.pieces).toHaveLength(2);
  expect(proportionality(sampleOf(0.7, 0.7, 1), [], options)?.pieces).toEqual([]);
});

test('how large weights are makes no difference', () => {
  const [whole, small] = [1, 0.01].map((weight) => proportionality(sampleOf(1.6, 0.6, weight), [], options));
  expect(small?.p).toBeCloseTo(whole?.p ?? 0, 10);
  expect(whole?.p).toBeLessThan(0.001);
  expect(whole?.crosses).toBe(true);
});
