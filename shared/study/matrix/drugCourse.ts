import { placeOf } from '../population/personPeriods.ts';
import type { DrugRecords } from './matrixRecords.ts';

/** Exposures that belong to one treatment course: places `from` to before `to`. Days are epoch days. */
export interface DrugCourse {
  readonly from: number;
  readonly to: number;
  /** Last day that the supplies cover, as known on the horizon. */
  readonly end: number;
}

/**
 * The course that a day lies in: supplies joined while the next starts at most `gapDays` after the latest end so far, as
 * the `akashi` extension joins them. Only what has started by the horizon is known.
 * @returns null where no supply covers the day
 */
export function courseOn(
  { persons, starts, ends }: DrugRecords,
  person: number,
  day: number,
  gapDays: number,
  horizon: number,
): DrugCourse | null {
  let from = placeOf(persons, person);
  let end = Number.NEGATIVE_INFINITY;
  let at = from;
  for (; persons[at] === person && (starts[at] ?? 0) <= horizon; at++) {
    const start = starts[at] ?? 0;
    if (start > end + gapDays) {
      if (end >= day) break;
      if (start > day) return null;
      from = at;
    }
    end = Math.max(end, ends[at] ?? 0);
  }
  return end >= day ? { from, to: at, end: Math.min(end, horizon) } : null;
}
