import { NEVER } from '../population/personPeriods.ts';
import { observedOn, type ReleasePersons } from './releasePersons.ts';
import type { SafetyPersons } from './safetyPersons.ts';
import type { SafetyTimeAtRisk } from './safetySpecification.ts';
import { nextSupply, type Supplies, treatmentEnd } from './supplies.ts';

export type SafetyRows = Pick<SafetyPersons, 'rows' | 'personNo' | 'group' | 'matchedTo' | 'indexDay'>;

/**
 * Days after index on which follow-up ends whatever is asked: the last day observed, the day of death, and for the
 * unexposed (where `censorAtExposure`) the day before they are exposed.
 */
export function followedTo(
  { rows, personNo, group, indexDay }: SafetyRows,
  people: ReleasePersons,
  exposed: Supplies,
  censorAtExposure: boolean,
): Int32Array {
  const to = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const [person, index] = [personNo[row] as number, indexDay[row] as number];
    const period = observedOn(people, person, index);
    let last = Math.min(people.observedTo[period] as number, people.death[person] as number);
    if (censorAtExposure && group[row] === 1) {
      last = Math.min(last, (nextSupply(exposed, person, index) ?? NEVER) - 1);
    }
    to[row] = last - index;
  }
  return to;
}

/**
 * The first and last day at risk of each row. The unexposed are followed for as long as the treatment of the exposed
 * person that they were drawn for makes it.
 * @param supplies of the exposed and of the active comparator
 */
export function safetyWindow(
  rows: SafetyRows,
  timeAtRisk: SafetyTimeAtRisk,
  followed: Int32Array,
  supplies: { readonly exposed: Supplies; readonly comparator: Supplies | null },
): SafetyPersons['windows'][number] {
  const from = new Int32Array(rows.rows).fill(
    timeAtRisk.kind === 'fixed' ? timeAtRisk.from : timeAtRisk.fromDay,
  );
  const to = Int32Array.from(followed);
  for (let row = 0; row < rows.rows; row++) {
    to[row] = Math.min(to[row] as number, asked(row));
  }
  return { timeAtRisk: timeAtRisk.id, from, to };

  function asked(row: number): number {
    if (timeAtRisk.kind === 'fixed') return timeAtRisk.to;
    const cap = timeAtRisk.capDays ?? NEVER;
    if (timeAtRisk.kind === 'intentionToTreat') return cap;
    const treated = rows.matchedTo[row] as number;
    const taken = rows.group[row] === 2 ? supplies.comparator : supplies.exposed;
    if (taken === null) return -1;
    const index = rows.indexDay[treated] as number;
    const end = treatmentEnd(taken, rows.personNo[treated] as number, index, timeAtRisk.gapDays);
    return Math.min(cap, end - index + timeAtRisk.lagDays);
  }
}
