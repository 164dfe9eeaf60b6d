import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import type { AdjustedSample } from '../analysis/adjustedSample.ts';

/** A day at which it is told how many of an arm had the outcome. */
export interface TellingDay {
  readonly day: number;
  readonly events: number;
}

/**
 * The horizons at which an arm's risk may be told: none or enough had the outcome up to each, between two, and after the
 * last. Decided for the arm alone, so that it is the same in every comparison of it.
 * @param code 1 target, 0 comparator
 */
export function armHorizons(
  sample: AdjustedSample,
  code: 0 | 1,
  horizons: readonly number[],
  rules: OutputRules,
): TellingDay[] {
  const days = eventDays(sample, code);
  const kept: TellingDay[] = [];
  for (const day of [...horizons].sort((a, b) => a - b)) {
    const events = days.filter((own) => own <= day).length;
    const between = events - (kept[kept.length - 1]?.events ?? 0);
    if (!isSmall(between, rules) && !isSmall(days.length - events, rules)) kept.push({ day, events });
  }
  return kept;
}

/** Days of the outcome in one arm. */
export function eventDays({ treated, status, days }: AdjustedSample, code: 0 | 1): Int32Array {
  return days.filter((_, k) => treated[k] === code && status[k] === 1);
}
