import { quantile } from '../descriptive/quantile.ts';
import { preferenceScore } from './preferenceScore.ts';

/** How persons in whom one treatment is (nearly) never given are left out. */
export type Trimming =
  /** Scores within [alpha, 1 - alpha] (Crump et al., 2009, who suggest 0.1); `optimal`: see {@link optimalBound}. */
  | { readonly kind: 'crump'; readonly alpha: number | 'optimal' }
  /**
   * From the `fraction` quantile of the treated to the 1 - `fraction` quantile of the untreated (Stürmer et al., 2010);
   * `reverse` uses the untreated for the lower and the treated for the upper bound.
   */
  | { readonly kind: 'stuermer'; readonly fraction: number; readonly reverse?: boolean }
  /** The `fraction` of persons with the highest scores among the untreated and the lowest among the treated. */
  | { readonly kind: 'percent'; readonly fraction: number }
  /** Preference scores within the bounds. */
  | { readonly kind: 'equipoise'; readonly lower: number; readonly upper: number };

/** 1 for each person who is kept. */
export function trim(propensity: Float64Array, treated: Uint8Array, trimming: Trimming): Uint8Array {
  const within = (scores: Float64Array, lower: number, upper: number): Uint8Array =>
    Uint8Array.from(scores, (e) => (e >= lower && e <= upper ? 1 : 0));
  const group = (value: number): Float64Array => propensity.filter((_, i) => treated[i] === value);
  switch (trimming.kind) {
    case 'crump': {
      const alpha = trimming.alpha === 'optimal' ? optimalBound(propensity) : trimming.alpha;
      return within(propensity, alpha, 1 - alpha);
    }
    case 'equipoise':
      return within(preferenceScore(propensity, treated), trimming.lower, trimming.upper);
    case 'stuermer': {
      const low = group(trimming.reverse ? 0 : 1);
      const high = group(trimming.reverse ? 1 : 0);
      return within(propensity, quantile(low, trimming.fraction), quantile(high, 1 - trimming.fraction));
    }
    case 'percent': {
      const lowest = quantile(group(1), trimming.fraction);
      const highest = quantile(group(0), 1 - trimming.fraction);
      return Uint8Array.from(propensity, (e, i) => ((treated[i] === 1 ? e >= lowest : e <= highest) ? 1 : 0));
    }
  }
}

/**
 * The bound alpha that makes the effect among those with scores in [alpha, 1 - alpha] as precise as possible under equal
 * variances: the sum of 1 / (e (1 - e)) over those kept, divided by the square of their number, is least. 0 where nobody
 * need be left out. Source: Crump et al. (2009).
 */
export function optimalBound(propensity: Float64Array): number {
  const spread = propensity.map((e) => 1 / (e * (1 - e))).sort();
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let kept = 0;
  spread.forEach((value, k) => {
    sum += value;
    const variance = sum / (k + 1) ** 2;
    if (variance > least) return;
    least = variance;
    kept = k + 1;
  });
  const next = spread[kept];
  // Half way to the next person, so that rounding decides nothing.
  return next === undefined ? 0 : 0.5 - Math.sqrt(0.25 - 2 / ((spread[kept - 1] as number) + next));
}
