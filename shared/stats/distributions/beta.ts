import betainc from '@stdlib/math-base-special-betainc';
import betaln from '@stdlib/math-base-special-betaln';
import { findRoot } from '../numeric/rootFinding.ts';

/** log B(a, b) for positive a and b. */
export function logBeta(a: number, b: number): number {
  return betaln(a, b);
}

/** P(X ≤ x) of a beta distribution. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  return betainc(x, a, b);
}

/** P(X > x) of a beta distribution, accurate in the upper tail. */
export function betaUpper(x: number, a: number, b: number): number {
  if (x <= 0) return 1;
  if (x >= 1) return 0;
  return betainc(x, a, b, true, true);
}

/** Density of a beta distribution on (0, 1). */
export function betaDensity(x: number, a: number, b: number): number {
  if (x < 0 || x > 1) return 0;
  return Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - betaln(a, b));
}

/** The p-quantile of a beta distribution. The smaller tail is solved on the logit scale, so both ends stay exact. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return 1;
  const atMean = betaCdf(a / (a + b), a, b);
  return p <= atMean ? lowerQuantile(p, a, b) : 1 - lowerQuantile(p, b, a, true);
}

function lowerQuantile(p: number, a: number, b: number, upper = false): number {
  const logP = upper ? Math.log1p(-p) : Math.log(p);
  // Near zero I_x(a, b) ≈ x^a / (a B(a, b)).
  const small = (logP + Math.log(a) + betaln(a, b)) / a;
  if (small < -50) return Math.exp(small);
  const f = (logit: number): number => {
    const x = 1 / (1 + Math.exp(-logit));
    return Math.max(-1e300, Math.log(betaCdf(x, a, b)) - logP);
  };
  const logit = findRoot(f, { lower: small - 5, upper: Math.log(a / b) + 5 });
  return 1 / (1 + Math.exp(-logit));
}
