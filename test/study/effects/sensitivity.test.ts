import { expect, test } from 'vitest';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import type { AdjustedSample } from '../../../shared/study/analysis/adjustedSample.ts';
import { differenceEffect, ratioEffect } from '../../../shared/study/analysis/effect.ts';
import { fittedEffect, mainEffect } from '../../../shared/study/analysis/mainEffect.ts';
import { calibratedEffect, negativeControls } from '../../../shared/study/effects/negativeControls.ts';
import {
  effectEValue,
  effectTippingPoints,
  misclassificationBias,
  TIPPING_DIFFERENCES,
  variantEffects,
} from '../../../shared/study/effects/sensitivity.ts';
import type { Effect } from '../../../shared/study/result/comparisonResult.ts';
import { normalFrom } from './inventedStudy.ts';

/** Two arms of equal size with true outcomes at a rate each, and wrong records at the same rate in both. */
function recorded(
  seed: number,
  persons: number,
  daily: readonly [number, number],
  wrong: number,
): AdjustedSample {
  const random = seededRandom(seed);
  const exponential = (rate: number): number =>
    rate > 0 ? -Math.log(random()) / rate : Number.POSITIVE_INFINITY;
  const days = new Int32Array(persons);
  const status = new Uint8Array(persons);
  const treated = Uint8Array.from({ length: persons }, (_, i) => i % 2);
  treated.forEach((arm, i) => {
    const event = Math.min(exponential(daily[arm] ?? 0), exponential(wrong));
    days[i] = Math.max(1, Math.ceil(Math.min(event, 365)));
    status[i] = event <= 365 ? 1 : 0;
  });
  return {
    rows: Int32Array.from(days.keys()),
    treated,
    days,
    status,
    weights: new Float64Array(persons).fill(1),
    strata: null,
    propensity: null,
  };
}

const hazardRatio = (sample: AdjustedSample): Effect => {
  const effect = fittedEffect(mainEffect(sample, { kind: 'cox' }));
  if (!effect) throw new Error('no effect');
  return effect;
};

function log(effect: Effect | undefined): number {
  return Math.log(effect?.estimate ?? Number.NaN);
}

test('the true hazard ratio comes back from records of which some are wrong, with an honest interval', () => {
  const daily = [0.0003, 0.00015] as const;
  const wrong = 0.0001;
  // Rates are small and follow-up is equal: of all records so many are true.
  const ppv = { value: (daily[0] + daily[1]) / (daily[0] + daily[1] + 2 * wrong), source: 'invented' };
  const logs: number[] = [];
  let covered = 0;
  let naive = 0;
  let variance = 0;
  const runs = 40;
  for (let seed = 1; seed <= runs; seed++) {
    const sample = recorded(seed, 4_000, daily, wrong);
    const effect = hazardRatio(sample);
    const bias = misclassificationBias(effect, sample, ppv);
    expect(bias?.ppv).toBe(ppv.value);
    expect(bias?.source).toBe('invented');
    const corrected = bias?.corrected;
    logs.push(log(corrected));
    naive += log(effect) / runs;
    variance += (corrected?.standardError ?? 0) ** 2 / runs;
    if ((corrected?.lower ?? 9) < 0.5 && (corrected?.upper ?? 0) > 0.5) covered++;
  }
  const mean = logs.reduce((a, b) => a + b, 0) / runs;
  const spread = logs.reduce((sum, l) => sum + (l - mean) ** 2, 0) / (runs - 1);
  expect(naive).toBeGreaterThan(Math.log(0.5) + 0.15);
  expect(Math.abs(mean - Math.log(0.5))).toBeLessThan(0.06);
  expect(variance / spread).toBeGreaterThan(0.5);
  expect(variance / spread).toBeLessThan(2);
  expect(covered).toBeGreaterThanOrEqual(35);
});

test('a perfect record changes nothing for any ratio; differences and impossible values are left alone', () => {
  const sample = recorded(1, 2_000, [0.0005, 0.0008], 0);
  for (const measure of ['hazardRatio', 'oddsRatio', 'riskRatio', 'rateRatio'] as const) {
    const effect = ratioEffect(measure, 0.4, 0.1);
    if (!effect) throw new Error('no effect');
    const corrected = misclassificationBias(effect, sample, { value: 1, source: '' })?.corrected;
    expect(corrected?.measure).toBe(measure);
    expect(corrected?.estimate).toBeCloseTo(effect.estimate, 10);
    expect(corrected?.standardError).toBeCloseTo(0.1, 10);
    // Fewer true records: further from the null.
    const further = misclassificationBias(effect, sample, { value: 0.8, source: '' })?.corrected;
    expect(further?.estimate).toBeGreaterThan(effect.estimate);
    expect(further?.standardError).toBeGreaterThan(0.1);
    expect(misclassificationBias(effect, sample, { value: 0.1, source: '' })).toBeNull();
    expect(misclassificationBias(effect, sample, null)).toBeNull();
  }
  const difference = differenceEffect('riskDifference', 0.1, 0.02);
  if (!difference) throw new Error('no effect');
  expect(misclassificationBias(difference, sample, { value: 0.8, source: '' })).toBeNull();
  expect(effectEValue(difference, sample)).toBeNull();
  expect(effectTippingPoints(difference, sample)).toEqual([]);
});

test('E-values and tipping points are of the limit nearer to the null', () => {
  const rare = recorded(1, 2_000, [0.0001, 0.0001], 0);
  const effect = ratioEffect('hazardRatio', Math.log(0.8), 0.05);
  if (!effect) throw new Error('no effect');
  // VanderWeele and Ding: 1/0.8 + sqrt(1/0.8 (1/0.8 - 1)).
  expect(effectEValue(effect, rare)?.estimate).toBeCloseTo(1.25 + Math.sqrt(1.25 * 0.25), 10);
  const upper = 1 / effect.upper;
  expect(effectEValue(effect, rare)?.limit).toBeCloseTo(upper + Math.sqrt(upper * (upper - 1)), 10);
  const points = effectTippingPoints(effect, rare);
  expect(points.map(({ prevalenceDifference }) => prevalenceDifference)).toEqual(TIPPING_DIFFERENCES);
  expect(points[points.length - 1]?.riskRatio).toBeCloseTo(upper, 10);
  expect(points[1]?.riskRatio).toBeCloseTo(1 + (upper - 1) / 0.1, 10);
  const common = recorded(1, 2_000, [0.002, 0.002], 0);
  expect(effectEValue(effect, common)?.estimate).toBeLessThan(effectEValue(effect, rare)?.estimate ?? 0);
  const holdsNull = ratioEffect('hazardRatio', 0.1, 0.2);
  if (!holdsNull) throw new Error('no effect');
  expect(effectTippingPoints(holdsNull, rare)).toEqual([]);
  expect(effectEValue(holdsNull, rare)?.limit).toBe(1);
});

test('negative controls show the error that was put in, and calibration takes it out', () => {
  const random = seededRandom(12);
  const controls = Array.from({ length: 60 }, (_, i) => {
    const standardError = 0.1 + 0.1 * random();
    const shifted = 0.3 + 0.2 * normalFrom(random) + standardError * normalFrom(random);
    return { id: `n${i}`, name: `Control ${i}`, effect: ratioEffect('hazardRatio', shifted, standardError) };
  });
  const found = negativeControls([...controls, { id: 'none', name: 'No events', effect: null }]);
  expect(found?.summary).toMatchObject({ asked: 61, estimable: 60 });
  expect(found?.summary.nullMean).toBeCloseTo(0.3, 1);
  expect(found?.summary.nullSd).toBeCloseTo(0.2, 1);
  expect(found?.summary.systematicError).toBeGreaterThan(0.25);
  const effect = ratioEffect('hazardRatio', 0.5, 0.1);
  if (!effect || !found) throw new Error('no effect');
  const calibrated = calibratedEffect(effect, found.systematicError);
  expect(log(calibrated ?? undefined)).toBeCloseTo(0.5 - (found.summary.nullMean ?? 0), 10);
  expect(calibrated?.standardError).toBeCloseTo(Math.hypot(0.1, found.summary.nullSd ?? 0), 8);
  expect(calibrated?.p).toBeGreaterThan(effect.p ?? 1);
  expect((calibrated?.upper ?? 0) / (calibrated?.lower ?? 1)).toBeGreaterThan(effect.upper / effect.lower);
});

test('too few controls tell nothing', () => {
  const effect = ratioEffect('hazardRatio', 0.1, 0.2);
  const few = negativeControls(Array.from({ length: 4 }, (_, i) => ({ id: `${i}`, name: `${i}`, effect })));
  expect(few?.systematicError).toBeNull();
  expect(few?.summary).toMatchObject({ estimable: 4, asked: 4, systematicError: null, nullMean: null });
  expect(effect && calibratedEffect(effect, null)).toBeNull();
  expect(negativeControls([])).toBeNull();
});

test('variants that say nothing are left out, and all can be stopped', () => {
  const effect = ratioEffect('hazardRatio', 0.1, 0.2);
  const seen: number[] = [];
  const variants = variantEffects(
    [
      {
        kind: 'matching',
        effectOf: (checkpoint) => {
          checkpoint(0.5);
          return effect;
        },
      },
      { kind: 'overlap', effectOf: () => null },
    ],
    (fraction) => seen.push(fraction),
  );
  expect(variants).toEqual([{ kind: 'matching', effect }]);
  expect(seen).toEqual([0, 0.25, 0.5]);
  expect(() =>
    variantEffects([{ kind: 'matching', effectOf: () => effect }], () => {
      throw new Error('stop');
    }),
  ).toThrow('stop');
});
