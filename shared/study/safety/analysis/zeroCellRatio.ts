import { findRootOutward } from '../../../stats/numeric/rootFinding.ts';
import type { RateTable } from '../../../stats/rates/rateRatio.ts';
import type { RateEstimate } from '../safetyResult.ts';

/**
 * Exact mid-p interval and p of a rate ratio over strata where one side has no events at all: given the events of each
 * stratum, each is an exposed one with probability ψ·t₁/(ψ·t₁ + t₀), so that the whole tail is one product. With one
 * stratum that is `compareRates`. The estimate is 0 or infinite, and so is the limit on its side.
 */
export function zeroCellRatio(
  strata: readonly RateTable[],
  confidenceLevel = 0.95,
): { readonly rateRatio: RateEstimate; readonly p: number } {
  const exposedSide = strata.some(({ x1 }) => x1 > 0);
  const logChance = (logRatio: number): number => {
    const ratio = Math.exp(logRatio);
    return strata.reduce((sum, { x1, time1, x0, time0 }) => {
      const all = ratio * time1 + time0;
      return sum + (x1 + x0) * Math.log((exposedSide ? ratio * time1 : time0) / all);
    }, 0);
  };
  const target = Math.log(1 - confidenceLevel);
  const isLikely = logChance(0) > target;
  const limit = findRootOutward((log) => logChance(log) - target, 0, 1, exposedSide === isLikely ? -1 : 1);
  const finite = limit === null ? Number.NaN : Math.exp(limit);
  return {
    rateRatio: exposedSide
      ? { estimate: Number.POSITIVE_INFINITY, lower: finite, upper: Number.POSITIVE_INFINITY }
      : { estimate: 0, lower: 0, upper: finite },
    p: Math.min(1, Math.exp(logChance(0))),
  };
}
