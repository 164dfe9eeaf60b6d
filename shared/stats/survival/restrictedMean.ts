import { normalMultiplier, normalTwoSided } from '../distributions/normal.ts';
import { type RiskSets, riskSets } from './kaplanMeier.ts';
import type { SurvivalData } from './survivalData.ts';

/** Restricted mean survival time of one group up to `tau`, in the unit of time. */
export interface RestrictedMean {
  readonly tau: number;
  readonly mean: number;
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  /** Restricted mean time lost: tau minus the mean. */
  readonly timeLost: number;
}

/**
 * The area under the Kaplan-Meier curve up to `tau`, with the variance Σ (area from t to tau)² d / (n (n - d)).
 * The curve stays level after the last observed time. Source: Irwin (1949); summary(survfit, rmean = tau).
 */
export function restrictedMean(data: SurvivalData, tau: number, confidenceLevel = 0.95): RestrictedMean {
  const sets = riskSets(data);
  const { mean, variance } = areaUnderCurve(sets, tau);
  const standardError = Math.sqrt(variance);
  const half = normalMultiplier(confidenceLevel) * standardError;
  return { tau, mean, standardError, lower: mean - half, upper: mean + half, timeLost: tau - mean };
}

function areaUnderCurve(sets: RiskSets, tau: number): { mean: number; variance: number } {
  let survival = 1;
  let previous = 0;
  let mean = 0;
  const steps: { area: number; greenwood: number }[] = [];
  for (let j = 0; j < sets.time.length && (sets.time[j] as number) <= tau; j++) {
    const d = sets.events[j] as number;
    if (d === 0) continue;
    const n = sets.atRisk[j] as number;
    const t = sets.time[j] as number;
    mean += survival * (t - previous);
    steps.push({ area: mean, greenwood: n > d ? d / (n * (n - d)) : 0 });
    survival *= (n - d) / n;
    previous = t;
  }
  mean += survival * (tau - previous);
  let variance = 0;
  for (const step of steps) variance += (mean - step.area) ** 2 * step.greenwood;
  return { mean, variance };
}

/** A contrast of two groups with its interval and p-value. */
export interface Contrast {
  readonly estimate: number;
  /** Standard error: of the difference, or of the logarithm of a ratio. */
  readonly standardError: number;
  readonly lower: number;
  readonly upper: number;
  readonly z: number;
  readonly p: number;
}

/** Difference, ratio and time-lost ratio of two restricted means (second against first). */
export interface RestrictedMeanContrasts {
  readonly difference: Contrast;
  readonly ratio: Contrast;
  readonly timeLostRatio: Contrast;
}

/** Contrasts the second group with the first; ratios on the log scale by the delta method (survRM2::rmst2). */
export function compareRestrictedMeans(
  first: RestrictedMean,
  second: RestrictedMean,
  confidenceLevel = 0.95,
): RestrictedMeanContrasts {
  const z = normalMultiplier(confidenceLevel);
  const estimate = second.mean - first.mean;
  const se = Math.hypot(first.standardError, second.standardError);
  const ratio = (a: number, b: number): Contrast => {
    const log = Math.log(b / a);
    const logSe = Math.hypot(first.standardError / a, second.standardError / b);
    return {
      estimate: b / a,
      standardError: logSe,
      lower: Math.exp(log - z * logSe),
      upper: Math.exp(log + z * logSe),
      z: log / logSe,
      p: normalTwoSided(log / logSe),
    };
  };
  return {
    difference: {
      estimate,
      standardError: se,
      lower: estimate - z * se,
      upper: estimate + z * se,
      z: estimate / se,
      p: normalTwoSided(estimate / se),
    },
    ratio: ratio(first.mean, second.mean),
    timeLostRatio: ratio(first.timeLost, second.timeLost),
  };
}
