import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { CurveCounts } from '../analysis/incidenceCurves.ts';
import type { IncidenceCurve } from './comparisonResult.ts';
import type { CountFamilies } from './nearCounts.ts';

/** A curve with what stands behind it. */
export interface CountedCurve {
  readonly curve: IncidenceCurve<number>;
  readonly counts: CurveCounts;
}

/**
 * A curve at the days between which at least the minimum cell of persons had the outcome (and none or as many a
 * competing event), none or as many remaining after the last. Competing events are left out altogether (an empty list) where
 * they are few. Numbers at risk are withheld where few persons left between two of them, or where few were censored. All
 * are decided together with what other follow-ups and pairs tell of the same arm and outcome.
 * @param crude the same arm before adjustment, for adjusted curves: points and numbers at risk that differ from its by few
 *   persons are left out
 * @param names of the families that the curve's numbers belong to
 */
export function publishCurve(
  own: CountedCurve,
  crude: CountedCurve | null,
  families: CountFamilies,
  names: readonly string[],
  rules: OutputRules,
): IncidenceCurve {
  const { curve, counts } = own;
  const showsCompeting = !isSmall(counts.competingInAll, rules);
  const kept = publishableDays(own, crude, families, names, rules);
  const pick = (values: readonly number[]): number[] => kept.map((k) => values[k] as number);
  return {
    arm: curve.arm,
    adjusted: curve.adjusted,
    days: pick(curve.days),
    incidence: pick(curve.incidence),
    lower: pick(curve.lower),
    upper: pick(curve.upper),
    competing: showsCompeting ? pick(curve.competing) : [],
    atRisk: publishAtRisk(own, crude, families, names, rules),
  };
}

/** Whether two curves of an arm are of the same persons. */
export function isOfSamePersons(a: CountedCurve, b: CountedCurve): boolean {
  return (
    a.counts.eventsInAll === b.counts.eventsInAll &&
    a.counts.competingInAll === b.counts.competingInAll &&
    a.curve.atRisk[0]?.persons === b.curve.atRisk[0]?.persons
  );
}

function publishableDays(
  { curve, counts }: CountedCurve,
  crude: CountedCurve | null,
  families: CountFamilies,
  names: readonly string[],
  rules: OutputRules,
): number[] {
  const outcomes = families.of('outcome', ...names);
  const competing = isSmall(counts.competingInAll, rules) ? null : families.of('competing', ...names);
  const crudeAt = new Map(crude?.curve.days.map((day, k) => [day, crude.counts.events[k] as number]));
  const kept: number[] = [];
  curve.days.forEach((day, k) => {
    const events = counts.events[k] as number;
    const others = counts.competing[k] as number;
    const before = kept[kept.length - 1];
    const gained = events - (before === undefined ? 0 : (counts.events[before] as number));
    const fewOthers = isSmall(others, rules) || isSmall(counts.competingInAll - others, rules);
    const isPoint =
      gained >= rules.minimumCell &&
      !isSmall(counts.eventsInAll - events, rules) &&
      !isSmall((crudeAt.get(day) ?? events) - events, rules) &&
      !outcomes.isNear(events) &&
      !(competing && (fewOthers || competing.isNear(others)));
    if (!isPoint) return;
    outcomes.publish(events);
    competing?.publish(others);
    kept.push(k);
  });
  return kept;
}

function publishAtRisk(
  { curve, counts }: CountedCurve,
  crude: CountedCurve | null,
  families: CountFamilies,
  names: readonly string[],
  rules: OutputRules,
): IncidenceCurve['atRisk'] {
  const below = rules.minimumCell;
  const persons = families.of('persons', curve.arm);
  const atRisk = families.of('atRisk', ...names);
  const censored = families.of('censored', ...names);
  return curve.atRisk.map(({ day, persons: count }, k) => {
    const onDay = families.of('atRiskOn', curve.arm, String(day));
    const left = counts.censored[k] as number;
    const ofCrude = crude?.curve.atRisk.find((other) => other.day === day)?.persons ?? count;
    let shown: PublishedCount = count;
    if (isSmall(count, rules)) shown = { withheld: 'small', below };
    else if (
      isSmall(ofCrude - count, rules) ||
      isSmall(left, rules) ||
      censored.isNear(left) ||
      [persons, atRisk, onDay].some((family) => family.isNear(count))
    ) {
      shown = { withheld: 'complementary', below };
    } else {
      censored.publish(left);
      for (const family of [atRisk, onDay]) family.publish(count);
    }
    return { day, persons: shown };
  });
}
