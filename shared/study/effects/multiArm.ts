import type { Checkpoint } from '../../stats/outcome.ts';
import { type GeneralisedEstimand, generalisedWeights } from '../../stats/propensity/generalisedWeights.ts';
import { effectiveSampleSize, truncateWeights } from '../../stats/propensity/inverseProbabilityWeights.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';
import { fittedEffect, mainEffect } from '../analysis/mainEffect.ts';
import type { MultiArmResult } from '../result/comparisonResult.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import { adjustedRisks } from './adjustedRisk.ts';
import type { GeneralisedPropensity } from './generalisedPropensity.ts';
import { largestPairwiseDifference } from './pairwiseBalance.ts';
import { beginnings, selectFollowUp, type WeightedFollowUp, weightedFollowUp } from './weightedFollowUp.ts';

/**
 * Who all arms together are compared in: everybody (ATE, ATC), the persons of the first arm (ATT), those who might be
 * in any arm (ATO), or the smallest chance (ATM).
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
 * @param isOverridden somebody opened the result in spite of its balance: otherwise a largest standardised difference
 *   above the study's threshold blinds risks and effects
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
  const places = specification.arms.map((_, a) => a);
  const outcomes = followUps.map((followUp, f) => {
    const within = (fraction: number): void => checkpoint(0.5 + (f + fraction) / followUps.length / 2);
    const all = weightedFollowUp(input, followUp, weights, places, within);
    return {
      outcome: followUp.outcome,
      timeAtRisk: followUp.timeAtRisk,
      arms: specification.arms.map((arm, a) => {
        within(a / places.length);
        return { arm: arm.id, ...armInFollowUp(specification, all, a, blinded, checkpoint) };
      }),
    };
  });
  return { outcomes, balance, blinded };
}

function armInFollowUp(
  { horizons, outcomeModel }: ComparisonSpecification,
  all: WeightedFollowUp,
  arm: number,
  blinded: boolean,
  checkpoint: Checkpoint,
): Omit<MultiArmResult<number>['outcomes'][number]['arms'][number], 'arm'> {
  const own = ofArms(all, [arm]);
  const persons = beginnings(own);
  const effective =
    persons.length > 0
      ? effectiveSampleSize(Float64Array.from(persons, (k) => own.weights[k] as number))
      : null;
  const counted = { persons: persons.length, effective };
  if (blinded || persons.length === 0) return { ...counted, risks: [], effect: null };
  const days = [...horizons].sort((a, b) => a - b);
  const risks = adjustedRisks(own, days).flatMap((risk, h) =>
    risk ? [{ horizon: days[h] as number, ...risk }] : [],
  );
  const pair = arm === 0 ? null : ofArms(all, [0, arm]);
  const { kind } = outcomeModel;
  const effect = pair && fittedEffect(mainEffect(pair, { kind, cluster: pair.cluster, checkpoint }));
  return { ...counted, risks, effect };
}

/** The rows of some arms; `treated` marks the last of them. */
function ofArms(all: WeightedFollowUp, arms: readonly number[]): WeightedFollowUp {
  const places = Int32Array.from(all.rows.keys()).filter((k) => arms.includes(all.arm[k] as number));
  const some = selectFollowUp(all, places);
  const last = arms[arms.length - 1];
  return { ...some, treated: some.arm.map((a) => (a === last ? 1 : 0)) };
}
