import { type ReleasePersons, UNKNOWN_YEAR } from '../persons/releasePersons.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';

/** First and last day, epoch days, both within. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * When a person may be looked at in designs that need no index date: observed for as long as the study asks before
 * index, within its period and ages, alive. In order, apart from each other.
 */
export function eligibleTime(
  { born, observed, observedFrom, observedTo, death }: ReleasePersons,
  person: number,
  { priorObservationDays, from, to, ageFrom, ageTo }: SafetySpecification['population'],
): Span[] {
  const year = born[person] as number;
  const hasAges = ageFrom !== null || ageTo !== null;
  if (hasAges && year === UNKNOWN_YEAR) return [];
  const earliest = Math.max(
    dayOf(from) ?? Number.NEGATIVE_INFINITY,
    ageFrom === null ? Number.NEGATIVE_INFINITY : newYear(year + ageFrom),
  );
  const latest = Math.min(
    dayOf(to) ?? Number.POSITIVE_INFINITY,
    ageTo === null ? Number.POSITIVE_INFINITY : newYear(year + ageTo + 1) - 1,
    death[person] as number,
  );
  const spans: Span[] = [];
  for (let place = observed[person] as number; place < (observed[person + 1] as number); place++) {
    const begins = Math.max(
      earliest,
      (observedFrom[place] as number) + priorObservationDays,
      (spans.at(-1)?.to ?? Number.NEGATIVE_INFINITY) + 1,
    );
    const ends = Math.min(latest, observedTo[place] as number);
    if (begins <= ends) spans.push({ from: begins, to: ends });
  }
  return spans;
}

/** Epoch day of the first of January. */
export function newYear(year: number): number {
  return Date.UTC(year, 0, 1) / 86_400_000;
}

function dayOf(date: string | null): number | null {
  return date === null ? null : Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}
