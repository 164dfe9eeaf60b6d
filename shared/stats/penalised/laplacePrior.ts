import type { Checkpoint } from '../outcome.ts';
import { splitFolds } from './crossValidation.ts';
import { elasticNetPath, type PenalisedData, penalisedPredictor } from './elasticNet.ts';

/** A logistic regression with a Laplace (L1) prior whose variance was chosen by cross-validation. */
export interface LaplaceFit {
  readonly variance: number;
  readonly intercept: number;
  readonly beta: Float64Array;
  /** Variances tried, with the log likelihood of the data left out. */
  readonly tried: readonly { readonly variance: number; readonly heldOutLoglik: number }[];
}

/** The penalty of {@link elasticNetPath} (per row, columns not standardised) that a prior variance stands for. */
export function laplacePenalty(variance: number, n: number): number {
  return Math.sqrt(2 / variance) / n;
}

/**
 * Large-scale L1 logistic regression: coefficients have independent Laplace priors of one variance, chosen from
 * `variances` by the log likelihood of held-out folds; each fold is solved along all variances with warm starts. The
 * intercept has no prior. Source: Suchard et al. (2013); Tian, Schuemie and Suchard (2018) on propensity scores.
 */
export function laplaceLogistic(
  data: PenalisedData,
  foldOf: ArrayLike<number>,
  variances: readonly number[] = defaultVariances,
  options: { readonly tolerance?: number; readonly checkpoint?: Checkpoint } = {},
): LaplaceFit {
  const { tolerance = 1e-6, checkpoint } = options;
  const ascending = [...variances].sort((a, b) => a - b);
  const heldOut = new Float64Array(ascending.length);
  const folds = splitFolds(data, foldOf);
  const solve = (part: PenalisedData, list: readonly number[], done: number) =>
    elasticNetPath(part, {
      family: 'binomial',
      standardise: false,
      tolerance,
      lambda: list.map((v) => laplacePenalty(v, part.outcome.length)),
      checkpoint: (fraction) =>
        checkpoint?.((done + (Number.isNaN(fraction) ? 0 : fraction)) / (folds.length + 1)),
    });
  folds.forEach(({ train, test }, f) => {
    const path = solve(train, ascending, f);
    path.beta.forEach((beta, k) => {
      const eta = penalisedPredictor(test.columns, path.intercept[k] as number, beta, test.outcome.length);
      eta.forEach((e, i) => {
        const total = e + (test.offset ? (test.offset[i] as number) : 0);
        const sign = test.outcome[i] === 1 ? total : -total;
        const log = sign > 0 ? -Math.log1p(Math.exp(-sign)) : sign - Math.log1p(Math.exp(sign));
        heldOut[k] = (heldOut[k] as number) + (test.weights ? (test.weights[i] as number) : 1) * log;
      });
    });
  });
  let best = 0;
  heldOut.forEach((l, k) => {
    if (l > (heldOut[best] as number)) best = k;
  });
  const path = solve(data, ascending.slice(0, best + 1), folds.length);
  return {
    variance: ascending[best] as number,
    intercept: path.intercept[best] as number,
    beta: path.beta[best] as Float64Array,
    tried: ascending.map((variance, k) => ({ variance, heldOutLoglik: heldOut[k] as number })),
  };
}

const defaultVariances: readonly number[] = Array.from({ length: 13 }, (_, k) => 1e-4 * 10 ** (k / 3));
