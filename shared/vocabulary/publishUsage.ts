import type { OutputRules } from '../disclosure/outputRules.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import type { ConceptCounts, HierarchyCounts } from './conceptApi.ts';
import type { ConceptUsage } from './conceptUsage.ts';
import { publishHierarchy } from './publishHierarchy.ts';
import type { UsedDescendants } from './usedDescendants.ts';
import { withheldConcepts } from './withheldConcepts.ts';

/** A release's use of its concepts as it may be shown, decided once for all concepts so that no order of asking matters. */
export interface PublishedUsage {
  /** By place. */
  own(at: number): ConceptCounts;
  /** Null where no descendant is used. */
  withDescendants(at: number): HierarchyCounts | null;
}

const ROLES = [null, 'standard', 'source', 'both'] as const;

/** Decides which counts may be shown: of concepts themselves, then of concepts with their descendants. */
export function publishUsage(
  usage: ConceptUsage,
  below: UsedDescendants,
  rules: OutputRules,
): PublishedUsage {
  const decision = withheldConcepts(usage, rules);
  const sums = publishHierarchy(usage, below, decision, rules);
  const own = (at: number): ConceptCounts => {
    const hidden = hiddenCount(decision.withheld.get(at), rules);
    return {
      persons: hidden ?? usage.persons[at]?.length ?? 0,
      records: hidden ?? usage.records[at] ?? 0,
      role: ROLES[usage.roles[at] ?? 0] ?? null,
    };
  };
  return { own, withDescendants: (at) => sums.get(at) ?? null };
}

/** A count that is not shown, for the reason given; undefined where there is none. */
export function hiddenCount(
  why: 'small' | 'complementary' | undefined,
  { minimumCell }: OutputRules,
): PublishedCount | undefined {
  return why && { withheld: why, below: minimumCell };
}
