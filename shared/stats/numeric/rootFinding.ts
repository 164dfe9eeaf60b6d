/** What a root search needs: a function, an interval whose ends have opposite signs, and how close is close enough. */
export interface RootBracket {
  readonly lower: number;
  readonly upper: number;
  /** Values at the ends, when already known. */
  readonly atLower?: number;
  readonly atUpper?: number;
}

/**
 * A root of a continuous function inside a bracket, by Brent's method (inverse quadratic interpolation kept safe by
 * bisection), to full double precision unless `tolerance` (absolute, on x) is given.
 * Returns NaN when the ends have the same sign.
 * Source: Brent, Algorithms for Minimization without Derivatives (1973), ch. 4.
 */
export function findRoot(
  f: (x: number) => number,
  bracket: RootBracket,
  tolerance = 0,
  maxIterations = 300,
): number {
  let a = bracket.lower;
  let b = bracket.upper;
  let fa = bracket.atLower ?? f(a);
  let fb = bracket.atUpper ?? f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (Number.isNaN(fa) || Number.isNaN(fb) || fa > 0 === fb > 0) return Number.NaN;
  let c = a;
  let fc = fa;
  let d = b - a;
  let e = d;
  for (let i = 0; i < maxIterations; i++) {
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      d = b - a;
      e = d;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const tol = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    const m = (c - b) / 2;
    if (Math.abs(m) <= tol || fb === 0) return b;
    if (Math.abs(e) >= tol && Math.abs(fa) > Math.abs(fb)) {
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * m * s;
        q = 1 - s;
      } else {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * m * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      p = Math.abs(p);
      if (2 * p < Math.min(3 * m * q - Math.abs(tol * q), Math.abs(e * q))) {
        e = d;
        d = p / q;
      } else {
        d = m;
        e = m;
      }
    } else {
      d = m;
      e = m;
    }
    a = b;
    fa = fb;
    b += Math.abs(d) > tol ? d : m > 0 ? tol : -tol;
    fb = f(b);
  }
  return b;
}

/**
 * A root of a monotone function, looked for outward from `start` in growing steps of `step` towards `direction`
 * (+1 or -1). Returns `null` when the sign does not change within `limit` steps (an unbounded limit).
 */
export function findRootOutward(
  f: (x: number) => number,
  start: number,
  step: number,
  direction: 1 | -1,
  limit = 60,
): number | null {
  let near = start;
  let fNear = f(near);
  if (fNear === 0) return near;
  let width = step;
  for (let i = 0; i < limit; i++) {
    const far = near + direction * width;
    const fFar = f(far);
    if (Number.isNaN(fFar)) return null;
    if (fFar === 0) return far;
    if (fFar > 0 !== fNear > 0)
      return findRoot(f, { lower: near, upper: far, atLower: fNear, atUpper: fFar });
    near = far;
    fNear = fFar;
    width *= 1.3;
  }
  return null;
}
