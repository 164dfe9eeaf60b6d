import type { CoxTies } from '../cox/coxData.ts';
import { type CoxFit, coxRegression } from '../cox/coxRegression.ts';
import type { FitOutcome } from '../outcome.ts';

/** Input of a conditional logistic regression: one row per subject, matched sets by code 0…. */
export interface MatchedData {
  /** 1 for cases. */
  readonly outcome: Uint8Array;
  readonly covariates: readonly Float64Array[];
  readonly strata: Int32Array;
  readonly offset?: Float64Array | undefined;
}

/**
 * Logistic regression conditional on the number of cases in each matched set, as a stratified Cox model in which all
 * cases of a set are tied; `exact` is the conditional likelihood, the others approximate it where a set has several
 * cases. Source: Breslow and Day (1980); R survival::clogit.
 */
export function conditionalLogistic(data: MatchedData, ties: CoxTies = 'exact'): FitOutcome<CoxFit> {
  return coxRegression(
    {
      time: new Float64Array(data.outcome.length).fill(1),
      event: data.outcome,
      covariates: data.covariates,
      strata: data.strata,
      offset: data.offset,
    },
    { ties },
  );
}
