import type { Checkpoint } from '../../stats/outcome.ts';
import { weightedFollowUp } from '../effects/weightedFollowUp.ts';
import type { FollowUp } from '../population/studyPopulation.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import type { ComparisonInput } from './comparisonInput.ts';
import type { FollowUpSample } from './followUpSample.ts';
import type { PairAdjustment } from './pairAdjustment.ts';
import type { PairPersons } from './pairPersons.ts';

/**
 * The sample of clones in one follow-up: crude are the clones as they are, censored where they deviate; adjusted are
 * their pieces, weighted by the inverse chance of keeping to the arm's strategy and clustered by person.
 * @param arms places in the specification
 */
export function cloneFollowUp(
  input: ComparisonInput,
  persons: PairPersons,
  arms: { readonly target: number; readonly comparator: number },
  followUp: FollowUp,
  unweighted: PairAdjustment,
  checkpoint: Checkpoint,
): FollowUpSample {
  const { population } = input;
  const rows = persons.rows.filter((row) => followUp.included[row] === 1);
  const crude: AdjustedSample = {
    rows,
    treated: Uint8Array.from(rows, (row) => (population.arm[row] === arms.target ? 1 : 0)),
    days: rows.map((row) => followUp.days[row] as number),
    status: Uint8Array.from(rows, (row) => followUp.status[row] as number),
    weights: new Float64Array(rows.length).fill(1),
    strata: null,
    propensity: null,
  };
  const ones = new Float64Array(population.rows).fill(1);
  const places = [arms.comparator, arms.target];
  const { cluster, ...sample } = weightedFollowUp(input, followUp, ones, places, checkpoint);
  const largestWeight = sample.weights.reduce((most, weight) => Math.max(most, weight), 0);
  return {
    crude,
    adjusted: sample,
    marginal: sample,
    cluster,
    adjustment: { ...unweighted, largestWeight },
    isWhole: rows.length === persons.rows.length,
  };
}
