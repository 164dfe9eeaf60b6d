import { groupCount, type OutcomeCounts } from '../analysis/outcomeCounts.ts';
import type { StrataCounts } from '../analysis/strataCounts.ts';
import { sumOf } from './safetyViews.ts';

/**
 * Counts in the strata that are shown, and of all others together: what is worked out from them says nothing that the
 * shown counts do not.
 *
 * @param strata those that are counted
 * @param isShown whether a stratum is shown in every group that is compared
 */
export function shownStrata(
  counts: StrataCounts,
  strata: readonly number[],
  isShown: (stratum: number) => boolean,
): StrataCounts {
  const rest = strata.filter((stratum) => !isShown(stratum));
  const cells = strata.filter(isShown).map((stratum) => [stratum]);
  if (rest.length > 0) cells.push(rest);
  const sums = cells.flatMap((cell) =>
    Array.from({ length: groupCount }, (_, group) => sumOf(counts, group, cell)),
  );
  const column = (of: keyof OutcomeCounts): Float64Array => Float64Array.from(sums, (sum) => sum[of]);
  return {
    persons: column('persons'),
    withEvent: column('withEvent'),
    events: column('events'),
    days: column('days'),
  };
}
