import { chiSquaredQuantile } from '../distributions/chiSquared.ts';
import { findRootOutward } from '../numeric/rootFinding.ts';
import type { Checkpoint } from '../outcome.ts';
import { type GlmData, type GlmFit, generalisedLinearModel } from './glm.ts';

/** Limits found on the profile deviance; infinite where it never rises enough. */
export interface ProfileInterval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Likelihood-ratio interval of one coefficient (position in `fit.coefficients`): where the deviance, minimised over
 * all others, has risen by the chi-squared quantile (times the dispersion). Solved to full precision.
 */
export function profileInterval(
  data: GlmData,
  fit: GlmFit,
  coefficient: number,
  confidenceLevel = 0.95,
  checkpoint?: Checkpoint,
): ProfileInterval {
  const k = fit.rank;
  const estimate = fit.coefficients[coefficient] as number;
  const se = Math.sqrt(fit.covariance[coefficient * k + coefficient] as number);
  const rise = chiSquaredQuantile(1 - confidenceLevel, 1, true) * fit.dispersion;
  const above = (value: number): number =>
    restrictedDeviance(data, fit, coefficient, value, checkpoint) - fit.deviance - rise;
  const limit = (direction: 1 | -1): number => {
    // The first step lands near the Wald limit.
    const found = findRootOutward(above, estimate, 1.96 * se, direction, 12);
    return found ?? direction * Number.POSITIVE_INFINITY;
  };
  return { lower: limit(-1), upper: limit(1) };
}

/** Smallest deviance with one coefficient held at `value`. */
function restrictedDeviance(
  data: GlmData,
  fit: GlmFit,
  coefficient: number,
  value: number,
  checkpoint: Checkpoint | undefined,
): number {
  const intercept = data.intercept ?? true;
  const isIntercept = intercept && coefficient === 0;
  const column = isIntercept ? undefined : data.covariates[intercept ? coefficient - 1 : coefficient];
  const offset = data.outcome.map(
    (_, i) => (data.offset ? (data.offset[i] as number) : 0) + value * (column ? (column[i] as number) : 1),
  );
  const covariates = data.covariates.filter((c) => c !== column);
  const rest = { ...data, covariates, offset, intercept: intercept && !isIntercept };
  if (covariates.length === 0 && !rest.intercept) {
    let deviance = 0;
    offset.forEach((eta, i) => {
      const w = data.weights ? (data.weights[i] as number) : 1;
      deviance += w * fit.family.deviance(data.outcome[i] as number, eta);
    });
    return deviance;
  }
  const start = fit.coefficients.filter((_, j) => j !== coefficient);
  const outcome = generalisedLinearModel(rest, {
    family: fit.family,
    start,
    ...(checkpoint ? { checkpoint } : {}),
  });
  return outcome.kind === 'fitted' ? outcome.fit.deviance : Number.NaN;
}
