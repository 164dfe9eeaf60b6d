import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import { publishLinked } from '../../disclosure/publishLinked.ts';
import type { PropensityResult } from './comparisonResult.ts';
import type { CountFamilies } from './nearCounts.ts';

/** Preference scores between which persons are in equipoise. */
const EQUIPOISE = { from: 0.3, to: 0.7 };

/**
 * Steps are parts of each other and of the arms. The histogram's bins add up to the arms, and those in the middle to
 * equipoise times all persons: where the bins cannot be protected against these sums, they are withheld whole.
 */
export function publishPropensity(
  own: PropensityResult<number>,
  arms: { readonly target: string; readonly comparator: string },
  families: CountFamilies,
  rules: OutputRules,
): PropensityResult {
  const steps = own.steps.map(({ step, target, comparator }) => ({
    step,
    target: families.of('persons', arms.target).publish(target),
    comparator: families.of('persons', arms.comparator).publish(comparator),
  }));
  const last = steps[steps.length - 1];
  const isCounted = last !== undefined && !isWithheld(last.target) && !isWithheld(last.comparator);
  const isEquipoiseSafe = equipoiseIsSafe(own, rules);
  return {
    ...own,
    equipoise: isEquipoiseSafe ? own.equipoise : null,
    preference: publishHistogram(own, isEquipoiseSafe, rules),
    steps,
    effective: isCounted ? own.effective : null,
    largestWeight: isCounted ? own.largestWeight : null,
  };
}

function allPersons({ preference }: PropensityResult<number>): number {
  return preference.reduce((sum, { target, comparator }) => sum + target + comparator, 0);
}

function equipoiseIsSafe(own: PropensityResult<number>, rules: OutputRules): boolean {
  if (own.equipoise === null) return true;
  const all = allPersons(own);
  const inside = Math.round(own.equipoise * all);
  return !isSmall(inside, rules) && !isSmall(all - inside, rules);
}

function publishHistogram(
  { preference }: PropensityResult<number>,
  equipoiseIsShown: boolean,
  rules: OutputRules,
): PropensityResult['preference'] {
  const bins = preference.length;
  const cells = [
    ...preference.map(({ target }) => target),
    ...preference.map(({ comparator }) => comparator),
  ];
  const places = Array.from({ length: bins }, (_, bin) => bin);
  const middle = places.filter(
    (bin) => (bin + 0.5) / bins > EQUIPOISE.from && (bin + 0.5) / bins < EQUIPOISE.to,
  );
  const sums = [
    places,
    places.map((bin) => bins + bin),
    ...(equipoiseIsShown ? [middle.flatMap((bin) => [bin, bins + bin])] : []),
  ];
  const { published, sumIsSafe } = publishLinked(cells, sums, rules);
  const at = (place: number): PublishedCount => {
    if (sumIsSafe.every(Boolean)) return published[place] ?? 0;
    const below = rules.minimumCell;
    return { withheld: isSmall(cells[place] ?? 0, rules) ? 'small' : 'complementary', below };
  };
  return places.map((bin) => ({ target: at(bin), comparator: at(bins + bin) }));
}
