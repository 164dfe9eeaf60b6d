import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import { publishLinked } from '../../disclosure/publishLinked.ts';
import type { PropensityResult } from './comparisonResult.ts';
import type { CountFamilies } from './nearCounts.ts';

/**
 * Steps are parts of each other and of the arms. The histogram's bins add up to the arms: where they cannot be protected
 * against that, they are withheld whole.
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
  return {
    ...own,
    equipoise: publishEquipoise(own, rules),
    preference: publishHistogram(own, rules),
    steps,
    effective: isCounted ? own.effective : null,
    largestWeight: isCounted ? own.largestWeight : null,
  };
}

/**
 * The share of persons in equipoise, in steps of the minimum cell of persons: exact shares of several pairs could be solved
 * for few persons.
 */
export function publishEquipoise(
  { equipoise, preference }: PropensityResult<number>,
  { minimumCell }: OutputRules,
): number | null {
  const all = preference.reduce((sum, { target, comparator }) => sum + target + comparator, 0);
  if (equipoise === null || all === 0) return null;
  return Math.min(1, (Math.round((equipoise * all) / minimumCell) * minimumCell) / all);
}

function publishHistogram(
  { preference }: PropensityResult<number>,
  rules: OutputRules,
): PropensityResult['preference'] {
  const bins = preference.length;
  const cells = [
    ...preference.map(({ target }) => target),
    ...preference.map(({ comparator }) => comparator),
  ];
  const places = Array.from({ length: bins }, (_, bin) => bin);
  const sums = [places, places.map((bin) => bins + bin)];
  const { published, sumIsSafe } = publishLinked(cells, sums, rules);
  const at = (place: number): PublishedCount => {
    if (sumIsSafe.every(Boolean)) return published[place] ?? 0;
    const below = rules.minimumCell;
    return { withheld: isSmall(cells[place] ?? 0, rules) ? 'small' : 'complementary', below };
  };
  return places.map((bin) => ({ target: at(bin), comparator: at(bins + bin) }));
}
