import { isWithheld, type PublishedCount } from './publishedCount.ts';

/**
 * Items with the largest shown count first; equal ones and, last, withheld ones stay in the order given, which must not
 * depend on true counts: that one withheld count is larger than another narrows both.
 */
export function largestFirst<T extends { readonly persons: PublishedCount }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => shown(b.persons) - shown(a.persons));
}

function shown(count: PublishedCount): number {
  return isWithheld(count) ? -1 : count;
}
