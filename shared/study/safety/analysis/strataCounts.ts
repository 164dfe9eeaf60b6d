import type { SafetyEvents, SafetyPersons } from '../safetyPersons.ts';
import {
  type CountingRules,
  eachPersonWithEvents,
  groupCount,
  type OutcomeCounts,
  type RiskWindow,
} from './outcomeCounts.ts';

/** Male, female, unknown. */
export const sexes = 3;

/** The place of an age among bands that start at `breaks`: 0 below the first. */
export function ageBand(age: number, breaks: readonly number[]): number {
  let band = 0;
  while (band < breaks.length && age >= (breaks[band] as number)) band++;
  return band;
}

/** Cells of age band × sex × group: `(band · 3 + sex) · 3 + group`. */
export class StrataCells {
  readonly ofRow: Uint16Array;
  readonly strata: number;

  constructor({ rows, age, sex, group }: SafetyPersons, ageBreaks: readonly number[]) {
    const breaks = [...ageBreaks].sort((a, b) => a - b);
    this.strata = (breaks.length + 1) * sexes;
    this.ofRow = new Uint16Array(rows);
    for (let row = 0; row < rows; row++) {
      const stratum = ageBand(age[row] as number, breaks) * sexes + (sex[row] as number);
      this.ofRow[row] = stratum * groupCount + (group[row] as number);
    }
  }
}

/** Counts of one outcome in every cell of {@link StrataCells}. */
export interface StrataCounts {
  readonly persons: Float64Array;
  readonly withEvent: Float64Array;
  readonly events: Float64Array;
  readonly days: Float64Array;
}

/** Counts outcomes of one time-at-risk by stratum and group: only who has events is looked at for each outcome. */
export class StrataCounter {
  readonly #cells: StrataCells;
  readonly #window: RiskWindow;
  readonly #rules: CountingRules;
  readonly #persons: Float64Array;
  readonly #days: Float64Array;

  constructor(cells: StrataCells, window: RiskWindow, rules: CountingRules) {
    this.#cells = cells;
    this.#window = window;
    this.#rules = rules;
    this.#persons = new Float64Array(cells.strata * groupCount);
    this.#days = new Float64Array(cells.strata * groupCount);
    for (let row = 0; row < cells.ofRow.length; row++) {
      const days = (window.to[row] as number) - (window.from[row] as number) + 1;
      if (days > 0) this.#addSpell(cells.ofRow[row] as number, days);
    }
  }

  /** Everybody, as if nobody had any event. */
  get everybody(): StrataCounts {
    const none = new Float64Array(this.#persons.length);
    return { persons: this.#persons, days: this.#days, withEvent: none, events: none };
  }

  count(outcomeEvents: SafetyEvents, outcome: number): StrataCounts {
    const cellOf = this.#cells.ofRow;
    const persons = this.#persons.slice();
    const days = this.#days.slice();
    const withEvent = new Float64Array(persons.length);
    const events = new Float64Array(persons.length);
    eachPersonWithEvents(this.#window, outcomeEvents, outcome, this.#rules, (row, all, atRisk, counted) => {
      const cell = cellOf[row] as number;
      days[cell] = (days[cell] as number) - all + atRisk;
      if (atRisk === 0) persons[cell] = (persons[cell] as number) - 1;
      if (counted > 0) withEvent[cell] = (withEvent[cell] as number) + 1;
      events[cell] = (events[cell] as number) + counted;
    });
    return { persons, withEvent, events, days };
  }

  #addSpell(cell: number, days: number): void {
    this.#persons[cell] = (this.#persons[cell] as number) + 1;
    this.#days[cell] = (this.#days[cell] as number) + days;
  }
}

/** Counts of the groups over all strata. */
export function groupSums({ persons, withEvent, events, days }: StrataCounts): readonly OutcomeCounts[] {
  const sum = (values: Float64Array, group: number): number => {
    let total = 0;
    for (let cell = group; cell < values.length; cell += groupCount) total += values[cell] as number;
    return total;
  };
  return Array.from({ length: groupCount }, (_, group) => ({
    persons: sum(persons, group),
    withEvent: sum(withEvent, group),
    events: sum(events, group),
    days: sum(days, group),
  }));
}
