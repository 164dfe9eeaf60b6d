import type { HappeningDays } from './followUps.ts';
import { NEVER, placeOf } from './personPeriods.ts';

/**
 * Day after index on which each row's person first starts what another arm is about, {@link NEVER} where that does not
 * happen. A day on which they start what their own arm is about as well is none: arms may share their treatment.
 *
 * @param starts by arm, days on which persons start what the arm is about; several lists each
 */
export function switchDays(
  rows: { readonly person: Int32Array; readonly arm: ArrayLike<number>; readonly index: Int32Array },
  starts: readonly (readonly HappeningDays[])[],
): Int32Array {
  return rows.person.map((person, i) => {
    const [arm, index] = [rows.arm[i] ?? 0, rows.index[i] ?? 0];
    const own = starts[arm] ?? [];
    let earliest = NEVER;
    for (const [other, lists] of starts.entries()) {
      if (other === arm) continue;
      for (const { persons, days } of lists) {
        for (let at = placeOf(persons, person); persons[at] === person; at++) {
          const day = days[at] ?? 0;
          if (day - index >= earliest) break;
          if (day > index && !own.some((list) => happensOn(list, person, day))) earliest = day - index;
        }
      }
    }
    return earliest;
  });
}

function happensOn({ persons, days }: HappeningDays, person: number, day: number): boolean {
  for (let at = placeOf(persons, person); persons[at] === person && (days[at] ?? 0) <= day; at++) {
    if (days[at] === day) return true;
  }
  return false;
}
