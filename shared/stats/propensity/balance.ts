import { sortOrder } from '../numeric/sortOrder.ts';

/** Whose standard deviation differences are measured in (always that of the unweighted sample). */
export type StandardDeviationOf = 'pooled' | 'treated' | 'control';

/** Balance of one covariate between treated and untreated. */
export interface CovariateBalance {
  readonly binary: boolean;
  readonly meanTreated: number;
  readonly meanControl: number;
  /** Treated minus control in standard deviations; NaN where the covariate does not vary. */
  readonly standardisedDifference: number;
  readonly rawDifference: number;
  readonly varianceRatio: number;
  /** Largest difference of the (weighted) distribution functions. */
  readonly kolmogorovSmirnov: number;
}

/**
 * Balance of a covariate with or without weights. Binary covariates have variance p(1-p), others the usual one with
 * n - 1 (weighted: Σw (x - m)² / (Σw - Σw²/Σw)). Source: Austin (2009); R cobalt::col_w_smd.
 */
export function covariateBalance(
  values: Float64Array,
  treated: Uint8Array,
  weights?: Float64Array,
  standardDeviationOf: StandardDeviationOf = 'pooled',
): CovariateBalance {
  const binary = isBinary(values);
  const one = (group: number, w?: Float64Array): Moments => moments(values, treated, group, w, binary);
  const v1 = one(1).variance;
  const v0 = one(0).variance;
  const variance =
    standardDeviationOf === 'pooled' ? (v1 + v0) / 2 : standardDeviationOf === 'treated' ? v1 : v0;
  const t = one(1, weights);
  const c = one(0, weights);
  const rawDifference = t.mean - c.mean;
  return {
    binary,
    meanTreated: t.mean,
    meanControl: c.mean,
    standardisedDifference: rawDifference / Math.sqrt(variance),
    rawDifference,
    varianceRatio: t.variance / c.variance,
    kolmogorovSmirnov: binary
      ? Math.abs(rawDifference)
      : kolmogorovSmirnov(values, treated, weights, t.total, c.total),
  };
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
  readonly total: number;
}

function isBinary(values: Float64Array): boolean {
  for (const v of values) if (v !== 0 && v !== 1) return false;
  return true;
}

function moments(
  values: Float64Array,
  treated: Uint8Array,
  group: number,
  weights: Float64Array | undefined,
  binary: boolean,
): Moments {
  let total = 0;
  let squares = 0;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    if (treated[i] !== group) continue;
    const w = weights ? (weights[i] as number) : 1;
    total += w;
    squares += w * w;
    sum += w * (values[i] as number);
  }
  const mean = sum / total;
  if (binary) return { mean, variance: mean * (1 - mean), total };
  let deviation = 0;
  for (let i = 0; i < values.length; i++) {
    if (treated[i] === group)
      deviation += (weights ? (weights[i] as number) : 1) * ((values[i] as number) - mean) ** 2;
  }
  return { mean, variance: deviation / (total - squares / total), total };
}

function kolmogorovSmirnov(
  values: Float64Array,
  treated: Uint8Array,
  weights: Float64Array | undefined,
  treatedTotal: number,
  controlTotal: number,
): number {
  const order = sortOrder(values);
  let difference = 0;
  let largest = 0;
  order.forEach((i, k) => {
    const w = weights ? (weights[i] as number) : 1;
    difference += treated[i] === 1 ? w / treatedTotal : -w / controlTotal;
    const isLast = k + 1 === order.length || values[order[k + 1] as number] !== values[i];
    if (isLast) largest = Math.max(largest, Math.abs(difference));
  });
  return largest;
}
