import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWithheld, type PublishedCount } from '../../shared/disclosure/publishedCount.ts';
import type { ConceptUsage } from '../../shared/vocabulary/conceptUsage.ts';
import { publishUsage } from '../../shared/vocabulary/publishUsage.ts';
import type { UsedDescendants } from '../../shared/vocabulary/usedDescendants.ts';

const BELOW = 4;
const rules = { minimumCell: BELOW };

/** A release in which every person has one record: then persons add up as records do, the easiest prey. */
function usageOf(counts: readonly number[], withoutConcept: number, strangers: number): ConceptUsage {
  let next = 0;
  const persons = counts.map((count) =>
    count === 0 ? undefined : Uint32Array.from({ length: count }, () => next++),
  );
  const places = [...counts.keys(), -1].filter((at) => (at < 0 ? withoutConcept : counts[at]) !== 0);
  return {
    population: next + withoutConcept + strangers,
    personNumbers: next,
    persons,
    records: Float64Array.from(counts),
    roles: Uint8Array.from(counts, (count) => Number(count > 0)),
    columns: [
      {
        places: Int32Array.from(places),
        records: Float64Array.from(places, (at) => (at < 0 ? withoutConcept : (counts[at] ?? 0))),
      },
    ],
    pairs: [],
  };
}

/** Concepts below each: `parents[i]` are places after i of concepts above i. */
function descendants(parents: readonly (readonly number[])[], used: readonly number[]): UsedDescendants {
  const below = new Map<number, Set<number>>();
  const climb = (from: number, leaf: number) => {
    if (used[leaf] === 0) return;
    below.set(from, (below.get(from) ?? new Set()).add(leaf));
    for (const parent of parents[from] ?? []) climb(parent, leaf);
  };
  parents.forEach((_, leaf) => {
    climb(leaf, leaf);
  });
  return new Map([...below].map(([at, places]) => [at, [...places]]));
}

interface Equation {
  readonly cells: readonly number[];
  readonly sum: number;
}

/**
 * What a reader can know: the table's rows, each shown concept, and each shown sum that leaves nothing out. Tries every
 * world that fits and gathers which numbers each small cell has in one of them.
 */
function possibleCounts(
  unknown: readonly { readonly cell: number; readonly small: boolean }[],
  equations: readonly Equation[],
  most: number,
): ReadonlyMap<number, ReadonlySet<number>> {
  const possible = new Map(unknown.map(({ cell }) => [cell, new Set<number>()]));
  const world = new Map<number, number>();
  const fits = (done: boolean) =>
    equations.every(({ cells, sum }) => {
      const known = cells.filter((cell) => world.has(cell));
      const total = known.reduce((left, cell) => left + (world.get(cell) ?? 0), 0);
      return known.length === cells.length ? total === sum : !done && total <= sum;
    });
  const assign = (i: number): void => {
    const next = unknown[i];
    if (!next) {
      if (fits(true)) for (const [cell, count] of world) possible.get(cell)?.add(count);
      return;
    }
    const [from, to] = next.small ? [1, BELOW - 1] : [BELOW, most];
    for (let count = from; count <= to; count += 1) {
      world.set(next.cell, count);
      if (fits(false)) assign(i + 1);
      world.delete(next.cell);
    }
  };
  assign(0);
  return possible;
}

const shownNumber = (count: PublishedCount) => (isWithheld(count) ? null : count);

/** Runs the attack. @returns small cells whose range could be narrowed */
function betrayed(
  counts: readonly number[],
  parents: readonly (readonly number[])[],
  withoutConcept: number,
): readonly string[] {
  const usage = usageOf(counts, withoutConcept, 50);
  const below = descendants(parents, counts);
  const published = publishUsage(usage, below, rules);
  const used = counts.flatMap((count, at) => (count > 0 ? [at] : []));
  const own = new Map(used.map((at) => [at, shownNumber(published.own(at).records)]));
  const hidden = used.filter((at) => own.get(at) === null);
  const unknown = hidden.map((cell) => ({ cell, small: (counts[cell] ?? 0) < BELOW }));
  const outside = withoutConcept > 0 && withoutConcept < BELOW ? [{ cell: -1, small: true }] : [];
  const rest = (cells: readonly number[], total: number): Equation => ({
    cells: cells.filter((cell) => own.get(cell) === null || cell === -1),
    sum: total - cells.reduce((sum, cell) => sum + (own.get(cell) ?? 0), 0),
  });
  const rows = used.reduce((sum, at) => sum + (counts[at] ?? 0), 0);
  const equations = [
    outside.length > 0 ? rest([...used, -1], rows + withoutConcept) : rest(used, rows),
    ...[...below].flatMap(([at, cells]) => {
      const sums = published.withDescendants(at);
      const total = sums && sums.leftOut === 0 ? shownNumber(sums.records) : null;
      return total === null ? [] : [rest(cells, total)];
    }),
  ];
  const most = Math.max(BELOW, ...equations.map(({ sum }) => sum));
  const possible = possibleCounts([...unknown, ...outside], equations, most);
  return [...unknown, ...outside].flatMap(({ cell, small }) => {
    const found = [...(possible.get(cell) ?? [])].sort((a, b) => a - b);
    return small && found.length < BELOW - 1 ? [`${cell}: ${found.join()}`] : [];
  });
}

describe('nobody narrows a small count', () => {
  test('whatever the hierarchy is', () => {
    const size = 8;
    const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3 }), fc.integer({ min: 4, max: 12 }));
    const parents = fc.tuple(
      ...Array.from({ length: size }, (_, at) =>
        at === size - 1
          ? fc.constant<number[]>([])
          : fc.uniqueArray(fc.integer({ min: at + 1, max: size - 1 }), { maxLength: 2 }),
      ),
    );
    const counts = fc.array(count, { minLength: size, maxLength: size });
    // A table of next to nothing tells it by its number of rows, whatever is withheld here.
    const several = counts.filter((all) => {
      const large = all.filter((one) => one >= BELOW);
      return large.reduce((sum, one) => sum + one - BELOW, 0) >= BELOW && large.length >= 2;
    });
    fc.assert(
      fc.property(several, parents, fc.integer({ min: 0, max: 3 }), (all, above, without) => {
        expect(betrayed(all, above, without)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  test('a lone small child does not follow from its parent', () => {
    // 2 is above 0 and 1; 3 is another concept of the table.
    const usage = usageOf([2, 100, 0, 60], 0, 50);
    const published = publishUsage(usage, descendants([[2], [2], [], []], [2, 100, 0, 60]), rules);
    expect(published.own(0).persons).toEqual({ withheld: 'small', below: BELOW });
    expect(published.withDescendants(2)).toEqual({ persons: 100, records: 100, leftOut: 1 });
    // The table's rows would tell it too: the smallest other concept goes with it.
    expect(published.own(3).persons).toEqual({ withheld: 'complementary', below: BELOW });
  });

  test('many small children make a sum that can be shown', () => {
    const counts = [2, 2, 2, 2, 0, 70];
    const published = publishUsage(
      usageOf(counts, 0, 50),
      descendants([[4], [4], [4], [4], [], []], counts),
      rules,
    );
    expect(published.withDescendants(4)).toEqual({ persons: 8, records: 8, leftOut: 0 });
  });

  test('a rare source code does not follow from the standard concept that it maps to', () => {
    // The standard concept 0 has the source codes 1, 2 and 3; 4 and 5 are others of the same columns.
    const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);
    const records = [62, 40, 2, 20, 90, 90];
    const standard = { places: Int32Array.of(0, 4), records: Float64Array.of(62, 90) };
    const source = { places: Int32Array.of(1, 2, 3, 5), records: Float64Array.of(40, 2, 20, 90) };
    const usage: ConceptUsage = {
      population: 500,
      personNumbers: 500,
      persons: [range(0, 62), range(0, 40), range(40, 42), range(42, 62), range(100, 190), range(100, 190)],
      records: Float64Array.from(records),
      roles: Uint8Array.of(1, 2, 2, 2, 1, 2),
      columns: [standard, source],
      pairs: [1, 2, 3].map((place) => ({ standard: 0, source: place, records: records[place] ?? 0 })),
    };
    const published = publishUsage(usage, new Map(), rules);
    const shown = [0, 1, 2, 3].map((at) => shownNumber(published.own(at).records));
    expect(shown).toEqual([62, 40, null, null]);
  });

  test('persons: a parent that few more have than its child, or that its children share in few, is withheld', () => {
    const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);
    const usage = (a: Uint32Array, b: Uint32Array): ConceptUsage => ({
      ...usageOf([0, 0, 0], 0, 0),
      population: 500,
      personNumbers: 500,
      persons: [a, b, undefined],
      records: Float64Array.from([a.length, b.length, 0]),
    });
    const below: UsedDescendants = new Map([
      [0, [0]],
      [1, [1]],
      [2, [0, 1]],
    ]);
    const sums = (a: Uint32Array, b: Uint32Array) =>
      publishUsage(usage(a, b), below, rules).withDescendants(2)?.persons;
    expect(sums(range(0, 100), range(50, 102))).toEqual({ withheld: 'complementary', below: BELOW });
    expect(sums(range(0, 100), range(98, 150))).toEqual({ withheld: 'complementary', below: BELOW });
    expect(sums(range(0, 100), range(50, 150))).toBe(150);
    expect(sums(range(0, 100), range(50, 100))).toBe(100);
  });
});
