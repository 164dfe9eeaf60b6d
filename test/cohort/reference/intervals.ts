import type { Choices } from './choices.ts';

export interface Interval {
  readonly start: number;
  readonly end: number;
}

/**
 * Merges intervals that overlap or touch, the way Circe's SQL does: in order of start, one begins a new group when no
 * earlier one reaches it; then groups are numbered in order of start, beginners first. With ends before starts and
 * equal starts the order of the tied rows matters; `choices` picks it.
 */
export function mergeIntervals(intervals: readonly Interval[], choices: Choices): Interval[] {
  const ordered = inSomeOrder(intervals, choices);
  let reached = Number.NEGATIVE_INFINITY;
  const marked = ordered.map((interval) => {
    const begins = reached < interval.start;
    reached = Math.max(reached, interval.end);
    return { ...interval, begins };
  });
  const numbered = inSomeOrder(marked, choices, (a, b) => Number(b.begins) - Number(a.begins));
  const groups: Interval[] = [];
  for (const { begins, start, end } of numbered) {
    const last = groups.at(-1);
    if (begins || !last) groups.push({ start, end });
    else groups[groups.length - 1] = { start: last.start, end: Math.max(last.end, end) };
  }
  return groups;
}

/** Sorted by start; only where an interval ends before it starts can the order of ties be seen. */
function inSomeOrder<T extends Interval>(
  items: readonly T[],
  choices: Choices,
  within: (a: T, b: T) => number = () => 0,
): T[] {
  const rest = [...items].sort((a, b) => a.start - b.start || within(a, b));
  if (rest.every(({ start, end }) => end >= start)) return rest;
  const result: T[] = [];
  while (rest.length > 0) {
    const lead = rest[0] as T;
    const tied = rest.filter((item) => item.start === lead.start && within(item, lead) === 0);
    const different = tied.filter((item, i) => tied.findIndex((other) => other.end === item.end) === i);
    const next = choices.pick(different);
    rest.splice(rest.indexOf(next), 1);
    result.push(next);
  }
  return result;
}
