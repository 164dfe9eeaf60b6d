import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import type { AdjustedSample } from '../analysis/adjustedSample.ts';
import type { NearCounts } from './nearCounts.ts';

/**
 * The horizons at which an arm's risk may be told: none or enough had the outcome up to each, between two, and after the
 * last, also with what is told of other follow-ups. Decided for the arm alone, so that it is the same in every
 * comparison of it.
 * @param code 1 target, 0 comparator
 * @param outcomes numbers of the arm's persons with the outcome
 */
export function armHorizons(
  sample: AdjustedSample,
  code: 0 | 1,
  horizons: readonly number[],
  outcomes: NearCounts,
  rules: OutputRules,
): number[] {
  const days = eventDays(sample, code);
  return [...horizons]
    .sort((a, b) => a - b)
    .filter((day) => {
      const events = days.filter((own) => own <= day).length;
      if (isSmall(events, rules) || isSmall(days.length - events, rules) || outcomes.isNear(events))
        return false;
      outcomes.publish(events);
      return true;
    });
}

/** Days of the outcome in one arm. */
export function eventDays({ treated, status, days }: AdjustedSample, code: 0 | 1): Int32Array {
  return days.filter((_, k) => treated[k] === code && status[k] === 1);
}
