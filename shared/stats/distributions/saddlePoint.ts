import gammaln from '@stdlib/math-base-special-gammaln';

const STIRLING = [
  0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193,
  0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287,
  0.007573675487951841, 0.00694284010720953, 0.006408994188004207, 0.0059513701127588475,
  0.005554733551962801,
] as const;

/** log(n!) minus Stirling's approximation of it. */
export function stirlingError(n: number): number {
  if (n <= 15) {
    const exact = STIRLING[n];
    if (exact !== undefined && n > 0) return exact;
    return gammaln(n + 1) - (n + 0.5) * Math.log(n) + n - 0.9189385332046728;
  }
  const n2 = n * n;
  return (
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / n2) / n2) / n2) / n2) / n2) / n
  );
}

/** Deviance part x·log(x/m) + m − x without cancellation. */
export function devianceTerm(x: number, mean: number): number {
  if (Math.abs(x - mean) < 0.1 * (x + mean)) {
    const v = (x - mean) / (x + mean);
    let sum = (x - mean) * v;
    let term = 2 * x * v;
    for (let j = 1; j < 1000; j++) {
      term *= v * v;
      const next = sum + term / (2 * j + 1);
      if (next === sum) return sum;
      sum = next;
    }
  }
  return x * Math.log(x / mean) + mean - x;
}
