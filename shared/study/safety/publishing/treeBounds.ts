import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';

/** What readers can narrow a count to. */
export type Bounds = readonly [lower: number, upper: number];

/**
 * Between what the counts of a hierarchy lie for readers who know which are withheld, and take a node for the sum of
 * those below it: sums are narrowed until nothing changes. Sums that do not add up (persons of several nodes, or of the
 * node alone) narrow nothing.
 */
export function treeBounds(
  counts: readonly number[],
  children: readonly (readonly number[])[],
  hidden: ReadonlySet<number>,
  rules: OutputRules,
): readonly Bounds[] {
  const below = rules.minimumCell;
  const bounds = counts.map((count, node): Bounds => {
    if (!hidden.has(node)) return [count, count];
    if (count === 0) return [0, below - 1];
    return isSmall(count, rules) ? [1, below - 1] : [below, Number.POSITIVE_INFINITY];
  });
  // Below a small count all are withheld alike: none need be anybody.
  children.forEach((of, node) => {
    if (!isSmall(counts[node] ?? 0, rules)) return;
    for (const child of of) bounds[child] = [0, below - 1];
  });
  const of = (node: number): Bounds => bounds[node] as Bounds;
  let changed = true;
  const narrow = (node: number, lower: number, upper: number): void => {
    const [low, high] = of(node);
    if (!(lower > low) && !(upper < high)) return;
    bounds[node] = [Math.max(low, lower), Math.min(high, upper)];
    changed = true;
  };
  const sums = children.flatMap((parts, node) => {
    const total = parts.reduce((sum, child) => sum + (counts[child] ?? 0), 0);
    return parts.length > 0 && total === counts[node] ? [{ node, parts }] : [];
  });
  while (changed) {
    changed = false;
    for (const { node, parts } of sums) {
      const side = (k: 0 | 1, but: number): number =>
        parts.reduce((sum, child) => (child === but ? sum : sum + of(child)[k]), 0);
      narrow(node, side(0, -1), side(1, -1));
      for (const child of parts) narrow(child, of(node)[0] - side(1, child), of(node)[1] - side(0, child));
    }
  }
  return bounds;
}
