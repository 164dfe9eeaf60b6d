import { NEVER } from '../../population/personPeriods.ts';
import type { SafetyPersons } from '../safetyPersons.ts';
import type { SafetyTimeAtRisk } from '../specification/safetySpecification.ts';
import { observedOn, type ReleasePersons } from './releasePersons.ts';
import { nextSupply, type Supplies, treatmentEnd } from './supplies.ts';

export type SafetyRows = Pick<SafetyPersons, 'rows' | 'personNo' | 'group' | 'matchedTo' | 'indexDay'>;

/** Days after index. */
export interface FollowUp {
  /** On which follow-up ends whatever is asked: the last day observed, or that of death. */
  readonly to: Int32Array;
  /** On which an unexposed person is exposed; NEVER: not, or it ends nothing. */
  readonly exposedOn: Int32Array;
}

/** @param censorAtExposure whether follow-up of the unexposed ends when they are exposed */
export function followUp(
  { rows, personNo, group, indexDay }: SafetyRows,
  people: ReleasePersons,
  exposed: Supplies,
  censorAtExposure: boolean,
): FollowUp {
  const to = new Int32Array(rows);
  const exposedOn = new Int32Array(rows).fill(NEVER);
  for (let row = 0; row < rows; row++) {
    const [person, index] = [personNo[row] as number, indexDay[row] as number];
    const period = observedOn(people, person, index);
    to[row] = Math.min(people.observedTo[period] as number, people.death[person] as number) - index;
    if (!censorAtExposure || group[row] !== 1) continue;
    const next = nextSupply(exposed, person, index);
    if (next !== null) exposedOn[row] = next - index;
  }
  return { to, exposedOn };
}

/**
 * The first and last day at risk of each row. The unexposed are followed for as long as the treatment of the exposed
 * person that they were drawn for makes it. Where the exposed are at risk from the day after index on, the day on which
 * somebody takes the drug is the last on which they are unexposed: left out of both, what the drug was taken for would
 * be missed in the unexposed alone and look caused by it.
 * @param supplies of the exposed and of the active comparator
 */
export function safetyWindow(
  rows: SafetyRows,
  timeAtRisk: SafetyTimeAtRisk,
  followed: FollowUp,
  supplies: { readonly exposed: Supplies; readonly comparator: Supplies | null },
): SafetyPersons['windows'][number] {
  const first = timeAtRisk.kind === 'fixed' ? timeAtRisk.from : timeAtRisk.fromDay;
  const from = new Int32Array(rows.rows).fill(first);
  const stillUnexposed = first > 0 ? 0 : -1;
  const to = followed.to.map((last, row) =>
    Math.min(last, asked(row), (followed.exposedOn[row] as number) + stillUnexposed),
  );
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
