import type { Checkpoint } from '../../stats/outcome.ts';
import type { AdjustedSample } from '../analysis/adjustedSample.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';
import { isHandPicked } from '../analysis/outcomeCovariates.ts';
import type { FollowUp } from '../population/studyPopulation.ts';
import { cloneCensorWeights } from './cloneCensorWeights.ts';
import { denseValues } from './denseValues.ts';

/** Follow-up of some arms, weighted: one element per row of the population, or for clones per piece of one. */
export interface WeightedFollowUp extends AdjustedSample {
  /** Place of the arm in the specification. */
  readonly arm: Uint8Array;
  /** Codes 0… of the persons behind pieces, for robust variances; absent without clones. */
  readonly cluster?: Int32Array | undefined;
}

/**
 * The rows of some arms that count in a follow-up, with their weights. Clones are cut into pieces whose weights also
 * stand for those who deviated, by demographics and the picked covariates; see {@link cloneCensorWeights}.
 *
 * @param weights over the population's rows
 * @param arms places in the specification; `treated` marks the last of them
 */
export function weightedFollowUp(
  input: ComparisonInput,
  followUp: FollowUp,
  weights: Float64Array,
  arms: readonly number[],
  checkpoint: Checkpoint,
): WeightedFollowUp {
  const { population } = input;
  if (population.clones) return ofClones(input, followUp, weights, arms, checkpoint);
  const { included, days, status } = followUp;
  const rows = Int32Array.from(population.arm.keys()).filter(
    (i) => included[i] === 1 && arms.includes(population.arm[i] as number),
  );
  return {
    ...identified(input, rows, arms),
    days: rows.map((i) => days[i] as number),
    status: Uint8Array.from(rows, (i) => status[i] as number),
    weights: Float64Array.from(rows, (i) => weights[i] as number),
  };
}

function ofClones(
  input: ComparisonInput,
  followUp: FollowUp,
  weights: Float64Array,
  arms: readonly number[],
  checkpoint: Checkpoint,
): WeightedFollowUp {
  const { population, specification } = input;
  const pieces = cloneCensorWeights(
    population,
    followUp,
    arms,
    background(input),
    specification.adjustment.truncateWeights,
    checkpoint,
  );
  const codes = new Map<number, number>();
  const cluster = pieces.rows.map((row) => {
    const person = population.personNo[row] as number;
    const code = codes.get(person) ?? codes.size;
    codes.set(person, code);
    return code;
  });
  return {
    ...identified(input, pieces.rows, arms),
    days: pieces.days,
    entry: pieces.entry,
    status: pieces.status,
    weights: pieces.weights.map((w, k) => w * (weights[pieces.rows[k] as number] as number)),
    cluster,
  };
}

function identified({ population }: ComparisonInput, rows: Int32Array, arms: readonly number[]) {
  const arm = Uint8Array.from(rows, (row) => population.arm[row] as number);
  const last = arms[arms.length - 1];
  return { rows, arm, treated: arm.map((a) => (a === last ? 1 : 0)), strata: null, propensity: null };
}

function background({ covariates }: ComparisonInput): Float64Array[] {
  return covariates.columns.flatMap((column, j) => {
    const covariate = covariates.covariates[j];
    return covariate && isHandPicked(covariate) ? [denseValues(column, covariates.rows)] : [];
  });
}

/** Some places of a follow-up. */
export function selectFollowUp(followUp: WeightedFollowUp, places: Int32Array): WeightedFollowUp {
  const { entry, cluster } = followUp;
  return {
    rows: places.map((k) => followUp.rows[k] as number),
    arm: Uint8Array.from(places, (k) => followUp.arm[k] as number),
    treated: Uint8Array.from(places, (k) => followUp.treated[k] as number),
    days: places.map((k) => followUp.days[k] as number),
    ...(entry ? { entry: places.map((k) => entry[k] as number) } : {}),
    status: Uint8Array.from(places, (k) => followUp.status[k] as number),
    weights: Float64Array.from(places, (k) => followUp.weights[k] as number),
    strata: null,
    propensity: null,
    ...(cluster ? { cluster: places.map((k) => cluster[k] as number) } : {}),
  };
}

/** Places of the rows that begin: one per person and arm. */
export function beginnings({ rows, entry }: AdjustedSample): Int32Array {
  const places = Int32Array.from(rows.keys());
  return entry ? places.filter((k) => entry[k] === 0) : places;
}
