import type { PublishedCount } from '../../../disclosure/publishedCount.ts';
import type { StudyFile } from '../../studyApi.ts';
import type { GroupRate, RatioEstimate } from '../safetyResult.ts';
import type { SeriesPeriod } from './caseSeries.ts';

/** The designs by which a finding can be looked at again. */
export const refinements = [
  'adjusted',
  'selfControlled',
  'sequenceSymmetry',
  'doseResponse',
  'dechallenge',
] as const;
export type Refinement = (typeof refinements)[number];

/** What another design says of one outcome of a safety study, as it may be shown. */
export type RefinementResult<C = PublishedCount> =
  | AdjustedRefinement
  | SelfControlledRefinement<C>
  | SequenceSymmetryRefinement<C>
  | DoseResponseRefinement<C>
  | DechallengeRefinement<C>;

/**
 * The exposed against the active comparator as a comparison with propensity scores: a study file like any other, run
 * by `studies.run` and kept in the list of comparisons.
 */
export interface AdjustedRefinement {
  readonly refinement: 'adjusted';
  /** Null without an active comparator. */
  readonly study: StudyFile | null;
}

/**
 * Events within persons who had both the drug and the event, treatment and the days about it against the rest of their
 * observation.
 */
export interface SelfControlledRefinement<C = PublishedCount> {
  readonly refinement: 'selfControlled';
  readonly cases: C;
  readonly periods: readonly {
    /** `before`: the month before a treatment and its first day; `after`: the study's lag after one. */
    readonly period: SeriesPeriod;
    readonly events: C;
    readonly personYears: number | null;
    /** Against the reference; null where it has none. */
    readonly rateRatio: RatioEstimate | null;
  }[];
}

/** First use of the drug against first record of the event within a year of each other. */
export interface SequenceSymmetryRefinement<C = PublishedCount> {
  readonly refinement: 'sequenceSymmetry';
  readonly days: number;
  readonly eventAfter: C;
  readonly eventBefore: C;
  readonly crude: RatioEstimate | null;
  /** Of trends of use and of the event over calendar time alone. */
  readonly nullEffect: number | null;
  readonly adjusted: RatioEstimate | null;
}

export interface DoseResponseRefinement<C = PublishedCount> {
  readonly refinement: 'doseResponse';
  readonly doses: readonly {
    readonly from: number | null;
    readonly to: number | null;
    readonly rate: GroupRate<C>;
    /** Against the unexposed within strata of age and sex. */
    readonly rateRatio: RatioEstimate | null;
  }[];
  readonly trendP: number | null;
}

/** What happened after the drug was stopped, and taken again: proxies from records, exploratory. */
export interface DechallengeRefinement<C = PublishedCount> {
  readonly refinement: 'dechallenge';
  readonly days: number;
  /** Exposed persons with the event on treatment. */
  readonly withEvent: C;
  /** Of them: the drug was stopped within `days` of the event. */
  readonly stopped: C;
  /** Of them: no record of the event from `days` after the stop on, for as long again. */
  readonly resolved: C;
  /** Of those who had stopped: the drug was taken again. */
  readonly restarted: C;
  /** Of them: the event came again within `days` of the restart. */
  readonly recurred: C;
}
