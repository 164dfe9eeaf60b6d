/** The persons of one pair in one follow-up as the adjustment left them; row k is row `rows[k]` of the population. */
export interface AdjustedSample {
  readonly rows: Int32Array;
  /** 1 target, 0 comparator. */
  readonly treated: Uint8Array;
  /** Days at risk, at least 1. */
  readonly days: Int32Array;
  /** Rows are pieces of follow-up, at risk in (entry, days]: a person has several. Absent: from the first day. */
  readonly entry?: Int32Array | undefined;
  /** 0 censored, 1 outcome, 2 competing event. */
  readonly status: Uint8Array;
  /** All 1 where nothing is weighted. */
  readonly weights: Float64Array;
  /** Matched set or stratum of each row, 0-based; null where neither is used. */
  readonly strata: Int32Array | null;
  /** Chance of being in the target arm; null without a model. */
  readonly propensity: Float64Array | null;
}
