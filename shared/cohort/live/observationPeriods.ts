import { never } from './eventSpans.ts';
import { noDay, type PersonEvents } from './personEvents.ts';

/** When each person is observed. */
export interface ObservationPeriods {
  /** With ends. */
  readonly all: PersonEvents;
  /** First and last day of those who have one period; {@link never} and −never for everybody else. */
  readonly only: { readonly firsts: Int32Array; readonly lasts: Int32Array };
}

/** @param all with ends */
export function observationPeriods(all: PersonEvents, persons: number): ObservationPeriods {
  const firsts = new Int32Array(persons).fill(never);
  const lasts = new Int32Array(persons).fill(-never);
  for (let person = 0; person < persons; person++) {
    const row = all.offsets[person] ?? 0;
    if ((all.offsets[person + 1] ?? 0) - row !== 1) continue;
    const [first, last] = [all.starts[row] ?? noDay, all.ends?.[row] ?? noDay];
    if (first === noDay || last === noDay) continue;
    firsts[person] = first;
    lasts[person] = last;
  }
  return { all, only: { firsts, lasts } };
}
