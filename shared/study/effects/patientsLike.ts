import { quantile } from '../../stats/descriptive/quantile.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import { generalisedWeights, recalibrateChances } from '../../stats/propensity/generalisedWeights.ts';
import { effectiveSampleSize } from '../../stats/propensity/inverseProbabilityWeights.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';
import type { FollowUp, StudyPopulation } from '../population/studyPopulation.ts';
import type { PatientProfile } from '../result/comparisonResult.ts';
import type { GeneralisedPropensity } from './generalisedPropensity.ts';
import {
  type ComparableArm,
  type ComparablePatients,
  LEAST_COMPARABLE,
  LEAST_EFFECTIVE,
  outcomeLike,
} from './outcomeLike.ts';
import { selectFollowUp, type WeightedFollowUp, weightedFollowUp } from './weightedFollowUp.ts';

/** A person might have been in an arm when the chance is at least this share of the arm's own. */
const FAIR_CHANCE = 0.1;

/**
 * What became of the persons like one profile under each treatment. Comparable are those of the study within the
 * profile's ages, sex and categories of background (unknown ones are in none). Their generalized propensity is
 * recalibrated to the profile, so that arms are as large in it as they are, and each arm is weighted by the inverse
 * chance to all comparable persons: the risks are those that persons like this would have had, had all of them got
 * the treatment. Outcomes are looked at in the study's first time-at-risk.
 *
 * A risk is said only with at least {@link LEAST_COMPARABLE} persons in the arm, an effective number of {@link
 * LEAST_EFFECTIVE}, `LEAST_OUTCOMES` persons with the outcome until the horizon and `LEAST_FOLLOWED` still
 * followed then. Overlap is `none` below the first two, `ample` where nine tenths of the comparable persons have a fair
 * chance of the arm and weighting costs no more than half of its persons, and `slight` otherwise.
 */
export function patientsLike(
  input: ComparisonInput,
  profile: PatientProfile,
  propensity: GeneralisedPropensity,
  checkpoint: Checkpoint,
): ComparablePatients {
  const { specification, population } = input;
  const rows = rowsLike(population, profile);
  const arm = Uint8Array.from(rows, (i) => population.arm[i] as number);
  const chances = recalibrateChances(
    propensity.chances.map((chance) => Float64Array.from(rows, (i) => chance[i] as number)),
    arm,
  );
  const weights = truncated(generalisedWeights(chances, arm, { kind: 'ATE' }), input);
  const first = specification.timesAtRisk[0]?.id;
  const followUps = population.followUps
    .filter(({ timeAtRisk }) => timeAtRisk === first)
    .map((followUp) => ({
      outcome: followUp.outcome,
      followed: followedLike(input, followUp, rows, weights, checkpoint),
    }));
  return {
    blinded: [],
    arms: specification.arms.map(({ id, name }, a) => {
      checkpoint(a / specification.arms.length);
      const own = Int32Array.from(rows.keys()).filter((k) => arm[k] === a);
      const overlap = overlapOf(own, weights, chances[a] as Float64Array);
      const personNos = own.map((k) => population.personNo[rows[k] as number] as number);
      const found = followUps.map(({ outcome, followed }) => {
        checkpoint(Number.NaN);
        const places = Int32Array.from(followed.rows.keys()).filter((k) => followed.arm[k] === a);
        return outcomeLike(input, outcome, selectFollowUp(followed, places));
      });
      return {
        arm: id,
        name,
        persons: own.length,
        personNos,
        overlap,
        risks: found.flatMap(({ risks }) => risks),
        curves: found.flatMap(({ curve }) => curve),
      };
    }),
  };
}

/** The follow-up of the rows that are like the profile, in all arms. */
function followedLike(
  input: ComparisonInput,
  followUp: FollowUp,
  rows: Int32Array,
  weights: Float64Array,
  checkpoint: Checkpoint,
): WeightedFollowUp {
  const over = new Float64Array(input.population.rows);
  const isLike = new Uint8Array(input.population.rows);
  rows.forEach((row, k) => {
    over[row] = weights[k] as number;
    isLike[row] = 1;
  });
  const arms = input.specification.arms.map((_, a) => a);
  const all = weightedFollowUp(input, followUp, over, arms, checkpoint);
  return selectFollowUp(
    all,
    Int32Array.from(all.rows.keys()).filter((k) => isLike[all.rows[k] as number] === 1),
  );
}

/** Rows of the population that a profile is about. */
export function rowsLike(population: StudyPopulation, profile: PatientProfile): Int32Array {
  const sex = profile.sex === null ? null : profile.sex === 'male' ? 0 : 1;
  const fixed = Object.entries(profile.categories).map(([subgroup, category]) => {
    const column = population.subgroups.find(({ id }) => id === subgroup);
    return { column, code: column?.categories.findIndex(({ id }) => id === category) ?? -1 };
  });
  return Int32Array.from(population.arm.keys()).filter((i) => {
    const age = population.age[i] as number;
    if (profile.ageFrom !== null && age < profile.ageFrom) return false;
    if (profile.ageTo !== null && age > profile.ageTo) return false;
    if (sex !== null && population.sex[i] !== sex) return false;
    return fixed.every(({ column, code }) => code >= 0 && column?.category[i] === code);
  });
}

function truncated(weights: Float64Array, { specification }: ComparisonInput): Float64Array {
  const cut = specification.adjustment.truncateWeights;
  if (cut === null || weights.length === 0) return weights;
  const low = quantile(weights, cut.lower);
  const high = quantile(weights, cut.upper);
  return weights.map((w) => Math.min(high, Math.max(low, w)));
}

function overlapOf(own: Int32Array, weights: Float64Array, chance: Float64Array): ComparableArm['overlap'] {
  const effective = effectiveSampleSize(Float64Array.from(own, (k) => weights[k] as number));
  if (own.length < LEAST_COMPARABLE || effective < LEAST_EFFECTIVE) return 'none';
  const share = own.length / chance.length;
  const fair = chance.filter((e) => e >= FAIR_CHANCE * share).length / chance.length;
  return fair >= 0.9 && effective >= own.length / 2 ? 'ample' : 'slight';
}
