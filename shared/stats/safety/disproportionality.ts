import digamma from '@stdlib/math-base-special-digamma';
import trigamma from '@stdlib/math-base-special-trigamma';
import { gammaQuantile } from '../distributions/gamma.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import type { IntervalEstimate } from '../tables/interval.ts';
import { chiSquaredTest, oddsRatio, riskRatio } from '../tables/twoByTwo.ts';
import type { PairCounts } from './reportCounts.ts';

/** Measures of disproportionate reporting of one pair; they compare reports, not risks. */
export interface Disproportionality {
  readonly b: number;
  readonly c: number;
  readonly d: number;
  /** Observed over expected. */
  readonly relativeReporting: number;
  /** Proportional reporting ratio (Evans, Waller and Davis, 2001); infinite or undefined without other reports. */
  readonly prr: IntervalEstimate;
  /** Reporting odds ratio (van Puijenbroek et al., 2002). */
  readonly ror: IntervalEstimate;
  readonly chiSquared: number;
  readonly chiSquaredYates: number;
  /** Information component log2((a + ½)/(E + ½)) with its gamma credibility interval (Norén, Hopstadius and Bate, 2013). */
  readonly ic: number;
  readonly icLower: number;
  readonly icUpper: number;
  /** Norén's approximation of the lower limit at 95%. */
  readonly icLowerApproximate: number;
  /** Mean and standard deviation of the information component under Beta priors (Bate et al., 1998, closed form). */
  readonly bcpnn: { readonly ic: number; readonly standardDeviation: number; readonly lower: number };
}

/** All measures of a pair among `reports` reports. */
export function disproportionality(
  pair: PairCounts,
  reports: number,
  confidenceLevel = 0.95,
): Disproportionality {
  const { a, drugTotal, eventTotal, expected } = pair;
  const b = drugTotal - a;
  const c = eventTotal - a;
  const d = reports - drugTotal - eventTotal + a;
  const table = { a, b, c, d };
  const tail = (1 - confidenceLevel) / 2;
  const shrunk = expected + 0.5;
  return {
    b,
    c,
    d,
    relativeReporting: a / expected,
    prr: riskRatio(table, confidenceLevel),
    ror: oddsRatio(table, confidenceLevel),
    chiSquared: chiSquaredTest(table).statistic,
    chiSquaredYates: chiSquaredTest(table, 'yates').statistic,
    ic: Math.log2((a + 0.5) / shrunk),
    icLower: Math.log2(gammaQuantile(tail, a + 0.5) / shrunk),
    icUpper: Math.log2(gammaQuantile(tail, a + 0.5, true) / shrunk),
    icLowerApproximate: Math.log2((a + 0.5) / shrunk) - 3.3 * (a + 0.5) ** -0.5 - 2 * (a + 0.5) ** -1.5,
    bcpnn: bcpnn(a, drugTotal, eventTotal, reports, confidenceLevel),
  };
}

function bcpnn(
  a: number,
  drugTotal: number,
  eventTotal: number,
  reports: number,
  confidenceLevel: number,
): Disproportionality['bcpnn'] {
  const p = 1 + drugTotal;
  const q = 1 + eventTotal;
  const n = 2 + reports;
  const r = 1 + a;
  const all = r + reports - a - 1 + (n * n) / (q * p);
  const ic = (digamma(r) - digamma(all) - (digamma(p) - digamma(n) + digamma(q) - digamma(n))) / Math.LN2;
  const variance =
    (trigamma(r) - trigamma(all) + trigamma(p) - trigamma(n) + trigamma(q) - trigamma(n)) / Math.LN2 ** 2;
  const standardDeviation = Math.sqrt(variance);
  return { ic, standardDeviation, lower: ic - normalMultiplier(confidenceLevel) * standardDeviation };
}

/** The screening rule of Evans, Waller and Davis (2001): PRR ≥ 2, chi-squared (Yates) ≥ 4 and at least 3 reports. */
export function meetsEvansCriteria(a: number, measures: Disproportionality): boolean {
  return a >= 3 && measures.prr.estimate >= 2 && measures.chiSquaredYates >= 4;
}
