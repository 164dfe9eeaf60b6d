import type { ComparisonOutcome, ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { type PersonPeriods, placeOf } from './personPeriods.ts';
import type { FollowedRows, RiskWindows } from './riskWindows.ts';
import type { FollowUp } from './studyPopulation.ts';

/** Days of something that happens to persons, in order of person number, then day. */
export interface HappeningDays {
  readonly persons: Int32Array;
  readonly days: Int32Array;
}

/** An outcome as days: of it, and of what ends the risk of it (null: nothing). */
export interface OutcomeDays {
  readonly events: HappeningDays;
  readonly competing: HappeningDays | null;
}

export function startsOf({ persons, starts }: PersonPeriods): HappeningDays {
  return { persons, days: starts };
}

/** Settings that decide on a follow-up besides its window. */
export interface FollowUpRules {
  readonly id: string;
  readonly priorOutcome: ComparisonOutcome['priorOutcome'];
  readonly immortalTime: ComparisonSpecification['immortalTime'];
}

/**
 * One outcome in one time-at-risk. Left out is who
 * - has fewer days at risk than asked for, or none;
 * - had the outcome in the days looked back on, counted from index, up to the day before the first day at risk (as in
 *   CohortMethod, but with the earliest of these days in);
 * - with a landmark, had the outcome from index to the day before it, whatever is looked back on;
 * - had what ends the risk of it from index to the day before the first day at risk.
 *
 * The first outcome in the window counts, on the day of a competing event too.
 */
export function followUp(
  rows: FollowedRows,
  timeAtRisk: string,
  { first, last, isLongEnough }: RiskWindows,
  { events, competing }: OutcomeDays,
  rules: FollowUpRules,
): FollowUp & { readonly hadBefore: Uint8Array } {
  const included = new Uint8Array(rows.length);
  const hadBefore = new Uint8Array(rows.length);
  const days = new Int32Array(rows.length);
  const status = new Uint8Array(rows.length);
  const looksBackTo =
    rules.priorOutcome === false ? null : (rules.priorOutcome.lookbackDays ?? Number.POSITIVE_INFINITY);
  const guarded = rules.immortalTime?.kind === 'landmark';
  for (let i = 0; i < rows.length; i++) {
    const [person, index, from, to] = [rows.person[i] ?? 0, rows.index[i] ?? 0, first[i] ?? 0, last[i] ?? 0];
    if (isLongEnough[i] !== 1 || to < from) continue;
    const since = looksBackTo !== null ? -looksBackTo : guarded ? 0 : from;
    if (firstIn(events, person, index + since, index + from - 1) !== null) {
      hadBefore[i] = 1;
      continue;
    }
    if (competing && firstIn(competing, person, index, index + from - 1) !== null) continue;
    const event = firstIn(events, person, index + from, index + to);
    const ended =
      competing &&
      firstIn(competing, person, index + from, index + (event === null ? to : event - index - 1));
    included[i] = 1;
    status[i] = ended !== null ? 2 : event !== null ? 1 : 0;
    days[i] = (ended ?? event ?? index + to) - index - from + 1;
  }
  return { outcome: rules.id, timeAtRisk, included, start: first, days, status, hadBefore };
}

/** First day of a person from `from` to `to`, or null. */
export function firstIn(
  { persons, days }: HappeningDays,
  person: number,
  from: number,
  to: number,
): number | null {
  for (let i = placeOf(persons, person); persons[i] === person; i++) {
    const day = days[i] ?? 0;
    if (day > to) return null;
    if (day >= from) return day;
  }
  return null;
}
