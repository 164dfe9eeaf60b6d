import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../../disclosure/publishedCount.ts';

/** A count with the persons behind it (numbers, ascending): events may be more than persons. */
export interface CountedSet {
  readonly count: number;
  readonly persons: Int32Array;
}

/** Decides on a set of persons together with all sets shown before. */
export type Decide = (persons: Int32Array) => PublishedCount;

/** A count that is shown unless it, its persons, or what they leave of a set shown before are few. */
export function publishSet(
  { count, persons }: CountedSet,
  decide: Decide,
  rules: OutputRules,
): PublishedCount {
  const below = rules.minimumCell;
  if (isSmall(count, rules) || isSmall(persons.length, rules)) return { withheld: 'small', below };
  return isWithheld(decide(persons)) ? { withheld: 'complementary', below } : count;
}
