import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withheldInTree } from '../../../shared/study/safety/publishing/withheldInTree.ts';

const rules = { minimumCell: 10 };
const most = 100_000;

/** Trees in which a node is the sum of those below it, or also has persons of its own. */
const world = fc
  .record({
    parents: fc.array(fc.nat({ max: 1_000 }), { minLength: 1, maxLength: 14 }),
    leaves: fc.array(fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 60 })), { minLength: 15, maxLength: 15 }),
  })
  .map(({ parents, leaves }) => {
    const size = parents.length + 1;
    const parentOf = [-1, ...parents.map((value, i) => value % (i + 1))];
    const children = Array.from({ length: size }, (_, node) =>
      parentOf.flatMap((parent, child) => (parent === node ? [child] : [])),
    );
    const counts = leaves.slice(0, size);
    for (let node = size - 1; node >= 0; node--) {
      const below = children[node] ?? [];
      if (below.length > 0) counts[node] = below.reduce((sum, child) => sum + (counts[child] ?? 0), 0);
    }
    return { counts, children };
  });

/** What follows for each count from those shown, by narrowing every sum until nothing changes. */
function attack(
  counts: readonly number[],
  children: readonly (readonly number[])[],
  hidden: ReadonlySet<number>,
) {
  const bounds = counts.map((count, node): [number, number] => {
    if (!hidden.has(node)) return [count, count];
    const isUnderSmall = children.some(
      (below, parent) => below.includes(node) && hidden.has(parent) && (counts[parent] ?? 0) < 10,
    );
    return count < rules.minimumCell
      ? [isUnderSmall ? 0 : 1, rules.minimumCell - 1]
      : [rules.minimumCell, most];
  });
  const of = (node: number): [number, number] => bounds[node] as [number, number];
  for (let changed = true; changed; ) {
    changed = false;
    const narrow = (node: number, lower: number, upper: number): void => {
      const [low, high] = of(node);
      if (lower <= low && upper >= high) return;
      bounds[node] = [Math.max(low, lower), Math.min(high, upper)];
      changed = true;
    };
    children.forEach((below, node) => {
      if (below.length === 0) return;
      const lows = below.reduce((sum, child) => sum + of(child)[0], 0);
      const highs = below.reduce((sum, child) => sum + of(child)[1], 0);
      narrow(node, lows, highs);
      for (const child of below) {
        const [low, high] = of(child);
        narrow(child, of(node)[0] - (highs - high), of(node)[1] - (lows - low));
      }
    });
  }
  return bounds;
}

test('from what is shown no small count is narrowed, and no withheld one is told', () => {
  fc.assert(
    fc.property(world, ({ counts, children }) => {
      const hidden = withheldInTree(counts, children, rules);
      const bounds = attack(counts, children, hidden);
      counts.forEach((count, node) => {
        if (!hidden.has(node)) {
          expect(count > 0 && count < 10).toBe(false);
          return;
        }
        const [low, high] = bounds[node] as [number, number];
        if (count < 10) expect([low, high]).toEqual([low > 0 ? 1 : 0, 9]);
        else expect(high).toBeGreaterThan(low);
      });
    }),
    { numRuns: 3_000 },
  );
});

test('nested counts that differ by few are not both shown', () => {
  expect([...withheldInTree([100, 97], [[1], []], rules)]).toEqual([1]);
  expect([...withheldInTree([100, 100], [[1], []], rules)]).toEqual([]);
  expect([...withheldInTree([100, 80], [[1], []], rules)]).toEqual([]);
});

test('a single small count takes another of its sum with it', () => {
  expect([...withheldInTree([65, 40, 20, 5], [[1, 2, 3], [], [], []], rules)].sort()).toEqual([2, 3]);
});
