import { multiply } from '../numeric/matrix.ts';

/** Columns of a model, centred (with an intercept) and scaled for a well-conditioned solution, row-major n×k. */
export interface ModelMatrix {
  readonly n: number;
  readonly k: number;
  readonly intercept: boolean;
  readonly rows: Float64Array;
  /** Per covariate. */
  readonly center: Float64Array;
  readonly scale: Float64Array;
}

/** Lays the covariates out by row. Constant columns are kept and found to be collinear when solved. */
export function modelMatrix(covariates: readonly Float64Array[], n: number, intercept: boolean): ModelMatrix {
  const p = covariates.length;
  const k = p + (intercept ? 1 : 0);
  const rows = new Float64Array(n * k);
  const center = new Float64Array(p);
  const scale = new Float64Array(p);
  const first = intercept ? 1 : 0;
  if (intercept) for (let i = 0; i < n; i++) rows[i * k] = 1;
  covariates.forEach((column, j) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += column[i] as number;
    const mean = intercept ? sum / n : 0;
    let squares = 0;
    for (let i = 0; i < n; i++) squares += ((column[i] as number) - mean) ** 2;
    const spread = Math.sqrt(squares / n);
    // What is left of a constant column after centring is rounding: it must not be blown up to look like a column.
    const isConstant = !(spread > 1e-14 * Math.abs(mean));
    center[j] = mean;
    scale[j] = isConstant ? 1 : spread;
    for (let i = 0; i < n; i++) {
      rows[i * k + first + j] = isConstant ? 0 : ((column[i] as number) - mean) / spread;
    }
  });
  return { n, k, intercept, rows, center, scale };
}

/** Coefficients on the scale of the original columns. */
export function toOriginalScale(matrix: ModelMatrix, beta: Float64Array): Float64Array {
  const { intercept, center, scale } = matrix;
  const first = intercept ? 1 : 0;
  const original = new Float64Array(beta.length);
  let shift = 0;
  for (let j = 0; j < center.length; j++) {
    const b = (beta[first + j] as number) / (scale[j] as number);
    original[first + j] = b;
    shift += b * (center[j] as number);
  }
  if (intercept) original[0] = (beta[0] as number) - shift;
  return original;
}

/** Coefficients on the centred and scaled columns. */
export function toStandardScale(matrix: ModelMatrix, original: Float64Array): Float64Array {
  const { intercept, center, scale } = matrix;
  const first = intercept ? 1 : 0;
  const beta = original.slice();
  for (let j = 0; j < center.length; j++) {
    const b = original[first + j] as number;
    beta[first + j] = b * (scale[j] as number);
    if (intercept) beta[0] = (beta[0] as number) + b * (center[j] as number);
  }
  return beta;
}

/** Covariance on the scale of the original columns. */
export function toOriginalCovariance(matrix: ModelMatrix, covariance: Float64Array): Float64Array {
  const { k, intercept, center, scale } = matrix;
  const first = intercept ? 1 : 0;
  const transform = new Float64Array(k * k);
  if (intercept) transform[0] = 1;
  for (let j = 0; j < center.length; j++) {
    transform[(first + j) * k + first + j] = 1 / (scale[j] as number);
    if (intercept) transform[first + j] = -(center[j] as number) / (scale[j] as number);
  }
  const transposed = new Float64Array(k * k);
  for (let a = 0; a < k; a++) {
    for (let b = 0; b < k; b++) transposed[b * k + a] = transform[a * k + b] as number;
  }
  return multiply(multiply(transform, covariance, k, k, k), transposed, k, k, k);
}
