import { areaUnderRoc } from '../diagnostic/areaUnderRoc.ts';
import type { Checkpoint, FitOutcome } from '../outcome.ts';
import { type DesignColumn, selectRows } from './designColumn.ts';
import {
  type ElasticNetOptions,
  elasticNetPath,
  type PenalisedData,
  penalisedPredictor,
} from './elasticNet.ts';

/** What held-out predictions are judged by. */
export type CvMeasure = 'deviance' | 'auc';

/** Cross-validated performance along a path. */
export interface CrossValidation {
  readonly lambda: Float64Array;
  /** Mean over folds (weighted by their size) and its standard error. */
  readonly mean: Float64Array;
  readonly standardError: Float64Array;
  /** The penalty with the best mean, and the largest within one standard error of it. */
  readonly lambdaMin: number;
  readonly lambda1se: number;
}

/** One part of the data, left out in turn. */
export interface Fold {
  readonly train: PenalisedData;
  readonly test: PenalisedData;
}

/** Splits rows by fold code 1…k into k training and test sets. */
export function splitFolds(data: PenalisedData, foldOf: ArrayLike<number>): Fold[] {
  const folds = Math.max(...Array.from(foldOf));
  return Array.from({ length: folds }, (_, f) => ({
    train: selectPart(data, foldOf, (code) => code !== f + 1),
    test: selectPart(data, foldOf, (code) => code === f + 1),
  }));
}

function selectPart(
  data: PenalisedData,
  foldOf: ArrayLike<number>,
  wanted: (code: number) => boolean,
): PenalisedData {
  const keep = new Int32Array(foldOf.length).fill(-1);
  let kept = 0;
  for (let i = 0; i < foldOf.length; i++) if (wanted(foldOf[i] as number)) keep[i] = kept++;
  const pick = (values: Float64Array): Float64Array => values.filter((_, i) => (keep[i] as number) >= 0);
  return {
    outcome: pick(data.outcome),
    columns: data.columns.map((column) => selectRows(column, keep, kept)),
    weights: data.weights ? pick(data.weights) : undefined,
    offset: data.offset ? pick(data.offset) : undefined,
  };
}

/**
 * k-fold cross-validation of an elastic net over given penalties and folds (R cv.glmnet with foldid). Probabilities are
 * kept within 1e-5 of 0 and 1 for the deviance. `noInformation` where some fold's training rows have one outcome only.
 */
export function crossValidate(
  data: PenalisedData,
  options: ElasticNetOptions & { readonly lambda: readonly number[] },
  foldOf: ArrayLike<number>,
  measure: CvMeasure = 'deviance',
  checkpoint?: Checkpoint,
): FitOutcome<CrossValidation> {
  const folds = splitFolds(data, foldOf);
  const values: Float64Array[] = [];
  const sizes: number[] = [];
  for (const [f, fold] of folds.entries()) {
    checkpoint?.(f / folds.length);
    const solved = elasticNetPath(fold.train, { ...options, ...(checkpoint ? { checkpoint } : {}) });
    if (solved.kind !== 'fitted') return solved;
    const path = solved.fit;
    const n = fold.test.outcome.length;
    values.push(
      Float64Array.from(path.beta, (beta, k) => {
        const eta = penalisedPredictor(fold.test.columns, path.intercept[k] as number, beta, n);
        if (fold.test.offset) {
          for (let i = 0; i < n; i++) eta[i] = (eta[i] as number) + (fold.test.offset[i] as number);
        }
        return measure === 'auc'
          ? areaUnderRoc(eta, Uint8Array.from(fold.test.outcome))
          : meanDeviance(fold.test, eta, options.family);
      }),
    );
    sizes.push(fold.test.weights ? fold.test.weights.reduce((a, b) => a + b, 0) : n);
  }
  return { kind: 'fitted', fit: summarise(options.lambda, values, sizes, measure === 'auc') };
}

function summarise(
  lambda: readonly number[],
  values: readonly Float64Array[],
  sizes: readonly number[],
  higherIsBetter: boolean,
): CrossValidation {
  const total = sizes.reduce((a, b) => a + b, 0);
  const weighted = (k: number, f: (v: number) => number): number =>
    values.reduce((sum, v, fold) => sum + ((sizes[fold] as number) / total) * f(v[k] as number), 0);
  const mean = Float64Array.from(lambda, (_, k) => weighted(k, (v) => v));
  const standardError = Float64Array.from(lambda, (_, k) =>
    Math.sqrt(weighted(k, (v) => (v - (mean[k] as number)) ** 2) / (values.length - 1)),
  );
  const loss = mean.map((m) => (higherIsBetter ? -m : m));
  let best = 0;
  loss.forEach((l, k) => {
    const better = l < (loss[best] as number);
    const tied = l === (loss[best] as number) && (lambda[k] as number) > (lambda[best] as number);
    if (better || tied) best = k;
  });
  const bound = (loss[best] as number) + (standardError[best] as number);
  const within = lambda.filter((_, k) => (loss[k] as number) <= bound);
  return {
    lambda: Float64Array.from(lambda),
    mean,
    standardError,
    lambdaMin: lambda[best] as number,
    lambda1se: Math.max(...within),
  };
}

function meanDeviance(data: PenalisedData, eta: Float64Array, family: ElasticNetOptions['family']): number {
  let sum = 0;
  let total = 0;
  data.outcome.forEach((y, i) => {
    const w = data.weights ? (data.weights[i] as number) : 1;
    total += w;
    const e = eta[i] as number;
    if (family === 'gaussian') sum += w * (y - e) ** 2;
    else if (family === 'poisson') {
      sum += 2 * w * ((y > 0 ? y * (Math.log(y) - e) : 0) - (y - Math.exp(e)));
    } else {
      const p = Math.min(1 - 1e-5, Math.max(1e-5, 1 / (1 + Math.exp(-e))));
      sum -= 2 * w * (y * Math.log(p) + (1 - y) * Math.log(1 - p));
    }
  });
  return sum / total;
}

/** Fold codes 1…folds for n rows, balanced and in an order drawn from `random` (uniform on [0, 1)). */
export function randomFolds(n: number, folds: number, random: () => number): Int32Array {
  const codes = Int32Array.from({ length: n }, (_, i) => (i % folds) + 1);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swap = codes[i] as number;
    codes[i] = codes[j] as number;
    codes[j] = swap;
  }
  return codes;
}

/** A dense column from its values. */
export function denseColumn(values: Float64Array): DesignColumn {
  return { kind: 'dense', values };
}
