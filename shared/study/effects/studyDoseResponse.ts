import type { Checkpoint } from '../../stats/outcome.ts';
import { generalisedWeights } from '../../stats/propensity/generalisedWeights.ts';
import { truncateWeights } from '../../stats/propensity/inverseProbabilityWeights.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';
import type { DoseResponse } from '../result/comparisonResult.ts';
import { doseResponse } from './doseResponse.ts';
import type { GeneralisedPropensity } from './generalisedPropensity.ts';
import { generalisedEstimand } from './multiArm.ts';
import { weightedFollowUp } from './weightedFollowUp.ts';

/**
 * Trend and spline over the doses that the study gives to its arms, per outcome and time-at-risk; weighted by the
 * generalized propensity among the arms that have a dose (ATT: for the first of those). Null where the study asks for
 * none. While blinded the numbers are null.
 */
export function studyDoseResponse(
  input: ComparisonInput,
  propensity: GeneralisedPropensity,
  blinded: boolean,
  checkpoint: Checkpoint,
): DoseResponse[] | null {
  const { specification, population } = input;
  if (specification.doseResponse === null) return null;
  const doseOf = new Map<number, number>();
  for (const { arm, dose } of specification.doseResponse.arms) {
    const place = specification.arms.findIndex(({ id }) => id === arm);
    if (place >= 0) doseOf.set(place, dose);
  }
  const arms = [...doseOf.keys()].sort((a, b) => a - b);
  const weights = doseWeights(input, propensity, arms);
  return population.followUps.map((followUp, f) => {
    checkpoint(f / population.followUps.length);
    const { outcome, timeAtRisk } = followUp;
    const about = { outcome, timeAtRisk };
    if (blinded) return { ...about, trend: null, curve: null, nonLinearityP: null };
    const followed = weightedFollowUp(input, followUp, weights, arms, checkpoint);
    const dose = Float64Array.from(followed.arm, (arm) => doseOf.get(arm) ?? 0);
    return { ...about, ...doseResponse({ ...followed, dose }, checkpoint) };
  });
}

/** Over the population's rows, 0 in arms without a dose. */
function doseWeights(
  { population, specification }: ComparisonInput,
  propensity: GeneralisedPropensity,
  arms: readonly number[],
): Float64Array {
  const rows = Int32Array.from(population.arm.keys()).filter((i) =>
    arms.includes(population.arm[i] as number),
  );
  const chances = arms.map((arm) =>
    Float64Array.from(rows, (i) => {
      const all = arms.reduce((sum, a) => sum + (propensity.chances[a]?.[i] ?? 0), 0);
      return (propensity.chances[arm]?.[i] ?? 0) / all;
    }),
  );
  const group = rows.map((i) => arms.indexOf(population.arm[i] as number));
  const weights = generalisedWeights(chances, group, generalisedEstimand(specification.adjustment));
  const cut = specification.adjustment.truncateWeights;
  const used = cut ? truncateWeights(weights, cut.lower, cut.upper) : weights;
  const over = new Float64Array(population.rows);
  rows.forEach((row, k) => {
    over[row] = used[k] as number;
  });
  return over;
}
