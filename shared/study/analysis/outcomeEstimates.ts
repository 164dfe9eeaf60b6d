import type { Checkpoint } from '../../stats/outcome.ts';
import { numberNeeded } from '../../stats/tables/twoByTwo.ts';
import type { CovariateMatrix } from '../covariates/covariateMatrix.ts';
import type { Effect, OutcomeEstimates } from '../result/comparisonResult.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { countedSample, type FollowUpSample } from './followUpSample.ts';
import { type ArmCurve, incidenceCurve, roundDaysOf } from './incidenceCurves.ts';
import { fittedEffect, type MainEffectOptions, mainEffect } from './mainEffect.ts';
import { outcomeColumns } from './outcomeCovariates.ts';
import { proportionality } from './proportionality.ts';
import { rateDifference, riskContrasts } from './riskContrasts.ts';
import { curveLimits, type StandardisedCurve, standardisedRisks } from './standardisedRisks.ts';
import { subdistributionHazardRatio } from './subdistributionHazardRatio.ts';

export interface EstimationInput {
  readonly specification: ComparisonSpecification;
  readonly covariates: CovariateMatrix;
  readonly target: string;
  readonly comparator: string;
  /** Of what is drawn for this outcome. */
  readonly seed: number;
  /** Whether there is an adjustment: where the propensity could not be modelled all is crude. */
  readonly isAdjusted: boolean;
}

/** The effects, curves and tests of one outcome: everything but subgroups and sensitivity. */
export interface EstimatedOutcome
  extends Pick<OutcomeEstimates<number>, 'crude' | 'adjusted' | 'numbersNeeded' | 'proportionality'> {
  readonly curves: readonly ArmCurve[];
}

const kinds = ['cox', 'poisson', 'logistic'] as const;

/**
 * All measures of one outcome, crude and by the study's method. The main effect is the outcome model's (with covariates
 * where it has some); risks, restricted means and curves are marginal: weighted, or standardised by the g-formula. Where the
 * main effect cannot be estimated there are none.
 */
export function estimateOutcome(
  sample: FollowUpSample,
  input: EstimationInput,
  checkpoint: Checkpoint,
): EstimatedOutcome {
  const { specification, covariates, isAdjusted } = input;
  const { horizons, outcomeModel, adjustment } = specification;
  const { kind } = outcomeModel;
  const isStandardised = adjustment.method === 'standardisation';
  const columns = isAdjusted ? modelColumns(sample.adjusted, specification, covariates, checkpoint) : [];
  const options = { kind, covariates: columns, cluster: sample.cluster, checkpoint };
  const standardised =
    isStandardised && isAdjusted
      ? standardisedRisks(sample.adjusted, columns, adjustment.estimand, horizons, input.seed, checkpoint)
      : null;
  const marginal = isStandardised
    ? (standardised?.effects ?? [])
    : riskContrasts(sample.marginal, horizons, checkpoint);
  const adjusted = isAdjusted
    ? measures(sample.adjusted, isStandardised ? null : sample.marginal, options, marginal)
    : [];
  const crude = measures(
    sample.crude,
    sample.crude,
    { kind, checkpoint },
    riskContrasts(sample.crude, horizons, checkpoint),
  );
  const roundDays = roundDaysOf(sample.crude);
  const curve = (of: AdjustedSample, code: 0 | 1, adjustedCurve: boolean): ArmCurve => {
    const id = code === 1 ? input.target : input.comparator;
    const counted = of === sample.crude ? of : countedSample(sample);
    return incidenceCurve(of, counted, { code, id, adjusted: adjustedCurve }, roundDays, checkpoint);
  };
  const curveAfter = (code: 0 | 1): ArmCurve => {
    const plain = curve(sample.marginal, code, true);
    const own = code === 1 ? standardised?.target : standardised?.comparator;
    return own ? standardisedCurve(plain, own) : plain;
  };
  return {
    crude,
    adjusted,
    numbersNeeded: numbersNeeded(adjusted),
    curves: [
      curve(sample.crude, 1, false),
      curve(sample.crude, 0, false),
      ...(isAdjusted && sample.adjusted.rows.length > 0 ? [curveAfter(1), curveAfter(0)] : []),
    ],
    proportionality:
      kind === 'cox' && isAdjusted
        ? proportionality(sample.adjusted, specification.pieces, {
            covariates: columns,
            cluster: sample.cluster,
            checkpoint,
          })
        : null,
  };
}

/** Covariates of the outcome model; standardisation always has some. */
export function modelColumns(
  sample: AdjustedSample,
  { outcomeModel, adjustment }: ComparisonSpecification,
  covariates: CovariateMatrix,
  checkpoint: Checkpoint,
): Float64Array[] {
  const needsSome = adjustment.method === 'standardisation' && outcomeModel.covariates === 'none';
  return outcomeColumns(sample, covariates, needsSome ? 'picked' : outcomeModel.covariates, checkpoint);
}

function measures(
  sample: AdjustedSample,
  /** Null where nothing balances the arms but covariates. */
  marginal: AdjustedSample | null,
  options: MainEffectOptions & { readonly checkpoint: Checkpoint },
  atHorizons: readonly Effect[],
): Effect[] {
  const of = (kind: MainEffectOptions['kind']): Effect | null =>
    fittedEffect(mainEffect(sample, { ...options, kind }));
  const main = of(options.kind);
  if (main === null) return [];
  return [
    main,
    ...kinds.filter((kind) => kind !== options.kind).map(of),
    marginal && !marginal.entry ? subdistributionHazardRatio(marginal, options.checkpoint) : null,
    marginal && rateDifference(marginal),
    ...atHorizons,
  ].filter((effect) => effect !== null);
}

/** Positive: so many treated with the target for one outcome fewer. Through infinity where the difference may be 0. */
function numbersNeeded(effects: readonly Effect[]): OutcomeEstimates<number>['numbersNeeded'] {
  return effects
    .filter(({ measure, estimate }) => measure === 'riskDifference' && estimate !== 0)
    .map(({ horizon, estimate, lower, upper }) => {
      const needed = numberNeeded(-estimate, { lower: -upper, upper: -lower });
      return {
        horizon: horizon ?? 0,
        estimate: needed.estimate,
        lower: needed.lower,
        upper: needed.upper,
      };
    })
    .filter((needed) => [needed.estimate, needed.lower, needed.upper].every(Number.isFinite));
}

/** A standardised curve read at the days of the plain one, whose persons stand behind it. */
function standardisedCurve({ curve, counts }: ArmCurve, own: StandardisedCurve): ArmCurve {
  const last = own.days[own.days.length - 1] ?? 0;
  const kept = curve.days.flatMap((day, k) => (day <= last ? [k] : []));
  const at = (day: number): number => {
    let d = -1;
    while (d + 1 < own.days.length && (own.days[d + 1] as number) <= day) d++;
    return d;
  };
  const read = (values: readonly number[]): number[] =>
    kept.map((k) => values[at(curve.days[k] as number)] ?? 0);
  const limits = kept.map((k) => {
    const d = at(curve.days[k] as number);
    return curveLimits(own.incidence[d] ?? 0, own.standardError[d] ?? 0);
  });
  const pick = (values: readonly number[]): number[] => kept.map((k) => values[k] as number);
  return {
    curve: {
      ...curve,
      days: pick(curve.days),
      incidence: read(own.incidence),
      lower: limits.map(({ lower }) => lower),
      upper: limits.map(({ upper }) => upper),
      competing: read(own.competing),
    },
    counts: { ...counts, events: pick(counts.events), competing: pick(counts.competing) },
  };
}
