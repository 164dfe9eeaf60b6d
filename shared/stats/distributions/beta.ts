import betaln from '@stdlib/math-base-special-betaln';
import { findRoot } from '../numeric/rootFinding.ts';
import { devianceTerm, stirlingError } from './saddlePoint.ts';

/** log B(a, b) for positive a and b. */
export function logBeta(a: number, b: number): number {
  return betaln(a, b);
}

/** x^a y^b / (a B(a, b)) with y = 1 - x, without cancellation for large arguments. */
function prefix(x: number, y: number, a: number, b: number): number {
  if (a < 1 || b < 1) return Math.exp(a * Math.log(x) + b * Math.log(y) - betaln(a, b)) / a;
  const n = a + b;
  const log =
    stirlingError(n) - stirlingError(a) - stirlingError(b) - devianceTerm(a, n * x) - devianceTerm(b, n * y);
  return (Math.exp(log) * Math.sqrt(n / (2 * Math.PI * a * b)) * b) / n;
}

/** The continued fraction of the incomplete beta function (modified Lentz); fast for x below the mean. */
function fraction(x: number, a: number, b: number): number {
  const away = (v: number): number => (Math.abs(v) < 1e-300 ? 1e-300 : v);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return h;
}

/** P(X ≤ x) of a beta distribution. */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - prefix(1 - x, x, b, a) * fraction(1 - x, b, a);
  return prefix(x, 1 - x, a, b) * fraction(x, a, b);
}

/** P(X > x) of a beta distribution, accurate in the upper tail. */
export function betaUpper(x: number, a: number, b: number): number {
  if (x <= 0) return 1;
  if (x >= 1) return 0;
  if (x > (a + 1) / (a + b + 2)) return prefix(1 - x, x, b, a) * fraction(1 - x, b, a);
  return 1 - prefix(x, 1 - x, a, b) * fraction(x, a, b);
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
