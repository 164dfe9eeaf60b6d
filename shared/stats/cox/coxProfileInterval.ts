import { chiSquaredQuantile } from '../distributions/chiSquared.ts';
import { findRootOutward } from '../numeric/rootFinding.ts';
import type { Checkpoint } from '../outcome.ts';
import type { ProfileInterval } from '../regression/profileInterval.ts';
import type { CoxData } from './coxData.ts';
import { type CoxFit, coxRegression } from './coxRegression.ts';

/**
 * Likelihood-ratio interval of one coefficient (log hazard ratio): where twice the log partial likelihood, maximised
 * over all others, has fallen by the chi-squared quantile. Solved to full precision; infinite on a side where it never
 * falls enough (no events among the exposed, say). Ties are handled as in the fit.
 * Source: Venzon and Moolgavkar (1988).
 *
 * @param data what `fit` was fitted to
 */
export function coxProfileInterval(
  data: CoxData,
  fit: CoxFit,
  coefficient: number,
  confidenceLevel = 0.95,
  checkpoint?: Checkpoint,
): ProfileInterval {
  const estimate = fit.coefficients[coefficient] as number;
  const p = fit.coefficients.length;
  const se = Math.sqrt(fit.covariance[coefficient * p + coefficient] as number);
  const column = data.covariates[coefficient] as Float64Array;
  const covariates = data.covariates.filter((_, j) => j !== coefficient);
  const allowed = chiSquaredQuantile(1 - confidenceLevel, 1, true);
  const fall = (value: number): number => {
    const offset = column.map((x, i) => value * x + (data.offset ? (data.offset[i] as number) : 0));
    const restricted = coxRegression(
      { ...data, covariates, offset },
      { ties: fit.ties, ...(checkpoint ? { checkpoint } : {}) },
    );
    return restricted.kind === 'fitted' ? 2 * (fit.loglik - restricted.fit.loglik) - allowed : Number.NaN;
  };
  const limit = (direction: 1 | -1): number =>
    findRootOutward(fall, estimate, 1.96 * se, direction, 12) ?? direction * Number.POSITIVE_INFINITY;
  return { lower: limit(-1), upper: limit(1) };
}
