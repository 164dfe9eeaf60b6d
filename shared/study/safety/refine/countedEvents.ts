import type { CountingRules } from '../analysis/outcomeCounts.ts';
import type { Span } from './eligibleTime.ts';
import type { PersonDays } from './findingRecords.ts';

/**
 * Days of a person's events that count: none on the clean window before, within the time looked at; of `first` the
 * earliest alone.
 */
export function countedEvents(
  { of, day }: PersonDays,
  person: number,
  time: readonly Span[],
  { cleanWindowDays, count }: CountingRules,
): number[] {
  const days = day.subarray(of[person], of[person + 1]);
  const counted = Array.from(days).filter((at, k) => {
    const isClean = k === 0 || (cleanWindowDays !== null && at - (days[k - 1] as number) > cleanWindowDays);
    return isClean && time.some(({ from, to }) => at >= from && at <= to);
  });
  return count === 'first' ? counted.slice(0, 1) : counted;
}
