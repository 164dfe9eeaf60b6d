import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import { ConditionalDistribution } from './conditionalOddsRatio.ts';
import {
  type Interval,
  type IntervalEstimate,
  logInterval,
  undefinedInterval,
  waldInterval,
} from './interval.ts';
import { proportionInterval } from './proportion.ts';

/** Counts of exposed with and without the event (a, b) and unexposed with and without it (c, d). */
export interface TwoByTwo {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** A statistic with its p-value. */
export interface TestResult {
  readonly statistic: number;
  readonly p: number;
}

/** Odds ratio ad/bc with Woolf's interval; undefined with a zero cell. */
export function oddsRatio(table: TwoByTwo, confidenceLevel = 0.95): IntervalEstimate {
  const { a, b, c, d } = table;
  const estimate = (a * d) / (b * c);
  const standardError = Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  if (!Number.isFinite(standardError)) return { estimate, standardError: Number.NaN, ...undefinedInterval };
  return {
    estimate,
    standardError,
    ...logInterval(estimate, standardError, normalMultiplier(confidenceLevel)),
  };
}

/** Odds ratio after adding ½ to every cell (Haldane, Anscombe). */
export function haldaneOddsRatio({ a, b, c, d }: TwoByTwo, confidenceLevel = 0.95): IntervalEstimate {
  return oddsRatio({ a: a + 0.5, b: b + 0.5, c: c + 0.5, d: d + 0.5 }, confidenceLevel);
}

/** Risk ratio with the log (Katz) interval; undefined with a zero count of events. */
export function riskRatio({ a, b, c, d }: TwoByTwo, confidenceLevel = 0.95): IntervalEstimate {
  const n1 = a + b;
  const n0 = c + d;
  const estimate = a / n1 / (c / n0);
  const standardError = Math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n0);
  if (!Number.isFinite(standardError)) return { estimate, standardError: Number.NaN, ...undefinedInterval };
  return {
    estimate,
    standardError,
    ...logInterval(estimate, standardError, normalMultiplier(confidenceLevel)),
  };
}

/** Risk difference with the Wald interval. */
export function riskDifference({ a, b, c, d }: TwoByTwo, confidenceLevel = 0.95): IntervalEstimate {
  const n1 = a + b;
  const n0 = c + d;
  const p1 = a / n1;
  const p0 = c / n0;
  const standardError = Math.sqrt((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0);
  const estimate = p1 - p0;
  return {
    estimate,
    standardError,
    ...waldInterval(estimate, standardError, normalMultiplier(confidenceLevel)),
  };
}

/** Newcombe's (1998) hybrid score interval of the risk difference, from two Wilson intervals. */
export function newcombeInterval({ a, b, c, d }: TwoByTwo, confidenceLevel = 0.95): Interval {
  const p1 = a / (a + b);
  const p0 = c / (c + d);
  const one = proportionInterval(a, a + b, 'wilson', confidenceLevel);
  const zero = proportionInterval(c, c + d, 'wilson', confidenceLevel);
  return {
    lower: p1 - p0 - Math.hypot(p1 - one.lower, zero.upper - p0),
    upper: p1 - p0 + Math.hypot(one.upper - p1, p0 - zero.lower),
  };
}

/** Agresti and Caffo's (2000) interval of the risk difference: one event and one non-event added to each group. */
export function agrestiCaffoInterval({ a, b, c, d }: TwoByTwo, confidenceLevel = 0.95): Interval {
  const { lower, upper } = riskDifference({ a: a + 1, b: b + 1, c: c + 1, d: d + 1 }, confidenceLevel);
  return { lower, upper };
}

/** Number needed to treat (positive difference: to harm) with its interval. */
export interface NumberNeeded {
  readonly estimate: number;
  /**
   * With a difference whose interval holds 0, the numbers needed run from a harm of one limit through infinity to a
   * benefit of the other (Altman, 1998): `throughInfinity` is then true and the limits are the two ends.
   */
  readonly lower: number;
  readonly upper: number;
  readonly throughInfinity: boolean;
}

/** Inverse of a risk difference and of its limits. */
export function numberNeeded(difference: number, interval: Interval): NumberNeeded {
  const throughInfinity = interval.lower <= 0 && interval.upper >= 0;
  const [lower, upper] = [1 / interval.upper, 1 / interval.lower];
  return {
    estimate: 1 / difference,
    lower: throughInfinity ? 1 / interval.lower : lower,
    upper: throughInfinity ? 1 / interval.upper : upper,
    throughInfinity,
  };
}

/** Pearson's chi-squared test of independence: plain, with Yates' correction, or with N - 1 for N (Campbell, 2007). */
export function chiSquaredTest(
  { a, b, c, d }: TwoByTwo,
  correction: 'none' | 'yates' | 'nMinusOne' = 'none',
): TestResult {
  const n = a + b + c + d;
  const difference = Math.abs(a * d - b * c);
  const reduced = correction === 'yates' ? Math.max(0, difference - n / 2) : difference;
  const factor = correction === 'nMinusOne' ? n - 1 : n;
  const statistic = (factor * reduced * reduced) / ((a + b) * (c + d) * (a + c) * (b + d));
  return { statistic, p: chiSquaredUpper(statistic, 1) };
}

/** Likelihood-ratio (G) test of independence. */
export function likelihoodRatioTest({ a, b, c, d }: TwoByTwo): TestResult {
  const n = a + b + c + d;
  const term = (observed: number, row: number, column: number): number =>
    observed > 0 ? observed * Math.log((observed * n) / (row * column)) : 0;
  const statistic =
    2 * (term(a, a + b, a + c) + term(b, a + b, b + d) + term(c, c + d, a + c) + term(d, c + d, b + d));
  return { statistic, p: chiSquaredUpper(statistic, 1) };
}

/** Exact tests given the margins. */
export interface FisherTest {
  /** Sum of the tables not more probable than the observed one (R fisher.test). */
  readonly twoSided: number;
  readonly less: number;
  readonly greater: number;
  /** Twice the smaller tail. */
  readonly central: number;
  /** Twice the smaller tail with half of the observed probability. */
  readonly midP: number;
}

/** Fisher's exact test. */
export function fisherTest(table: TwoByTwo): FisherTest {
  const distribution = new ConditionalDistribution(table);
  const { below, equal, above } = distribution.at(0);
  return {
    twoSided: distribution.fisherTwoSided(),
    less: Math.min(1, below + equal),
    greater: Math.min(1, above + equal),
    central: Math.min(1, 2 * (Math.min(below, above) + equal)),
    midP: Math.min(1, 2 * (Math.min(below, above) + equal / 2)),
  };
}
