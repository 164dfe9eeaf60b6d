import { poissonDensity } from '../distributions/discrete.ts';
import { gammaCdf, gammaQuantile, gammaUpper } from '../distributions/gamma.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import { findRoot } from '../numeric/rootFinding.ts';
import { type Interval, logInterval, undefinedInterval } from '../tables/interval.ts';

/** Ways to form an interval of a Poisson count. */
export type PoissonMethod = 'exact' | 'midP' | 'byar' | 'wald' | 'logWald' | 'score';

/**
 * Confidence interval of the mean of a Poisson count; divide by person-time for a rate, by the expected count for an
 * SMR. `exact` is Garwood's (1936), `byar` its cube-root approximation, `score` inverts the score test. `logWald` is
 * undefined for a count of 0, `wald` may be negative.
 */
export function poissonInterval(count: number, method: PoissonMethod, confidenceLevel = 0.95): Interval {
  const z = normalMultiplier(confidenceLevel);
  const tail = (1 - confidenceLevel) / 2;
  switch (method) {
    case 'exact':
      return {
        lower: count === 0 ? 0 : gammaQuantile(tail, count),
        upper: gammaQuantile(tail, count + 1, true),
      };
    case 'midP': {
      // P(X > x) + ½P(X = x) rises with the mean.
      const upperTail = (mean: number): number => gammaCdf(mean, count + 1) + poissonDensity(count, mean) / 2;
      const lowerTail = (mean: number): number => {
        const below = count === 0 ? 0 : gammaUpper(mean, count);
        return below + poissonDensity(count, mean) / 2;
      };
      const exact = poissonInterval(count, 'exact', confidenceLevel);
      return {
        lower: count === 0 ? 0 : findRoot((m) => upperTail(m) - tail, { lower: exact.lower, upper: count }),
        upper: findRoot((m) => lowerTail(m) - tail, { lower: Math.max(count, 1e-9), upper: exact.upper }),
      };
    }
    case 'byar': {
      const above = count + 1;
      return {
        lower: count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3,
        upper: above * (1 - 1 / (9 * above) + z / (3 * Math.sqrt(above))) ** 3,
      };
    }
    case 'wald':
      return { lower: count - z * Math.sqrt(count), upper: count + z * Math.sqrt(count) };
    case 'logWald':
      return count === 0 ? undefinedInterval : logInterval(count, 1 / Math.sqrt(count), z);
    case 'score': {
      const half = z * Math.sqrt(count + (z * z) / 4);
      return { lower: Math.max(0, count + (z * z) / 2 - half), upper: count + (z * z) / 2 + half };
    }
  }
}

/** Two-sided exact p-value for a Poisson count against an expected one: twice the smaller tail. */
export function poissonCentralP(count: number, expected: number): number {
  const atMost = gammaUpper(expected, count + 1);
  const atLeast = count === 0 ? 1 : gammaCdf(expected, count);
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}
