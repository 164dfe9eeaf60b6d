import type { CovariateDomain } from '../specification/comparisonSpecification.ts';
import { type CandidateName, conceptName } from './candidate.ts';
import type { CovariateContext } from './covariateContext.ts';
import { windowBits } from './covariateWindows.ts';
import type { ConceptGroup } from './hierarchy.ts';
import { datesWith, type Entries, entriesOf, PatternMerger } from './mergePatterns.ts';
import type { RecordPatterns } from './recordPatterns.ts';

/** Offers a binary covariate for each window. */
export function offerPresence(
  { windows, index, collector }: CovariateContext,
  domain: CovariateDomain,
  key: string,
  { concept, name }: { readonly concept: number | null; readonly name: CandidateName },
  entries: Entries,
): void {
  for (const window of windows) {
    const dates = datesWith(entries, windowBits(domain, window));
    if (dates.length === 0) continue;
    collector.offer({
      domain,
      key,
      window,
      concept,
      name,
      kind: 'binary',
      persons: dates.length,
      column: { kind: 'sparse', rows: index.rowsOf(dates) },
    });
  }
}

/** One covariate per concept and window: whether there is a record. */
export function offerConcepts(
  context: CovariateContext,
  domain: CovariateDomain,
  records: RecordPatterns,
): void {
  records.concepts.forEach((concept, key) => {
    const name = conceptName(concept);
    const reason = context.excluded.get(concept);
    if (reason) context.collector.leaveOut(domain, String(concept), name, reason);
    else offerPresence(context, domain, String(concept), { concept, name }, entriesOf(records, key));
  });
}

/**
 * One covariate per group and window: whether there is a record of any of its members that are not excluded. A group
 * of nothing else is excluded itself.
 * @param records one key per concept
 * @param standsForItself leaves out groups with no more members than the concept itself
 */
export function offerGroups(
  context: CovariateContext,
  domain: CovariateDomain,
  groups: readonly ConceptGroup[],
  records: RecordPatterns,
  standsForItself = false,
): void {
  const merger = new PatternMerger(context.index.count);
  const keyOf = new Map(Array.from(records.concepts, (concept, key) => [concept, key]));
  for (const { concept, members } of groups) {
    if (standsForItself && members.length === 1 && members[0] === concept) continue;
    const name = conceptName(concept);
    const left = members.filter((member) => !context.excluded.has(member));
    const reason = context.excluded.get(concept) ?? context.excluded.get(members[0] ?? 0);
    if (left.length === 0 || context.excluded.has(concept)) {
      context.collector.leaveOut(domain, String(concept), name, reason ?? 'excluded');
      continue;
    }
    for (const member of left) {
      const key = keyOf.get(member);
      if (key !== undefined) merger.add(records, key);
    }
    offerPresence(context, domain, String(concept), { concept, name }, merger.take());
  }
}
