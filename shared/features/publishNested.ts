import { isSmall, type OutputRules } from '../disclosure/outputRules.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { keepsItsRange } from '../disclosure/publishLinked.ts';

/**
 * Publishes counts of persons in sets nested in each other, where the number of all persons is known: two shown counts
 * tell their difference. Between shown counts (and 0 and the whole) enough sets are withheld that nobody who knows these
 * rules can narrow a small difference below 1…minimumCell−1.
 *
 * @param rings persons by the narrowest set that they are in, narrowest first; the last: in none
 * @returns the count of each set, narrowest first; one fewer than rings
 */
export function publishNested(rings: readonly number[], rules: OutputRules): PublishedCount[] {
  const sets = rings.length - 1;
  const shown = Array.from({ length: sets }, () => true);

  /** Rings between neighbouring shown sets, as [first, last]. */
  function groups(): [number, number][] {
    const ends = [...shown.flatMap((isShown, set) => (isShown ? [set] : [])), sets];
    return ends.map((end, i) => [(ends[i - 1] ?? -1) + 1, end]);
  }

  function tells([first, last]: [number, number]): boolean {
    const occupied = rings.slice(first, last + 1).filter((persons) => persons > 0);
    const small = occupied.filter((persons) => isSmall(persons, rules)).length;
    const sum = occupied.reduce((total, persons) => total + persons, 0);
    return small > 0 && !keepsItsRange(small, occupied.length - small, sum, rules.minimumCell);
  }

  for (;;) {
    const group = groups().find((each) => tells(each) && !(each[0] === 0 && each[1] === sets));
    if (!group) break;
    const [first, last] = group;
    // The wider side first: what is lost is then the less specific window; the whole cannot be lost.
    const wider = last < sets && (last < sets - 1 || first === 0);
    shown[wider ? last : first - 1] = false;
  }
  let persons = 0;
  return shown.map((isShown, set) => {
    persons += rings[set] ?? 0;
    if (persons === 0) return 0;
    if (isSmall(persons, rules)) return { withheld: 'small', below: rules.minimumCell };
    return isShown ? persons : { withheld: 'complementary', below: rules.minimumCell };
  });
}
