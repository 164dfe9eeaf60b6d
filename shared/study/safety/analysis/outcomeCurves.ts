import type { SafetyPersons } from '../safetyPersons.ts';
import type { OutcomePictures, SafetyGroup } from '../safetyResult.ts';
import type { RiskWindow } from './outcomeCounts.ts';
import type { Spells } from './outcomeSpells.ts';

export const safetyGroups: readonly SafetyGroup[] = ['exposed', 'unexposed', 'comparator'];

/** A curve with the persons behind it: with the event, and dead before it, up to each day. */
export interface CountedIncidence {
  readonly curve: OutcomePictures<number>['curves'][number];
  readonly events: readonly number[];
  readonly deaths: readonly number[];
}

/**
 * Cumulative incidence of the first event of each group (Aalen–Johansen), death competing. Days are counted from the
 * start of the time-at-risk; who was not at risk at first enters late.
 */
export function outcomeCurves(
  { group, death }: SafetyPersons,
  { from, to }: RiskWindow,
  spells: Spells,
  groups: readonly number[],
): CountedIncidence[] {
  const { row: rows, from: starts, to: ends, hasEvent } = spells;
  const longest = to.reduce((most, end, row) => Math.max(most, end - (from[row] as number) + 1), 0);
  const firsts = groups.map(() => new DayCounts(longest));
  const placeOf = new Map(groups.map((g, k) => [g, k]));
  let last = -1;
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k] as number;
    if (row === last) continue;
    last = row;
    const counts = firsts[placeOf.get(group[row] as number) ?? -1];
    if (!counts) continue;
    const start = from[row] as number;
    const end = ends[k] as number;
    const dead = death[row] as number;
    const dies = dead >= 0 && dead <= end && dead <= (to[row] as number);
    counts.add((starts[k] as number) - start, end - start, hasEvent[k] === 1 ? 1 : dies ? 2 : 0);
  }
  return groups.map((g, k) => (firsts[k] as DayCounts).curve(safetyGroups[g] as SafetyGroup));
}

/** Persons by the day on which they are first and last at risk, and by how that ends: days are whole and few. */
class DayCounts {
  readonly #entering: Int32Array;
  /** 0 neither, 1 event, 2 death. */
  readonly #leaving: readonly [Int32Array, Int32Array, Int32Array];

  constructor(days: number) {
    this.#entering = new Int32Array(days);
    this.#leaving = [new Int32Array(days), new Int32Array(days), new Int32Array(days)];
  }

  add(first: number, last: number, how: 0 | 1 | 2): void {
    const leaving = this.#leaving[how];
    this.#entering[first] = (this.#entering[first] as number) + 1;
    leaving[last] = (leaving[last] as number) + 1;
  }

  /** Aalen–Johansen at the days with an event or a death. */
  curve(group: SafetyGroup): CountedIncidence {
    const days: number[] = [];
    const incidence: number[] = [];
    const death: number[] = [];
    const events: number[] = [];
    const deaths: number[] = [];
    const [censored, happened, died] = this.#leaving;
    let atRisk = 0;
    let free = 1;
    const sums = { incidence: 0, death: 0, events: 0, deaths: 0 };
    for (let day = 0; day < censored.length; day++) {
      const event = happened[day] as number;
      const dead = died[day] as number;
      atRisk += this.#entering[day] as number;
      if (event + dead > 0) {
        sums.incidence += (free * event) / atRisk;
        sums.death += (free * dead) / atRisk;
        sums.events += event;
        sums.deaths += dead;
        free *= (atRisk - event - dead) / atRisk;
        days.push(day);
        incidence.push(sums.incidence);
        death.push(sums.death);
        events.push(sums.events);
        deaths.push(sums.deaths);
      }
      atRisk -= event + dead + (censored[day] as number);
    }
    return { curve: { group, days, incidence, death }, events, deaths };
  }
}
