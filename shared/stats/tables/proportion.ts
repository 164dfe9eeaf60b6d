import { betaQuantile } from '../distributions/beta.ts';
import { binomialCdf, binomialDensity, binomialUpper } from '../distributions/discrete.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import { findRoot } from '../numeric/rootFinding.ts';
import type { Interval } from './interval.ts';

/** Ways to form an interval of a binomial proportion. */
export type ProportionMethod =
  | 'wald'
  | 'wilson'
  | 'wilsonCorrected'
  | 'clopperPearson'
  | 'agrestiCoull'
  | 'jeffreys'
  | 'midP';

/**
 * Confidence interval of a proportion x/n, 0 ≤ x ≤ n, n > 0. `clopperPearson` is exact, `wilson` the score interval
 * (`wilsonCorrected` with continuity correction), `jeffreys` the equal-tailed posterior interval (closed at 0 and n),
 * `agrestiCoull` and `wald` may leave [0, 1]. Sources: Newcombe (1998); Brown, Cai and DasGupta (2001).
 */
export function proportionInterval(
  x: number,
  n: number,
  method: ProportionMethod,
  confidenceLevel = 0.95,
): Interval {
  const z = normalMultiplier(confidenceLevel);
  const tail = (1 - confidenceLevel) / 2;
  const p = x / n;
  switch (method) {
    case 'wald': {
      const half = z * Math.sqrt((p * (1 - p)) / n);
      return { lower: p - half, upper: p + half };
    }
    case 'wilson': {
      const center = p + (z * z) / (2 * n);
      const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
      const scale = 1 + (z * z) / n;
      return {
        lower: x === 0 ? 0 : (center - half) / scale,
        upper: x === n ? 1 : (center + half) / scale,
      };
    }
    case 'wilsonCorrected': {
      const q = 1 - p;
      const scale = 2 * (n + z * z);
      const low = z * Math.sqrt(z * z - 2 - 1 / n + 4 * p * (n * q + 1));
      const high = z * Math.sqrt(z * z + 2 - 1 / n + 4 * p * (n * q - 1));
      return {
        lower: x === 0 ? 0 : Math.max(0, (2 * x + z * z - 1 - low) / scale),
        upper: x === n ? 1 : Math.min(1, (2 * x + z * z + 1 + high) / scale),
      };
    }
    case 'clopperPearson':
      return {
        lower: x === 0 ? 0 : betaQuantile(tail, x, n - x + 1),
        upper: x === n ? 1 : betaQuantile(1 - tail, x + 1, n - x),
      };
    case 'agrestiCoull': {
      const trials = n + z * z;
      const center = (x + (z * z) / 2) / trials;
      const half = z * Math.sqrt((center * (1 - center)) / trials);
      return { lower: center - half, upper: center + half };
    }
    case 'jeffreys':
      return {
        lower: x === 0 ? 0 : betaQuantile(tail, x + 0.5, n - x + 0.5),
        upper: x === n ? 1 : betaQuantile(1 - tail, x + 0.5, n - x + 0.5),
      };
    case 'midP': {
      const half = (q: number): number => binomialDensity(x, n, q) / 2;
      const above = (q: number): number => binomialUpper(x, n, q) + half(q) - tail;
      const below = (q: number): number => binomialCdf(x - 1, n, q) + half(q) - tail;
      return {
        lower: x === 0 ? 0 : findRoot(above, { lower: 0, upper: p }),
        upper: x === n ? 1 : findRoot(below, { lower: p, upper: 1 }),
      };
    }
  }
}
