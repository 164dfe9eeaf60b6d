import type { CovariateMatrix } from '../covariates/covariateMatrix.ts';
import type { BalanceSummary, PropensityResult } from '../result/comparisonResult.ts';
import type { PairAdjustment } from './pairAdjustment.ts';
import type { PairPersons } from './pairPersons.ts';
import type { PropensityModel } from './propensityModel.ts';

/** Equal bins of the preference score from 0 to 1. */
export const PREFERENCE_BINS = 20;

/** Coefficients that a result lists. */
const MOST_COEFFICIENTS = 200;

/** What is shown of a pair's propensity model and of the adjustment of all its persons. */
export function propensityResult(
  persons: PairPersons,
  model: PropensityModel,
  adjustment: PairAdjustment,
  covariates: CovariateMatrix,
): PropensityResult<number> {
  const coefficients = Array.from(model.coefficients?.beta ?? [], (beta, j) => ({ beta, j }))
    .filter(({ beta }) => beta !== 0)
    .sort((a, b) => Math.abs(b.beta) - Math.abs(a.beta) || a.j - b.j);
  return {
    model: model.model,
    outcome: model.outcome,
    auc: model.auc,
    equipoise: model.equipoise,
    variance: model.variance,
    coefficients: coefficients.slice(0, MOST_COEFFICIENTS).flatMap(({ beta, j }) => {
      const covariate = covariates.covariates[j];
      return covariate ? [{ covariate, beta }] : [];
    }),
    coefficientsNotZero: coefficients.length,
    preference: preferenceBins(persons, model.preference),
    steps: adjustment.steps,
    effective: adjustment.effective,
    largestWeight: adjustment.largestWeight,
  };
}

function preferenceBins(
  { treated }: PairPersons,
  preference: Float64Array | null,
): PropensityResult<number>['preference'] {
  if (preference === null) return [];
  const target = new Int32Array(PREFERENCE_BINS);
  const comparator = new Int32Array(PREFERENCE_BINS);
  preference.forEach((score, k) => {
    const bin = Math.min(PREFERENCE_BINS - 1, Math.floor(score * PREFERENCE_BINS));
    const counts = treated[k] === 1 ? target : comparator;
    counts[bin] = (counts[bin] as number) + 1;
  });
  return Array.from(target, (count, bin) => ({ target: count, comparator: comparator[bin] as number }));
}

/** A pair without anybody in one of its arms has no balance. */
export const noBalance: BalanceSummary = {
  covariates: 0,
  before: 0,
  after: 0,
  aboveBefore: 0,
  aboveAfter: 0,
};
