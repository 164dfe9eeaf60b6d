import { crossProduct, sandwich, sumRowsByGroup } from '../numeric/matrix.ts';
import type { GlmData, GlmFit } from './glm.ts';

/** Heteroscedasticity-consistent covariance estimators, by how residuals are corrected for leverage. */
export type RobustType = 'HC0' | 'HC1' | 'HC2' | 'HC3';

/**
 * Sandwich covariance of a generalised linear model. HC1 multiplies by n/(n-k), HC2 divides squared residuals by
 * 1 - h, HC3 by (1 - h)². Sources: White (1980); MacKinnon and White (1985); R sandwich::vcovHC.
 */
export function robustCovariance(data: GlmData, fit: GlmFit, type: RobustType = 'HC0'): Float64Array {
  const k = fit.rank;
  const scores = scoreRows(data, fit);
  if (type === 'HC2' || type === 'HC3') {
    const power = type === 'HC2' ? 0.5 : 1;
    const leverage = hatValues(data, fit);
    for (let i = 0; i < leverage.length; i++) {
      const factor = (1 - (leverage[i] as number)) ** -power;
      for (let j = 0; j < k; j++) scores[i * k + j] = (scores[i * k + j] as number) * factor;
    }
  }
  const covariance = sandwich(fit.unscaledCovariance, crossProduct(scores, k), k);
  return type === 'HC1' ? covariance.map((v) => (v * fit.n) / (fit.n - k)) : covariance;
}

/** How a clustered covariance is corrected for few clusters. */
export type ClusterCorrection = 'none' | 'clusters' | 'clustersAndRows';

/**
 * Covariance robust to dependence within clusters (codes 0…): scores are summed within each. `clusters` multiplies by
 * G/(G-1), `clustersAndRows` also by (n-1)/(n-k). Source: R sandwich::vcovCL with HC0 or HC1.
 */
export function clusteredCovariance(
  data: GlmData,
  fit: GlmFit,
  cluster: Int32Array,
  correction: ClusterCorrection = 'clusters',
): Float64Array {
  const k = fit.rank;
  let groups = 0;
  for (const c of cluster) if (c + 1 > groups) groups = c + 1;
  const sums = sumRowsByGroup(scoreRows(data, fit), k, cluster, groups);
  let factor = correction === 'none' ? 1 : groups / (groups - 1);
  if (correction === 'clustersAndRows') factor *= (fit.n - 1) / (fit.n - k);
  return sandwich(fit.unscaledCovariance, crossProduct(sums, k), k).map((v) => v * factor);
}

/** Score contribution of every row, n×k. */
function scoreRows(data: GlmData, fit: GlmFit): Float64Array {
  const k = fit.rank;
  const n = data.outcome.length;
  const intercept = data.intercept ?? true;
  const rows = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    const r = (fit.workingWeights[i] as number) * (fit.workingResiduals[i] as number);
    if (intercept) rows[i * k] = r;
    data.covariates.forEach((column, j) => {
      rows[i * k + (intercept ? j + 1 : j)] = r * (column[i] as number);
    });
  }
  return rows;
}

/** Leverage of every row: the diagonal of the weighted hat matrix. */
export function hatValues(data: GlmData, fit: GlmFit): Float64Array {
  const k = fit.rank;
  const intercept = data.intercept ?? true;
  const x = new Float64Array(k);
  return data.outcome.map((_, i) => {
    if (intercept) x[0] = 1;
    data.covariates.forEach((column, j) => {
      x[intercept ? j + 1 : j] = column[i] as number;
    });
    let h = 0;
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) {
        h += (x[a] as number) * (x[b] as number) * (fit.unscaledCovariance[a * k + b] as number);
      }
    }
    return h * (fit.workingWeights[i] as number);
  });
}
