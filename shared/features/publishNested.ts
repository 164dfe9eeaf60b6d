import { isSmall, type OutputRules } from '../disclosure/outputRules.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';

/**
 * Publishes counts of persons in sets nested in each other, where the number of all persons is known: two shown counts
 * tell their difference. Where the persons between two neighbouring sets are few, one of the sets is withheld, and
 * further ones until the persons between those still shown are so many (2 × minimumCell − 1) that the few among them can
 * be any number of 1…minimumCell−1. Which set goes depends on places only, so that it tells nothing more.
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
    const sum = rings.slice(first, last + 1).reduce((total, persons) => total + persons, 0);
    return first === last ? isSmall(sum, rules) : sum < 2 * rules.minimumCell - 1;
  }

  for (;;) {
    const group = groups().find((each) => tells(each) && !(each[0] === 0 && each[1] === sets));
    if (!group) break;
    const [first, last] = group;
    // The wider side first: what is lost is then the less specific window; the whole cannot be lost.
    const wider = last < sets && (last < sets - 1 || first === 0);
    shown[wider ? last : first - 1] = false;
  }
  // Of a whole this small, that a withheld count is not small would say how few are outside it.
  const saysSmall = rings.reduce((total, own) => total + own, 0) >= 2 * rules.minimumCell - 1;
  let persons = 0;
  return shown.map((isShown, set) => {
    persons += rings[set] ?? 0;
    if (persons === 0) return 0;
    if (isSmall(persons, rules) && saysSmall) return { withheld: 'small', below: rules.minimumCell };
    return isShown ? persons : { withheld: 'complementary', below: rules.minimumCell };
  });
}
