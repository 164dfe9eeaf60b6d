import { cholesky, choleskyInverse, choleskySolve } from '../numeric/matrix.ts';
import type { Checkpoint, FitOutcome } from '../outcome.ts';
import type { GlmFamily } from './glmFamily.ts';
import {
  type ModelMatrix,
  modelMatrix,
  toOriginalCovariance,
  toOriginalScale,
  toStandardScale,
} from './modelMatrix.ts';

/** Input of a generalised linear model. No missing values. */
export interface GlmData {
  readonly outcome: Float64Array;
  readonly covariates: readonly Float64Array[];
  /** Prior weights, not negative. Absent: 1. */
  readonly weights?: Float64Array | undefined;
  readonly offset?: Float64Array | undefined;
  /** Whether the first coefficient is an intercept; default true. */
  readonly intercept?: boolean;
}

/** How the model is to be fitted. */
export interface GlmOptions {
  readonly family: GlmFamily;
  /** Estimate a dispersion (quasi-likelihood); always so for the gaussian family. */
  readonly estimateDispersion?: boolean;
  readonly maxIterations?: number;
  /** Coefficients to start from. */
  readonly start?: Float64Array;
  readonly checkpoint?: Checkpoint;
}

/** A fitted generalised linear model; the intercept, where there is one, comes first. Matrices are row-major k×k. */
export interface GlmFit {
  readonly coefficients: Float64Array;
  /** Inverse information times the dispersion. */
  readonly covariance: Float64Array;
  /** Inverse information with dispersion 1: the bread of sandwich estimators. */
  readonly unscaledCovariance: Float64Array;
  readonly dispersion: number;
  readonly dispersionEstimated: boolean;
  readonly deviance: number;
  readonly nullDeviance: number;
  /** NaN where the dispersion is estimated by quasi-likelihood. */
  readonly loglik: number;
  readonly aic: number;
  readonly bic: number;
  readonly pearson: number;
  readonly n: number;
  readonly rank: number;
  readonly dfResidual: number;
  readonly linearPredictor: Float64Array;
  readonly fitted: Float64Array;
  /** Working weights and working residuals at the estimates. */
  readonly workingWeights: Float64Array;
  readonly workingResiduals: Float64Array;
  readonly iterations: number;
  readonly family: GlmFamily;
}

interface Point {
  readonly beta: Float64Array;
  readonly eta: Float64Array;
  readonly deviance: number;
}

/**
 * A generalised linear model by iteratively reweighted least squares on centred and scaled columns, with step halving.
 * Rows with weight 0 count for nothing. Source: McCullagh and Nelder (1989); R stats::glm with a tight tolerance.
 */
export function generalisedLinearModel(data: GlmData, options: GlmOptions): FitOutcome<GlmFit> {
  const { family, maxIterations = 100, checkpoint } = options;
  const matrix = modelMatrix(data.covariates, data.outcome.length, data.intercept ?? true);
  const { n, k } = matrix;
  if (n === 0) return { kind: 'noInformation' };
  if (family.name !== 'gaussian' && isConstantExtreme(data, family)) return { kind: 'noInformation' };
  const work = new Float64Array(n);
  const target = new Float64Array(n);
  const eta = Float64Array.from(data.outcome, (y) => family.start(y));
  let point: Point = { beta: new Float64Array(k), eta, deviance: Number.POSITIVE_INFINITY };
  let started = false;
  if (options.start) {
    point = evaluate(data, matrix, family, toStandardScale(matrix, options.start));
    started = true;
  }
  let last = new Float64Array(k);
  let settled = 0;
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    working(data, family, point.eta, work, target);
    const pause = () => checkpoint?.(iteration / maxIterations);
    const { information, score } = normalEquations(matrix, work, target, pause);
    const decomposition = cholesky(information, k, iteration > 1 ? 1e-15 : 1e-11);
    if (decomposition.dependent.length > 0) {
      const columns = decomposition.dependent
        .map((c) => (matrix.intercept ? c - 1 : c))
        .filter((c) => c >= 0);
      if (iteration === 1) return { kind: 'collinear', columns };
      return { kind: 'separated', columns };
    }
    let beta = choleskySolve(decomposition, score);
    let next = evaluate(data, matrix, family, beta);
    if (started) {
      for (let half = 0; half < 25 && !(next.deviance <= point.deviance * (1 + 1e-12) + 1e-12); half++) {
        beta = beta.map((b, j) => (b + (point.beta[j] as number)) / 2);
        next = evaluate(data, matrix, family, beta);
      }
      last = beta.map((b, j) => b - (point.beta[j] as number)) as Float64Array<ArrayBuffer>;
    }
    const change = Math.abs(next.deviance - point.deviance);
    point = next;
    // Once the deviance has settled the steps die out, or go on at the same pace where there is no maximum.
    const step = Math.max(0, ...last.map((d, j) => Math.abs(d) / (1 + Math.abs(beta[j] as number))));
    if (started && change <= 1e-11 * (Math.abs(next.deviance) + 0.1)) settled++;
    else settled = 0;
    const enough = settled > 0 && (step <= 1e-10 || settled > 10);
    if (enough) {
      const runaway = family.name === 'gaussian' ? [] : runawayColumns(last, point.beta, matrix);
      if (runaway.length > 0) return { kind: 'separated', columns: runaway };
      return { kind: 'fitted', fit: summarise(data, options, matrix, point, iteration) };
    }
    started = true;
  }
  const runaway = runawayColumns(last, point.beta, matrix);
  return runaway.length > 0
    ? { kind: 'separated', columns: runaway }
    : { kind: 'notConverged', iterations: maxIterations };
}

/** All outcomes at an end of the family's range: no finite estimate exists. */
function isConstantExtreme(data: GlmData, family: GlmFamily): boolean {
  const used = data.outcome.filter((_, i) => !data.weights || (data.weights[i] as number) > 0);
  if (used.every((y) => y === 0)) return true;
  return family.name === 'binomial' && used.every((y) => y === 1);
}

function runawayColumns(last: Float64Array, beta: Float64Array, matrix: ModelMatrix): number[] {
  const columns: number[] = [];
  last.forEach((step, j) => {
    if (Math.abs(step) <= 1e-3 * Math.max(1, Math.abs(beta[j] as number))) return;
    columns.push(matrix.intercept ? j - 1 : j);
  });
  return columns.filter((c) => c >= 0 || columns.length === 1);
}

/** Σ of the columns times coefficients (original scale) plus the offset. */
export function linearPredictor(data: GlmData, coefficients: Float64Array): Float64Array {
  const n = data.outcome.length;
  const intercept = data.intercept ?? true;
  const eta = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    eta[i] = (data.offset ? (data.offset[i] as number) : 0) + (intercept ? (coefficients[0] as number) : 0);
  }
  data.covariates.forEach((column, j) => {
    const b = coefficients[intercept ? j + 1 : j] as number;
    for (let i = 0; i < n; i++) eta[i] = (eta[i] as number) + b * (column[i] as number);
  });
  return eta;
}

/** Fills the working weights and the working response (without the offset). */
function working(
  data: GlmData,
  family: GlmFamily,
  eta: Float64Array,
  work: Float64Array,
  target: Float64Array,
): void {
  for (let i = 0; i < eta.length; i++) {
    const e = eta[i] as number;
    const mu = family.mean(e);
    const derivative = family.meanDerivative(e);
    const variance = family.variance(mu);
    const w = data.weights ? (data.weights[i] as number) : 1;
    const usable = derivative > 0 && variance > 0;
    work[i] = usable ? (w * derivative * derivative) / variance : 0;
    const offset = data.offset ? (data.offset[i] as number) : 0;
    target[i] = usable ? e - offset + ((data.outcome[i] as number) - mu) / derivative : 0;
  }
}

function normalEquations(
  { n, k, rows }: ModelMatrix,
  work: Float64Array,
  target: Float64Array,
  pause: () => void,
): { information: Float64Array; score: Float64Array } {
  const information = new Float64Array(k * k);
  const score = new Float64Array(k);
  // Four rows at a time, so that each element of the matrix is loaded and stored once for all of them.
  const whole = n - (n % 4);
  const rowsBetweenPauses = Math.max(4096, 4 * Math.floor(2 ** 22 / (k * k)));
  for (let i = 0; i < whole; i += 4) {
    if (i % rowsBetweenPauses === 0) pause();
    const r0 = i * k;
    const r1 = r0 + k;
    const r2 = r1 + k;
    const r3 = r2 + k;
    const [z0, z1] = [target[i] as number, target[i + 1] as number];
    const [z2, z3] = [target[i + 2] as number, target[i + 3] as number];
    const [w0, w1] = [work[i] as number, work[i + 1] as number];
    const [w2, w3] = [work[i + 2] as number, work[i + 3] as number];
    for (let a = 0, row = 0; a < k; a++, row += k) {
      const x0 = w0 * (rows[r0 + a] as number);
      const x1 = w1 * (rows[r1 + a] as number);
      const x2 = w2 * (rows[r2 + a] as number);
      const x3 = w3 * (rows[r3 + a] as number);
      score[a] = (score[a] as number) + x0 * z0 + x1 * z1 + x2 * z2 + x3 * z3;
      for (let b = 0; b <= a; b++) {
        information[row + b] =
          (information[row + b] as number) +
          (x0 * (rows[r0 + b] as number) + x1 * (rows[r1 + b] as number)) +
          (x2 * (rows[r2 + b] as number) + x3 * (rows[r3 + b] as number));
      }
    }
  }
  for (let i = whole; i < n; i++) {
    const at = i * k;
    for (let a = 0; a < k; a++) {
      const wx = (work[i] as number) * (rows[at + a] as number);
      score[a] = (score[a] as number) + wx * (target[i] as number);
      for (let b = 0; b <= a; b++) {
        information[a * k + b] = (information[a * k + b] as number) + wx * (rows[at + b] as number);
      }
    }
  }
  return { information, score };
}

function evaluate(data: GlmData, matrix: ModelMatrix, family: GlmFamily, beta: Float64Array): Point {
  const { n, k, rows } = matrix;
  const eta = new Float64Array(n);
  let deviance = 0;
  for (let i = 0, at = 0; i < n; i++) {
    let e = data.offset ? (data.offset[i] as number) : 0;
    for (let a = 0; a < k; a++, at++) e += (rows[at] as number) * (beta[a] as number);
    eta[i] = e;
    const w = data.weights ? (data.weights[i] as number) : 1;
    if (w > 0) deviance += w * family.deviance(data.outcome[i] as number, e);
  }
  return { beta, eta, deviance };
}

function summarise(
  data: GlmData,
  options: GlmOptions,
  matrix: ModelMatrix,
  point: Point,
  iterations: number,
): GlmFit {
  const { family } = options;
  const { n, k } = matrix;
  const workingWeights = new Float64Array(n);
  const target = new Float64Array(n);
  working(data, family, point.eta, workingWeights, target);
  const { information } = normalEquations(matrix, workingWeights, target, () => options.checkpoint?.(1));
  const inverse = choleskyInverse(cholesky(information, k, 1e-15));
  const unscaledCovariance = toOriginalCovariance(matrix, inverse);
  const fitted = point.eta.map((e) => family.mean(e));
  let pearson = 0;
  let used = 0;
  let loglik = 0;
  let logWeights = 0;
  for (let i = 0; i < n; i++) {
    const w = data.weights ? (data.weights[i] as number) : 1;
    if (w === 0) continue;
    used++;
    const y = data.outcome[i] as number;
    const mu = fitted[i] as number;
    pearson += (w * (y - mu) ** 2) / family.variance(mu);
    loglik += w * family.logDensity(y, mu, point.eta[i] as number);
    logWeights += Math.log(w);
  }
  const isGaussian = family.name === 'gaussian';
  const dispersionEstimated = isGaussian || options.estimateDispersion === true;
  const dfResidual = used - k;
  const dispersion = dispersionEstimated ? pearson / dfResidual : 1;
  if (isGaussian) {
    loglik = -(used / 2) * (Math.log((2 * Math.PI * point.deviance) / used) + 1) + logWeights / 2;
  } else if (dispersionEstimated) loglik = Number.NaN;
  const parameters = k + (isGaussian ? 1 : 0);
  return {
    coefficients: toOriginalScale(matrix, point.beta),
    covariance: unscaledCovariance.map((v) => v * dispersion),
    unscaledCovariance,
    dispersion,
    dispersionEstimated,
    deviance: point.deviance,
    nullDeviance: nullDeviance(data, family),
    loglik,
    aic: -2 * loglik + 2 * parameters,
    bic: -2 * loglik + Math.log(used) * parameters,
    pearson,
    n: used,
    rank: k,
    dfResidual,
    linearPredictor: point.eta,
    fitted,
    workingWeights,
    workingResiduals: target.map(
      (z, i) => z + (data.offset ? (data.offset[i] as number) : 0) - (point.eta[i] as number),
    ),
    iterations,
    family,
  };
}

/** Deviance of the model with the intercept (and offset) alone. */
function nullDeviance(data: GlmData, family: GlmFamily): number {
  const intercept = data.intercept ?? true;
  let value = intercept ? family.linkOf(weightedMean(data)) : 0;
  const at = (shift: number): { deviance: number; step: number } => {
    let deviance = 0;
    let gradient = 0;
    let information = 0;
    for (let i = 0; i < data.outcome.length; i++) {
      const w = data.weights ? (data.weights[i] as number) : 1;
      const eta = shift + (data.offset ? (data.offset[i] as number) : 0);
      const mu = family.mean(eta);
      const y = data.outcome[i] as number;
      const derivative = family.meanDerivative(eta);
      deviance += w > 0 ? w * family.deviance(y, eta) : 0;
      gradient += (w * (y - mu) * derivative) / family.variance(mu);
      information += (w * derivative * derivative) / family.variance(mu);
    }
    return { deviance, step: gradient / information };
  };
  let current = at(value);
  if (!intercept || !data.offset) return current.deviance;
  for (let i = 0; i < 100 && Math.abs(current.step) > 1e-12; i++) {
    value += current.step;
    current = at(value);
  }
  return current.deviance;
}

function weightedMean(data: GlmData): number {
  let sum = 0;
  let total = 0;
  data.outcome.forEach((y, i) => {
    const w = data.weights ? (data.weights[i] as number) : 1;
    sum += w * y;
    total += w;
  });
  return sum / total;
}
