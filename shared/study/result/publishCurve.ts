import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import type { PublishedCount } from '../../disclosure/publishedCount.ts';
import type { CurveCounts } from '../analysis/incidenceCurves.ts';
import type { TellingDay } from './armHorizons.ts';
import type { IncidenceCurve } from './comparisonResult.ts';

/** A curve with what stands behind it. */
export interface CountedCurve {
  readonly curve: IncidenceCurve<number>;
  readonly counts: CurveCounts;
}

/**
 * A curve at the days between which at least the minimum cell of persons had the outcome (and none or as many a
 * competing event), none or as many remaining after the last. Competing events are left out altogether (an empty list) where
 * they are few. Numbers at risk are withheld where few persons left between two of them, or where few were censored.
 * @param telling days at which it is told elsewhere how many had the outcome
 * @param crude the same arm before adjustment, for adjusted curves: points and numbers at risk that differ from its by few
 *   persons are left out
 */
export function publishCurve(
  own: CountedCurve,
  crude: CountedCurve | null,
  telling: readonly TellingDay[],
  rules: OutputRules,
): IncidenceCurve {
  const { curve, counts } = own;
  const total = counts.competingInAll;
  const showsCompeting = !isSmall(total, rules);
  const kept = publishableDays(own, crude, telling, showsCompeting, rules);
  const pick = (values: readonly number[]): number[] => kept.map((k) => values[k] as number);
  return {
    arm: curve.arm,
    adjusted: curve.adjusted,
    days: pick(curve.days),
    incidence: pick(curve.incidence),
    lower: pick(curve.lower),
    upper: pick(curve.upper),
    competing: showsCompeting ? pick(curve.competing) : [],
    atRisk: publishAtRisk(own, crude, rules),
  };
}

function publishableDays(
  { curve, counts }: CountedCurve,
  crude: CountedCurve | null,
  telling: readonly TellingDay[],
  showsCompeting: boolean,
  rules: OutputRules,
): number[] {
  const { minimumCell } = rules;
  const isApart = (difference: number): boolean => difference === 0 || difference >= minimumCell;
  const events = (k: number): number => (k < 0 ? 0 : (counts.events[k] as number));
  const competing = (k: number): number => (k < 0 || !showsCompeting ? 0 : (counts.competing[k] as number));
  const crudeAt = new Map(crude?.curve.days.map((day, k) => [day, crude.counts.events[k] as number]));
  const kept: number[] = [];
  curve.days.forEach((day, k) => {
    const before = kept[kept.length - 1] ?? -1;
    const ofCrude = crudeAt.get(day) ?? events(k);
    const isPoint =
      events(k) - events(before) >= minimumCell &&
      telling.every((other) => isApart(Math.abs(other.events - events(k)))) &&
      isApart(competing(k) - competing(before)) &&
      isApart(counts.eventsInAll - events(k)) &&
      (!showsCompeting || isApart(counts.competingInAll - competing(k))) &&
      isApart(ofCrude - events(k));
    if (isPoint) kept.push(k);
  });
  return kept;
}

function publishAtRisk(
  { curve, counts }: CountedCurve,
  crude: CountedCurve | null,
  rules: OutputRules,
): IncidenceCurve['atRisk'] {
  const below = rules.minimumCell;
  let lastShown: { readonly persons: number; readonly censored: number } | null = null;
  return curve.atRisk.map(({ day, persons }, k) => {
    const censored = counts.censored[k] as number;
    const ofCrude = crude?.curve.atRisk.find((other) => other.day === day)?.persons ?? persons;
    const differences = [
      ofCrude - persons,
      censored,
      ...(lastShown ? [lastShown.persons - persons, censored - lastShown.censored] : []),
    ];
    let shown: PublishedCount = persons;
    if (isSmall(persons, rules)) shown = { withheld: 'small', below };
    else if (differences.some((difference) => isSmall(difference, rules))) {
      shown = { withheld: 'complementary', below };
    } else lastShown = { persons, censored };
    return { day, persons: shown };
  });
}
