import type { Checkpoint } from '../../stats/outcome.ts';
import { type GeneralisedEstimand, generalisedWeights } from '../../stats/propensity/generalisedWeights.ts';
import { effectiveSampleSize, truncateWeights } from '../../stats/propensity/inverseProbabilityWeights.ts';
import type { AdjustedSample } from '../analysis/adjustedSample.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';
import { fittedEffect, mainEffect } from '../analysis/mainEffect.ts';
import type { FollowUp } from '../population/studyPopulation.ts';
import type { MultiArmResult } from '../result/comparisonResult.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { adjustedRisks } from './adjustedRisk.ts';
import type { GeneralisedPropensity } from './generalisedPropensity.ts';
import { largestPairwiseDifference } from './pairwiseBalance.ts';

/**
 * Who all arms together are compared in: everybody (ATE, ATC), the persons of the first arm (ATT), those who might be in any arm
 * (ATO), or the smallest chance (ATM).
 */
export function generalisedEstimand({
  estimand,
}: ComparisonSpecification['adjustment']): GeneralisedEstimand {
  if (estimand === 'ATT') return { kind: 'ATT', group: 0 };
  return { kind: estimand === 'ATC' ? 'ATE' : estimand };
}

/** Weights over the population's rows by the study's estimand, truncated as it says. */
export function multiArmWeights(input: ComparisonInput, { chances }: GeneralisedPropensity): Float64Array {
  const { adjustment } = input.specification;
  const weights = generalisedWeights(chances, input.population.arm, generalisedEstimand(adjustment));
  const { truncateWeights: cut } = adjustment;
  return cut ? truncateWeights(weights, cut.lower, cut.upper) : weights;
}

/**
 * All arms at once, weighted by generalized propensity scores: balance between every two of them, adjusted risks at the
 * study's horizons, and effects against the first arm by the study's outcome model on the weighted rows of both.
 *
 * @param isOverridden somebody opened the result in spite of its balance: otherwise a largest standardised difference above
 *   the study's threshold blinds risks and effects
 */
export function multiArm(
  input: ComparisonInput,
  propensity: GeneralisedPropensity,
  isOverridden: boolean,
  checkpoint: Checkpoint,
): MultiArmResult<number> {
  const { specification, population } = input;
  const weights = multiArmWeights(input, propensity);
  const ones = new Float64Array(population.rows).fill(1);
  const balance = {
    before: largestPairwiseDifference(input, ones, (f) => checkpoint(f / 4)),
    after: largestPairwiseDifference(input, weights, (f) => checkpoint(0.25 + f / 4)),
  };
  const blinded = balance.after > specification.thresholds.standardisedDifference && !isOverridden;
  const { followUps } = population;
  const outcomes = followUps.map((followUp, f) => ({
    outcome: followUp.outcome,
    timeAtRisk: followUp.timeAtRisk,
    arms: specification.arms.map((arm, a) => {
      checkpoint(0.5 + (f + a / specification.arms.length) / followUps.length / 2);
      return { arm: arm.id, ...armInFollowUp(input, followUp, weights, a, blinded, checkpoint) };
    }),
  }));
  return { outcomes, balance, blinded };
}

function armInFollowUp(
  { specification, population }: ComparisonInput,
  followUp: FollowUp,
  weights: Float64Array,
  arm: number,
  blinded: boolean,
  checkpoint: Checkpoint,
): Omit<MultiArmResult<number>['outcomes'][number]['arms'][number], 'arm'> {
  const sample = armSample(population.arm, followUp, weights, [arm], arm);
  const effective = sample.rows.length > 0 ? effectiveSampleSize(sample.weights) : null;
  const counted = { persons: sample.rows.length, effective };
  if (blinded || sample.rows.length === 0) return { ...counted, risks: [], effect: null };
  const horizons = [...specification.horizons].sort((a, b) => a - b);
  const risks = adjustedRisks(sample, horizons).flatMap((risk, h) =>
    risk ? [{ horizon: horizons[h] as number, ...risk }] : [],
  );
  const pair = arm === 0 ? null : armSample(population.arm, followUp, weights, [0, arm], arm);
  const { kind } = specification.outcomeModel;
  return { ...counted, risks, effect: pair && fittedEffect(mainEffect(pair, { kind, checkpoint })) };
}

/** The included rows of some arms with their weights; `treated` marks those of one. */
export function armSample(
  arms: Uint8Array,
  { included, days, status }: FollowUp,
  weights: Float64Array,
  of: readonly number[],
  treated: number,
): AdjustedSample {
  const rows = Int32Array.from(arms.keys()).filter(
    (i) => included[i] === 1 && of.includes(arms[i] as number),
  );
  return {
    rows,
    treated: Uint8Array.from(rows, (i) => (arms[i] === treated ? 1 : 0)),
    days: rows.map((i) => days[i] as number),
    status: Uint8Array.from(rows, (i) => status[i] as number),
    weights: Float64Array.from(rows, (i) => weights[i] as number),
    strata: null,
    propensity: null,
  };
}
