import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { binomialDensity, binomialTest } from '../distributions/discrete.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import { type Interval, type IntervalEstimate, logInterval, waldInterval } from './interval.ts';
import { proportionInterval } from './proportion.ts';
import type { TestResult, TwoByTwo } from './twoByTwo.ts';

/** Comparison of two paired proportions. `b` and `c` are the discordant pairs. */
export interface McNemarResult {
  readonly test: TestResult;
  readonly corrected: TestResult;
  readonly exactP: number;
  readonly midP: number;
  /** b / c. */
  readonly oddsRatio: number;
  readonly oddsRatioExact: Interval;
  readonly oddsRatioWald: Interval;
  readonly riskDifference: IntervalEstimate;
}

/** McNemar's test with exact and mid-p versions, the paired odds ratio and the risk difference (Fleiss, 2003). */
export function mcNemarTest({ a, b, c, d }: TwoByTwo, confidenceLevel = 0.95): McNemarResult {
  const z = normalMultiplier(confidenceLevel);
  const n = a + b + c + d;
  const discordant = b + c;
  const statistic = (b - c) ** 2 / discordant;
  const corrected = Math.max(0, Math.abs(b - c) - 1) ** 2 / discordant;
  const exactP = discordant === 0 ? 1 : binomialTest(b, discordant);
  const share = proportionInterval(b, discordant, 'clopperPearson', confidenceLevel);
  const difference = (b - c) / n;
  const se = Math.sqrt(discordant - (b - c) ** 2 / n) / n;
  return {
    test: { statistic, p: chiSquaredUpper(statistic, 1) },
    corrected: { statistic: corrected, p: chiSquaredUpper(corrected, 1) },
    exactP,
    midP: exactP - (b === c ? 0 : binomialDensity(b, discordant, 0.5)),
    oddsRatio: b / c,
    oddsRatioExact: { lower: share.lower / (1 - share.lower), upper: share.upper / (1 - share.upper) },
    oddsRatioWald: logInterval(b / c, Math.sqrt(1 / b + 1 / c), z),
    riskDifference: { estimate: difference, standardError: se, ...waldInterval(difference, se, z) },
  };
}
