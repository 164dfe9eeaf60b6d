import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import { isWithheld } from '../../disclosure/publishedCount.ts';
import type { AdjustedSample } from '../analysis/adjustedSample.ts';
import { countedSample } from '../analysis/followUpSample.ts';
import type { OutcomeAnalysis } from '../analysis/pairAnalysis.ts';
import { armHorizons, eventDays } from './armHorizons.ts';
import type { Effect, IncidenceCurve, OutcomeEstimates, OutcomeResult } from './comparisonResult.ts';
import type { CountFamilies } from './nearCounts.ts';
import { type CountedCurve, isOfSamePersons, publishCurve } from './publishCurve.ts';
import { publishSubgroups } from './publishSubgroups.ts';

/** Measures that, with their standard errors, can be solved for the persons with the outcome. */
const SOLVABLE: ReadonlySet<Effect['measure']> = new Set(['oddsRatio', 'rateRatio', 'rateDifference']);

export interface EstimateContext {
  readonly target: string;
  readonly comparator: string;
  readonly outcome: string;
  readonly families: CountFamilies;
  /** Of the study. */
  readonly horizons: readonly number[];
  readonly rules: OutputRules;
  readonly controlEvents: ReadonlyMap<string, number>;
}

/**
 * The estimates of an outcome that is not blinded and whose persons are shown. Whatever rests on few outcomes is left out: a
 * horizon or piece before which, or after which, or between which and the one before an arm has few; an adjusted sample in which
 * few are left; negative controls with few; the subdistribution hazard ratio of few competing events. Measures that can be
 * solved for counts are left out of an unweighted sample that differs from the crude one by few outcomes.
 */
export function publishEstimates(
  own: OutcomeEstimates<number>,
  arms: Pick<OutcomeResult, 'target' | 'comparator'>,
  { sample, curveCounts }: OutcomeAnalysis,
  context: EstimateContext,
): OutcomeEstimates | null {
  const { rules, families } = context;
  const counted = countedSample(sample);
  if (isWithheld(arms.target.withOutcome) || isWithheld(arms.comparator.withOutcome)) return null;
  if (!samplesAreAmple(counted, rules)) return null;
  const hasCompeting = !isWithheld(arms.target.withCompeting) && !isWithheld(arms.comparator.withCompeting);
  const isNear = differsByFew(sample.crude, counted, rules);
  const { target, comparator, outcome } = context;
  const counts = countedCurves(own.curves, curveCounts);
  const namesOf = (arm: string, isAdjusted: boolean): string[] => {
    const [crude, adjusted] = [false, true].map((is) =>
      counts.find(({ curve }) => curve.arm === arm && curve.adjusted === is),
    );
    const isOther = isAdjusted && crude && adjusted && !isOfSamePersons(crude, adjusted);
    return [arm, outcome, ...(isOther ? [`${target} ${comparator}`] : [])];
  };
  const publishEffects = (effects: readonly Effect[], of: AdjustedSample, main: number): Effect[] => {
    const [here = [], there = []] = ([1, 0] as const).map((code) => {
      const names = namesOf(code === 1 ? target : comparator, main >= 0);
      return armHorizons(of, code, context.horizons, families.of('outcome', ...names), rules);
    });
    const horizons = new Set(here.filter((day) => there.includes(day)));
    return effects.filter(
      ({ measure, horizon }, k) =>
        (horizon === null || horizons.has(horizon)) &&
        (hasCompeting || measure !== 'subdistributionHazardRatio') &&
        (k === main || main < 0 || !isNear || !SOLVABLE.has(measure)),
    );
  };
  const crude = publishEffects(own.crude, sample.crude, -1);
  const adjusted = publishEffects(own.adjusted, counted, 0);
  const horizons = new Set(adjusted.map(({ horizon }) => horizon));
  const events = (code: 0 | 1): number => eventDays(counted, code).length;
  const persons = (code: 0 | 1): number => counted.treated.filter((t) => t === code).length;
  return {
    crude,
    adjusted,
    calibrated: own.calibrated,
    numbersNeeded: own.numbersNeeded.filter(({ horizon }) => horizons.has(horizon)),
    curves: counts.map((one) => {
      const { arm, adjusted: isAdjusted } = one.curve;
      const before = counts.find(({ curve }) => !curve.adjusted && curve.arm === arm) ?? null;
      return publishCurve(one, isAdjusted ? before : null, families, namesOf(arm, isAdjusted), rules);
    }),
    proportionality: own.proportionality && {
      ...own.proportionality,
      pieces: publishPieces(own.proportionality.pieces, counted, rules),
    },
    subgroups: publishSubgroups(
      own.subgroups,
      {
        target: { arm: context.target, persons: persons(1), events: events(1) },
        comparator: { arm: context.comparator, persons: persons(0), events: events(0) },
      },
      families,
      rules,
    ),
    sensitivity: {
      ...own.sensitivity,
      negativeControls: own.sensitivity.negativeControls && {
        ...own.sensitivity.negativeControls,
        points: own.sensitivity.negativeControls.points.filter(
          ({ id }) => !isSmall(context.controlEvents.get(id) ?? 0, rules),
        ),
      },
    },
  };
}

function samplesAreAmple(sample: AdjustedSample, rules: OutputRules): boolean {
  return ([0, 1] as const).every((code) => !isSmall(eventDays(sample, code).length, rules));
}

/** Whether an unweighted sample leaves out few of the outcomes of an arm. */
function differsByFew(crude: AdjustedSample, marginal: AdjustedSample, rules: OutputRules): boolean {
  return ([0, 1] as const).some((code) =>
    isSmall(eventDays(crude, code).length - eventDays(marginal, code).length, rules),
  );
}

function publishPieces(pieces: readonly Effect[], sample: AdjustedSample, rules: OutputRules): Effect[] {
  return pieces.filter(({ piece }) => {
    const { from, to } = piece ?? { from: 0, to: null };
    return ([0, 1] as const).every((code) => {
      const inside = eventDays(sample, code).filter((day) => day > from && (to === null || day <= to));
      return !isSmall(inside.length, rules);
    });
  });
}

function countedCurves(
  curves: readonly IncidenceCurve<number>[],
  counts: OutcomeAnalysis['curveCounts'],
): CountedCurve[] {
  return curves.flatMap((curve, k) => {
    const own = counts[k];
    return own ? [{ curve, counts: own }] : [];
  });
}
