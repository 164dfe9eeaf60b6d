import type { Checkpoint } from '../../stats/outcome.ts';
import type { CovariateMatrix } from '../covariates/covariateMatrix.ts';
import {
  effectEValue,
  effectTippingPoints,
  misclassificationBias,
  type Variant,
  variantEffects,
} from '../effects/sensitivity.ts';
import type { Effect, Sensitivity } from '../result/comparisonResult.ts';
import type {
  Adjustment,
  ComparisonOutcome,
  ComparisonSpecification,
} from '../specification/comparisonSpecification.ts';
import { fewestEvents } from './controlEffects.ts';
import { type FollowUpSample, resampled } from './followUpSample.ts';
import { fittedEffect, mainEffect } from './mainEffect.ts';
import { outcomeColumns } from './outcomeCovariates.ts';

export interface SensitivityInput {
  readonly specification: ComparisonSpecification;
  readonly outcome: ComparisonOutcome;
  readonly covariates: CovariateMatrix;
  readonly sample: FollowUpSample;
  readonly main: Effect | null;
  readonly negativeControls: Sensitivity['negativeControls'];
}

/** How far the main effect can be trusted: E-value, wrong records, an unmeasured confounder, other analyses. */
export function sensitivityOf(input: SensitivityInput, checkpoint: Checkpoint): Sensitivity {
  const { main, sample, outcome, negativeControls } = input;
  const { adjusted } = sample;
  return {
    eValue: main && effectEValue(main, adjusted),
    misclassification: main && misclassificationBias(main, adjusted, outcome.ppv),
    tippingPoint: main ? effectTippingPoints(main, adjusted) : [],
    negativeControls,
    variants: main ? variantEffects(otherAnalyses(input), checkpoint) : [],
  };
}

/** Outcomes that each arm must have left in another analysis: fewer say nothing, and their standard error tells how few. */
const FEWEST_EVENTS = 10;

const otherMethods = ['matching', 'stratification', 'weighting'] as const;

/** The main effect without trimming, with covariates in the outcome model, and by the other methods. */
function otherAnalyses({ specification, covariates, sample }: SensitivityInput): Variant[] {
  const { adjustment, outcomeModel } = specification;
  if (sample.crude.propensity === null || adjustment.method === 'none') return [];
  const { kind } = outcomeModel;
  const by = (changed: Partial<Adjustment>): Variant['effectOf'] => {
    return (checkpoint) => {
      const other = resampled(sample, { ...adjustment, ...changed }, checkpoint);
      if (fewestEvents(other.adjusted) < FEWEST_EVENTS) return null;
      return fittedEffect(mainEffect(other.adjusted, { kind, cluster: other.cluster, checkpoint }));
    };
  };
  const doublyRobust: Variant['effectOf'] = (checkpoint) => {
    const columns = outcomeColumns(sample.adjusted, covariates, 'picked', checkpoint);
    if (columns.length === 0) return null;
    return fittedEffect(
      mainEffect(sample.adjusted, { kind, covariates: columns, cluster: sample.cluster, checkpoint }),
    );
  };
  const isWithout = outcomeModel.covariates === 'none' && adjustment.method !== 'standardisation';
  const trimNone = { kind: 'none' } as const;
  return [
    ...(adjustment.trim.kind === 'none'
      ? []
      : [{ kind: 'untrimmed' as const, effectOf: by({ trim: trimNone }) }]),
    ...(isWithout ? [{ kind: 'doublyRobust' as const, effectOf: doublyRobust }] : []),
    ...otherMethods
      .filter((method) => method !== adjustment.method)
      .map((method): Variant => {
        const estimand =
          adjustment.estimand === 'ATO' || adjustment.estimand === 'ATM' ? 'ATE' : adjustment.estimand;
        return { kind: method, effectOf: by({ method, estimand }) };
      }),
    ...(adjustment.method === 'weighting' && adjustment.estimand === 'ATO'
      ? []
      : [{ kind: 'overlap' as const, effectOf: by({ method: 'weighting', estimand: 'ATO' }) }]),
  ];
}
