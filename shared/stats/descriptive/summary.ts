import { studentTMultiplier } from '../distributions/studentT.ts';
import type { Interval } from '../tables/interval.ts';
import { type QuantileType, sortedQuantile } from './quantile.ts';

/** Description of a continuous variable; NaN where there are too few values. */
export interface Summary {
  readonly n: number;
  readonly missing: number;
  readonly mean: number;
  readonly sd: number;
  readonly variance: number;
  readonly standardError: number;
  readonly min: number;
  readonly max: number;
  readonly median: number;
  /** Median absolute deviation times 1.4826. */
  readonly mad: number;
  /** Population skewness m3 / m2^1.5 and excess kurtosis m4 / m2² - 3. */
  readonly skewness: number;
  readonly kurtosis: number;
  /** t interval of the mean. */
  readonly meanInterval: Interval;
  quantile(p: number, type?: QuantileType): number;
}

/** Summarises values; NaN are missing and left out. */
export function summarise(values: ArrayLike<number>, confidenceLevel = 0.95): Summary {
  const sorted = Float64Array.from(Array.from(values).filter((v) => !Number.isNaN(v))).sort();
  const n = sorted.length;
  const mean = sorted.reduce((a, b) => a + b, 0) / n;
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  for (const v of sorted) {
    const d = v - mean;
    m2 += d * d;
    m3 += d * d * d;
    m4 += d * d * d * d;
  }
  const variance = n > 1 ? m2 / (n - 1) : Number.NaN;
  const standardError = Math.sqrt(variance / n);
  const half = n > 1 ? studentTMultiplier(confidenceLevel, n - 1) * standardError : Number.NaN;
  const median = sortedQuantile(sorted, 0.5);
  const deviations = sorted.map((v) => Math.abs(v - median)).sort();
  return {
    n,
    missing: values.length - n,
    mean,
    sd: Math.sqrt(variance),
    variance,
    standardError,
    min: sorted[0] ?? Number.NaN,
    max: sorted[n - 1] ?? Number.NaN,
    median,
    mad: 1.4826 * sortedQuantile(deviations, 0.5),
    skewness: m3 / n / (m2 / n) ** 1.5,
    kurtosis: m4 / n / (m2 / n) ** 2 - 3,
    meanInterval: { lower: mean - half, upper: mean + half },
    quantile: (p, type = 7) => sortedQuantile(sorted, p, type),
  };
}
