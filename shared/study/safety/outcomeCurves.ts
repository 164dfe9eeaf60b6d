import { cumulativeIncidence } from '../../stats/competing/cumulativeIncidence.ts';
import type { RiskWindow } from './outcomeCounts.ts';
import type { Spells } from './outcomeSpells.ts';
import type { SafetyPersons } from './safetyPersons.ts';
import type { OutcomePictures, SafetyGroup } from './safetyResult.ts';

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
  return groups.map((g) => {
    const time: number[] = [];
    const entry: number[] = [];
    const cause: number[] = [];
    let last = -1;
    for (let k = 0; k < spells.row.length; k++) {
      const row = spells.row[k] as number;
      if (row === last || group[row] !== g) continue;
      last = row;
      const start = from[row] as number;
      const end = spells.to[k] as number;
      const dead = death[row] as number;
      time.push(end - start + 1);
      entry.push((spells.from[k] as number) - start);
      const dies = dead >= 0 && dead <= end && dead <= (to[row] as number);
      cause.push(spells.hasEvent[k] === 1 ? 1 : dies ? 2 : 0);
    }
    return countedCurve(safetyGroups[g] as SafetyGroup, time, entry, cause);
  });
}

function countedCurve(
  group: SafetyGroup,
  time: readonly number[],
  entry: readonly number[],
  cause: readonly number[],
): CountedIncidence {
  if (time.length === 0) {
    return { curve: { group, days: [], incidence: [], death: [] }, events: [], deaths: [] };
  }
  const fitted = cumulativeIncidence({
    time: Float64Array.from(time),
    entry: Float64Array.from(entry),
    cause: Int32Array.from(cause),
    causes: 2,
  });
  const [own, died] = fitted.causes;
  const happened = [new Map<number, number>(), new Map<number, number>()];
  time.forEach((at, i) => {
    const of = happened[(cause[i] as number) - 1];
    of?.set(at, (of.get(at) ?? 0) + 1);
  });
  const days: number[] = [];
  const incidence: number[] = [];
  const death: number[] = [];
  const events: number[] = [];
  const deaths: number[] = [];
  const sums = [0, 0];
  fitted.time.forEach((at, k) => {
    const [withEvent = 0, dead = 0] = happened.map((of) => of.get(at) ?? 0);
    if (withEvent + dead === 0) return;
    sums[0] = (sums[0] as number) + withEvent;
    sums[1] = (sums[1] as number) + dead;
    days.push(at - 1);
    incidence.push(own?.estimate[k] ?? 0);
    death.push(died?.estimate[k] ?? 0);
    events.push(sums[0] as number);
    deaths.push(sums[1] as number);
  });
  return { curve: { group, days, incidence, death }, events, deaths };
}
