import { type StateOccupancy, stateOccupancy } from '../../stats/competing/stateOccupancy.ts';

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
 * 95% limits from infinitesimal-jackknife standard errors, symmetric on the log scale. Null where nobody
 * is followed any more or nobody had the outcome.
 */
export function adjustedRisks(
  { days, status, weights }: ArmFollowUp,
  horizons: readonly number[],
): (RiskEstimate | null)[] {
  const data = { time: Float64Array.from(days), cause: Int32Array.from(status), causes: 2 };
  return stateOccupancy(data, horizons, 0.95, weights).map(riskOf);
}

function riskOf({ probability, limits, atRisk }: StateOccupancy): RiskEstimate | null {
  const estimate = probability[1] as number;
  const [, interval] = limits;
  return atRisk > 0 && estimate > 0 && interval ? { estimate, ...interval } : null;
}
