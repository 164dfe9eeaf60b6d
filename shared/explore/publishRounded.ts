import type { OutputRules } from '../disclosure/outputRules.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';

/**
 * A count that can be filtered at will: the nearest multiple of the minimum cell, and nothing of what lies below it, 0
 * included, so that an empty selection and a small one look the same.
 */
export function publishRounded(count: number, { minimumCell }: OutputRules): PublishedCount {
  if (count < minimumCell) return { withheld: 'small', below: minimumCell };
  return Math.round(count / minimumCell) * minimumCell;
}
