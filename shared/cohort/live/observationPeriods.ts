import { never } from './eventSpans.ts';
import { noDay, type PersonEvents } from './personEvents.ts';
import { sharedInt32 } from './sharedNumbers.ts';

/** When each person is observed. */
export interface ObservationPeriods {
  /** With ends. */
  readonly all: PersonEvents;
  /** First and last day of those who have one period; {@link never} and −never for everybody else. */
  readonly only: { readonly firsts: Int32Array; readonly lasts: Int32Array };
  /** Everybody else who is observed. */
  readonly others: readonly number[];
}

/** @param all with ends */
export function observationPeriods(all: PersonEvents, persons: number): ObservationPeriods {
  const firsts = sharedInt32(persons).fill(never);
  const lasts = sharedInt32(persons).fill(-never);
  const others: number[] = [];
  for (let person = 0; person < persons; person++) {
    const row = all.offsets[person] ?? 0;
    const count = (all.offsets[person + 1] ?? 0) - row;
    if (count === 0) continue;
    const [first, last] = [all.starts[row] ?? noDay, all.ends?.[row] ?? noDay];
    if (count > 1 || first === noDay || last === noDay) {
      others.push(person);
      continue;
    }
    firsts[person] = first;
    lasts[person] = last;
  }
  return { all, only: { firsts, lasts }, others };
}
