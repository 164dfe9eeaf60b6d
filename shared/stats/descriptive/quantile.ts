/** How a quantile falls between observations, numbered as in Hyndman and Fan (1996) and R's quantile(). */
export type QuantileType = 2 | 6 | 7;

/**
 * The p-quantile of values without NaN; NaN when there are none. Type 7 interpolates linearly (R's default), type 2
 * averages at discontinuities (SAS's default), type 6 uses (n + 1)p (SPSS, Minitab).
 */
export function quantile(values: ArrayLike<number>, p: number, type: QuantileType = 7): number {
  return sortedQuantile(Float64Array.from(values).sort(), p, type);
}

/** The p-quantile of ascending values. */
export function sortedQuantile(sorted: ArrayLike<number>, p: number, type: QuantileType = 7): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  if (type === 7) {
    const h = (n - 1) * p;
    const low = Math.floor(h + 4 * Number.EPSILON);
    const a = sorted[low] as number;
    const fraction = h - low;
    if (Math.abs(fraction) < 1e-12 || low + 1 >= n) return a;
    return a + fraction * ((sorted[low + 1] as number) - a);
  }
  if (type === 6) {
    const h = Math.min(n, Math.max(1, (n + 1) * p));
    const low = Math.floor(h + 4 * Number.EPSILON * h);
    const a = sorted[low - 1] as number;
    const fraction = h - low;
    return Math.abs(fraction) < 1e-12 || low >= n ? a : a + fraction * ((sorted[low] as number) - a);
  }
  const h = n * p;
  const j = Math.floor(h + 4 * Number.EPSILON * Math.max(1, h));
  const at = (k: number): number => sorted[Math.min(n - 1, Math.max(0, k - 1))] as number;
  return Math.abs(h - j) < 1e-9 * Math.max(1, h) ? (at(j) + at(j + 1)) / 2 : at(j + 1);
}
