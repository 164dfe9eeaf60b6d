import { expect, test } from 'vitest';
import { correctForPredictiveValue } from '../../../shared/stats/sensitivity/outcomeMisclassification.ts';

test('the true ratio comes back when wrong records are as frequent in both groups', () => {
  for (const [true1, true0, wrong, sensitivity] of [
    [0.04, 0.02, 0.01, 1],
    [0.012, 0.02, 0.004, 0.8],
    [0.3, 0.1, 0.05, 0.6],
  ] as const) {
    const [size1, size0] = [3_000, 7_000];
    const real1 = size1 * true1 * sensitivity;
    const real0 = size0 * true0 * sensitivity;
    const recorded = {
      events1: real1 + size1 * wrong,
      size1,
      events0: real0 + size0 * wrong,
      size0,
    };
    const ppv = (real1 + real0) / (recorded.events1 + recorded.events0);
    const corrected = correctForPredictiveValue(recorded, ppv);
    expect(corrected?.ratio).toBeCloseTo(true1 / true0, 10);
    expect(corrected?.ppv1).toBeCloseTo(real1 / recorded.events1, 10);
    expect(corrected?.ppv0).toBeCloseTo(real0 / recorded.events0, 10);
  }
});

test('derivatives are those of the formula', () => {
  const at = (log1: number, log0: number) => ({
    events1: 120 * Math.exp(log1),
    size1: 1_000,
    events0: 150 * Math.exp(log0),
    size0: 2_000,
  });
  const ratio = (log1: number, log0: number): number =>
    Math.log(correctForPredictiveValue(at(log1, log0), 0.8)?.ratio ?? Number.NaN);
  const step = 1e-5;
  const corrected = correctForPredictiveValue(at(0, 0), 0.8);
  expect(corrected?.derivative1).toBeCloseTo((ratio(step, 0) - ratio(-step, 0)) / (2 * step), 7);
  expect(corrected?.derivative0).toBeCloseTo((ratio(0, step) - ratio(0, -step)) / (2 * step), 7);
});

test('a perfect record stays and an impossible predictive value is refused', () => {
  const recorded = { events1: 30, size1: 1_000, events0: 90, size0: 1_000 };
  expect(correctForPredictiveValue(recorded, 1)?.ratio).toBeCloseTo(1 / 3, 12);
  expect(correctForPredictiveValue(recorded, 0.5)).toBeNull();
});
