import { findRoot } from '../numeric/rootFinding.ts';
import { betaCdf, betaUpper } from './beta.ts';
import { normalQuantile, normalUpper } from './normal.ts';

/** P(T > t) of Student's t distribution, accurate in the upper tail; df may be fractional or Infinity. */
export function studentTUpper(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN;
  if (df === Number.POSITIVE_INFINITY) return normalUpper(t);
  if (t < 0) return 1 - studentTUpper(-t, df);
  const t2 = t * t;
  if (t2 > df) return 0.5 * betaCdf(df / (df + t2), df / 2, 0.5);
  return 0.5 * betaUpper(t2 / (df + t2), 0.5, df / 2);
}

/** P(T ≤ t) of Student's t distribution, accurate in the lower tail. */
export function studentTCdf(t: number, df: number): number {
  return studentTUpper(-t, df);
}

/** Two-sided p-value of a t statistic. */
export function studentTTwoSided(t: number, df: number): number {
  return 2 * studentTUpper(Math.abs(t), df);
}

/** The p-quantile of Student's t distribution. */
export function studentTQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1) || !(df > 0)) return Number.NaN;
  if (p > 0.5) return upperQuantile(1 - p, df);
  return -upperQuantile(p, df);
}

function upperQuantile(p: number, df: number): number {
  if (p === 0) return Number.POSITIVE_INFINITY;
  if (p === 0.5) return 0;
  if (df === Number.POSITIVE_INFINITY) return -normalQuantile(p);
  const logP = Math.log(p);
  const f = (u: number): number => Math.max(-1e300, logP - Math.log(studentTUpper(Math.exp(u), df)));
  let lower = Math.log(Math.max(-normalQuantile(p), 1e-300)) - 1e-9;
  if (!Number.isFinite(lower)) lower = -690;
  while (f(lower) > 0) lower -= 1;
  let width = 1;
  let upper = lower + width;
  while (f(upper) < 0 && upper < 700) {
    width *= 2;
    upper += width;
  }
  return Math.exp(findRoot(f, { lower, upper }));
}

/** The multiplier of a standard error for a two-sided t interval of the given level. */
export function studentTMultiplier(confidenceLevel: number, df: number): number {
  return -studentTQuantile((1 - confidenceLevel) / 2, df);
}
