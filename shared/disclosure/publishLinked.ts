import { isSmall, type OutputRules } from './outputRules.ts';
import type { PublishedCount } from './publishedCount.ts';
import { fixedUnknowns } from './solvable.ts';

/**
 * Publishes counts of which some sums are known to the reader. Small counts are withheld, and then, sum by sum, as few
 * others (the smallest that serve) until nobody who knows the sum and these rules can narrow a small count of it below
 * 1…minimumCell−1, and no solving of all shown sums together fixes one. A sum that cannot be protected must itself
 * not be shown (`sumIsSafe` false).
 *
 * @param counts whole counts ≥ 0
 * @param sums each the indexes of counts whose sum is known
 * @param withheld indexes of counts that must not be shown for reasons of their own, and must not be told either
 */
export function publishLinked(
  counts: readonly number[],
  sums: readonly (readonly number[])[],
  rules: OutputRules,
  withheld: readonly number[] = [],
): { readonly published: readonly PublishedCount[]; readonly sumIsSafe: readonly boolean[] } {
  const below = rules.minimumCell;
  const complementary = new Set(withheld);
  const secret = new Set(withheld);
  const at = (index: number) => counts[index] ?? 0;
  const isShown = (index: number) => !isSmall(at(index), rules) && !complementary.has(index);

  /** The withheld counts of a sum, with `extra` among them. */
  function isSumProtected(sum: readonly number[], extra?: number): boolean {
    const hidden = sum.filter((index) => !isShown(index) || index === extra);
    const small = hidden.filter((index) => isSmall(at(index), rules)).length;
    if (hidden.length === 0) return true;
    const total = hidden.reduce((left, index) => left + at(index), 0);
    return small === 0 ? hidden.length > 1 : keepsItsRange(small, hidden.length - small, total, below);
  }

  const hiddenSums = new Set<number>();

  /** Withholds the best of `candidates`; false when there is none. */
  function withholdOneOf(sum: readonly number[]): boolean {
    const candidates = sum
      .filter((index) => isShown(index) && at(index) >= below)
      .sort((a, b) => at(a) - at(b) || a - b);
    const next = candidates.find((index) => isSumProtected(sum, index)) ?? candidates.at(-1);
    if (next !== undefined) complementary.add(next);
    return next !== undefined;
  }

  /** A shown sum that gives away a small count: by its own range, or together with the other shown sums. */
  function findLeak(): number | undefined {
    const shownSums = sums.flatMap((_, sum) => (hiddenSums.has(sum) ? [] : [sum]));
    const alone = shownSums.find((sum) => !isSumProtected(sums[sum] ?? []));
    if (alone !== undefined) return alone;
    const unknowns = counts.flatMap((_, index) => (isShown(index) ? [] : [index]));
    const equations = shownSums.map((sum) => unknowns.map((index) => (sums[sum]?.includes(index) ? 1 : 0)));
    const fixed = [...fixedUnknowns(equations)].map((unknown) => unknowns[unknown] ?? -1);
    const told = fixed.find((index) => isSmall(at(index), rules) || secret.has(index));
    return told === undefined ? undefined : shownSums.find((sum) => sums[sum]?.includes(told));
  }

  for (let leak = findLeak(); leak !== undefined; leak = findLeak()) {
    if (!withholdOneOf(sums[leak] ?? [])) hiddenSums.add(leak);
  }
  return {
    published: counts.map((count, index) => {
      if (isSmall(count, rules)) return { withheld: 'small', below };
      return complementary.has(index) ? { withheld: 'complementary', below } : count;
    }),
    sumIsSafe: sums.map((_, sum) => !hiddenSums.has(sum)),
  };
}

/**
 * Whether each of `small` counts in 1…below−1 that, with `large` counts ≥ below, make up `sum` may still be anything in
 * 1…below−1.
 */
export function keepsItsRange(small: number, large: number, sum: number, below: number): boolean {
  const others = small - 1;
  const highest = sum - others - large * below;
  const lowest = large > 0 ? 1 : sum - others * (below - 1);
  return highest >= below - 1 && lowest <= 1;
}
