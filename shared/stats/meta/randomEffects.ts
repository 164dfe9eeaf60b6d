import { chiSquaredQuantile, chiSquaredUpper } from '../distributions/chiSquared.ts';
import { normalMultiplier, normalTwoSided } from '../distributions/normal.ts';
import { studentTMultiplier, studentTTwoSided } from '../distributions/studentT.ts';
import { findRoot } from '../numeric/rootFinding.ts';
import { generalisedLinearModel } from '../regression/glm.ts';
import { gaussian } from '../regression/glmFamily.ts';
import type { Interval, IntervalEstimate } from '../tables/interval.ts';

/** Estimators of the variance between studies; `FE` has none. */
export type HeterogeneityEstimator = 'FE' | 'DL' | 'REML' | 'ML' | 'PM';

/** A pooled estimate of several studies. */
export interface MetaAnalysis extends IntervalEstimate {
  readonly z: number;
  readonly p: number;
  readonly tau2: number;
  /** Percent of the variability that is between studies, and H². */
  readonly i2: number;
  readonly h2: number;
  readonly q: number;
  readonly qP: number;
  readonly loglik: number;
}

/** Study estimates (log scale for ratios) and their sampling variances. */
export interface StudyEstimates {
  readonly estimates: ArrayLike<number>;
  readonly variances: ArrayLike<number>;
}

interface Pooled {
  readonly mean: number;
  readonly total: number;
  readonly q: number;
}

function pool({ estimates, variances }: StudyEstimates, tau2: number): Pooled {
  let total = 0;
  let sum = 0;
  for (let i = 0; i < estimates.length; i++) {
    const w = 1 / ((variances[i] as number) + tau2);
    total += w;
    sum += w * (estimates[i] as number);
  }
  const mean = sum / total;
  let q = 0;
  for (let i = 0; i < estimates.length; i++) {
    q += ((estimates[i] as number) - mean) ** 2 / ((variances[i] as number) + tau2);
  }
  return { mean, total, q };
}

/**
 * Fixed-effect or random-effects meta-analysis (R metafor::rma). With `knappHartung` the standard error is scaled by
 * the observed dispersion and intervals use t with k - 1 degrees of freedom (without truncation of the scale).
 */
export function metaAnalysis(
  studies: StudyEstimates,
  estimator: HeterogeneityEstimator,
  options: { readonly confidenceLevel?: number; readonly knappHartung?: boolean } = {},
): MetaAnalysis {
  const { confidenceLevel = 0.95, knappHartung = false } = options;
  const k = studies.estimates.length;
  const tau2 = heterogeneity(studies, estimator);
  const fixed = pool(studies, 0);
  const pooled = pool(studies, tau2);
  const se = Math.sqrt((knappHartung ? pooled.q / (k - 1) : 1) / pooled.total);
  const z = pooled.mean / se;
  const half =
    (knappHartung ? studentTMultiplier(confidenceLevel, k - 1) : normalMultiplier(confidenceLevel)) * se;
  const typical = typicalVariance(studies);
  const isFixed = estimator === 'FE';
  return {
    estimate: pooled.mean,
    standardError: se,
    lower: pooled.mean - half,
    upper: pooled.mean + half,
    z,
    p: knappHartung ? studentTTwoSided(z, k - 1) : normalTwoSided(z),
    tau2,
    i2: isFixed ? Math.max(0, (100 * (fixed.q - (k - 1))) / fixed.q) : (100 * tau2) / (tau2 + typical),
    h2: isFixed ? fixed.q / (k - 1) : tau2 / typical + 1,
    q: fixed.q,
    qP: chiSquaredUpper(fixed.q, k - 1),
    loglik: logLikelihood(studies, tau2, estimator === 'REML'),
  };
}

function typicalVariance({ variances }: StudyEstimates): number {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < variances.length; i++) {
    const w = 1 / (variances[i] as number);
    sum += w;
    squares += w * w;
  }
  return ((variances.length - 1) * sum) / (sum * sum - squares);
}

function logLikelihood(studies: StudyEstimates, tau2: number, restricted: boolean): number {
  const { total, q } = pool(studies, tau2);
  const k = studies.estimates.length;
  let logs = 0;
  for (let i = 0; i < k; i++) logs += Math.log((studies.variances[i] as number) + tau2);
  if (!restricted) return -0.5 * (k * Math.log(2 * Math.PI) + logs + q);
  return -0.5 * ((k - 1) * Math.log(2 * Math.PI) - Math.log(k) + logs + Math.log(total) + q);
}

function heterogeneity(studies: StudyEstimates, estimator: HeterogeneityEstimator): number {
  const k = studies.estimates.length;
  switch (estimator) {
    case 'FE':
      return 0;
    case 'DL': {
      const { total, q } = pool(studies, 0);
      let squares = 0;
      for (let i = 0; i < k; i++) squares += 1 / (studies.variances[i] as number) ** 2;
      return Math.max(0, (q - (k - 1)) / (total - squares / total));
    }
    case 'PM':
      return solveForTau2(studies, (tau2) => pool(studies, tau2).q - (k - 1));
    case 'ML':
    case 'REML':
      return solveForTau2(studies, (tau2) => likelihoodSlope(studies, tau2, estimator === 'REML'));
  }
}

/** Derivative of twice the (restricted) log likelihood in tau². */
function likelihoodSlope(studies: StudyEstimates, tau2: number, restricted: boolean): number {
  const { mean, total } = pool(studies, tau2);
  let slope = 0;
  let squares = 0;
  for (let i = 0; i < studies.estimates.length; i++) {
    const w = 1 / ((studies.variances[i] as number) + tau2);
    slope += w * w * ((studies.estimates[i] as number) - mean) ** 2 - w;
    squares += w * w;
  }
  return restricted ? slope + squares / total : slope;
}

/** The tau² ≥ 0 at which a function that falls from positive to negative vanishes; 0 when it starts negative. */
function solveForTau2({ variances }: StudyEstimates, f: (tau2: number) => number): number {
  if (!(f(0) > 0)) return 0;
  let upper = Math.max(...Array.from(variances));
  for (let i = 0; f(upper) > 0 && i < 200; i++) upper *= 2;
  return findRoot(f, { lower: 0, upper });
}

/** Where and how exactly the limits of tau² are looked for; metafor uses 100 and ε^¼. */
export interface HeterogeneitySearch {
  readonly largest?: number;
  readonly tolerance?: number;
}

/** Q-profile confidence interval of tau² (Viechtbauer, 2007), to full precision unless `search` says otherwise. */
export function heterogeneityInterval(
  studies: StudyEstimates,
  confidenceLevel = 0.95,
  search: HeterogeneitySearch = {},
): Interval {
  const df = studies.estimates.length - 1;
  const tail = (1 - confidenceLevel) / 2;
  const at = (target: number): number => {
    const f = (tau2: number): number => pool(studies, tau2).q - target;
    const { largest, tolerance = 0 } = search;
    if (largest === undefined) return solveForTau2(studies, f);
    return f(0) > 0 ? findRoot(f, { lower: 0, upper: largest }, tolerance) : 0;
  };
  return {
    lower: at(chiSquaredQuantile(tail, df, true)),
    upper: at(chiSquaredQuantile(tail, df)),
  };
}

/** Interval for the effect in a new study: estimate ∓ z √(tau² + se²). */
export function predictionInterval(analysis: MetaAnalysis, confidenceLevel = 0.95): Interval {
  const half = normalMultiplier(confidenceLevel) * Math.sqrt(analysis.tau2 + analysis.standardError ** 2);
  return { lower: analysis.estimate - half, upper: analysis.estimate + half };
}

/** Egger's test of funnel asymmetry: weighted regression of the estimates on their standard errors. */
export function eggerTest({ estimates, variances }: StudyEstimates): {
  readonly t: number;
  readonly df: number;
  readonly p: number;
} {
  const outcome = generalisedLinearModel(
    {
      outcome: Float64Array.from(estimates),
      covariates: [Float64Array.from(variances, Math.sqrt)],
      weights: Float64Array.from(variances, (v) => 1 / v),
    },
    { family: gaussian },
  );
  if (outcome.kind !== 'fitted') return { t: Number.NaN, df: estimates.length - 2, p: Number.NaN };
  const { fit } = outcome;
  const t = (fit.coefficients[1] as number) / Math.sqrt(fit.covariance[3] as number);
  return { t, df: fit.dfResidual, p: studentTTwoSided(t, fit.dfResidual) };
}
