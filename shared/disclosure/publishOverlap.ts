import type { OutputRules } from './outputRules.ts';
import type { PublishedCount } from './publishedCount.ts';
import { publishLinked } from './publishLinked.ts';

/**
 * Publishes how many persons are in exactly which of several cohorts, where the cohorts' sizes are known: every
 * cohort's combinations add up to its size. A size that cannot protect its combinations is withheld itself.
 */
export function publishOverlap(
  combinations: readonly { readonly members: readonly boolean[]; readonly persons: number }[],
  rules: OutputRules,
): { readonly combinations: readonly PublishedCount[]; readonly sizes: readonly PublishedCount[] } {
  const cohorts = combinations[0]?.members.length ?? 0;
  const sums = Array.from({ length: cohorts }, (_, cohort) =>
    combinations.flatMap(({ members }, index) => (members[cohort] ? [index] : [])),
  );
  const persons = combinations.map((combination) => combination.persons);
  const { published, sumIsSafe } = publishLinked(persons, sums, rules);
  return {
    combinations: published,
    sizes: sums.map((sum, cohort): PublishedCount => {
      const size = sum.reduce((total, index) => total + (persons[index] ?? 0), 0);
      if (sumIsSafe[cohort]) return size;
      return { withheld: size < rules.minimumCell ? 'small' : 'complementary', below: rules.minimumCell };
    }),
  };
}
