import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import type { ChiSquaredTest } from '../outcome.ts';
import { type IntervalEstimate, logInterval, waldInterval } from './interval.ts';
import type { TestResult, TwoByTwo } from './twoByTwo.ts';

/** Pooled odds ratio with the variance of Robins, Breslow and Greenland (1986). */
export function mantelHaenszelOddsRatio(
  strata: readonly TwoByTwo[],
  confidenceLevel = 0.95,
): IntervalEstimate {
  let r = 0;
  let s = 0;
  let pr = 0;
  let cross = 0;
  let qs = 0;
  for (const { a, b, c, d } of strata) {
    const n = a + b + c + d;
    const ri = (a * d) / n;
    const si = (b * c) / n;
    const pi = (a + d) / n;
    r += ri;
    s += si;
    pr += pi * ri;
    cross += pi * si + (1 - pi) * ri;
    qs += (1 - pi) * si;
  }
  const estimate = r / s;
  const standardError = Math.sqrt(pr / (2 * r * r) + cross / (2 * r * s) + qs / (2 * s * s));
  return {
    estimate,
    standardError,
    ...logInterval(estimate, standardError, normalMultiplier(confidenceLevel)),
  };
}

/** Pooled risk ratio with the variance of Greenland and Robins (1985). */
export function mantelHaenszelRiskRatio(
  strata: readonly TwoByTwo[],
  confidenceLevel = 0.95,
): IntervalEstimate {
  let r = 0;
  let s = 0;
  let v = 0;
  for (const { a, b, c, d } of strata) {
    const n1 = a + b;
    const n0 = c + d;
    const n = n1 + n0;
    r += (a * n0) / n;
    s += (c * n1) / n;
    v += ((a + c) * n1 * n0 - a * c * n) / (n * n);
  }
  const standardError = Math.sqrt(v / (r * s));
  return {
    estimate: r / s,
    standardError,
    ...logInterval(r / s, standardError, normalMultiplier(confidenceLevel)),
  };
}

/** A pooled risk difference with two variance estimators; the interval uses Sato's. */
export interface PooledRiskDifference extends IntervalEstimate {
  readonly greenlandRobinsSe: number;
}

/** Pooled risk difference with the variances of Sato (1989) and of Greenland and Robins (1985). */
export function mantelHaenszelRiskDifference(
  strata: readonly TwoByTwo[],
  confidenceLevel = 0.95,
): PooledRiskDifference {
  let weight = 0;
  let sum = 0;
  let p = 0;
  let q = 0;
  let v = 0;
  for (const { a, b, c, d } of strata) {
    const n1 = a + b;
    const n0 = c + d;
    const n = n1 + n0;
    weight += (n1 * n0) / n;
    sum += (a * n0 - c * n1) / n;
    p += (n1 * n1 * c - n0 * n0 * a + (n1 * n0 * (n0 - n1)) / 2) / (n * n);
    q += (a * d + c * b) / (2 * n);
    v += (a * b * n0 ** 3 + c * d * n1 ** 3) / (n1 * n0 * n * n);
  }
  const estimate = sum / weight;
  const standardError = Math.sqrt((estimate * p + q) / (weight * weight));
  return {
    estimate,
    standardError,
    greenlandRobinsSe: Math.sqrt(v) / weight,
    ...waldInterval(estimate, standardError, normalMultiplier(confidenceLevel)),
  };
}

/** Cochran-Mantel-Haenszel test of conditional independence, optionally with continuity correction. */
export function cochranMantelHaenszelTest(strata: readonly TwoByTwo[], corrected = false): TestResult {
  let difference = 0;
  let variance = 0;
  for (const { a, b, c, d } of strata) {
    const n = a + b + c + d;
    if (n < 2) continue;
    difference += a - ((a + b) * (a + c)) / n;
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (n * n * (n - 1));
  }
  const distance = corrected ? Math.max(0, Math.abs(difference) - 0.5) : Math.abs(difference);
  const statistic = (distance * distance) / variance;
  return { statistic, p: chiSquaredUpper(statistic, 1) };
}

/** Breslow-Day test of equal odds ratios, without and with Tarone's correction. */
export function breslowDayTest(strata: readonly TwoByTwo[]): {
  readonly breslowDay: ChiSquaredTest;
  readonly tarone: ChiSquaredTest;
} {
  const odds = mantelHaenszelOddsRatio(strata).estimate;
  let statistic = 0;
  let difference = 0;
  let total = 0;
  for (const { a, b, c, d } of strata) {
    const n1 = a + b;
    const n0 = c + d;
    const events = a + c;
    const expected = expectedCell(n1, n0, events, odds);
    const variance =
      1 / (1 / expected + 1 / (n1 - expected) + 1 / (events - expected) + 1 / (n0 - events + expected));
    statistic += (a - expected) ** 2 / variance;
    difference += a - expected;
    total += variance;
  }
  const df = strata.length - 1;
  const test = (value: number): ChiSquaredTest => ({ statistic: value, df, p: chiSquaredUpper(value, df) });
  return { breslowDay: test(statistic), tarone: test(statistic - (difference * difference) / total) };
}

/** The first cell that has the given odds ratio with these margins. */
function expectedCell(n1: number, n0: number, events: number, odds: number): number {
  const quadratic = odds - 1;
  const linear = n0 - events + odds * (n1 + events);
  const constant = odds * n1 * events;
  if (Math.abs(quadratic) < 1e-12) return constant / linear;
  return (2 * constant) / (linear + Math.sqrt(linear * linear - 4 * quadratic * constant));
}

/** Inverse-variance (Woolf) pooling of log odds ratios with Cochran's Q. Strata need cells above 0. */
export function woolfOddsRatio(strata: readonly TwoByTwo[]): {
  readonly estimate: number;
  readonly standardError: number;
  readonly heterogeneity: ChiSquaredTest;
} {
  const logs = strata.map(({ a, b, c, d }) => Math.log((a * d) / (b * c)));
  const weights = strata.map(({ a, b, c, d }) => 1 / (1 / a + 1 / b + 1 / c + 1 / d));
  const total = weights.reduce((x, y) => x + y, 0);
  const pooled = logs.reduce((sum, l, i) => sum + l * (weights[i] as number), 0) / total;
  const q = logs.reduce((sum, l, i) => sum + (weights[i] as number) * (l - pooled) ** 2, 0);
  const df = strata.length - 1;
  return {
    estimate: Math.exp(pooled),
    standardError: Math.sqrt(1 / total),
    heterogeneity: { statistic: q, df, p: chiSquaredUpper(q, df) },
  };
}
