import {
  type CountingRules,
  eachPersonWithEvents,
  type OutcomeCounts,
  type RiskWindow,
} from './outcomeCounts.ts';
import type { SafetyEvents, SafetyPersons } from './safetyPersons.ts';

/** Days at risk of one outcome, of everybody: runs with first and last day, and whether an event that counts is the last. */
export interface Spells {
  readonly row: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly hasEvent: Uint8Array;
}

/** Runs of days at risk in order of row, then day. */
export function outcomeSpells(
  { rows }: SafetyPersons,
  window: RiskWindow,
  events: SafetyEvents,
  outcome: number,
  rules: CountingRules,
): Spells {
  const row: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const hasEvent: number[] = [];
  const add = (at: number, first: number, last: number, event: boolean): void => {
    row.push(at);
    from.push(first);
    to.push(last);
    hasEvent.push(event ? 1 : 0);
  };
  let next = 0;
  const addWithout = (end: number): void => {
    for (; next < end; next++) {
      const [first, last] = [window.from[next] as number, window.to[next] as number];
      if (last >= first) add(next, first, last, false);
    }
  };
  const ofSome: [number, number, number, boolean][] = [];
  eachPersonWithEvents(
    window,
    events,
    outcome,
    rules,
    (person) => {
      addWithout(person);
      for (const spell of ofSome) add(...spell);
      ofSome.length = 0;
      next = person + 1;
    },
    (...spell) => ofSome.push(spell),
  );
  addWithout(rows);
  return {
    row: Int32Array.from(row),
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    hasEvent: Uint8Array.from(hasEvent),
  };
}

/** Adds spells up by cell: persons, who of them had an event, events and days of the part from `first` to `last`. */
export function countSpells(
  spells: Spells,
  cells: number,
  cellOf: (row: number) => number,
  first = Number.NEGATIVE_INFINITY,
  last = Number.POSITIVE_INFINITY,
): OutcomeCounts[] {
  const counts = Array.from({ length: cells }, () => ({ persons: 0, withEvent: 0, events: 0, days: 0 }));
  let person = -1;
  let personWithEvent = -1;
  for (let k = 0; k < spells.row.length; k++) {
    const row = spells.row[k] as number;
    const to = spells.to[k] as number;
    const days = Math.min(last, to) - Math.max(first, spells.from[k] as number) + 1;
    const cell = counts[cellOf(row)];
    if (days <= 0 || !cell) continue;
    if (row !== person) cell.persons++;
    person = row;
    cell.days += days;
    if (spells.hasEvent[k] === 0 || to > last) continue;
    cell.events++;
    if (row !== personWithEvent) cell.withEvent++;
    personWithEvent = row;
  }
  return counts;
}
