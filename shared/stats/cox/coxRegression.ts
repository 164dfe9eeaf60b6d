import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { cholesky, choleskyInverse, choleskySolve, quadraticForm } from '../numeric/matrix.ts';
import type { Checkpoint, ChiSquaredTest, FitOutcome } from '../outcome.ts';
import { type CoxData, type CoxTies, type PreparedCox, prepareCox } from './coxData.ts';
import { coxInfluence } from './coxInfluence.ts';
import { type LikelihoodPoint, partialLikelihood } from './partialLikelihood.ts';

/** How a Cox model is to be fitted. */
export interface CoxOptions {
  readonly ties?: CoxTies;
  /** Add the infinitesimal-jackknife (Lin-Wei) variance; not with exact ties. */
  readonly robust?: boolean;
  /** Codes 0…k-1 of rows that belong together for the robust variance; implies `robust`. */
  readonly cluster?: Int32Array | undefined;
  readonly maxIterations?: number;
  readonly checkpoint?: Checkpoint;
}

/** A fitted Cox model. Vectors have one element per covariate, matrices are row-major p×p. */
export interface CoxFit {
  readonly coefficients: Float64Array;
  /** Inverse information. */
  readonly covariance: Float64Array;
  readonly robustCovariance?: Float64Array;
  readonly n: number;
  readonly events: number;
  readonly loglikNull: number;
  readonly loglik: number;
  readonly likelihoodRatioTest: ChiSquaredTest;
  /** Uses the robust variance where there is one. */
  readonly waldTest: ChiSquaredTest;
  /** At coefficients of zero. */
  readonly scoreTest: ChiSquaredTest;
  readonly robustScoreTest?: ChiSquaredTest;
  readonly aic: number;
  readonly iterations: number;
  readonly ties: CoxTies;
  readonly prepared: PreparedCox;
  /** The coefficients on the standardised scale of `prepared`. */
  readonly standardised: Float64Array;
}

/**
 * Cox proportional hazards regression by Newton's method with step halving; strata, weights, offsets, left truncation
 * and counting-process rows, Efron's, Breslow's or the exact handling of ties.
 * Rows must be complete. Never returns runaway estimates: see {@link FitOutcome}.
 * Sources: Cox (1972); Efron (1977); Lin and Wei (1989); R survival::coxph.
 */
export function coxRegression(data: CoxData, options: CoxOptions = {}): FitOutcome<CoxFit> {
  const { ties = 'efron', maxIterations = 60, checkpoint } = options;
  const prepared = prepareCox(data, checkpoint);
  const { p, events } = prepared;
  if (events === 0) return { kind: 'noInformation' };
  let beta: Float64Array = new Float64Array(p);
  let iterations = 0;
  const pause = () => checkpoint?.(iterations / maxIterations);
  let point = partialLikelihood(prepared, beta, ties, pause);
  const start = point;
  const dependent = cholesky(point.information, p, 1e-10).dependent;
  if (dependent.length > 0) return { kind: 'collinear', columns: dependent };
  let settled = false;
  let last: Float64Array = new Float64Array(p);
  for (let done = p === 0; !done; iterations++) {
    if (iterations === maxIterations) return { kind: 'notConverged', iterations };
    const step = choleskySolve(cholesky(point.information, p, 1e-14), point.score);
    const next = takeStep(prepared, beta, step, point, ties, pause);
    if (!next) return { kind: 'notConverged', iterations };
    last = next.beta.map((b, j) => b - (beta[j] as number));
    const gain = next.point.loglik - point.loglik;
    // Convergence is quadratic: one step after the likelihood has settled, the coefficients have too.
    done = settled;
    settled = Math.abs(gain) <= 1e-10 * Math.abs(next.point.loglik) + 1e-14;
    beta = next.beta;
    point = next.point;
  }
  const runaway = runawayColumns(last, beta);
  if (runaway.length > 0) return { kind: 'separated', columns: runaway };
  const fit = summarise(prepared, beta, start, point, ties, iterations);
  return { kind: 'fitted', fit: options.robust || options.cluster ? addRobust(fit, options.cluster) : fit };
}

function takeStep(
  prepared: PreparedCox,
  beta: Float64Array,
  step: Float64Array,
  point: LikelihoodPoint,
  ties: CoxTies,
  pause: () => void,
): { beta: Float64Array; point: LikelihoodPoint } | undefined {
  const slack = 1e-12 * Math.abs(point.loglik);
  for (let factor = 1; factor > 1e-6; factor /= 2) {
    const candidate = beta.map((b, j) => b + factor * (step[j] as number));
    const next = partialLikelihood(prepared, candidate, ties, pause);
    if (next.loglik >= point.loglik - slack) return { beta: candidate, point: next };
  }
  return undefined;
}

/** Coefficients (standardised) that were still moving when the likelihood had stopped to rise. */
export function runawayColumns(last: Float64Array, beta: Float64Array): number[] {
  const columns: number[] = [];
  last.forEach((step, j) => {
    if (Math.abs(step) > 1e-3 * Math.max(1, Math.abs(beta[j] as number))) columns.push(j);
  });
  return columns;
}

function summarise(
  prepared: PreparedCox,
  beta: Float64Array,
  start: LikelihoodPoint,
  point: LikelihoodPoint,
  ties: CoxTies,
  iterations: number,
): CoxFit {
  const { p, scale, n, events } = prepared;
  const inverse = choleskyInverse(cholesky(point.information, p, 1e-14));
  const covariance = rescale(inverse, scale);
  const coefficients = beta.map((b, j) => b / (scale[j] as number));
  const wald = quadraticForm(point.information, p, new Float64Array(p)).rank;
  return {
    coefficients,
    covariance,
    n,
    events,
    loglikNull: start.loglik,
    loglik: point.loglik,
    likelihoodRatioTest: chiSquared(2 * (point.loglik - start.loglik), wald),
    waldTest: chiSquared(quadraticForm(covariance, p, coefficients).value, p),
    scoreTest: chiSquared(quadraticForm(start.information, p, start.score).value, p),
    aic: -2 * point.loglik + 2 * p,
    iterations,
    ties,
    prepared,
    standardised: beta,
  };
}

function rescale(matrix: Float64Array, scale: Float64Array): Float64Array {
  const p = scale.length;
  return matrix.map((v, at) => v / ((scale[Math.floor(at / p)] as number) * (scale[at % p] as number)));
}

function chiSquared(statistic: number, df: number): ChiSquaredTest {
  return { statistic, df, p: chiSquaredUpper(statistic, df) };
}

function addRobust(fit: CoxFit, cluster: Int32Array | undefined): CoxFit {
  const { p } = fit.prepared;
  const influence = coxInfluence(fit, cluster);
  return {
    ...fit,
    robustCovariance: influence.covariance,
    waldTest: chiSquared(quadraticForm(influence.covariance, p, fit.coefficients).value, p),
    robustScoreTest: chiSquared(influence.scoreStatistic, p),
  };
}
