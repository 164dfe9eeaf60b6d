import type { SafetyEvents, SafetyPersons } from '../safetyPersons.ts';

/** What is counted of one outcome in one group and time-at-risk. */
export interface OutcomeCounts {
  /** Persons with at least one day at risk. */
  readonly persons: number;
  readonly withEvent: number;
  readonly events: number;
  readonly days: number;
}

export interface CountingRules {
  /** Days after (and before the time-at-risk: since) an event during which a person is not at risk; null: for good. */
  readonly cleanWindowDays: number | null;
  /** `first`: nobody is at risk after an event that counted. */
  readonly count: 'first' | 'recurrent';
}

export type RiskWindow = SafetyPersons['windows'][number];

export const groupCount = 3;

/** Days at risk of everybody as if nobody had any event: where counting an outcome starts from. */
export class WindowTotals {
  readonly persons = new Float64Array(groupCount);
  readonly days = new Float64Array(groupCount);

  constructor({ rows, group }: Pick<SafetyPersons, 'rows' | 'group'>, { from, to }: RiskWindow) {
    for (let row = 0; row < rows; row++) {
      const days = (to[row] as number) - (from[row] as number) + 1;
      if (days <= 0) continue;
      const g = group[row] as number;
      this.persons[g] = (this.persons[g] as number) + 1;
      this.days[g] = (this.days[g] as number) + days;
    }
  }
}

/**
 * Counts one outcome in a time-at-risk, in each group. A day counts while no event lies on the clean window before it;
 * an event counts on such a day, which is the person's last before the next clean window. Only who has events is looked
 * at; everybody else is in the totals. Source of the person-time: OHDSI CohortIncidence.
 */
export function countOutcome(
  { group }: Pick<SafetyPersons, 'group'>,
  window: RiskWindow,
  totals: WindowTotals,
  outcomeEvents: SafetyEvents,
  outcome: number,
  rules: CountingRules,
): readonly OutcomeCounts[] {
  const persons = Float64Array.from(totals.persons);
  const days = Float64Array.from(totals.days);
  const withEvent = new Float64Array(groupCount);
  const events = new Float64Array(groupCount);
  eachPersonWithEvents(window, outcomeEvents, outcome, rules, (person, spell, atRisk, counted) => {
    const g = group[person] as number;
    days[g] = (days[g] as number) - spell + atRisk;
    if (atRisk === 0) persons[g] = (persons[g] as number) - 1;
    if (counted > 0) withEvent[g] = (withEvent[g] as number) + 1;
    events[g] = (events[g] as number) + counted;
  });
  return Array.from({ length: groupCount }, (_, g) => ({
    persons: persons[g] as number,
    withEvent: withEvent[g] as number,
    events: events[g] as number,
    days: days[g] as number,
  }));
}

/** Called for a run of days at risk, first and last inclusive; `hasEvent`: one that counts lies on the last. */
export type OnSpell = (row: number, from: number, to: number, hasEvent: boolean) => void;

/**
 * Visits everybody with events of an outcome who is in the time-at-risk: days of the whole time-at-risk, days at risk
 * of the outcome, and events that count. `onSpell` is called before with each run of days at risk.
 */
export function eachPersonWithEvents(
  { from, to }: RiskWindow,
  { starts, row, day }: SafetyEvents,
  outcome: number,
  rules: CountingRules,
  visit: (row: number, days: number, atRisk: number, counted: number) => void,
  onSpell?: OnSpell,
): void {
  const clean = rules.cleanWindowDays;
  const last = starts[outcome + 1] as number;
  let k = starts[outcome] as number;
  while (k < last) {
    const person = row[k] as number;
    const start = from[person] as number;
    const end = to[person] as number;
    let atRisk = 0;
    let counted = 0;
    /** First day that is at risk again. */
    let free = start;
    for (; k < last && row[k] === person; k++) {
      const at = day[k] as number;
      if (at > end) continue;
      const next = clean === null ? end + 1 : at + clean + 1;
      if (at >= free && at >= start) {
        atRisk += at - free + 1;
        counted++;
        onSpell?.(person, free, at, true);
        free = rules.count === 'first' ? end + 1 : next;
      } else if (next > free) free = next;
    }
    if (end < start) continue;
    if (free <= end) {
      atRisk += end - free + 1;
      onSpell?.(person, free, end, false);
    }
    visit(person, end - start + 1, atRisk, counted);
  }
}
