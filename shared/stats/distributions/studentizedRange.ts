import { gaussLegendre, integrate } from '../numeric/gaussLegendre.ts';
import { logGamma } from './gamma.ts';
import { normalCdf, normalDensity } from './normal.ts';

const rule = gaussLegendre(20);

/** P(range of k standard normals ≤ w). */
function rangeCdf(w: number, k: number): number {
  if (w <= 0) return 0;
  const f = (z: number): number => normalDensity(z) * (normalCdf(z) - normalCdf(z - w)) ** (k - 1);
  return Math.min(1, k * integrate(f, -8.5, 8.5 + Math.min(w, 8.5), 16, rule));
}

/**
 * P(Q ≤ q) of the studentized range of `means` groups with `df` error degrees of freedom (Tukey's HSD), by nested
 * Gauss-Legendre quadrature over the scaled chi distribution of the standard deviation.
 */
export function studentizedRangeCdf(q: number, means: number, df: number): number {
  if (Number.isNaN(q) || means < 2 || !(df >= 1)) return Number.NaN;
  if (q <= 0) return 0;
  if (df > 25_000) return rangeCdf(q, means);
  const logConstant = Math.LN2 + (df / 2) * Math.log(df / 2) - logGamma(df / 2);
  const density = (s: number): number => Math.exp(logConstant + (df - 1) * Math.log(s) - (df * s * s) / 2);
  const spread = 9 / Math.sqrt(2 * df);
  const f = (s: number): number => density(s) * rangeCdf(q * s, means);
  return Math.min(1, integrate(f, Math.max(0, 1 - spread), 1 + spread * 1.2, 12, rule));
}
