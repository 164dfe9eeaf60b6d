import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import { withheldInTree } from '../publishing/withheldInTree.ts';
import { type Families, FamilyProtection } from './familyProtection.ts';

/**
 * Which counts by sex and age band must not be shown, of all outcomes of a hierarchy at once: every view of the persons
 * is decided here, whether or not anybody asks for it, so that the order of asking cannot matter. Of an outcome whose
 * whole is withheld nothing is shown. Small counts are withheld, and then, one by one, what they would follow from:
 * within each view over the hierarchy (`withheldInTree`), within each outcome over its sums, and over both together.
 * Readers are taken to know which counts are 0, so that a withheld 0 protects nothing; they are not told which withheld
 * counts are small.
 *
 * @returns by outcome, which views are withheld (1); those that no filter names always are
 */
export function withheldInFamilies(families: Families, rules: OutputRules): Uint8Array[] {
  const { views, counts, children, isWholeShown, isSecret } = families;
  const named = new Set(views.named);
  const hidden = counts.map((own, outcome) =>
    Uint8Array.from(own, (count, view) => {
      if (view === 0) return isWholeShown[outcome] ? 0 : 1;
      return !isWholeShown[outcome] || !named.has(view) || isSmall(count, rules) || isSecret(outcome, view)
        ? 1
        : 0;
    }),
  );
  const protection = new FamilyProtection(families, hidden, rules);
  const parts = views.named.filter((view) => view !== 0);
  const settled = parts.map(() => -1);
  for (let changed = true; changed; ) {
    changed = false;
    parts.forEach((view, k) => {
      const places = hidden.flatMap((own, outcome) => (own[view] ? [outcome] : []));
      if (places.length === settled[k]) return;
      const found = withheldInTree(
        counts.map((own) => own[view] as number),
        children,
        rules,
        places,
      );
      settled[k] = found.size;
      for (const outcome of found) {
        if (hidden[outcome]?.[view] === 0) protection.hide(outcome, view);
      }
    });
    while (protection.improve()) changed = true;
  }
  return hidden;
}
