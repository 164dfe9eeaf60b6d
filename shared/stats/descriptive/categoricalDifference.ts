import { quadraticForm } from '../numeric/matrix.ts';

/**
 * Standardised difference of a categorical variable between two groups: the Mahalanobis distance of their
 * distributions over all levels but the first (Yang and Dalton, 2012). Counts per level. NaN without anyone in a group.
 */
export function categoricalDifference(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const shares = (counts: ArrayLike<number>): number[] => {
    const list = Array.from(counts);
    const total = list.reduce((a, b) => a + b, 0);
    return list.slice(1).map((c) => c / total);
  };
  const p = shares(first);
  const q = shares(second);
  const k = p.length;
  const covariance = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      const [pi, pj, qi, qj] = [p[i] as number, p[j] as number, q[i] as number, q[j] as number];
      covariance[i * k + j] = i === j ? (pi * (1 - pi) + qi * (1 - qi)) / 2 : -(pi * pj + qi * qj) / 2;
    }
  }
  const difference = p.map((v, i) => v - (q[i] as number));
  if (difference.some(Number.isNaN)) return Number.NaN;
  return Math.sqrt(quadraticForm(covariance, k, difference).value);
}
