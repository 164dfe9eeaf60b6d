import type { OutputRules } from './outputRules.ts';
import type { PublishedCount } from './publishedCount.ts';
import { publishLinked } from './publishLinked.ts';

/**
 * Publishes counts whose sum the reader knows; see {@link publishLinked}. When not even withholding all parts protects
 * the small ones, `sumIsSafe` is false and the caller must not show the sum.
 *
 * @param parts whole counts ≥ 0
 */
export function publishParts(
  parts: readonly number[],
  rules: OutputRules,
): { readonly published: readonly PublishedCount[]; readonly sumIsSafe: boolean } {
  const { published, sumIsSafe } = publishLinked(parts, [parts.map((_, index) => index)], rules);
  return { published, sumIsSafe: sumIsSafe[0] ?? true };
}
