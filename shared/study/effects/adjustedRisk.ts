import { type StateOccupancy, stateOccupancy } from '../../stats/competing/stateOccupancy.ts';
import { survivalLimits } from '../../stats/survival/survivalInterval.ts';

/** Follow-up of some persons of one arm, weighted. */
export interface ArmFollowUp {
  /** Days at risk. */
  readonly days: Int32Array;
  /** 0 censored, 1 outcome, 2 competing event. */
  readonly status: Uint8Array;
  readonly weights: Float64Array;
}

export interface RiskEstimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Weighted cumulative incidence of the outcome with competing events (Aalen-Johansen) at ascending days, with
 * infinitesimal-jackknife standard errors and 95% limits symmetric on the scale log(−log(1 − risk)). Null where nobody
 * is followed any more or nobody had the outcome.
 */
export function adjustedRisks(
  { days, status, weights }: ArmFollowUp,
  horizons: readonly number[],
): (RiskEstimate | null)[] {
  const data = { time: Float64Array.from(days), cause: Int32Array.from(status), causes: 2 };
  return stateOccupancy(data, horizons, 0.95, weights).map(riskOf);
}

function riskOf({ probability, standardError, atRisk }: StateOccupancy): RiskEstimate | null {
  const estimate = probability[1] as number;
  if (!(atRisk > 0) || !(estimate > 0)) return null;
  const { lower, upper } = survivalLimits(
    1 - estimate,
    (standardError[1] as number) / (1 - estimate),
    'log-log',
    0.95,
  );
  return Number.isFinite(lower) ? { estimate, lower: 1 - upper, upper: 1 - lower } : null;
}
