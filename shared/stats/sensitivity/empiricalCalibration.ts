import { normalCdf, normalMultiplier, normalTwoSided, normalUpper } from '../distributions/normal.ts';
import { minimise } from '../numeric/minimise.ts';
import { findRootOutward } from '../numeric/rootFinding.ts';
import type { Interval } from '../tables/interval.ts';

/** The distribution of systematic error among negative controls: normal on the log scale. */
export interface EmpiricalNull {
  readonly mean: number;
  readonly sd: number;
  readonly negativeLoglik: number;
}

/**
 * Fits the empirical null to estimates of negative controls (true effect 1): estimate ~ N(mean, sd² + se²), by maximum
 * likelihood. Source: Schuemie et al. (2014); R EmpiricalCalibration::fitNull.
 */
export function fitEmpiricalNull(logEstimates: Float64Array, standardErrors: Float64Array): EmpiricalNull {
  const mean = logEstimates.reduce((a, b) => a + b, 0) / logEstimates.length;
  let squares = 0;
  for (const l of logEstimates) squares += (l - mean) ** 2;
  const start = Math.max(0.01, Math.sqrt(squares / logEstimates.length) / 2);
  const objective = (sdOf: (t: number) => [number, number]) => (x: Float64Array) => {
    const [sd, slope] = sdOf(x[1] as number);
    let value = 0;
    const gradient = new Float64Array(2);
    logEstimates.forEach((l, i) => {
      const variance = sd * sd + (standardErrors[i] as number) ** 2;
      const r = l - (x[0] as number);
      value += 0.5 * (Math.log(2 * Math.PI * variance) + (r * r) / variance);
      gradient[0] = (gradient[0] as number) - r / variance;
      gradient[1] = (gradient[1] as number) + sd * slope * (1 / variance - (r * r) / (variance * variance));
    });
    return { value, gradient };
  };
  // The sd itself is the variable, so that an optimum at 0 is reached; its sign does not matter.
  const minimum = minimise(
    objective((t) => [t, 1]),
    [mean, start],
    1e-12,
  );
  return {
    mean: minimum.x[0] as number,
    sd: Math.abs(minimum.x[1] as number),
    negativeLoglik: minimum.value,
  };
}

/** Two-sided and upper one-sided p-values of an estimate against the empirical null. */
export function calibrateP(
  logEstimate: number,
  standardError: number,
  { mean, sd }: EmpiricalNull,
): { readonly twoSided: number; readonly upper: number } {
  const z = (logEstimate - mean) / Math.hypot(sd, standardError);
  return { twoSided: normalTwoSided(z), upper: normalUpper(z) };
}

/** Expected absolute systematic error: the mean of |x| under the empirical null. */
export function expectedAbsoluteSystematicError({ mean, sd }: EmpiricalNull): number {
  if (sd === 0) return Math.abs(mean);
  const folded = sd * Math.sqrt(2 / Math.PI) * Math.exp(-(mean * mean) / (2 * sd * sd));
  return folded + mean * (1 - 2 * normalCdf(-mean / sd));
}

/** How the error's mean and spread depend on the true log effect. */
export interface SystematicErrorModel {
  readonly meanIntercept: number;
  readonly meanSlope: number;
  readonly sdIntercept: number;
  readonly sdSlope: number;
  /** `absolute`: sd = intercept + slope·|true|; `exponential`: sd = exp(intercept + slope·true). */
  readonly sdForm: 'absolute' | 'exponential';
}

/** The error model that an empirical null stands for: the same error at every true effect. */
export function errorModelOfNull({ mean, sd }: EmpiricalNull): SystematicErrorModel {
  return { meanIntercept: mean, meanSlope: 1, sdIntercept: sd, sdSlope: 0, sdForm: 'absolute' };
}

/** Fits the error model to negative and positive controls (R EmpiricalCalibration::fitSystematicErrorModel). */
export function fitSystematicErrorModel(
  logEstimates: Float64Array,
  standardErrors: Float64Array,
  trueLogEffects: Float64Array,
  sdForm: SystematicErrorModel['sdForm'] = 'absolute',
): { readonly model: SystematicErrorModel; readonly negativeLoglik: number } {
  const objective = (x: Float64Array): { value: number; gradient: Float64Array } => {
    const [a = 0, b = 0, c = 0, d = 0] = x;
    let value = 0;
    const gradient = new Float64Array(4);
    logEstimates.forEach((l, i) => {
      const t = trueLogEffects[i] as number;
      const size = sdForm === 'absolute' ? Math.abs(t) : t;
      const linear = c + d * size;
      const sd = sdForm === 'absolute' ? linear : Math.exp(linear);
      const variance = sd * sd + (standardErrors[i] as number) ** 2;
      const r = l - a - b * t;
      value += 0.5 * (Math.log(2 * Math.PI * variance) + (r * r) / variance);
      const bySd = sd * (1 / variance - (r * r) / (variance * variance)) * (sdForm === 'absolute' ? 1 : sd);
      [-r / variance, (-r * t) / variance, bySd, bySd * size].forEach((g, k) => {
        gradient[k] = (gradient[k] as number) + g;
      });
    });
    return { value, gradient };
  };
  const minimum = minimise(objective, [0, 1, sdForm === 'absolute' ? 0.1 : -2, 0], 1e-9, 2000);
  const [meanIntercept = 0, meanSlope = 1, sdIntercept = 0, sdSlope = 0] = minimum.x;
  return {
    model: { meanIntercept, meanSlope, sdIntercept, sdSlope, sdForm },
    negativeLoglik: minimum.value,
  };
}

/** An estimate with its interval after taking the systematic error out; on the log scale. */
export interface CalibratedEstimate extends Interval {
  readonly estimate: number;
}

/** Calibrated estimate and confidence interval: the true effects under which the estimate is not unlikely. */
export function calibrateInterval(
  logEstimate: number,
  standardError: number,
  model: SystematicErrorModel,
  confidenceLevel = 0.95,
): CalibratedEstimate {
  const z = normalMultiplier(confidenceLevel);
  const gap = (t: number): number => {
    const linear = model.sdIntercept + model.sdSlope * (model.sdForm === 'absolute' ? Math.abs(t) : t);
    const sd = model.sdForm === 'absolute' ? linear : Math.exp(linear);
    return (logEstimate - model.meanIntercept - model.meanSlope * t) / Math.hypot(sd, standardError);
  };
  const estimate = (logEstimate - model.meanIntercept) / model.meanSlope;
  const step = standardError + 0.1;
  return {
    estimate,
    lower: findRootOutward((t) => gap(t) - z, estimate, step, -1) ?? Number.NEGATIVE_INFINITY,
    upper: findRootOutward((t) => gap(t) + z, estimate, step, 1) ?? Number.POSITIVE_INFINITY,
  };
}

/**
 * Minimum detectable relative risk of a two-group comparison with `events` events, for a two-sided level and power
 * (Armstrong, 1987; R CohortMethod::computeMdrr for the Cox model).
 */
export function minimumDetectableRelativeRisk(
  events: number,
  treatedShare: number,
  alpha = 0.05,
  power = 0.8,
): number {
  const z = normalMultiplier(1 - alpha) + normalMultiplier(2 * power - 1);
  return Math.exp(Math.sqrt((z * z) / (events * treatedShare * (1 - treatedShare))));
}
