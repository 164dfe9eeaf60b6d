import { logChoose } from './discrete.ts';

/**
 * P(W ≤ w) of the rank-sum statistic W = U of two untied samples of sizes m and n, by counting arrangements
 * (Mann and Whitney, 1947).
 */
export function rankSumCdf(w: number, m: number, n: number): number {
  const q = Math.floor(w + 1e-7);
  if (q < 0) return 0;
  const total = m * n;
  if (q >= total) return 1;
  // ways[j][u]: subsets of j among the ranks seen so far whose statistic is u. Only additions, so no cancellation.
  const upTo = Math.min(q, total - q - 1);
  const width = upTo + 1;
  const ways = new Float64Array((m + 1) * width);
  ways[0] = 1;
  for (let rank = 1; rank <= m + n; rank++) {
    for (let j = Math.min(m, rank); j >= Math.max(1, rank - n); j--) {
      const shift = rank - j;
      for (let u = upTo; u >= shift; u--) {
        ways[j * width + u] = (ways[j * width + u] ?? 0) + (ways[(j - 1) * width + u - shift] ?? 0);
      }
    }
  }
  const counts = ways.subarray(m * width);
  let sum = 0;
  for (const c of counts) sum += c;
  const p = Math.exp(Math.log(sum) - logChoose(m + n, m));
  return q === upTo ? p : 1 - p;
}

/** P(V ≤ v) of Wilcoxon's signed-rank statistic of n untied differences without zeros. */
export function signedRankCdf(v: number, n: number): number {
  const q = Math.floor(v + 1e-7);
  if (q < 0) return 0;
  const total = (n * (n + 1)) / 2;
  if (q >= total) return 1;
  const upTo = Math.min(q, total - q - 1);
  const probabilities = new Float64Array(upTo + 1);
  probabilities[0] = 1;
  for (let i = 1; i <= n; i++) {
    for (let u = upTo; u >= 0; u--) {
      const shifted = u >= i ? (probabilities[u - i] ?? 0) : 0;
      probabilities[u] = 0.5 * ((probabilities[u] ?? 0) + shifted);
    }
  }
  let sum = 0;
  for (const p of probabilities) sum += p;
  return q === upTo ? sum : 1 - sum;
}
