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
  for (let i = 0; i < maxIterations; i++) {
    const previous = b - a;
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const near = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2;
    let step = (c - b) / 2;
    if (Math.abs(step) <= near || fb === 0) return b;
    if (Math.abs(previous) >= near && Math.abs(fa) > Math.abs(fb)) {
      const gap = c - b;
      const ratio = fb / fa;
      let p = gap * ratio;
      let q = 1 - ratio;
      if (a !== c) {
        const u = fa / fc;
        const v = fb / fc;
        p = ratio * (gap * u * (u - v) - (b - a) * (v - 1));
        q = (u - 1) * (v - 1) * (ratio - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      const inside = p < 0.75 * gap * q - Math.abs(near * q) / 2;
      if (inside && p < Math.abs((previous * q) / 2)) step = p / q;
    }
    if (Math.abs(step) < near) step = step > 0 ? near : -near;
    a = b;
    fa = fb;
    b += step;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
    }
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
