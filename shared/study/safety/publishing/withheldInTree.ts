import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { keepsItsRange } from '../../../disclosure/publishLinked.ts';
import { type Bounds, treeBounds } from './treeBounds.ts';

/**
 * Which counts of persons in a hierarchy must not be shown: small ones, and those from which with others they would
 * follow. A node counts its persons once, and everybody of the nodes below it. Readers who take nodes for disjoint know
 * that a node is the sum of those below it: what a shown node leaves beside the shown ones below it (looking through
 * withheld ones) must not tell on the withheld ones, and no two nested shown counts differ by few. Below a
 * small count nothing is shown, not even which are 0: how many are not would narrow it.
 *
 * @param counts whole counts ≥ 0
 * @param children of each node the places of those directly below it
 * @param seed places that must not be shown for reasons of their own
 */
export function withheldInTree(
  counts: readonly number[],
  children: readonly (readonly number[])[],
  rules: OutputRules,
  seed: Iterable<number> = [],
): ReadonlySet<number> {
  const below = rules.minimumCell;
  const at = (node: number): number => counts[node] ?? 0;
  const hidden = new Set(seed);
  counts.forEach((count, node) => {
    if (isSmall(count, rules)) hideWithAllBelow(node);
  });
  const nodes = [...counts.keys()].filter((node) => (children[node] ?? []).length > 0);

  function hideWithAllBelow(node: number): void {
    hidden.add(node);
    for (const child of children[node] ?? []) if (!hidden.has(child)) hideWithAllBelow(child);
  }

  const restOf = (node: number): number =>
    Math.max(0, at(node) - (children[node] ?? []).reduce((sum, child) => sum + at(child), 0));

  /** What is shown below a node, nearest first, and what is not: withheld counts and persons directly of the node. */
  function frontier(node: number): Frontier {
    const shown = new Set<number>();
    const cells = new Map<number, number>();
    const rests: number[] = [];
    const seen = new Set<number>();
    const descend = (parent: number): void => {
      if (seen.has(parent)) return;
      seen.add(parent);
      const rest = restOf(parent);
      if (rest > 0) rests.push(rest);
      for (const child of children[parent] ?? []) {
        if (!hidden.has(child)) shown.add(child);
        else if (hasShownBelow(child)) descend(child);
        else cells.set(child, at(child));
      }
    };
    descend(node);
    return { shown: [...shown], cells: [...cells.values()].filter((count) => count > 0), rests };
  }

  function hasShownBelow(node: number): boolean {
    return (children[node] ?? []).some((child) => !hidden.has(child) || hasShownBelow(child));
  }

  function isProtected(node: number, { shown, cells, rests }: Frontier, also?: number): boolean {
    const kept = shown.filter((one) => one !== also);
    const residual = at(node) - kept.reduce((sum, one) => sum + at(one), 0);
    const unknown = also === undefined ? [...cells, ...rests] : [...cells, ...rests, at(also)];
    const small = unknown.filter((count) => isSmall(count, rules)).length;
    const large = unknown.length - small;
    const secret = cells.length + (also === undefined ? 0 : 1);
    if (residual <= 0) return true;
    if (small === 0) return secret === 0 || large > 1;
    // Less than they are at least: then readers know that they overlap, and nothing of any of them.
    return residual < small + large * below || keepsItsRange(small, large, residual, below);
  }

  /** Withholds one of these that lies below, or else the node itself. */
  function withholdFor(node: number, own: Frontier): void {
    const candidates = own.shown.filter((one) => at(one) >= below).sort((a, b) => at(a) - at(b) || a - b);
    const next = candidates.find((one) => isProtected(node, own, one)) ?? candidates.at(-1);
    hidden.add(next ?? node);
  }

  /** Withholds something that tells on few at this node; false when nothing does. */
  function improve(node: number): boolean {
    const own = frontier(node);
    if (hidden.has(node)) {
      const sum = own.shown.reduce((total, one) => total + at(one), 0);
      const isTold = own.cells.length === 0 && own.rests.length === 0 && Math.abs(sum - at(node)) < below;
      const smallest = own.shown.filter((one) => at(one) >= below).sort((a, b) => at(a) - at(b) || a - b)[0];
      if (!isTold || smallest === undefined) return false;
      hidden.add(smallest);
      return true;
    }
    const near = own.shown.filter((one) => isSmall(at(node) - at(one), rules));
    for (const one of near) hidden.add(one);
    if (near.length > 0) return true;
    if (isProtected(node, own)) return false;
    withholdFor(node, own);
    return true;
  }

  const parents = counts.map((): number[] => []);
  children.forEach((of, node) => {
    for (const child of of) parents[child]?.push(node);
  });

  /** The nearest shown count above a node. */
  function shownAbove(node: number): number | undefined {
    for (const parent of parents[node] ?? []) {
      const found = hidden.has(parent) ? shownAbove(parent) : parent;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  function settle(): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const node of nodes) while (improve(node)) changed = true;
    }
  }

  settle();
  // Sums within withheld sums may still narrow a count: then one more of the shown sum above it gives way.
  for (let again = true; again; ) {
    again = false;
    const bounds = treeBounds(counts, children, hidden, rules);
    for (const node of hidden) {
      const [low, high] = bounds[node] as Bounds;
      const isTold = isSmall(at(node), rules) ? low > 1 || high < below - 1 : low === high;
      const above = isTold ? shownAbove(node) : undefined;
      if (above === undefined) continue;
      withholdFor(above, frontier(above));
      again = true;
      break;
    }
    if (again) settle();
  }
  return hidden;
}

interface Frontier {
  readonly shown: readonly number[];
  readonly cells: readonly number[];
  readonly rests: readonly number[];
}
