import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import { publishLinked } from '../../disclosure/publishLinked.ts';
import type { SubgroupEffects } from './comparisonResult.ts';
import type { CountFamilies } from './nearCounts.ts';

/** One arm's persons and outcomes, in all and per category. */
interface ArmCells {
  readonly arm: string;
  readonly persons: number;
  readonly events: number;
  readonly perCategory: readonly { readonly persons: number; readonly events: number }[];
}

interface ArmCounts {
  readonly persons: readonly PublishedCount[];
  readonly events: readonly PublishedCount[];
}

export interface SubgroupTotals {
  readonly target: { readonly arm: string; readonly persons: number; readonly events: number };
  readonly comparator: { readonly arm: string; readonly persons: number; readonly events: number };
}

/**
 * Effects within categories. In each arm, persons with and without the outcome over the categories (and of no known one)
 * add up to the arm, the categories' persons and the outcomes: all these sums are known. Where they cannot be protected, or
 * differ by few from the same category in another follow-up, no count of the arm is shown in the subgroup. An
 * effect is null where its persons or outcomes are few, or their numbers withheld for another's sake.
 */
export function publishSubgroups(
  subgroups: readonly SubgroupEffects<number>[],
  totals: SubgroupTotals,
  families: CountFamilies,
  rules: OutputRules,
): SubgroupEffects[] {
  return subgroups.map((subgroup) => {
    const target = publishArm(subgroup, targetCells(subgroup, totals), families, rules);
    const comparator = publishArm(subgroup, comparatorCells(subgroup, totals), families, rules);
    const categories = subgroup.categories.map((category, c) => {
      const counts = {
        target: target.persons[c] ?? 0,
        comparator: comparator.persons[c] ?? 0,
        targetEvents: target.events[c] ?? 0,
        comparatorEvents: comparator.events[c] ?? 0,
      };
      const isShown = !Object.values(counts).some(isWithheld);
      return {
        id: category.id,
        name: category.name,
        ...counts,
        effect: isShown ? category.effect : null,
        shrunk: isShown ? category.shrunk : null,
      };
    });
    const said = categories.filter(({ effect }) => effect !== null).length;
    const isTested = said === subgroup.categories.filter(({ effect }) => effect !== null).length;
    return {
      id: subgroup.id,
      name: subgroup.name,
      categories,
      interactionP: isTested ? subgroup.interactionP : null,
      interactionAdjustedP: isTested ? subgroup.interactionAdjustedP : null,
    };
  });
}

function targetCells({ categories }: SubgroupEffects<number>, { target }: SubgroupTotals): ArmCells {
  return {
    ...target,
    perCategory: categories.map((c) => ({ persons: c.target, events: c.targetEvents })),
  };
}

function comparatorCells({ categories }: SubgroupEffects<number>, { comparator }: SubgroupTotals): ArmCells {
  return {
    ...comparator,
    perCategory: categories.map((c) => ({ persons: c.comparator, events: c.comparatorEvents })),
  };
}

function publishArm(
  { id }: SubgroupEffects<number>,
  { arm, persons, events, perCategory }: ArmCells,
  families: CountFamilies,
  rules: OutputRules,
): ArmCounts {
  const inCategories = perCategory.reduce(
    (sum, one) => ({ persons: sum.persons + one.persons, events: sum.events + one.events }),
    { persons: 0, events: 0 },
  );
  const all = [
    ...perCategory,
    { persons: persons - inCategories.persons, events: events - inCategories.events },
  ];
  const places = Array.from(all.keys());
  const sizes = publishLinked(
    all.map((one) => one.persons),
    [places],
    rules,
  );
  const cells = all.flatMap((one) => [one.events, one.persons - one.events]);
  const { published, sumIsSafe } = publishLinked(
    cells,
    [
      places.flatMap((c) => [2 * c, 2 * c + 1]),
      places.map((c) => 2 * c),
      ...places.filter((c) => !isWithheld(sizes.published[c] ?? 0)).map((c) => [2 * c, 2 * c + 1]),
    ],
    rules,
  );
  const near = (c: number): boolean =>
    families.of('category', arm, id, String(c)).isNear(perCategory[c]?.persons ?? 0);
  const isHidden = ![...sizes.sumIsSafe, ...sumIsSafe].every(Boolean) || perCategory.some((_, c) => near(c));
  const hide = (count: number): PublishedCount => ({
    withheld: isSmall(count, rules) ? 'small' : 'complementary',
    below: rules.minimumCell,
  });
  if (isHidden) {
    return {
      persons: perCategory.map((one) => hide(one.persons)),
      events: perCategory.map((one) => hide(one.events)),
    };
  }
  return {
    persons: perCategory.map((one, c) =>
      families.of('category', arm, id, String(c)).decided(one.persons, sizes.published[c] ?? 0),
    ),
    events: perCategory.map((_, c) => published[2 * c] ?? 0),
  };
}
