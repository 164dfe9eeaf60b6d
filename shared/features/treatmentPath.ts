import type { PathwayOptions } from './characterisationApi.ts';

/** A period of one of the events of a person; days are whole numbers on any common scale, both included. */
export interface TreatmentPeriod {
  /** Place of the event, 0…30. */
  readonly event: number;
  readonly start: number;
  readonly end: number;
}

/** Steps of a path at most: what follows is not told. */
export const LONGEST_PATH = 5;

/**
 * The sequence of treatments of one person, each step a set of events as bits:
 * 1. Starts within `combinationDays` after an earlier start (the first of its group) are moved to that start.
 * 2. Time is cut wherever the set of events in force changes; stretches without any are left out.
 * 3. Stretches shorter than `minimumDays` are left out: a short overlap at a change of treatment is no combination.
 * 4. Neighbouring stretches of the same set are one step; without `repeats`, a set seen before is no step again.
 * 5. The first {@link LONGEST_PATH} steps are the path.
 */
export function treatmentPath(periods: readonly TreatmentPeriod[], options: PathwayOptions): number[] {
  const aligned = alignStarts(periods, options.combinationDays);
  const cuts = [...new Set(aligned.flatMap(({ start, end }) => [start, end + 1]))].sort((a, b) => a - b);
  const steps: number[] = [];
  let current = 0;
  let since = 0;
  const close = (until: number) => {
    const isStep = current !== 0 && until - since >= options.minimumDays;
    if (isStep && steps.at(-1) !== current && (options.repeats || !steps.includes(current))) {
      steps.push(current);
    }
  };
  for (const cut of cuts) {
    const inForce = aligned.reduce(
      (set, { event, start, end }) => (start <= cut && cut <= end ? set | (1 << event) : set),
      0,
    );
    if (inForce === current) continue;
    close(cut);
    current = inForce;
    since = cut;
  }
  return steps.slice(0, LONGEST_PATH);
}

function alignStarts(periods: readonly TreatmentPeriod[], combinationDays: number): TreatmentPeriod[] {
  const ordered = [...periods].sort((a, b) => a.start - b.start);
  let first: number | null = null;
  return ordered.map((period) => {
    if (first === null || period.start - first > combinationDays) first = period.start;
    return { ...period, start: first };
  });
}

/** Paths of persons put together: how many share a beginning, and how many go no further. */
export interface PathNode {
  persons: number;
  ended: number;
  readonly next: Map<number, PathNode>;
}

export function emptyPaths(): PathNode {
  return { persons: 0, ended: 0, next: new Map() };
}

/** Adds `persons` of one path to the tree. */
export function addPath(root: PathNode, path: readonly number[], persons = 1): void {
  let node = root;
  node.persons += persons;
  for (const step of path) {
    const next = node.next.get(step) ?? emptyPaths();
    node.next.set(step, next);
    next.persons += persons;
    node = next;
  }
  node.ended += persons;
}
