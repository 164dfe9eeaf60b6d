import { type StateOccupancy, stateOccupancy } from '../../stats/competing/stateOccupancy.ts';
import type { WeightedFollowUp } from './weightedFollowUp.ts';

export interface RiskEstimate {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Of one arm: weighted cumulative incidence of the outcome with competing events (Aalen-Johansen) at ascending days,
 * with 95% limits from infinitesimal-jackknife standard errors, symmetric on the log scale. Null where nobody is
 * followed any more or nobody had the outcome.
 */
export function adjustedRisks(
  { days, entry, status, weights, cluster }: WeightedFollowUp,
  horizons: readonly number[],
): (RiskEstimate | null)[] {
  const data = {
    time: Float64Array.from(days),
    entry: entry && Float64Array.from(entry),
    cause: Int32Array.from(status),
    causes: 2,
  };
  return stateOccupancy(data, horizons, 0.95, weights, cluster).map(riskOf);
}

function riskOf({ probability, limits, atRisk }: StateOccupancy): RiskEstimate | null {
  const estimate = probability[1] as number;
  const [, interval] = limits;
  return atRisk > 0 && estimate > 0 && interval ? { estimate, ...interval } : null;
}
