import { normalMultiplier } from '../distributions/normal.ts';
import { findRoot } from '../numeric/rootFinding.ts';
import type { Interval } from './interval.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/**
 * Which variance the score statistic has: `plain` (Mee 1984 for differences, Koopman 1984 for risk ratios) or
 * `miettinenNurminen` with the factor N/(N - 1) (1985).
 */
export type ScoreVariance = 'plain' | 'miettinenNurminen';

/** Score interval of the risk difference: the differences that a score test does not reject. */
export function riskDifferenceScoreInterval(
  table: TwoByTwo,
  variance: ScoreVariance,
  confidenceLevel = 0.95,
): Interval {
  const { a, b, c, d } = table;
  const n1 = a + b;
  const n0 = c + d;
  const difference = a / n1 - c / n0;
  const z = normalMultiplier(confidenceLevel);
  const score = (delta: number): number => {
    const p0 = restrictedForDifference(table, delta);
    const p1 = Math.min(1, Math.max(0, p0 + delta));
    const v = ((p1 * (1 - p1)) / n1 + (p0 * (1 - p0)) / n0) * inflation(table, variance);
    const gap = difference - delta;
    return v > 0 ? gap / Math.sqrt(v) : gap === 0 ? 0 : Math.sign(gap) * Number.MAX_VALUE;
  };
  return {
    lower: difference <= -1 ? -1 : findRoot((x) => score(x) - z, { lower: -1, upper: difference }),
    upper: difference >= 1 ? 1 : findRoot((x) => score(x) + z, { lower: difference, upper: 1 }),
  };
}

function inflation({ a, b, c, d }: TwoByTwo, variance: ScoreVariance): number {
  const n = a + b + c + d;
  return variance === 'miettinenNurminen' ? n / (n - 1) : 1;
}

/** Maximum likelihood risk of the unexposed when the difference is held (root of a cubic, in closed form). */
function restrictedForDifference({ a, b, c, d }: TwoByTwo, delta: number): number {
  const n1 = a + b;
  const n0 = c + d;
  const n = n1 + n0;
  const l2 = (n1 + 2 * n0) * delta - n - a - c;
  const l1 = (n0 * delta - n - 2 * c) * delta + a + c;
  const l0 = c * delta * (1 - delta);
  const q = l2 ** 3 / (3 * n) ** 3 - (l1 * l2) / (6 * n * n) + l0 / (2 * n);
  const p = (q >= 0 ? 1 : -1) * Math.sqrt(Math.max(0, l2 ** 2 / (3 * n) ** 2 - l1 / (3 * n)));
  const ratio = p === 0 ? 0 : Math.min(1, Math.max(-1, q / p ** 3));
  const angle = (Math.PI + Math.acos(ratio)) / 3;
  const root = 2 * p * Math.cos(angle) - l2 / (3 * n);
  return Math.min(Math.min(1, 1 - delta), Math.max(Math.max(0, -delta), root));
}

/** Score interval of the risk ratio. */
export function riskRatioScoreInterval(
  table: TwoByTwo,
  variance: ScoreVariance,
  confidenceLevel = 0.95,
): Interval {
  const { a, b, c, d } = table;
  const n1 = a + b;
  const n0 = c + d;
  const n = n1 + n0;
  const score = (logRatio: number): number => {
    const ratio = Math.exp(logRatio);
    const linear = n1 * ratio + a + n0 + c * ratio;
    const root = Math.sqrt(Math.max(0, linear * linear - 4 * n * ratio * (a + c)));
    // The smaller root, written so that nothing cancels.
    const p0 = (2 * (a + c)) / (linear + root);
    const p1 = Math.min(1, ratio * p0);
    const v = ((p1 * (1 - p1)) / n1 + (ratio * ratio * p0 * (1 - p0)) / n0) * inflation(table, variance);
    return (a / n1 - (ratio * c) / n0) / Math.sqrt(v);
  };
  return ratioLimits(score, a, c, a / n1 / (c / n0), confidenceLevel);
}

/** Score interval of the odds ratio. */
export function oddsRatioScoreInterval(
  table: TwoByTwo,
  variance: ScoreVariance,
  confidenceLevel = 0.95,
): Interval {
  const { a, b, c, d } = table;
  const n1 = a + b;
  const n0 = c + d;
  const events = a + c;
  const score = (logOdds: number): number => {
    const odds = Math.exp(logOdds);
    const quadratic = n0 * (odds - 1);
    const linear = n1 * odds + n0 - events * (odds - 1);
    const root = Math.sqrt(linear * linear + 4 * quadratic * events);
    const p0 = (2 * events) / (linear + root);
    const p1 = (p0 * odds) / (1 + p0 * (odds - 1));
    const precision = 1 / (n1 * p1 * (1 - p1)) + 1 / (n0 * p0 * (1 - p0));
    return (a - n1 * p1) * Math.sqrt(precision / inflation(table, variance));
  };
  const low = a === 0 || d === 0;
  const high = b === 0 || c === 0;
  return ratioLimits(score, low ? 0 : 1, high ? 0 : 1, (a * d) / (b * c), confidenceLevel);
}

/** Limits where a score, falling in the log ratio, reaches ±z; closed at 0 or infinity when a count is 0 there. */
function ratioLimits(
  score: (logRatio: number) => number,
  lowerCount: number,
  upperCount: number,
  estimate: number,
  confidenceLevel: number,
): Interval {
  const z = normalMultiplier(confidenceLevel);
  const center = Number.isFinite(estimate) && estimate > 0 ? Math.log(estimate) : 0;
  const solve = (target: number): number => {
    const f = (x: number): number => score(x) - target;
    let lower = center - 1;
    for (let width = 1; f(lower) < 0 && width < 600; width *= 2) lower -= width;
    let upper = center + 1;
    for (let width = 1; f(upper) > 0 && width < 600; width *= 2) upper += width;
    return Math.exp(findRoot(f, { lower, upper }));
  };
  return {
    lower: lowerCount === 0 ? 0 : solve(z),
    upper: upperCount === 0 ? Number.POSITIVE_INFINITY : solve(-z),
  };
}
