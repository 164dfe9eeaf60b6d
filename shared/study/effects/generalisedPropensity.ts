import { addColumn } from '../../stats/penalised/designColumn.ts';
import { generalisedChances } from '../../stats/propensity/generalisedWeights.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';

/** A logistic model of being in one arm rather than in the study's first. */
export interface ArmModel {
  readonly intercept: number;
  /** Per covariate of the matrix. */
  readonly beta: ArrayLike<number>;
}

/**
 * Log odds are kept within those of a chance of one in a million, as in the models of pairs, so that weights are
 * finite.
 */
const MOST_CERTAIN = Math.log(1e6 - 1);

/** Chances of being in each arm, over the population's rows, adding up to 1. */
export interface GeneralisedPropensity {
  readonly chances: readonly Float64Array[];
}

/**
 * Generalized propensity scores from one logistic model per arm against the first (individualised logits): the chance
 * of arm k is exp(η_k) / Σ exp(η_j) with η = 0 for the first. Each model is the propensity model of a pair, so that
 * large-scale L1 models serve as well as plain ones, and with two arms nothing else comes out. An arm without persons
 * or without a fitted model (null) gets its share among all for everybody.
 * Sources: Begg and Gray (1984), Biometrika 71:11; Imbens (2000), Biometrika 87:706.
 *
 * @param models per arm after the first
 */
export function generalisedPropensity(
  input: ComparisonInput,
  models: readonly (ArmModel | null)[],
): GeneralisedPropensity {
  const { population, covariates } = input;
  const persons = new Float64Array(models.length + 1);
  for (const arm of population.arm) persons[arm] = (persons[arm] as number) + 1;
  const predictors = models.map((model, k) => {
    const share = (persons[k + 1] as number) / (persons[0] as number);
    const eta = new Float64Array(population.rows).fill(model?.intercept ?? Math.log(share));
    if (!model) return eta;
    for (const [j, column] of covariates.columns.entries()) {
      const beta = model.beta[j] as number;
      if (beta !== 0) addColumn(column, beta, eta);
    }
    return eta.map((e) => Math.min(MOST_CERTAIN, Math.max(-MOST_CERTAIN, e)));
  });
  return { chances: generalisedChances(predictors, population.rows) };
}
