import { type SurvivalIntervalType, survivalLimits } from '../survival/survivalInterval.ts';
import type { CoxFit } from './coxRegression.ts';
import { eventTable } from './eventTable.ts';

/** Cumulative baseline hazard at covariates of zero, at every distinct end of follow-up of one stratum. */
export interface BaselineHazard {
  readonly stratum: number;
  readonly time: Float64Array;
  readonly cumulativeHazard: Float64Array;
}

/** Baseline hazards per stratum by the estimator that belongs to the fit's ties (R basehaz, centered = FALSE). */
export function baselineHazard(fit: CoxFit): BaselineHazard[] {
  const { prepared, standardised, ties } = fit;
  const table = eventTable(prepared, standardised, ties);
  const toZero = Math.exp(centredPredictor(fit, new Float64Array(prepared.p)));
  const curves: BaselineHazard[] = [];
  const unshift = Math.exp(-shiftOf(fit, table.relativeRisk));
  for (let s = 0; s + 1 < prepared.stratumStart.length; s++) {
    const times = new Set(
      prepared.time.subarray(prepared.stratumStart[s] as number, prepared.stratumStart[s + 1] as number),
    );
    const time = Float64Array.from(times).sort();
    let e = table.stratumStart[s] as number;
    let sum = 0;
    const cumulativeHazard = time.map((t) => {
      for (; e < (table.stratumStart[s + 1] as number) && (table.time[e] as number) <= t; e++) {
        sum += table.hazard[e] as number;
      }
      return sum * toZero * unshift;
    });
    curves.push({ stratum: s, time, cumulativeHazard });
  }
  return curves;
}

/** Linear predictor of a profile on the original scale, minus that of the centre. */
function centredPredictor(fit: CoxFit, profile: ArrayLike<number>): number {
  let eta = 0;
  fit.coefficients.forEach((b, j) => {
    eta += b * ((profile[j] as number) - (fit.prepared.center[j] as number));
  });
  return eta;
}

/** What was subtracted from the linear predictors in the table, so that hazards can be put back. */
function shiftOf(fit: CoxFit, relativeRisk: Float64Array): number {
  const { prepared, standardised } = fit;
  if (prepared.n === 0) return 0;
  let eta = prepared.offset[0] as number;
  for (let j = 0; j < prepared.p; j++) eta += (prepared.x[j] as number) * (standardised[j] as number);
  const difference = eta - Math.log(relativeRisk[0] as number);
  return Math.abs(difference) < 1e-6 ? 0 : difference;
}

/** Predicted survival of one profile at chosen times. */
export interface PredictedSurvival {
  readonly time: Float64Array;
  readonly survival: Float64Array;
  readonly standardError: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/**
 * Survival predicted for a covariate profile (original scale) in one stratum, with the variance of the hazard and of
 * the coefficients (robust where the fit has it). Source: R survival::survfit.coxph.
 */
export function predictSurvival(
  fit: CoxFit,
  profile: ArrayLike<number>,
  times: ArrayLike<number>,
  stratum = 0,
  intervalType: SurvivalIntervalType = 'log',
  confidenceLevel = 0.95,
): PredictedSurvival {
  const { prepared, standardised, ties, coefficients } = fit;
  const p = coefficients.length;
  const covariance = fit.robustCovariance ?? fit.covariance;
  const table = eventTable(prepared, standardised, ties);
  const risk = Math.exp(centredPredictor(fit, profile) - shiftOf(fit, table.relativeRisk));
  const z = Float64Array.from(
    coefficients,
    (_, j) => ((profile[j] as number) - (prepared.center[j] as number)) / (prepared.scale[j] as number),
  );
  const m = times.length;
  const result = {
    time: Float64Array.from(times),
    survival: new Float64Array(m),
    standardError: new Float64Array(m),
    lower: new Float64Array(m),
    upper: new Float64Array(m),
  };
  let e = table.stratumStart[stratum] as number;
  const end = table.stratumStart[stratum + 1] as number;
  let hazard = 0;
  let variance = 0;
  const gradient = new Float64Array(p);
  for (let k = 0; k < m; k++) {
    for (; e < end && (table.time[e] as number) <= (times[k] as number); e++) {
      const increment = table.hazard[e] as number;
      hazard += increment;
      variance += table.hazardVariance[e] as number;
      for (let j = 0; j < p; j++) {
        gradient[j] =
          (gradient[j] as number) +
          ((z[j] as number) * increment - (table.meanHazard[e * p + j] as number)) *
            (prepared.scale[j] as number);
      }
    }
    let form = variance;
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) {
        form += (gradient[i] as number) * (gradient[j] as number) * (covariance[i * p + j] as number);
      }
    }
    const survival = Math.exp(-hazard * risk);
    const logSe = Math.sqrt(form) * risk;
    const limits = survivalLimits(survival, logSe, intervalType, confidenceLevel);
    result.survival[k] = survival;
    result.standardError[k] = survival * logSe;
    result.lower[k] = limits.lower;
    result.upper[k] = limits.upper;
  }
  return result;
}
