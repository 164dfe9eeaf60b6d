import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PathwayOptions, PathwayStep } from '../../shared/features/characterisationApi.ts';
import { publishPathways } from '../../shared/features/publishPathways.ts';
import {
  addPath,
  emptyPaths,
  LONGEST_PATH,
  type TreatmentPeriod,
  treatmentPath,
} from '../../shared/features/treatmentPath.ts';

const plain: PathwayOptions = { combinationDays: 0, minimumDays: 1, repeats: false };
const [A, B, AB] = [1, 2, 3];

describe('a path', () => {
  const switched = [
    { event: 0, start: 0, end: 99 },
    { event: 1, start: 95, end: 200 },
  ];

  test('has every change of treatment as a step', () => {
    expect(treatmentPath(switched, plain)).toEqual([A, AB, B]);
  });

  test('takes no short overlap for a combination', () => {
    expect(treatmentPath(switched, { ...plain, minimumDays: 14 })).toEqual([A, B]);
  });

  test('takes starts close to each other for one', () => {
    const together = [
      { event: 0, start: 0, end: 99 },
      { event: 1, start: 20, end: 99 },
    ];
    expect(treatmentPath(together, { ...plain, combinationDays: 30 })).toEqual([AB]);
    expect(treatmentPath(together, { ...plain, combinationDays: 19 })).toEqual([A, AB]);
  });

  test('does not come back to a treatment unless repeats count', () => {
    const back = [
      { event: 0, start: 0, end: 9 },
      { event: 1, start: 10, end: 19 },
      { event: 0, start: 20, end: 29 },
    ];
    expect(treatmentPath(back, plain)).toEqual([A, B]);
    expect(treatmentPath(back, { ...plain, repeats: true })).toEqual([A, B, A]);
  });

  test('joins a treatment that pauses', () => {
    const paused = [
      { event: 0, start: 0, end: 9 },
      { event: 0, start: 40, end: 49 },
    ];
    expect(treatmentPath(paused, { ...plain, repeats: true })).toEqual([A]);
  });
});

/** Days looked at one after the other. */
function dayByDay(periods: readonly TreatmentPeriod[], options: PathwayOptions): number[] {
  const starts = periods.map(({ start }) => start).sort((a, b) => a - b);
  const anchors: number[] = [];
  for (const start of starts) {
    const last = anchors.at(-1);
    if (last === undefined || start > last + options.combinationDays) anchors.push(start);
  }
  const movedTo = (start: number) => Math.max(...anchors.filter((anchor) => anchor <= start));
  const lastDay = Math.max(0, ...periods.map(({ end }) => end));
  const sets = Array.from({ length: lastDay + 2 }, (_, day) =>
    periods
      .filter(({ start, end }) => movedTo(start) <= day && day <= end)
      .reduce((set, { event }) => set | (1 << event), 0),
  );
  const runs: { set: number; days: number }[] = [];
  for (const set of sets) {
    const last = runs.at(-1);
    if (last && last.set === set) last.days += 1;
    else runs.push({ set, days: 1 });
  }
  const steps = runs
    .filter(({ set, days }) => set !== 0 && days >= options.minimumDays)
    .map(({ set }) => set);
  const changes = steps.filter((set, i) => set !== steps[i - 1]);
  const path = options.repeats ? changes : changes.filter((set, i) => changes.indexOf(set) === i);
  return path.slice(0, LONGEST_PATH);
}

const periods = fc.array(
  fc
    .record({ event: fc.nat(3), start: fc.nat(80), days: fc.nat(40) })
    .map(({ event, start, days }) => ({ event, start, end: start + days })),
  { maxLength: 7 },
);
const options = fc.record({
  combinationDays: fc.nat(12),
  minimumDays: fc.integer({ min: 1, max: 15 }),
  repeats: fc.boolean(),
});

test('paths are those that looking at every day gives', () => {
  fc.assert(
    fc.property(periods, options, (own, chosen) => {
      expect(treatmentPath(own, chosen)).toEqual(dayByDay(own, chosen));
    }),
    { numRuns: 400 },
  );
});

const rules = { minimumCell: 10 };
const paths = fc.array(
  fc.tuple(
    fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
    fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 10, max: 200 })),
  ),
  { maxLength: 14 },
);

function treeOf(own: readonly (readonly [readonly number[], number])[]) {
  const root = emptyPaths();
  for (const [path, persons] of own) addPath(root, path, persons);
  return root;
}

/** Every number that the tree shows or that follows by subtracting branches from their node. */
function shownCounts(steps: readonly PathwayStep[], whole: number): number[] {
  const rest = whole - steps.reduce((sum, { persons }) => sum + persons, 0);
  return [
    ...(steps.length === 0 ? [] : [rest]),
    ...steps.flatMap(({ persons, next }) => [persons, ...shownCounts(next, persons)]),
  ];
}

test('no branch, nor what is left of a node besides its branches, is a small number', () => {
  fc.assert(
    fc.property(paths, (own) => {
      const root = treeOf(own);
      if (root.persons < rules.minimumCell) return;
      const { steps } = publishPathways(root, String, rules, new Map());
      for (const count of shownCounts(steps, root.persons)) {
        expect(count === 0 || count >= rules.minimumCell, String(count)).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

/** Counts by path as a reader takes them down; merged branches have no path. */
function byPath(steps: readonly PathwayStep[], path = ''): Map<string, number> {
  return new Map(
    steps.flatMap(({ events, persons, next }) => {
      if (events === null) return [];
      const key = `${path}>${events.join('+')}`;
      return [[key, persons] as const, ...byPath(next, key)];
    }),
  );
}

test('other options tell of nobody by few more or fewer on the same path', () => {
  fc.assert(
    fc.property(paths, paths, (own, more) => {
      const shown = new Map();
      const first = byPath(publishPathways(treeOf(own), String, rules, shown).steps);
      const second = byPath(publishPathways(treeOf([...own, ...more]), String, rules, shown).steps);
      for (const [path, persons] of second) {
        const difference = Math.abs(persons - (first.get(path) ?? persons));
        expect(difference === 0 || difference >= rules.minimumCell, `${path} ${difference}`).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
