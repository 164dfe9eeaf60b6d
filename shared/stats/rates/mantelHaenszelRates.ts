import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import type { ChiSquaredTest } from '../outcome.ts';
import { type IntervalEstimate, logInterval, waldInterval } from '../tables/interval.ts';
import type { TestResult } from '../tables/twoByTwo.ts';
import type { RateTable } from './rateRatio.ts';

/** Pooled comparison of rates over strata. */
export interface PooledRates {
  readonly ratio: IntervalEstimate;
  readonly difference: IntervalEstimate;
  /** Score test of no association within strata. */
  readonly test: TestResult;
  /** Cochran's Q of the log rate ratios around the pooled one. */
  readonly heterogeneity: ChiSquaredTest;
}

/** Mantel-Haenszel rate ratio and difference (Greenland and Robins, 1985). */
export function mantelHaenszelRates(strata: readonly RateTable[], confidenceLevel = 0.95): PooledRates {
  const z = normalMultiplier(confidenceLevel);
  let r = 0;
  let s = 0;
  let v = 0;
  let weight = 0;
  let difference = 0;
  let differenceVariance = 0;
  let excess = 0;
  for (const { x1, time1, x0, time0 } of strata) {
    const time = time1 + time0;
    const w = (time1 * time0) / time;
    r += (x1 * time0) / time;
    s += (x0 * time1) / time;
    v += ((x1 + x0) * w) / time;
    weight += w;
    difference += (x1 * time0 - x0 * time1) / time;
    differenceVariance += w * w * (x1 / time1 ** 2 + x0 / time0 ** 2);
    excess += x1 - ((x1 + x0) * time1) / time;
  }
  const ratio = r / s;
  const logSe = Math.sqrt(v / (r * s));
  const rd = difference / weight;
  const rdSe = Math.sqrt(differenceVariance) / weight;
  const statistic = (excess * excess) / v;
  return {
    ratio: { estimate: ratio, standardError: logSe, ...logInterval(ratio, logSe, z) },
    difference: { estimate: rd, standardError: rdSe, ...waldInterval(rd, rdSe, z) },
    test: { statistic, p: chiSquaredUpper(statistic, 1) },
    heterogeneity: heterogeneity(strata, Math.log(ratio)),
  };
}

function heterogeneity(strata: readonly RateTable[], pooled: number): ChiSquaredTest {
  const used = strata.filter(({ x1, x0 }) => x1 > 0 && x0 > 0);
  const logs = used.map(({ x1, time1, x0, time0 }) => Math.log(x1 / time1 / (x0 / time0)));
  const weights = used.map(({ x1, x0 }) => 1 / (1 / x1 + 1 / x0));
  const q = logs.reduce((sum, l, i) => sum + (weights[i] as number) * (l - pooled) ** 2, 0);
  const df = used.length - 1;
  return { statistic: q, df, p: chiSquaredUpper(q, df) };
}
