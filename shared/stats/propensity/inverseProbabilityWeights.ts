import { quantile } from '../descriptive/quantile.ts';

/** Whom a weighted comparison speaks about: all, the treated, the untreated, the overlap, or the matchable. */
export type WeightingEstimand = 'ATE' | 'ATT' | 'ATC' | 'ATO' | 'ATM';

/** The numerator of the weight at a propensity score e: how much a person with that score counts. */
const tilting: Readonly<Record<WeightingEstimand, (e: number) => number>> = {
  ATE: () => 1,
  ATT: (e) => e,
  ATC: (e) => 1 - e,
  ATO: (e) => e * (1 - e),
  ATM: (e) => Math.min(e, 1 - e),
};

/**
 * Balancing weights from propensity scores (Li, Morgan and Zaslavsky, 2018). Scores of 0 or 1 give infinite weights:
 * trim or truncate before use.
 */
export function propensityWeights(
  propensity: Float64Array,
  treated: Uint8Array,
  estimand: WeightingEstimand,
): Float64Array {
  return propensity.map((e, i) => tilting[estimand](e) / (treated[i] === 1 ? e : 1 - e));
}

/** Weights times the marginal probability of the treatment received. */
export function stabiliseWeights(weights: Float64Array, treated: Uint8Array): Float64Array {
  let count = 0;
  for (const t of treated) count += t;
  const share = count / treated.length;
  return weights.map((w, i) => w * (treated[i] === 1 ? share : 1 - share));
}

/** Weights drawn in to quantiles of their own distribution (type 7). */
export function truncateWeights(weights: Float64Array, lower: number, upper: number): Float64Array {
  const low = quantile(weights, lower);
  const high = quantile(weights, upper);
  return weights.map((w) => Math.min(high, Math.max(low, w)));
}

/** Kish's effective sample size (Σw)² / Σw². */
export function effectiveSampleSize(weights: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const w of weights) {
    sum += w;
    squares += w * w;
  }
  return (sum * sum) / squares;
}
