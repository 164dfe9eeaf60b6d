import type { CoxTies, PreparedCox } from './coxData.ts';
import { exactLikelihood } from './exactLikelihood.ts';
import { type RelativeRisks, type RiskSetSums, relativeRisks, walkRiskSets } from './riskSetWalk.ts';

/** The log partial likelihood with its first and second derivatives, on the standardised scale. */
export interface LikelihoodPoint {
  readonly loglik: number;
  readonly score: Float64Array;
  /** Minus the second derivative, row-major p×p. */
  readonly information: Float64Array;
}

/** Evaluates the log partial likelihood at `beta`. */
export function partialLikelihood(
  prepared: PreparedCox,
  beta: Float64Array,
  ties: CoxTies,
  pause?: () => void,
): LikelihoodPoint {
  pause?.();
  const risks = relativeRisks(prepared, beta);
  pause?.();
  if (ties === 'exact') return exactLikelihood(prepared, risks, pause);
  const { p } = prepared;
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  let loglik = deathTerms(prepared, risks, score);
  const mean = new Float64Array(p);
  const visit = (sums: RiskSetSums): void => {
    loglik -= addEventTime(sums, ties, mean, score, information, p);
  };
  walkRiskSets(prepared, risks, true, visit, pause);
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k] as number;
  }
  return { loglik, score, information };
}

/** Σ w η and Σ w x over the deaths; the former is returned. */
function deathTerms(prepared: PreparedCox, { eta }: RelativeRisks, score: Float64Array): number {
  const { n, p, x, event, weight } = prepared;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (event[i] !== 1) continue;
    const w = weight[i] as number;
    sum += w * (eta[i] as number);
    for (let j = 0; j < p; j++) score[j] = (score[j] as number) + w * (x[i * p + j] as number);
  }
  return sum;
}

function addEventTime(
  sums: RiskSetSums,
  ties: CoxTies,
  mean: Float64Array,
  score: Float64Array,
  information: Float64Array,
  p: number,
): number {
  const { s0, s1, s2, d0, d1, d2 } = sums;
  const steps = ties === 'efron' ? sums.deaths : 1;
  const w = sums.deathWeight / steps;
  let loss = 0;
  for (let k = 0; k < steps; k++) {
    const part = k / steps;
    const total = s0 - part * d0;
    loss += w * Math.log(total);
    let m = 0;
    for (let j = 0; j < p; j++) {
      const mj = ((s1[j] as number) - part * (d1[j] as number)) / total;
      mean[j] = mj;
      score[j] = (score[j] as number) - w * mj;
      for (let l = 0; l <= j; l++, m++) {
        information[j * p + l] =
          (information[j * p + l] as number) +
          w * (((s2[m] as number) - part * (d2[m] as number)) / total - mj * (mean[l] as number));
      }
    }
  }
  return loss;
}
