import type { PreparedCox } from './coxData.ts';
import type { LikelihoodPoint } from './partialLikelihood.ts';
import type { RelativeRisks } from './riskSetWalk.ts';

/**
 * The exact (discrete) partial likelihood: at each event time the probability that just these d of the n at risk have
 * their event, Σ over all subsets of size d in the denominator, by the recursion of Gail, Lubin and Rubinstein (1981)
 * with its derivatives. Weights must be 1.
 */
export function exactLikelihood(
  prepared: PreparedCox,
  { eta, risk }: RelativeRisks,
  pause: () => void = () => {},
): LikelihoodPoint {
  const { p, x, time, event, stratumStart, entry } = prepared;
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  let loglik = 0;
  for (let stratum = 0; stratum + 1 < stratumStart.length; stratum++) {
    const start = stratumStart[stratum] as number;
    const end = stratumStart[stratum + 1] as number;
    for (let i = start; i < end; ) {
      const t = time[i] as number;
      let deaths = 0;
      for (; i < end && time[i] === t; i++) {
        if (event[i] !== 1) continue;
        deaths++;
        loglik += eta[i] as number;
        for (let j = 0; j < p; j++) score[j] = (score[j] as number) + (x[i * p + j] as number);
      }
      if (deaths === 0) continue;
      const members: number[] = [];
      for (let k = start; k < i; k++) if (!entry || (entry[k] as number) < t) members.push(k);
      pause();
      loglik -= addSubsetSum(members, deaths, risk, x, p, score, information);
    }
  }
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k] as number;
  }
  return { loglik, score, information };
}

/** Adds the derivatives of log Σ over subsets of size d of Π r, and returns that logarithm. */
function addSubsetSum(
  members: readonly number[],
  d: number,
  risk: Float64Array,
  x: Float64Array,
  p: number,
  score: Float64Array,
  information: Float64Array,
): number {
  let total = 0;
  for (const k of members) total += risk[k] as number;
  // Scaled so that the sums neither overflow nor vanish for large risk sets.
  const scale = d / total;
  const packed = (p * (p + 1)) / 2;
  const width = 1 + p + packed;
  const sums = new Float64Array((d + 1) * width);
  sums[0] = 1;
  members.forEach((member, seen) => {
    const r = (risk[member] as number) * scale;
    const at = member * p;
    for (let size = Math.min(d, seen + 1); size >= 1; size--) {
      const to = size * width;
      const from = to - width;
      const b = sums[from] as number;
      sums[to] = (sums[to] as number) + r * b;
      let m = 1 + p;
      for (let j = 0; j < p; j++) {
        const xj = x[at + j] as number;
        const gj = sums[from + 1 + j] as number;
        sums[to + 1 + j] = (sums[to + 1 + j] as number) + r * (gj + b * xj);
        for (let l = 0; l <= j; l++, m++) {
          const xl = x[at + l] as number;
          const gl = sums[from + 1 + l] as number;
          sums[to + m] =
            (sums[to + m] as number) + r * ((sums[from + m] as number) + gj * xl + gl * xj + b * xj * xl);
        }
      }
    }
  });
  const last = d * width;
  const b = sums[last] as number;
  let m = 1 + p;
  for (let j = 0; j < p; j++) {
    const gj = (sums[last + 1 + j] as number) / b;
    score[j] = (score[j] as number) - gj;
    for (let l = 0; l <= j; l++, m++) {
      const gl = (sums[last + 1 + l] as number) / b;
      information[j * p + l] = (information[j * p + l] as number) + (sums[last + m] as number) / b - gj * gl;
    }
  }
  return Math.log(b) - d * Math.log(scale);
}
