import type { Checkpoint, FitOutcome } from '../outcome.ts';
import { binomialLogit, gaussian, poissonLog } from '../regression/glmFamily.ts';
import { CoordinateDescent } from './coordinateDescent.ts';
import { addColumn, columnDot, columnMoments, type DesignColumn } from './designColumn.ts';

/** Input of a penalised regression. No missing values. */
export interface PenalisedData {
  readonly outcome: Float64Array;
  readonly columns: readonly DesignColumn[];
  readonly weights?: Float64Array | undefined;
  readonly offset?: Float64Array | undefined;
}

/** The penalty and where along it to solve. */
export interface ElasticNetOptions {
  readonly family: 'gaussian' | 'binomial' | 'poisson';
  /** 1 is the lasso, 0 ridge regression. */
  readonly alpha?: number;
  /** Penalties to solve for, in descending order; absent: a path of `pathLength` as glmnet chooses it. */
  readonly lambda?: readonly number[];
  readonly pathLength?: number;
  /** Smallest penalty of the automatic path as a share of the largest; default 1e-4, or 0.01 with more columns than rows. */
  readonly smallestRatio?: number;
  /** Penalise on columns scaled to unit standard deviation (divisor n); default true. */
  readonly standardise?: boolean;
  /** Relative penalty of each column, 0 = not penalised; rescaled to add up to the number of columns. */
  readonly penaltyFactor?: ArrayLike<number> | undefined;
  readonly tolerance?: number;
  readonly checkpoint?: Checkpoint;
}

/** Solutions along the path; one element per penalty. */
export interface ElasticNetPath {
  readonly lambda: Float64Array;
  readonly intercept: Float64Array;
  /** Coefficients on the original scale, one array per penalty. */
  readonly beta: readonly Float64Array[];
  readonly nonZero: Int32Array;
  /** Share of the null deviance that is explained. */
  readonly devianceRatio: Float64Array;
  readonly nullDeviance: number;
  /** The smallest penalty at which every penalised coefficient is zero. */
  readonly lambdaMax: number;
}

const families = { gaussian, binomial: binomialLogit, poisson: poissonLog } as const;

/**
 * Elastic-net regression by cyclic coordinate descent within iteratively reweighted least squares, along a path with
 * warm starts and sequential strong rules checked against the optimality conditions. It minimises
 * −(1/n) Σ w log-likelihood + λ Σ pf ((1−α)/2 β² + α |β|), the weights adding up to n; the intercept is not penalised.
 * For the gaussian family the ridge part is divided by the standard deviation of the outcome, as in glmnet.
 * An outcome that does not vary is `noInformation`. Sources: Friedman, Hastie and Tibshirani (2010); Tibshirani et al. (2012); R glmnet.
 */
export function elasticNetPath(data: PenalisedData, options: ElasticNetOptions): FitOutcome<ElasticNetPath> {
  if (!isInformative(data, options.family)) return { kind: 'noInformation' };
  const { alpha = 1 } = options;
  const descent = elasticNetDescent(data, options);
  const nullDeviance = descent.nullDeviance;
  const lambdaMax = descent.largestGradient() / Math.max(alpha, 1e-3);
  const automatic = options.lambda === undefined;
  const lambdas =
    options.lambda ?? automaticPath(lambdaMax, data.outcome.length, data.columns.length, options);
  const intercept: number[] = [];
  const beta: Float64Array[] = [];
  const ratios: number[] = [];
  for (const [k, lambda] of lambdas.entries()) {
    options.checkpoint?.(k / lambdas.length);
    descent.solve(lambda, k > 0 ? (lambdas[k - 1] as number) : lambdaMax, options.checkpoint);
    intercept.push(descent.intercept);
    beta.push(descent.coefficients());
    ratios.push(1 - descent.deviance / nullDeviance);
    if (automatic && k >= 4 && isSaturated(ratios, options.family)) break;
  }
  const fit: ElasticNetPath = {
    lambda: Float64Array.from(lambdas.slice(0, beta.length)),
    intercept: Float64Array.from(intercept),
    beta,
    nonZero: Int32Array.from(beta, (b) => b.reduce((count, v) => count + (v === 0 ? 0 : 1), 0)),
    devianceRatio: Float64Array.from(ratios),
    nullDeviance,
    lambdaMax,
  };
  return { kind: 'fitted', fit };
}

/** Whether the outcome varies among the rows that count: without that there is nothing to explain, and no finite intercept. */
export function isInformative(
  { outcome, weights }: PenalisedData,
  family: ElasticNetOptions['family'],
): boolean {
  const counted = weights ? outcome.filter((_, i) => (weights[i] as number) > 0) : outcome;
  if (family === 'poisson') return counted.some((y) => y > 0);
  return counted.some((y) => y !== counted[0]);
}

/** A descent on the problem that stands at its largest penalty: for those who choose penalties one after another. */
export function elasticNetDescent(data: PenalisedData, options: ElasticNetOptions): CoordinateDescent {
  const n = data.outcome.length;
  const weights = normalisedWeights(data.weights, n);
  return new CoordinateDescent({
    outcome: data.outcome,
    offset: data.offset ?? new Float64Array(n),
    columns: data.columns,
    weights,
    scale: columnScales(data.columns, weights, options.standardise ?? true),
    factors: penaltyFactors(options.penaltyFactor, data.columns.length),
    alpha: options.alpha ?? 1,
    family: families[options.family],
    ridgeScale: options.family === 'gaussian' ? outcomeScale(data.outcome, weights) : 1,
    tolerance: options.tolerance ?? 1e-9,
  });
}

/** Whether the deviance has stopped to change along an automatic path, by glmnet's rules for each family. */
function isSaturated(ratios: readonly number[], family: ElasticNetOptions['family']): boolean {
  const now = ratios[ratios.length - 1] as number;
  if (now > 0.999) return true;
  const gain = now - (ratios[ratios.length - 2] as number);
  return family === 'binomial' ? gain < 1e-5 : gain < 1e-5 * now;
}

function automaticPath(lambdaMax: number, n: number, p: number, options: ElasticNetOptions): number[] {
  const length = options.pathLength ?? 100;
  const ratio = options.smallestRatio ?? (n < p ? 0.01 : 1e-4);
  return Array.from({ length }, (_, k) => lambdaMax * ratio ** (k / Math.max(1, length - 1)));
}

function normalisedWeights(weights: Float64Array | undefined, n: number): Float64Array {
  if (!weights) return new Float64Array(n).fill(1 / n);
  let total = 0;
  for (const w of weights) total += w;
  return weights.map((w) => w / total);
}

function columnScales(
  columns: readonly DesignColumn[],
  weights: Float64Array,
  standardise: boolean,
): Float64Array {
  return Float64Array.from(columns, (column) => {
    const { sum, squares } = columnMoments(column, weights);
    const variance = squares - sum * sum;
    // A constant column can explain nothing: scale 0 keeps it out.
    if (!(variance > 1e-14 * squares)) return 0;
    return standardise ? Math.sqrt(variance) : 1;
  });
}

function penaltyFactors(given: ArrayLike<number> | undefined, p: number): Float64Array {
  const factors = given ? Float64Array.from(given) : new Float64Array(p).fill(1);
  let total = 0;
  for (const f of factors) total += f;
  return total > 0 ? factors.map((f) => (f * p) / total) : factors;
}

function outcomeScale(outcome: Float64Array, weights: Float64Array): number {
  const { sum, squares } = columnMoments({ kind: 'dense', values: outcome }, weights);
  return Math.sqrt(squares - sum * sum);
}

/** Linear predictor of a solution for new rows, without offset. */
export function penalisedPredictor(
  columns: readonly DesignColumn[],
  intercept: number,
  beta: Float64Array,
  n: number,
): Float64Array {
  const eta = new Float64Array(n).fill(intercept);
  columns.forEach((column, j) => {
    if (beta[j] !== 0) addColumn(column, beta[j] as number, eta);
  });
  return eta;
}

/** Largest violation of the optimality conditions of a solution, relative to nothing: compare with lambda. */
export function optimalityViolation(
  data: PenalisedData,
  options: ElasticNetOptions,
  lambda: number,
  intercept: number,
  beta: Float64Array,
): number {
  const { alpha = 1, standardise = true } = options;
  const n = data.outcome.length;
  const family = families[options.family];
  const weights = normalisedWeights(data.weights, n);
  const scale = columnScales(data.columns, weights, standardise);
  const factors = penaltyFactors(options.penaltyFactor, beta.length);
  const eta = penalisedPredictor(data.columns, intercept, beta, n);
  const residuals = eta.map(
    (e, i) =>
      (weights[i] as number) *
      ((data.outcome[i] as number) - family.mean(e + (data.offset ? (data.offset[i] as number) : 0))),
  );
  let worst = Math.abs(residuals.reduce((a, b) => a + b, 0));
  data.columns.forEach((column, j) => {
    const s = scale[j] as number;
    if (s === 0) return;
    const b = (beta[j] as number) * s;
    const gradient = columnDot(column, residuals) / s - lambda * (factors[j] as number) * (1 - alpha) * b;
    const bound = lambda * (factors[j] as number) * alpha;
    const gap = b === 0 ? Math.abs(gradient) - bound : Math.abs(gradient - Math.sign(b) * bound);
    worst = Math.max(worst, gap);
  });
  return worst;
}
