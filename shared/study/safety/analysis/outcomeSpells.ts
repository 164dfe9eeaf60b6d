import type { SafetyEvents, SafetyPersons } from '../safetyPersons.ts';
import {
  type CountingRules,
  eachPersonWithEvents,
  type OutcomeCounts,
  type RiskWindow,
} from './outcomeCounts.ts';

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
  // Every event ends one run at most.
  const most = rows + (events.starts[outcome + 1] as number) - (events.starts[outcome] as number);
  const row = new Int32Array(most);
  const from = new Int32Array(most);
  const to = new Int32Array(most);
  const hasEvent = new Uint8Array(most);
  let length = 0;
  let next = 0;
  const add = (at: number, first: number, last: number, event: boolean): void => {
    row[length] = at;
    from[length] = first;
    to[length] = last;
    hasEvent[length++] = event ? 1 : 0;
  };
  const addWithout = (end: number): void => {
    for (; next < end; next++) {
      const [first, last] = [window.from[next] as number, window.to[next] as number];
      if (last >= first) add(next, first, last, false);
    }
  };
  eachPersonWithEvents(
    window,
    events,
    outcome,
    rules,
    (person) => {
      addWithout(person);
      next = person + 1;
    },
    (person, first, last, event) => {
      addWithout(person);
      add(person, first, last, event);
    },
  );
  addWithout(rows);
  return {
    row: row.subarray(0, length),
    from: from.subarray(0, length),
    to: to.subarray(0, length),
    hasEvent: hasEvent.subarray(0, length),
  };
}

/** Adds spells up by cell (of each row; below 0: in none): persons, who of them had an event, events and days of the part from `first` to `last`. */
export function countSpells(
  spells: Spells,
  cells: number,
  cellOf: ArrayLike<number>,
  first = Number.MIN_SAFE_INTEGER,
  last = Number.MAX_SAFE_INTEGER,
): OutcomeCounts[] {
  const counts = Array.from({ length: cells }, () => ({ persons: 0, withEvent: 0, events: 0, days: 0 }));
  const { row: rows, from, to: ends, hasEvent } = spells;
  let person = -1;
  let personWithEvent = -1;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number;
    const to = ends[k] as number;
    const days = Math.min(last, to) - Math.max(first, from[k] as number) + 1;
    if (days <= 0) continue;
    const at = cellOf[row] as number;
    const cell = at < 0 ? undefined : counts[at];
    if (!cell) continue;
    if (row !== person) cell.persons++;
    person = row;
    cell.days += days;
    if (hasEvent[k] === 0 || to > last) continue;
    cell.events++;
    if (row !== personWithEvent) cell.withEvent++;
    personWithEvent = row;
  }
  return counts;
}
