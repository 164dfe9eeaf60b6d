import { isSmall, type OutputRules } from './outputRules.ts';
import type { PublishedCount } from './publishedCount.ts';

/**
 * Publishes counts whose sum the reader knows. Small parts are withheld, and then as few others (the smallest that
 * serve) until nobody who knows the sum and these rules can narrow a small part below 1…minimumCell−1. When not even
 * withholding all parts protects them, every part is withheld; the caller must then not show the sum either
 * (`sumIsSafe` false).
 *
 * @param parts whole counts ≥ 0
 */
export function publishParts(
  parts: readonly number[],
  rules: OutputRules,
): { readonly published: readonly PublishedCount[]; readonly sumIsSafe: boolean } {
  const small = parts.flatMap((count, index) => (isSmall(count, rules) ? [index] : []));
  if (small.length === 0) return { published: parts, sumIsSafe: true };
  const below = rules.minimumCell;
  const candidates = parts
    .map((count, index) => ({ count, index }))
    .filter(({ count }) => count >= below)
    .sort((a, b) => a.count - b.count || a.index - b.index);
  const complementary = new Set<number>();
  let sum = small.reduce((total, index) => total + (parts[index] ?? 0), 0);
  while (!isProtected(small.length, complementary.size, sum, below)) {
    const wanted = candidates.filter(({ index }) => !complementary.has(index));
    const next =
      wanted.find(({ count }) => isProtected(small.length, complementary.size + 1, sum + count, below)) ??
      wanted.at(-1);
    if (!next) break;
    complementary.add(next.index);
    sum += next.count;
  }
  return {
    published: parts.map((count, index) => {
      if (isSmall(count, rules)) return { withheld: 'small', below };
      return complementary.has(index) ? { withheld: 'complementary', below } : count;
    }),
    sumIsSafe: isProtected(small.length, complementary.size, sum, below),
  };
}

/**
 * Whether each of `small` counts in 1…below−1 that, with `large` counts ≥ below, make up `sum` may still be anything in
 * 1…below−1.
 */
function isProtected(small: number, large: number, sum: number, below: number): boolean {
  const others = small - 1;
  const highest = sum - others - large * below;
  const lowest = large > 0 ? 1 : sum - others * (below - 1);
  return highest >= below - 1 && lowest <= 1;
}
