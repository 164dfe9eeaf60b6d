import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { fUpper } from '../distributions/fDistribution.ts';
import { normalMultiplier, normalTwoSided, normalUpper } from '../distributions/normal.ts';
import { rankSumCdf } from '../distributions/rankDistributions.ts';
import { studentTMultiplier, studentTTwoSided } from '../distributions/studentT.ts';
import { averageRanks } from '../numeric/ranks.ts';
import type { ChiSquaredTest } from '../outcome.ts';
import type { Interval } from '../tables/interval.ts';
import { sortedQuantile } from './quantile.ts';
import { summarise } from './summary.ts';

/** A t test of a difference of means, first minus second. */
export interface TTest {
  readonly t: number;
  readonly df: number;
  readonly p: number;
  readonly difference: number;
  readonly interval: Interval;
}

/** Two-sample t test: Welch's, or Student's with `equalVariances`. Values without NaN. */
export function tTest(
  x: Float64Array,
  y: Float64Array,
  equalVariances = false,
  confidenceLevel = 0.95,
): TTest {
  const a = summarise(x);
  const b = summarise(y);
  const va = a.variance / a.n;
  const vb = b.variance / b.n;
  let se = Math.sqrt(va + vb);
  let df = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  if (equalVariances) {
    df = a.n + b.n - 2;
    se = Math.sqrt((((a.n - 1) * a.variance + (b.n - 1) * b.variance) / df) * (1 / a.n + 1 / b.n));
  }
  return tResult(a.mean - b.mean, se, df, confidenceLevel);
}

/** Paired t test of x minus y. */
export function pairedTTest(x: Float64Array, y: Float64Array, confidenceLevel = 0.95): TTest {
  const s = summarise(x.map((v, i) => v - (y[i] as number)));
  return tResult(s.mean, s.standardError, s.n - 1, confidenceLevel);
}

function tResult(difference: number, se: number, df: number, confidenceLevel: number): TTest {
  const t = difference / se;
  const half = studentTMultiplier(confidenceLevel, df) * se;
  return {
    t,
    df,
    p: studentTTwoSided(t, df),
    difference,
    interval: { lower: difference - half, upper: difference + half },
  };
}

/** Wilcoxon's rank-sum test. */
export interface RankSumTest {
  /** Mann-Whitney U of the first group. */
  readonly w: number;
  readonly ties: boolean;
  /** Normal approximation with and without continuity correction. */
  readonly corrected: number;
  readonly uncorrected: number;
  /** Exact p; NaN with ties and where the groups' sizes multiply to more than 2,500. */
  readonly exact: number;
}

/** Wilcoxon-Mann-Whitney test (R wilcox.test). */
export function rankSumTest(x: Float64Array, y: Float64Array): RankSumTest {
  const { ranks, tieSizes } = averageRanks(Float64Array.of(...x, ...y));
  const [m, n] = [x.length, y.length];
  let w = (-m * (m + 1)) / 2;
  for (let i = 0; i < m; i++) w += ranks[i] as number;
  const total = m + n;
  const tied = tieSizes.reduce((sum, t) => sum + (t ** 3 - t), 0);
  const sigma = Math.sqrt(((m * n) / 12) * (total + 1 - tied / (total * (total - 1))));
  const z = w - (m * n) / 2;
  const ties = tieSizes.length > 0;
  const tail = (): number => (w > (m * n) / 2 ? 1 - rankSumCdf(w - 1, m, n) : rankSumCdf(w, m, n));
  const exact = ties || m * n > 2500 ? Number.NaN : Math.min(1, 2 * tail());
  return {
    w,
    ties,
    corrected: normalTwoSided(Math.max(0, Math.abs(z) - 0.5) / sigma),
    uncorrected: normalTwoSided(z / sigma),
    exact,
  };
}

/** A shift between two groups, first minus second. */
export interface LocationShift extends Interval {
  readonly estimate: number;
}

/**
 * The Hodges-Lehmann estimate, the median of all differences, with the exact interval that belongs to the rank-sum
 * test (Bauer, 1972; R wilcox.test with conf.int). For samples without ties.
 */
export function hodgesLehmann(x: Float64Array, y: Float64Array, confidenceLevel = 0.95): LocationShift {
  const [m, n] = [x.length, y.length];
  const differences = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) differences[i * n + j] = (x[i] as number) - (y[j] as number);
  }
  differences.sort();
  const tail = (1 - confidenceLevel) / 2;
  let low = 0;
  let high = m * n;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rankSumCdf(middle, m, n) < tail) low = middle + 1;
    else high = middle;
  }
  const rank = Math.max(1, low);
  return {
    estimate: sortedQuantile(differences, 0.5),
    lower: differences[rank - 1] ?? Number.NaN,
    upper: differences[m * n - rank] ?? Number.NaN,
  };
}

/** Wilcoxon's signed-rank test by the normal approximation with continuity correction; zero differences are dropped. */
export function signedRankTest(
  x: Float64Array,
  y: Float64Array,
): { readonly v: number; readonly corrected: number } {
  const differences = x.map((value, i) => value - (y[i] as number)).filter((d) => d !== 0);
  const { ranks, tieSizes } = averageRanks(differences.map(Math.abs));
  const n = differences.length;
  let v = 0;
  differences.forEach((d, i) => {
    if (d > 0) v += ranks[i] as number;
  });
  const tied = tieSizes.reduce((sum, t) => sum + (t ** 3 - t), 0);
  const sigma = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24 - tied / 48);
  const z = v - (n * (n + 1)) / 4;
  return { v, corrected: normalTwoSided(Math.max(0, Math.abs(z) - 0.5) / sigma) };
}

/** Kruskal and Wallis' test over groups. */
export function kruskalWallisTest(groups: readonly Float64Array[]): ChiSquaredTest {
  const all = Float64Array.from(groups.flatMap((g) => Array.from(g)));
  const { ranks, tieSizes } = averageRanks(all);
  const n = all.length;
  let at = 0;
  let sum = 0;
  for (const g of groups) {
    let total = 0;
    for (let i = 0; i < g.length; i++) total += ranks[at++] as number;
    sum += (total * total) / g.length;
  }
  const tied = tieSizes.reduce((s, t) => s + (t ** 3 - t), 0);
  const statistic = ((12 * sum) / (n * (n + 1)) - 3 * (n + 1)) / (1 - tied / (n ** 3 - n));
  const df = groups.length - 1;
  return { statistic, df, p: chiSquaredUpper(statistic, df) };
}

/** An F test. */
export interface FTest {
  readonly f: number;
  readonly df1: number;
  readonly df2: number;
  readonly p: number;
}

/** One-way analysis of variance: classical, or Welch's (1951) without equal variances. */
export function oneWayAnova(groups: readonly Float64Array[], equalVariances = true): FTest {
  const stats = groups.map((g) => summarise(g));
  const k = groups.length;
  const n = stats.reduce((sum, s) => sum + s.n, 0);
  if (equalVariances) {
    const mean = stats.reduce((sum, s) => sum + s.n * s.mean, 0) / n;
    const between = stats.reduce((sum, s) => sum + s.n * (s.mean - mean) ** 2, 0);
    const within = stats.reduce((sum, s) => sum + (s.n > 1 ? (s.n - 1) * s.variance : 0), 0);
    const f = between / (k - 1) / (within / (n - k));
    return { f, df1: k - 1, df2: n - k, p: fUpper(f, k - 1, n - k) };
  }
  const weights = stats.map((s) => s.n / s.variance);
  const total = weights.reduce((a, b) => a + b, 0);
  const mean = stats.reduce((sum, s, i) => sum + (weights[i] as number) * s.mean, 0) / total;
  const spread = stats.reduce((sum, s, i) => sum + (1 - (weights[i] as number) / total) ** 2 / (s.n - 1), 0);
  const term = spread / (k * k - 1);
  const between = stats.reduce((sum, s, i) => sum + (weights[i] as number) * (s.mean - mean) ** 2, 0);
  const f = between / ((k - 1) * (1 + 2 * (k - 2) * term));
  const df2 = 1 / (3 * term);
  return { f, df1: k - 1, df2, p: fUpper(f, k - 1, df2) };
}

/** F test of equal variances, first over second, two-sided. */
export function varianceRatioTest(x: Float64Array, y: Float64Array): FTest {
  const a = summarise(x);
  const b = summarise(y);
  const f = a.variance / b.variance;
  const upper = fUpper(f, a.n - 1, b.n - 1);
  return { f, df1: a.n - 1, df2: b.n - 1, p: 2 * Math.min(upper, 1 - upper) };
}

/** Bartlett's test of equal variances. */
export function bartlettTest(groups: readonly Float64Array[]): ChiSquaredTest {
  const stats = groups.map((g) => summarise(g));
  const k = groups.length;
  const df = stats.reduce((sum, s) => sum + s.n - 1, 0);
  const pooled = stats.reduce((sum, s) => sum + (s.n - 1) * s.variance, 0) / df;
  const logs = stats.reduce((sum, s) => sum + (s.n - 1) * Math.log(s.variance), 0);
  const inverse = stats.reduce((sum, s) => sum + 1 / (s.n - 1), 0);
  const statistic = (df * Math.log(pooled) - logs) / (1 + (inverse - 1 / df) / (3 * (k - 1)));
  return { statistic, df: k - 1, p: chiSquaredUpper(statistic, k - 1) };
}

/** Two-sample Kolmogorov-Smirnov test with the asymptotic two-sided p, its series cut at `tolerance` (R: 1e-6). */
export function kolmogorovSmirnovTest(
  x: Float64Array,
  y: Float64Array,
  tolerance = 1e-16,
): { readonly d: number; readonly p: number } {
  const a = x.slice().sort();
  const b = y.slice().sort();
  let i = 0;
  let j = 0;
  let d = 0;
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    d = Math.max(d, Math.abs(i / a.length - j / b.length));
  }
  return { d, p: kolmogorovUpper(d * Math.sqrt((a.length * b.length) / (a.length + b.length)), tolerance) };
}

/** P(K > x) of Kolmogorov's distribution. */
function kolmogorovUpper(x: number, tolerance: number): number {
  if (x <= 0) return 1;
  if (x < 1) {
    // The theta-function form, which converges fast here.
    const z = -(Math.PI * Math.PI) / (8 * x * x);
    const last = Math.floor(Math.sqrt(2 - Math.log(tolerance)));
    let sum = 0;
    for (let k = 1; k < last; k += 2) sum += Math.exp(k * k * z);
    return 1 - (sum * Math.sqrt(2 * Math.PI)) / x;
  }
  let sum = 0;
  let sign = 1;
  for (let k = 1; k < 1000; k++) {
    const term = 2 * sign * Math.exp(-2 * k * k * x * x);
    sum += term;
    sign = -sign;
    if (Math.abs(term) <= tolerance) break;
  }
  return sum;
}

/** Standardised mean differences of two groups. */
export function standardisedMeanDifference(
  x: Float64Array,
  y: Float64Array,
): { readonly averageVariance: number; readonly pooled: number } {
  const a = summarise(x);
  const b = summarise(y);
  const pooled = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / (a.n + b.n - 2);
  return {
    averageVariance: (a.mean - b.mean) / Math.sqrt((a.variance + b.variance) / 2),
    pooled: (a.mean - b.mean) / Math.sqrt(pooled),
  };
}

/** Correlation with its test; the interval (Fisher's z) is of Pearson's coefficient only. */
export interface Correlation {
  readonly r: number;
  readonly t: number;
  readonly p: number;
  readonly interval: Interval;
}

/** Pearson's correlation with a t test and Fisher's z interval. */
export function pearsonCorrelation(x: Float64Array, y: Float64Array, confidenceLevel = 0.95): Correlation {
  const n = x.length;
  const a = summarise(x);
  const b = summarise(y);
  let sum = 0;
  x.forEach((v, i) => {
    sum += (v - a.mean) * ((y[i] as number) - b.mean);
  });
  const r = Math.max(-1, Math.min(1, sum / ((n - 1) * a.sd * b.sd)));
  const t = r * Math.sqrt((n - 2) / (1 - r * r));
  const half = normalMultiplier(confidenceLevel) / Math.sqrt(n - 3);
  return {
    r,
    t,
    p: studentTTwoSided(t, n - 2),
    interval: { lower: Math.tanh(Math.atanh(r) - half), upper: Math.tanh(Math.atanh(r) + half) },
  };
}

/** Spearman's rank correlation. */
export interface RankCorrelation {
  readonly rho: number;
  /** By the t approximation. */
  readonly p: number;
  /** Exact up to nine pairs, by an Edgeworth series above (Best and Roberts, 1975); NaN with ties. */
  readonly exact: number;
}

/** Spearman's rank correlation with its tests (R cor.test). */
export function spearmanCorrelation(x: Float64Array, y: Float64Array): RankCorrelation {
  const a = averageRanks(x);
  const b = averageRanks(y);
  const { r, p } = pearsonCorrelation(a.ranks, b.ranks);
  const n = x.length;
  if (a.tieSizes.length + b.tieSizes.length > 0) return { rho: r, p, exact: Number.NaN };
  const squares = Math.round(((n ** 3 - n) * (1 - r)) / 6);
  const above = squares > (n ** 3 - n) / 6;
  const tail = above ? rankDistanceUpper(squares, n) : 1 - rankDistanceUpper(squares + 2, n);
  return { rho: r, p, exact: Math.min(1, 2 * tail) };
}

/** P(S ≥ s) of the sum of squared rank differences. */
function rankDistanceUpper(s: number, n: number): number {
  if (s <= 0) return 1;
  if (s > (n * (n * n - 1)) / 3) return 0;
  if (n <= 9) return exactRankDistanceUpper(s, n);
  const b = 1 / n;
  const x = ((6 * (s - 1) * b) / (n * n - 1) - 1) * Math.sqrt(1 / b - 1);
  const y = x * x;
  const inner = y * b * (0.0879 + 0.0151 * b - y * (0.0072 - 0.0831 * b + y * b * (0.0131 - 4.6e-4 * y)));
  const u = x * b * (0.2274 + b * (0.2531 + 0.1745 * b) + y * (-0.0758 + b * (0.1033 + 0.3932 * b) - inner));
  return Math.max(0, Math.min(1, u / Math.exp(y / 2) + normalUpper(x)));
}

function exactRankDistanceUpper(s: number, n: number): number {
  let reached = 0;
  let all = 0;
  const used = new Array<boolean>(n).fill(false);
  const place = (k: number, sum: number): void => {
    if (k === n) {
      all++;
      if (sum >= s) reached++;
      return;
    }
    for (let r = 0; r < n; r++) {
      if (used[r]) continue;
      used[r] = true;
      place(k + 1, sum + (k - r) ** 2);
      used[r] = false;
    }
  };
  place(0, 0);
  return reached / all;
}
