/**
 * The persons of a comparison as columns: row i is one person in one arm (with clones, one clone). Rows are in order of
 * person number, then arm, on every host. Nothing here is published; see result/comparisonResult.ts.
 */
export interface StudyPopulation {
  readonly rows: number;
  /** Number of the person in the release (`PersonNumbers`), for sets of persons that are shown. */
  readonly personNo: Int32Array;
  /** Place of the arm in the specification. */
  readonly arm: Uint8Array;
  /** Epoch days. */
  readonly indexDay: Int32Array;
  /** Years at index, as Circe counts them. */
  readonly age: Int32Array;
  /** 0 male, 1 female, 2 unknown. */
  readonly sex: Uint8Array;
  readonly followUps: readonly FollowUp[];
  /** Persons left after each step, per arm in the specification's order; the first step is who is in the arm's cohort. */
  readonly attrition: readonly { readonly step: PopulationStep; readonly persons: readonly number[] }[];
  /** Strata of background that effects are looked at in, in the specification's order. */
  readonly subgroups: readonly SubgroupColumn[];
  /** For clone-censor-weight: rows are clones and carry these; otherwise null. */
  readonly clones: CloneColumns | null;
}

export type PopulationStep =
  | 'cohort'
  | 'firstEntry'
  | 'priorObservation'
  | 'studyPeriod'
  | 'ageAndSex'
  | 'washout'
  | 'severalArms'
  | 'commonPeriod'
  | 'landmark'
  | 'daysAtRisk';

/** One outcome in one time-at-risk. */
export interface FollowUp {
  readonly outcome: string;
  readonly timeAtRisk: string;
  /** 1: the person counts; 0: left out (had the outcome before, or no time at risk). */
  readonly included: Uint8Array;
  /** First day at risk, days after index. */
  readonly start: Int32Array;
  /** Days at risk, from the first day to the event or the end, at least 1 where included: event on the first day → 1. */
  readonly days: Int32Array;
  /** 0 censored, 1 outcome, 2 competing event. */
  readonly status: Uint8Array;
}

export interface SubgroupColumn {
  readonly id: string;
  readonly categories: readonly { readonly id: string; readonly name: string }[];
  /** Category of each row, or −1 where it is not known. */
  readonly category: Int8Array;
}

export interface CloneColumns {
  /** Day after index on which a clone deviates from its arm's strategy and is censored; −1: never. */
  readonly deviates: Int32Array;
  /** Day until which deviating is possible (end of grace). */
  readonly graceDays: number;
}
