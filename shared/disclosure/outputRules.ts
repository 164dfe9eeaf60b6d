import type { PublishedCount } from './publishedCount.ts';

/**
 * What may be shown of a release. `minimumCell` is the smallest publishable count of persons; 0 is publishable, as in
 * the Japanese NDB guideline (research: MHLW NDB publication rules).
 */
export interface OutputRules {
  readonly minimumCell: number;
}

/** The strictest rules: what holds when a release states none. */
export const strictestOutputRules: OutputRules = { minimumCell: 10 };

/** True for 1…minimumCell−1: a count, or a difference of two shown counts, that points at few persons. */
export function isSmall(count: number, rules: OutputRules): boolean {
  return count > 0 && count < rules.minimumCell;
}

/** A count on its own: withheld when small. For counts that add up to shown totals see `publishParts`. */
export function publishCount(count: number, rules: OutputRules): PublishedCount {
  return isSmall(count, rules) ? { withheld: 'small', below: rules.minimumCell } : count;
}
