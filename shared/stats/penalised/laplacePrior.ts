import type { Checkpoint, FitOutcome } from '../outcome.ts';
import {
  elasticNetDescent,
  elasticNetPath,
  isInformative,
  type PenalisedData,
  penalisedPredictor,
} from './elasticNet.ts';

/** A logistic regression with a Laplace (L1) prior whose variance was chosen by cross-validation. */
export interface LaplaceFit {
  readonly variance: number;
  readonly intercept: number;
  readonly beta: Float64Array;
  /** Variances tried, in ascending order, with the log likelihood of the data left out. */
  readonly tried: readonly { readonly variance: number; readonly heldOutLoglik: number }[];
}

/** The penalty of {@link elasticNetPath} (per row, columns not standardised) that a prior variance stands for. */
export function laplacePenalty(variance: number, n: number): number {
  return Math.sqrt(2 / variance) / n;
}

/** Solutions of the folds are only compared: glmnet's own precision is enough for them. */
const FOLD_TOLERANCE = 3.2e-5;

/** After so many variances in a row that predict worse than the best, larger ones are not tried. */
const WORSE_IN_A_ROW = 2;

/**
 * Large-scale L1 logistic regression: coefficients have independent Laplace priors of one variance, chosen by the log
 * likelihood of held-out folds. Variances are tried in ascending order, each fold starting from its last solution,
 * until two in a row predict worse than the best; those so small that no coefficient leaves zero are not judged. The
 * intercept has no prior.
 * Source: Suchard et al. (2013); Tian, Schuemie and Suchard (2018) on propensity scores.
 *
 * @param foldOf fold code 1…k of each row
 */
export function laplaceLogistic(
  data: PenalisedData,
  foldOf: ArrayLike<number>,
  variances: readonly number[] = defaultVariances,
  options: { readonly tolerance?: number; readonly checkpoint?: Checkpoint } = {},
): FitOutcome<LaplaceFit> {
  const { tolerance = 1e-6, checkpoint } = options;
  const folds = heldOutFolds(data, foldOf);
  if (!folds) return { kind: 'noInformation' };
  const tried: { variance: number; heldOutLoglik: number }[] = [];
  let best = 0;
  let lastNull = 0;
  for (const variance of [...variances].sort((a, b) => a - b)) {
    let heldOutLoglik = 0;
    let isNull = true;
    folds.forEach((fold, f) => {
      const done = (tried.length + f / folds.length) / (variances.length + 1);
      const judged = fold.judge(variance, () => checkpoint?.(done));
      heldOutLoglik += judged.loglik;
      isNull &&= judged.isNull;
    });
    tried.push({ variance, heldOutLoglik });
    if (heldOutLoglik > (tried[best]?.heldOutLoglik ?? 0)) best = tried.length - 1;
    // Null models predict alike but for rounding, which must not look like a fall that ends the search.
    if (isNull) lastNull = tried.length - 1;
    if (tried.length - 1 - Math.max(best, lastNull) >= WORSE_IN_A_ROW) break;
  }
  const chosen = tried.slice(0, best + 1).map(({ variance }) => variance);
  const outcome = elasticNetPath(data, {
    family: 'binomial',
    standardise: false,
    tolerance,
    lambda: chosen.map((variance) => laplacePenalty(variance, data.outcome.length)),
    checkpoint: () => checkpoint?.(variances.length / (variances.length + 1)),
  });
  if (outcome.kind !== 'fitted') return outcome;
  const { intercept, beta } = outcome.fit;
  return {
    kind: 'fitted',
    fit: {
      variance: chosen[best] as number,
      intercept: intercept[best] as number,
      beta: beta[best] as Float64Array,
      tried,
    },
  };
}

interface HeldOutFold {
  /** Solves for one more variance and judges it by the rows left out; `isNull`: with the intercept only. */
  judge(variance: number, checkpoint: Checkpoint): { readonly loglik: number; readonly isNull: boolean };
}

/**
 * Folds share the columns: a row is left out by a weight of 0, so that nothing is copied. Null where the rows left in some
 * fold have one outcome only.
 */
function heldOutFolds(data: PenalisedData, foldOf: ArrayLike<number>): HeldOutFold[] | null {
  const n = data.outcome.length;
  const codes = [...new Set(Array.from(foldOf))].sort((a, b) => a - b);
  const weightOf = (i: number): number => (data.weights ? (data.weights[i] as number) : 1);
  const folds = codes.map((code) => ({
    code,
    weights: Float64Array.from({ length: n }, (_, i) => (foldOf[i] === code ? 0 : weightOf(i))),
  }));
  if (!folds.every(({ weights }) => isInformative({ ...data, weights }, 'binomial'))) return null;
  return folds.map(({ code, weights }) => {
    const size = weights.reduce((count, _, i) => count + (foldOf[i] === code ? 0 : 1), 0);
    const descent = elasticNetDescent(
      { ...data, weights },
      { family: 'binomial', standardise: false, tolerance: FOLD_TOLERANCE },
    );
    let previous = descent.largestGradient();
    return {
      judge(variance, checkpoint) {
        const lambda = laplacePenalty(variance, size);
        descent.solve(lambda, previous, checkpoint);
        previous = lambda;
        const beta = descent.coefficients();
        const eta = penalisedPredictor(data.columns, descent.intercept, beta, n);
        let sum = 0;
        for (let i = 0; i < n; i++) {
          if (foldOf[i] !== code) continue;
          const total = (eta[i] as number) + (data.offset ? (data.offset[i] as number) : 0);
          sum += weightOf(i) * logProbability(data.outcome[i] === 1 ? total : -total);
        }
        return { loglik: sum, isNull: beta.every((b) => b === 0) };
      },
    };
  });
}

/** log(1 / (1 + e^−x)) without overflow. */
function logProbability(x: number): number {
  return x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}

const defaultVariances: readonly number[] = Array.from({ length: 13 }, (_, k) => 1e-4 * 10 ** (k / 3));
