import { runawayColumns } from '../cox/coxRegression.ts';
import { cholesky, choleskyInverse, choleskySolve } from '../numeric/matrix.ts';
import type { Checkpoint, FitOutcome } from '../outcome.ts';
import { type FineGrayData, type PreparedFineGray, prepareFineGray } from './fineGrayData.ts';
import { fineGrayCovariance } from './fineGrayVariance.ts';

/** A fitted proportional subdistribution hazards model. Matrices are row-major p×p. */
export interface FineGrayFit {
  readonly coefficients: Float64Array;
  /** Sandwich with the uncertainty of the censoring weights (cmprsk::crr). */
  readonly covariance: Float64Array;
  /** Sandwich without it (survival::finegray with a robust variance). */
  readonly robustCovariance: Float64Array;
  readonly inverseInformation: Float64Array;
  readonly loglikNull: number;
  readonly loglik: number;
  readonly n: number;
  readonly events: number;
  readonly iterations: number;
  /** Distinct times of events of interest, and the jump of the baseline subdistribution hazard (covariates 0). */
  readonly baselineTime: Float64Array;
  readonly baselineJump: Float64Array;
}

/** Sums over weighted risk sets at the distinct times with events of interest (ascending). */
export interface FineGrayRiskSets {
  readonly block: Int32Array;
  readonly deaths: Float64Array;
  readonly s0: Float64Array;
  /** Weighted covariate means, row-major with p columns. */
  readonly mean: Float64Array;
}

interface Point {
  readonly loglik: number;
  readonly score: Float64Array;
  readonly information: Float64Array;
  readonly sets: FineGrayRiskSets;
  readonly risk: Float64Array;
}

/**
 * Fine and Gray's regression (1999): persons with a competing event stay at risk with a weight that falls with the
 * probability of being still uncensored. Breslow's ties. O(n p²) per iteration after sorting, since the weights factor.
 */
export function fineGrayRegression(
  data: FineGrayData,
  options: { readonly maxIterations?: number; readonly checkpoint?: Checkpoint } = {},
): FitOutcome<FineGrayFit> {
  const { maxIterations = 50, checkpoint } = options;
  const prepared = prepareFineGray(data);
  const { p } = prepared;
  if (prepared.events === 0) return { kind: 'noInformation' };
  let beta: Float64Array = new Float64Array(p);
  const start = evaluate(prepared, beta);
  const dependent = cholesky(start.information, p, 1e-10).dependent;
  if (dependent.length > 0) return { kind: 'collinear', columns: dependent };
  let point = start;
  let last: Float64Array = new Float64Array(p);
  let iterations = 0;
  let settled = false;
  for (let done = p === 0; !done; iterations++) {
    if (iterations === maxIterations) return { kind: 'notConverged', iterations };
    checkpoint?.(iterations / maxIterations);
    const step = choleskySolve(cholesky(point.information, p, 1e-14), point.score);
    let factor = 1;
    let candidate = beta.map((b, j) => b + (step[j] as number));
    let next = evaluate(prepared, candidate);
    while (!(next.loglik >= point.loglik - 1e-12 * Math.abs(point.loglik)) && factor > 1e-6) {
      factor /= 2;
      candidate = beta.map((b, j) => b + factor * (step[j] as number));
      next = evaluate(prepared, candidate);
    }
    last = candidate.map((b, j) => (b - (beta[j] as number)) * spread(prepared, j));
    done = settled;
    settled = Math.abs(next.loglik - point.loglik) <= 1e-10 * Math.abs(next.loglik) + 1e-14;
    beta = candidate;
    point = next;
  }
  const runaway = runawayColumns(
    last,
    beta.map((b, j) => b * spread(prepared, j)),
  );
  if (runaway.length > 0) return { kind: 'separated', columns: runaway };
  const inverseInformation = choleskyInverse(cholesky(point.information, p, 1e-14));
  const { full, withoutCensoring } = fineGrayCovariance(prepared, point.risk, point.sets, inverseInformation);
  let atZero = 0;
  beta.forEach((b, j) => {
    atZero -= b * (prepared.center[j] as number);
  });
  const { sets } = point;
  return {
    kind: 'fitted',
    fit: {
      coefficients: beta,
      covariance: full,
      robustCovariance: withoutCensoring,
      inverseInformation,
      loglikNull: start.loglik,
      loglik: point.loglik,
      n: prepared.n,
      events: prepared.events,
      iterations,
      baselineTime: Float64Array.from(
        sets.block,
        (b) => prepared.time[prepared.blocks[b] as number] as number,
      ),
      baselineJump: sets.deaths.map((d, k) => (d / (sets.s0[k] as number)) * Math.exp(atZero)),
    },
  };
}

function spread(prepared: PreparedFineGray, j: number): number {
  let sum = 0;
  for (let k = 0; k < prepared.n; k++) sum += Math.abs(prepared.x[k * prepared.p + j] as number);
  return sum / prepared.n;
}

function evaluate(prepared: PreparedFineGray, beta: Float64Array): Point {
  const { n, p, x, status, group, weight, blocks, uncensored, groups } = prepared;
  const risk = new Float64Array(n);
  const eta = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let j = 0; j < p; j++) sum += (x[k * p + j] as number) * (beta[j] as number);
    eta[k] = sum;
    risk[k] = Math.exp(sum);
  }
  const width = 1 + p + (p * (p + 1)) / 2;
  const alive = new Float64Array(width);
  const gone = Array.from({ length: groups }, () => new Float64Array(width));
  const blockCount = blocks.length - 1;
  const weightOf = (k: number, b: number): number =>
    ((weight[k] as number) * (risk[k] as number)) /
    ((uncensored[group[k] as number] as Float64Array)[b] as number);
  for (let b = 0; b < blockCount; b++) {
    for (let k = blocks[b] as number; k < (blocks[b + 1] as number); k++) {
      if (status[k] === 2) addMoments(gone[group[k] as number] as Float64Array, x, k * p, p, weightOf(k, b));
    }
  }
  const score = new Float64Array(p);
  const information = new Float64Array(p * p);
  const found: number[] = [];
  const deaths: number[] = [];
  const totals: number[] = [];
  const means: number[] = [];
  const sums = new Float64Array(width);
  let loglik = 0;
  for (let b = blockCount - 1; b >= 0; b--) {
    let d = 0;
    for (let k = blocks[b] as number; k < (blocks[b + 1] as number); k++) {
      addMoments(alive, x, k * p, p, (weight[k] as number) * (risk[k] as number));
      // From here backwards in time this row is still to have its competing event.
      if (status[k] === 2) addMoments(gone[group[k] as number] as Float64Array, x, k * p, p, -weightOf(k, b));
      if (status[k] !== 1) continue;
      const w = weight[k] as number;
      d += w;
      loglik += w * (eta[k] as number);
      for (let j = 0; j < p; j++) score[j] = (score[j] as number) + w * (x[k * p + j] as number);
    }
    if (d === 0) continue;
    sums.set(alive);
    for (let g = 0; g < groups; g++) {
      const still = (uncensored[g] as Float64Array)[b] as number;
      const from = gone[g] as Float64Array;
      for (let m = 0; m < width; m++) sums[m] = (sums[m] as number) + still * (from[m] as number);
    }
    const s0 = sums[0] as number;
    loglik -= d * Math.log(s0);
    let m = 1 + p;
    for (let j = 0; j < p; j++) {
      const mean = (sums[1 + j] as number) / s0;
      score[j] = (score[j] as number) - d * mean;
      for (let l = 0; l <= j; l++, m++) {
        const value = d * ((sums[m] as number) / s0 - (mean * (sums[1 + l] as number)) / s0);
        information[j * p + l] = (information[j * p + l] as number) + value;
        if (l !== j) information[l * p + j] = (information[l * p + j] as number) + value;
      }
    }
    found.push(b);
    deaths.push(d);
    totals.push(s0);
    for (let j = p - 1; j >= 0; j--) means.push((sums[1 + j] as number) / s0);
  }
  return {
    loglik,
    score,
    information,
    risk,
    sets: {
      block: Int32Array.from(found.reverse()),
      deaths: Float64Array.from(deaths.reverse()),
      s0: Float64Array.from(totals.reverse()),
      mean: Float64Array.from(means.reverse()),
    },
  };
}

function addMoments(into: Float64Array, x: Float64Array, at: number, p: number, r: number): void {
  into[0] = (into[0] as number) + r;
  let m = 1 + p;
  for (let j = 0; j < p; j++) {
    const rx = r * (x[at + j] as number);
    into[1 + j] = (into[1 + j] as number) + rx;
    for (let l = 0; l <= j; l++, m++) into[m] = (into[m] as number) + rx * (x[at + l] as number);
  }
}

/** Cumulative incidence predicted for a profile (original covariate scale) at chosen times. */
export function predictIncidence(
  fit: FineGrayFit,
  profile: ArrayLike<number>,
  times: ArrayLike<number>,
): Float64Array {
  let eta = 0;
  fit.coefficients.forEach((b, j) => {
    eta += b * (profile[j] as number);
  });
  const risk = Math.exp(eta);
  let k = 0;
  let hazard = 0;
  return Float64Array.from(times, (t) => {
    for (; k < fit.baselineTime.length && (fit.baselineTime[k] as number) <= t; k++) {
      hazard += fit.baselineJump[k] as number;
    }
    return -Math.expm1(-hazard * risk);
  });
}
