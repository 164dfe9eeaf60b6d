import type { FollowUpSample } from './followUpSample.ts';
import type { CurveCounts } from './incidenceCurves.ts';
import type { CountedBalanceRow } from './pairBalance.ts';

/** What is kept of one pair of arms for later questions and for publishing. */
export interface PairAnalysis {
  readonly target: string;
  readonly comparator: string;
  /** Every covariate. */
  readonly balance: readonly CountedBalanceRow[];
  /** By negative control, outcomes in the arm that has fewer. */
  readonly controlEvents: ReadonlyMap<string, number>;
  /** In the order of the result's outcomes. */
  readonly outcomes: readonly OutcomeAnalysis[];
}

export interface OutcomeAnalysis {
  readonly sample: FollowUpSample;
  /** In the order of the result's curves. */
  readonly curveCounts: readonly CurveCounts[];
}
