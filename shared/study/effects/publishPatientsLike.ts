import type { OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../../disclosure/publishedCount.ts';
import type { ComparisonResult, PatientsLike } from '../result/comparisonResult.ts';
import type { ComparableArm, ComparablePatients } from './outcomeLike.ts';

/**
 * The answer as it may be shown. `publish` decides on a set of persons (by number) together with all sets that were
 * shown of the release before, so that profiles that differ by a few persons cannot be subtracted from each other; it
 * is asked for each arm, for those with the outcome behind every risk, and for those up to a curve's last point (which
 * is left out while they are withheld). A risk whose persons are withheld is left unsaid, and between two points of a
 * curve at least the minimum cell of persons have the outcome.
 *
 * @param blinded outcomes of which nothing may be told; see {@link blindedOutcomes}
 */
export function publishPatientsLike(
  { arms }: ComparablePatients,
  blinded: ReadonlySet<string>,
  rules: OutputRules,
  publish: (personNos: Int32Array) => PublishedCount,
): PatientsLike {
  return {
    blinded: [...blinded],
    arms: arms.map((arm) => {
      const persons = publish(arm.personNos);
      const isShown = !isWithheld(persons);
      return {
        arm: arm.arm,
        name: arm.name,
        persons,
        overlap: arm.overlap,
        risks: arm.risks.map(({ outcome, horizon, risk, withOutcome }) => ({
          outcome,
          horizon,
          risk: isShown && risk && !blinded.has(outcome) && !isWithheld(publish(withOutcome)) ? risk : null,
        })),
        curves: isShown
          ? arm.curves
              .filter(({ outcome }) => !blinded.has(outcome))
              .flatMap((curve) => publishCurve(curve, rules, publish))
          : [],
      };
    }),
  };
}

function publishCurve(
  curve: ComparableArm['curves'][number],
  { minimumCell }: OutputRules,
  publish: (personNos: Int32Array) => PublishedCount,
): PatientsLike['arms'][number]['curves'] {
  let counted = 0;
  const kept = curve.days.flatMap((_, k) => {
    const outcomes = curve.withOutcome[k]?.length ?? 0;
    if (outcomes - counted < minimumCell) return [];
    counted = outcomes;
    return [k];
  });
  const isTooNear = (k: number | undefined): boolean =>
    k !== undefined && isWithheld(publish(curve.withOutcome[k] ?? new Int32Array()));
  while (isTooNear(kept[kept.length - 1])) kept.pop();
  if (kept.length === 0) return [];
  const pick = (values: readonly number[]): number[] => kept.map((k) => values[k] as number);
  return [
    {
      outcome: curve.outcome,
      days: pick(curve.days),
      incidence: pick(curve.incidence),
      lower: pick(curve.lower),
      upper: pick(curve.upper),
    },
  ];
}

/**
 * Outcomes whose risks by treatment would tell an effect that diagnostics blind: in the first time-at-risk, of some
 * pair of arms.
 * @param result as it is published, with the study's overrides
 */
export function blindedOutcomes(
  { pairs }: Pick<ComparisonResult, 'pairs'>,
  timeAtRisk: string,
): ReadonlySet<string> {
  const outcomes = pairs.flatMap((pair) => pair.outcomes).filter((one) => one.timeAtRisk === timeAtRisk);
  return new Set(outcomes.filter(({ estimates }) => estimates === null).map(({ outcome }) => outcome));
}
