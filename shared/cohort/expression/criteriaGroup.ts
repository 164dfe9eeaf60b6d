import type { AttributeFilter, Criterion } from './criterion.ts';
import type { CountColumn } from './domains.ts';

/** Criteria of which an index event must meet all, any, or a number. A group without members is met. */
export interface CriteriaGroup {
  /** JSON path of the group in the definition. */
  readonly path: string;
  readonly type: 'ALL' | 'ANY' | 'AT_LEAST' | 'AT_MOST';
  /** Only for AT_LEAST and AT_MOST; 0 otherwise. */
  readonly count: number;
  readonly criteria: readonly CorrelatedCriterion[];
  readonly demographics: readonly DemographicCriterion[];
  readonly groups: readonly CriteriaGroup[];
}

/** How often events of a criterion lie in windows around the index event. */
export interface CorrelatedCriterion {
  /** JSON path of the member of CriteriaList, which holds the criterion with its windows and its occurrence. */
  readonly path: string;
  readonly criterion: Criterion;
  readonly startWindow: Window | null;
  readonly endWindow: Window | null;
  /** Only events of the index event's own visit. */
  readonly restrictVisit: boolean;
  /** False: the event must start in the index event's observation period, whose ends bound open windows. */
  readonly ignoreObservationPeriod: boolean;
  readonly occurrence: Occurrence;
}

export interface Occurrence {
  readonly type: 'exactly' | 'atMost' | 'atLeast';
  readonly count: number;
  /** Count distinct values of this column (NULL does not count); null counts events. */
  readonly distinct: CountColumn | null;
}

/** The event's date (start, or end with `useEventEnd`) lies between both bounds from the index start (or end). */
export interface Window {
  readonly start: WindowBound;
  readonly end: WindowBound;
  readonly useIndexEnd: boolean;
  readonly useEventEnd: boolean;
}

/** `days` before (-1) or after (1) the index date; null: to the end of observation on that side. */
export interface WindowBound {
  readonly days: number | null;
  readonly coefficient: -1 | 1;
}

/** Conditions on the person at the index event: age, gender, race, ethnicity, and the event's own dates. */
export interface DemographicCriterion {
  readonly path: string;
  readonly filters: readonly AttributeFilter[];
}
