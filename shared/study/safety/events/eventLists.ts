import type { SafetyPersons } from '../safetyPersons.ts';

/** Events of rows, in order of row and day, by what each belongs to. */
export interface EventLists {
  readonly starts: Int32Array;
  readonly row: Int32Array;
  readonly day: Int32Array;
}

/**
 * Lists the events of every outcome, each day of a row once.
 * @param events in order of row, then day; `key` tells what happened
 * @param outcomesOf places of the outcomes that a key belongs to
 */
export function listEvents(
  events: { readonly row: Int32Array; readonly day: Int32Array; readonly key: Int32Array },
  outcomesOf: readonly (readonly number[])[],
  outcomes: number,
): EventLists {
  const starts = new Int32Array(outcomes + 1);
  const lastRow = new Int32Array(outcomes);
  const lastDay = new Int32Array(outcomes);
  // In one array, which is walked for every event.
  const belongs = Int32Array.from(outcomesOf.flat());
  const of = new Int32Array(outcomesOf.length + 1);
  outcomesOf.forEach((some, key) => {
    of[key + 1] = (of[key] as number) + some.length;
  });
  const each = (take: (outcome: number, row: number, day: number) => void): void => {
    lastRow.fill(-1);
    for (let at = 0; at < events.row.length; at++) {
      const row = events.row[at] as number;
      const day = events.day[at] as number;
      const key = events.key[at] as number;
      const end = of[key + 1] as number;
      for (let place = of[key] as number; place < end; place++) {
        const outcome = belongs[place] as number;
        if (lastRow[outcome] === row && lastDay[outcome] === day) continue;
        lastRow[outcome] = row;
        lastDay[outcome] = day;
        take(outcome, row, day);
      }
    }
  };
  each((outcome) => {
    starts[outcome + 1] = (starts[outcome + 1] as number) + 1;
  });
  for (let outcome = 0; outcome < outcomes; outcome++)
    starts[outcome + 1] = (starts[outcome + 1] as number) + (starts[outcome] as number);
  const next = starts.slice();
  const row = new Int32Array(starts.at(-1) as number);
  const day = new Int32Array(row.length);
  each((outcome, who, on) => {
    const at = next[outcome] as number;
    row[at] = who;
    day[at] = on;
    next[outcome] = at + 1;
  });
  return { starts, row, day };
}

/** Whether at least so many different persons have an event of the outcome on index or later. */
export function hasPersons(
  { starts, row, day }: EventLists,
  outcome: number,
  { personNo }: Pick<SafetyPersons, 'personNo'>,
  least: number,
): boolean {
  const persons = new Set<number>();
  for (let at = starts[outcome] as number; at < (starts[outcome + 1] as number); at++) {
    if ((day[at] as number) < 0) continue;
    persons.add(personNo[row[at] as number] as number);
    if (persons.size >= least) return true;
  }
  return persons.size >= least;
}

/** The lists of some outcomes. @param kept places, in the order wanted */
export function pickLists(lists: EventLists, kept: readonly number[]): EventLists {
  const { starts, row, day } = lists;
  if (kept.length === starts.length - 1 && kept.every((outcome, i) => outcome === i)) return lists;
  const sizes = kept.map((outcome) => (starts[outcome + 1] as number) - (starts[outcome] as number));
  const picked = new Int32Array(kept.length + 1);
  sizes.forEach((size, i) => {
    picked[i + 1] = (picked[i] as number) + size;
  });
  const total = picked.at(-1) as number;
  const result = { starts: picked, row: new Int32Array(total), day: new Int32Array(total) };
  kept.forEach((outcome, i) => {
    result.row.set(row.subarray(starts[outcome], starts[outcome + 1]), picked[i]);
    result.day.set(day.subarray(starts[outcome], starts[outcome + 1]), picked[i]);
  });
  return result;
}
