import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import { publishParts } from '../../disclosure/publishParts.ts';
import type { ArmOutcome } from './comparisonResult.ts';
import type { CountFamilies } from './nearCounts.ts';

/**
 * One arm in one follow-up. Who had the outcome, a competing event or neither add up to the persons; the last are never
 * shown, so that a small one of the others needs nobody else withheld as long as they are many. Rates are null where
 * the outcome's persons are withheld, time and quartiles where the persons are.
 */
export function publishArmOutcome(
  own: ArmOutcome<number>,
  named: { readonly arm: string; readonly outcome: string },
  families: CountFamilies,
  rules: OutputRules,
): ArmOutcome {
  const { arm, outcome } = named;
  const persons = families.of('persons', arm).publish(own.persons);
  const parts = publishStatus(own, rules);
  const withOutcome = notNear(parts.withOutcome, families, ['outcome', arm, outcome], rules);
  const withCompeting = notNear(parts.withCompeting, families, ['competing', arm, outcome], rules);
  const isCounted = !isWithheld(persons);
  return {
    persons,
    withOutcome,
    withCompeting,
    personYears: isCounted ? own.personYears : null,
    rate: isCounted && !isWithheld(withOutcome) ? own.rate : null,
    followUp: isCounted ? own.followUp : null,
  };
}

function publishStatus(
  { persons, withOutcome, withCompeting }: ArmOutcome<number>,
  rules: OutputRules,
): { readonly withOutcome: PublishedCount; readonly withCompeting: PublishedCount } {
  const below = rules.minimumCell;
  const rest = persons - withOutcome - withCompeting;
  if (rest >= below) {
    const alone = (count: number): PublishedCount =>
      isSmall(count, rules) ? { withheld: 'small', below } : count;
    return { withOutcome: alone(withOutcome), withCompeting: alone(withCompeting) };
  }
  const { published, sumIsSafe } = publishParts([withOutcome, withCompeting, rest], rules);
  const part = (k: number, count: number): PublishedCount => {
    if (sumIsSafe) return published[k] ?? count;
    return { withheld: isSmall(count, rules) ? 'small' : 'complementary', below };
  };
  return { withOutcome: part(0, withOutcome), withCompeting: part(1, withCompeting) };
}

function notNear(
  published: PublishedCount,
  families: CountFamilies,
  name: readonly string[],
  rules: OutputRules,
): PublishedCount {
  if (isWithheld(published)) return published;
  const family = families.of(...name);
  return family.isNear(published)
    ? { withheld: 'complementary', below: rules.minimumCell }
    : family.publish(published);
}
