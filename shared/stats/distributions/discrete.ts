import { betaCdf, betaUpper } from './beta.ts';
import { gammaCdf, gammaUpper, logGamma } from './gamma.ts';

/** log of the binomial coefficient n over k; n and k need not be whole. */
export function logChoose(n: number, k: number): number {
  if (k === 0 || k === n) return 0;
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

const STIRLING = [
  0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193,
  0.013876128823070748, 0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.00833056343336287,
  0.007573675487951841, 0.00694284010720953, 0.006408994188004207, 0.0059513701127588475,
  0.005554733551962801,
] as const;

/** log(n!) minus Stirling's approximation of it. */
function stirlingError(n: number): number {
  if (n <= 15) {
    const exact = STIRLING[n];
    if (exact !== undefined && n > 0) return exact;
    return logGamma(n + 1) - (n + 0.5) * Math.log(n) + n - 0.9189385332046728;
  }
  const n2 = n * n;
  return (
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / 360360 / n2) / n2) / n2) / n2) / n2) / n
  );
}

/** Deviance part x·log(x/m) + m − x without cancellation. */
function devianceTerm(x: number, mean: number): number {
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

/**
 * P(X = x) of a binomial distribution, by the saddle-point expansion that keeps full precision for large n
 * (Loader, 2000).
 */
export function binomialDensity(x: number, size: number, probability: number): number {
  if (x < 0 || x > size) return 0;
  if (probability === 0) return x === 0 ? 1 : 0;
  if (probability === 1) return x === size ? 1 : 0;
  if (x === 0) return Math.exp(size * Math.log1p(-probability));
  if (x === size) return probability ** size;
  const logC =
    stirlingError(size) -
    stirlingError(x) -
    stirlingError(size - x) -
    devianceTerm(x, size * probability) -
    devianceTerm(size - x, size * (1 - probability));
  const logF = Math.log(2 * Math.PI) + Math.log(x) + Math.log1p(-x / size);
  return Math.exp(logC - 0.5 * logF);
}

/** P(X ≤ x) of a binomial distribution. */
export function binomialCdf(x: number, size: number, probability: number): number {
  const k = Math.floor(x + 1e-7);
  if (k < 0) return 0;
  if (k >= size) return 1;
  return betaUpper(probability, k + 1, size - k);
}

/** P(X > x) of a binomial distribution. */
export function binomialUpper(x: number, size: number, probability: number): number {
  const k = Math.floor(x + 1e-7);
  if (k < 0) return 1;
  if (k >= size) return 0;
  return betaCdf(probability, k + 1, size - k);
}

/**
 * Two-sided exact binomial p-value: the sum of all outcomes not more probable than the observed one (R's binom.test).
 */
export function binomialTest(x: number, size: number, probability = 0.5): number {
  const threshold = binomialDensity(x, size, probability) * (1 + 1e-7);
  let p = 0;
  for (let k = 0; k <= size; k++) {
    const d = binomialDensity(k, size, probability);
    if (d <= threshold) p += d;
  }
  return Math.min(1, p);
}

/** P(X = x) of a Poisson distribution. */
export function poissonDensity(x: number, mean: number): number {
  if (x < 0) return 0;
  if (mean === 0) return x === 0 ? 1 : 0;
  if (x === 0) return Math.exp(-mean);
  return Math.exp(-stirlingError(x) - devianceTerm(x, mean)) / Math.sqrt(2 * Math.PI * x);
}

/** P(X ≤ x) of a Poisson distribution. */
export function poissonCdf(x: number, mean: number): number {
  const k = Math.floor(x + 1e-7);
  return k < 0 ? 0 : gammaUpper(mean, k + 1);
}

/** P(X > x) of a Poisson distribution. */
export function poissonUpper(x: number, mean: number): number {
  const k = Math.floor(x + 1e-7);
  return k < 0 ? 1 : gammaCdf(mean, k + 1);
}

/** P(X = x) of a negative binomial distribution with `size` (may be fractional) and success probability. */
export function negativeBinomialDensity(x: number, size: number, probability: number): number {
  if (x < 0) return 0;
  if (x === 0) return Math.exp(size * Math.log(probability));
  const p = size / (size + x);
  if (Number.isInteger(size)) return p * binomialDensity(size, x + size, probability);
  return Math.exp(
    logGamma(x + size) -
      logGamma(size) -
      logGamma(x + 1) +
      size * Math.log(probability) +
      x * Math.log1p(-probability),
  );
}

/** P(X ≤ x) of a negative binomial distribution. */
export function negativeBinomialCdf(x: number, size: number, probability: number): number {
  const k = Math.floor(x + 1e-7);
  return k < 0 ? 0 : betaCdf(probability, size, k + 1);
}

/** P(X = x) of a hypergeometric distribution: x white among k drawn from m white and n black. */
export function hypergeometricDensity(x: number, m: number, n: number, k: number): number {
  if (x < Math.max(0, k - n) || x > Math.min(k, m)) return 0;
  if (k === 0) return 1;
  const p = k / (m + n);
  if (p === 1) return 1;
  return (binomialDensity(x, m, p) * binomialDensity(k - x, n, p)) / binomialDensity(k, m + n, p);
}

/** P(X ≤ x) of a hypergeometric distribution, summed from the smaller tail outwards. */
export function hypergeometricCdf(x: number, m: number, n: number, k: number): number {
  const low = Math.max(0, k - n);
  const high = Math.min(k, m);
  const q = Math.floor(x + 1e-7);
  if (q < low) return 0;
  if (q >= high) return 1;
  const mean = (k * m) / (m + n);
  let sum = 0;
  if (q <= mean) {
    for (let i = q; i >= low; i--) sum += hypergeometricDensity(i, m, n, k);
    return sum;
  }
  for (let i = q + 1; i <= high; i++) sum += hypergeometricDensity(i, m, n, k);
  return 1 - sum;
}
