import gammaln from '@stdlib/math-base-special-gammaln';
import { findRoot } from '../numeric/rootFinding.ts';
import { normalQuantile } from './normal.ts';
import { devianceTerm, stirlingError } from './saddlePoint.ts';

/** log Γ(x) for x > 0. */
export function logGamma(x: number): number {
  return gammaln(x);
}

/** x^shape e^(-x) / Γ(shape + 1), without cancellation for large arguments. */
function prefix(x: number, shape: number): number {
  if (shape < 1) return Math.exp(shape * Math.log(x) - x - gammaln(shape + 1));
  return Math.exp(-stirlingError(shape) - devianceTerm(shape, x)) / Math.sqrt(2 * Math.PI * shape);
}

/** P(X ≤ x) by its power series, for x below about shape + 1. */
function lowerSeries(x: number, shape: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 100_000; k++) {
    term *= x / (shape + k);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return prefix(x, shape) * sum;
}

/** P(X > x) by its continued fraction (modified Lentz), for x above about shape + 1. */
function upperFraction(x: number, shape: number): number {
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let k = 1; k < 100_000; k++) {
    const a = -k * (k - shape);
    b += 2;
    d = a * d + b;
    if (Math.abs(d) < 1e-300) d = 1e-300;
    c = b + a / c;
    if (Math.abs(c) < 1e-300) c = 1e-300;
    d = 1 / d;
    const change = d * c;
    h *= change;
    if (Math.abs(change - 1) < 2e-16) break;
  }
  return prefix(x, shape) * shape * h;
}

/** P(X ≤ x) of a gamma distribution with the given shape and rate 1. */
export function gammaCdf(x: number, shape: number): number {
  if (!(x > 0)) return x <= 0 ? 0 : Number.NaN;
  if (x === Number.POSITIVE_INFINITY || shape === 0) return 1;
  return x < shape + 1 ? lowerSeries(x, shape) : 1 - upperFraction(x, shape);
}

/** P(X > x) of a gamma distribution with the given shape and rate 1, accurate in the upper tail. */
export function gammaUpper(x: number, shape: number): number {
  if (!(x > 0)) return x <= 0 ? 1 : Number.NaN;
  if (x === Number.POSITIVE_INFINITY || shape === 0) return 0;
  return x < shape + 1 ? 1 - lowerSeries(x, shape) : upperFraction(x, shape);
}

/** Density of a gamma distribution with the given shape and rate 1. */
export function gammaDensity(x: number, shape: number): number {
  return x > 0 ? Math.exp((shape - 1) * Math.log(x) - x - gammaln(shape)) : 0;
}

/** The p-quantile of a gamma distribution with the given shape and rate 1; with `upper`, P(X > x) = p instead. */
export function gammaQuantile(p: number, shape: number, upper = false): number {
  if (!(p >= 0 && p <= 1) || !(shape >= 0)) return Number.NaN;
  if (shape === 0) return 0;
  if (p === 0) return upper ? Number.POSITIVE_INFINITY : 0;
  if (p === 1) return upper ? 0 : Number.POSITIVE_INFINITY;
  // Near zero P(x) ≈ x^a / Γ(a+1): solved in closed form there, where the iteration below would underflow.
  const logP = upper ? Math.log1p(-p) : Math.log(p);
  const small = (logP + gammaln(shape + 1)) / shape;
  if (small < -40) return Math.exp(small);
  const useUpper = upper ? p < 0.5 : p > 0.5;
  const target = useUpper === upper ? Math.log(p) : Math.log1p(-p);
  const f = (u: number): number => {
    const x = Math.exp(u);
    return useUpper ? target - Math.log(gammaUpper(x, shape)) : Math.log(gammaCdf(x, shape)) - target;
  };
  const z = upper ? -normalQuantile(p) : normalQuantile(p);
  const wilsonHilferty = shape * (1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
  const start = Math.log(
    wilsonHilferty > 1e-3 * shape ? wilsonHilferty : Math.exp(Math.min(small, Math.log(shape))),
  );
  return Math.exp(solveLog(f, start, small));
}

function solveLog(f: (u: number) => number, start: number, floor: number): number {
  let width = 0.1;
  let lower = start - width;
  let upper = start + width;
  while (f(lower) > 0 && lower > floor - 50) {
    lower -= width;
    width *= 2;
  }
  width = 0.1;
  while (!(f(upper) > 0) && upper < 700) {
    upper += width;
    width *= 2;
  }
  return findRoot(clampInfinite(f), { lower, upper });
}

function clampInfinite(f: (u: number) => number): (u: number) => number {
  return (u) => Math.max(-1e300, Math.min(1e300, f(u)));
}
