import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { binomialCdf, binomialDensity, binomialTest, binomialUpper } from '../distributions/discrete.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import { findRoot } from '../numeric/rootFinding.ts';
import {
  type Interval,
  type IntervalEstimate,
  logInterval,
  undefinedInterval,
  waldInterval,
} from '../tables/interval.ts';
import { proportionInterval } from '../tables/proportion.ts';
import type { TestResult } from '../tables/twoByTwo.ts';

/** Events and person-time of exposed and unexposed. */
export interface RateTable {
  readonly x1: number;
  readonly time1: number;
  readonly x0: number;
  readonly time0: number;
}

/** Comparison of two incidence rates. Exact parts condition on the total number of events. */
export interface RateComparison {
  readonly ratio: number;
  readonly logSe: number;
  readonly wald: Interval;
  readonly exact: Interval;
  readonly midP: Interval;
  readonly medianUnbiased: number;
  /** Sum of outcomes not more probable than the observed (R poisson.test). */
  readonly exactP: number;
  readonly centralP: number;
  readonly midCentralP: number;
  readonly score: TestResult;
  readonly difference: IntervalEstimate;
}

/** Rate ratio and difference (Rothman; R poisson.test, epitools::rateratio). Undefined parts are NaN when both are 0. */
export function compareRates({ x1, time1, x0, time0 }: RateTable, confidenceLevel = 0.95): RateComparison {
  const z = normalMultiplier(confidenceLevel);
  const n = x1 + x0;
  const share = time1 / (time1 + time0);
  const toRatio = (p: number): number => (p / (1 - p)) * (time0 / time1);
  const ratioInterval = ({ lower, upper }: Interval): Interval => ({
    lower: toRatio(lower),
    upper: toRatio(upper),
  });
  const ratio = x1 / time1 / (x0 / time0);
  const logSe = Math.sqrt(1 / x1 + 1 / x0);
  const observed = binomialDensity(x1, n, share);
  const below = binomialCdf(x1 - 1, n, share);
  const above = binomialUpper(x1, n, share);
  const statistic = (x1 - n * share) ** 2 / (n * share * (1 - share));
  const difference = x1 / time1 - x0 / time0;
  const differenceSe = Math.sqrt(x1 / time1 ** 2 + x0 / time0 ** 2);
  const exists = n > 0;
  return {
    ratio,
    logSe,
    wald: Number.isFinite(logSe) ? logInterval(ratio, logSe, z) : undefinedInterval,
    exact: exists
      ? ratioInterval(proportionInterval(x1, n, 'clopperPearson', confidenceLevel))
      : undefinedInterval,
    midP: exists ? ratioInterval(proportionInterval(x1, n, 'midP', confidenceLevel)) : undefinedInterval,
    medianUnbiased: medianUnbiasedRatio(x1, n, toRatio),
    exactP: binomialTest(x1, n, share),
    centralP: Math.min(1, 2 * (Math.min(below, above) + observed)),
    midCentralP: Math.min(1, 2 * (Math.min(below, above) + observed / 2)),
    score: { statistic, p: chiSquaredUpper(statistic, 1) },
    difference: {
      estimate: difference,
      standardError: differenceSe,
      ...waldInterval(difference, differenceSe, z),
    },
  };
}

function medianUnbiasedRatio(x1: number, n: number, toRatio: (p: number) => number): number {
  if (x1 === 0) return n === 0 ? Number.NaN : 0;
  if (x1 === n) return Number.POSITIVE_INFINITY;
  const f = (p: number): number => binomialUpper(x1, n, p) + binomialDensity(x1, n, p) / 2 - 0.5;
  return toRatio(findRoot(f, { lower: 0, upper: 1 }));
}
