import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import erfcx from '@stdlib/math-base-special-erfcx';

const LOG_SQRT_2PI = 0.9189385332046728;

/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x - LOG_SQRT_2PI);
}

/** P(Z ≤ x) of the standard normal distribution, accurate in the lower tail. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x / Math.SQRT2);
}

/** P(Z > x) of the standard normal distribution, accurate in the upper tail. */
export function normalUpper(x: number): number {
  return 0.5 * erfc(x / Math.SQRT2);
}

/** log P(Z ≤ x), finite far beyond the point where P itself underflows. */
export function normalLogCdf(x: number): number {
  if (x > -5) return Math.log1p(-normalUpper(x));
  return -0.5 * x * x + Math.log(0.5 * erfcx(-x / Math.SQRT2));
}

/** The p-quantile of the standard normal distribution; ∓Infinity at 0 and 1, NaN outside [0, 1]. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p === 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return upperQuantile(1 - p);
  return -upperQuantile(p);
}

function upperQuantile(p: number): number {
  const x = Math.SQRT2 * erfcinv(2 * p);
  const correction = (normalUpper(x) - p) / normalDensity(x);
  return Number.isFinite(correction) ? x + correction : x;
}

/** Two-sided p-value of a z statistic. */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** The multiplier of a standard error for a two-sided interval of the given level, e.g. 1.96 for 0.95. */
export function normalMultiplier(confidenceLevel: number): number {
  return -normalQuantile((1 - confidenceLevel) / 2);
}
