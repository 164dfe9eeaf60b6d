import { betaCdf, betaUpper } from './beta.ts';
import { gammaCdf, gammaUpper, logGamma } from './gamma.ts';
import { devianceTerm, stirlingError } from './saddlePoint.ts';

/** log of the binomial coefficient n over k; n and k need not be whole. */
export function logChoose(n: number, k: number): number {
  if (k === 0 || k === n) return 0;
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
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
  return Math.exp(logBinomialTerm(x, size, probability, 1 - probability));
}

/** log of C(n, x) pˣ qⁿ⁻ˣ for real 0 < x < n, with q = 1 - p given apart so that neither loses digits. */
export function logBinomialTerm(x: number, n: number, p: number, q: number): number {
  const logC =
    stirlingError(n) -
    stirlingError(x) -
    stirlingError(n - x) -
    devianceTerm(x, n * p) -
    devianceTerm(n - x, n * q);
  return logC - 0.5 * (Math.log(2 * Math.PI) + Math.log(x) + Math.log1p(-x / n));
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
  return (size / (size + x)) * Math.exp(logBinomialTerm(size, x + size, probability, 1 - probability));
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
