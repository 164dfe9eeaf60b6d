import { seededRandom } from '../../stats/numeric/random.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import { addColumn, type DesignColumn, selectRows } from '../../stats/penalised/designColumn.ts';
import { laplaceLogistic } from '../../stats/penalised/laplacePrior.ts';
import { generalisedChances } from '../../stats/propensity/generalisedWeights.ts';
import { generalisedLinearModel } from '../../stats/regression/glm.ts';
import { binomialLogit } from '../../stats/regression/glmFamily.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';

/** A logistic model of being in one arm rather than in the study's first. */
export interface ArmModel {
  readonly intercept: number;
  /** Per covariate of the matrix. */
  readonly beta: ArrayLike<number>;
}

/** Chances of being in each arm, over the population's rows, adding up to 1. */
export interface GeneralisedPropensity {
  readonly chances: readonly Float64Array[];
}

/**
 * Generalized propensity scores from one logistic model per arm against the first (individualised logits): the chance of
 * arm k is exp(η_k) / Σ exp(η_j) with η = 0 for the first. Each model is the propensity model of a pair, so that
 * large-scale L1 models serve as well as plain ones, and with two arms nothing else comes out. An arm without persons or
 * without a fitted model (null) gets its share among all for everybody.
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
    return eta;
  });
  return { chances: generalisedChances(predictors, population.rows) };
}

/**
 * Fits the models: L1 logistic regression of all covariates with a cross-validated prior, or plain logistic regression of
 * demographics and picked ones, as the study says; on at most `mostPersons` persons per arm.
 */
export function fitArmModels(input: ComparisonInput, checkpoint: Checkpoint): (ArmModel | null)[] {
  const { arms } = input.specification;
  return arms.slice(1).map((_, k) => {
    checkpoint(k / (arms.length - 1));
    return fitArmModel(input, k + 1, (fraction) => checkpoint((k + fraction) / (arms.length - 1)));
  });
}

function fitArmModel(input: ComparisonInput, arm: number, checkpoint: Checkpoint): ArmModel | null {
  const { specification, population, covariates } = input;
  const { model, folds, mostPersons } = specification.adjustment.propensity;
  const random = seededRandom(specification.seed + arm);
  const drawn = [0, arm].map((a) => drawRows(population.arm, a, mostPersons, random));
  const rows = drawn.flatMap(({ rows: some }) => some).sort((a, b) => a - b);
  const outcome = Float64Array.from(rows, (i) => (population.arm[i] === arm ? 1 : 0));
  const keep = new Int32Array(population.rows).fill(-1);
  rows.forEach((i, k) => {
    keep[i] = k;
  });
  const columns = covariates.columns.map((column) => selectRows(column, keep, rows.length));
  const used = covariates.covariates.flatMap(({ domain }, j) =>
    domain === 'picked' || domain === 'demographics' ? [j] : [],
  );
  const fitted =
    model === 'large'
      ? fitLarge(outcome, columns, folds, random, checkpoint)
      : fitPlain(outcome, columns, used, checkpoint);
  // Drawing more sparsely from one arm made it look rarer than it is.
  const [first, other] = drawn.map(({ share }) => share);
  return fitted && { ...fitted, intercept: fitted.intercept + Math.log((first ?? 1) / (other ?? 1)) };
}

function drawRows(
  arms: Uint8Array,
  arm: number,
  most: number,
  random: () => number,
): { readonly rows: readonly number[]; readonly share: number } {
  const rows: number[] = [];
  arms.forEach((a, i) => {
    if (a === arm) rows.push(i);
  });
  for (let k = 0; k < Math.min(most, rows.length) && rows.length > most; k++) {
    const other = k + Math.floor(random() * (rows.length - k));
    const drawn = rows[other] as number;
    rows[other] = rows[k] as number;
    rows[k] = drawn;
  }
  return { rows: rows.slice(0, most), share: Math.min(1, most / rows.length) };
}

/** The prior is on covariates divided by their largest absolute value, as in CohortMethod. */
function fitLarge(
  outcome: Float64Array,
  columns: readonly DesignColumn[],
  folds: number,
  random: () => number,
  checkpoint: Checkpoint,
): ArmModel | null {
  const largest = columns.map(largestValue);
  const scaled = columns.map((column, j) => dividedBy(column, largest[j] as number));
  const foldOf = Int32Array.from(outcome, () => 1 + Math.floor(random() * folds));
  const fitted = laplaceLogistic({ outcome, columns: scaled }, foldOf, undefined, { checkpoint });
  if (fitted.kind !== 'fitted') return null;
  const { intercept, beta } = fitted.fit;
  return { intercept, beta: beta.map((b, j) => b / (largest[j] as number)) };
}

function largestValue(column: DesignColumn): number {
  let largest = 0;
  for (const v of column.values ?? [1]) largest = Math.max(largest, Math.abs(v));
  return largest > 0 ? largest : 1;
}

function dividedBy(column: DesignColumn, factor: number): DesignColumn {
  if (factor === 1) return column;
  if (column.kind === 'dense') return { kind: 'dense', values: column.values.map((v) => v / factor) };
  const values = column.values?.map((v) => v / factor);
  return values ? { ...column, values } : column;
}

/** Covariates that stand in the way (constant, combinations of others, perfect predictors) are left out. */
function fitPlain(
  outcome: Float64Array,
  columns: readonly DesignColumn[],
  candidates: readonly number[],
  checkpoint: Checkpoint,
): ArmModel | null {
  let used = candidates;
  for (;;) {
    const fitted = generalisedLinearModel(
      { outcome, covariates: used.map((j) => denseValues(columns[j] as DesignColumn, outcome.length)) },
      { family: binomialLogit, checkpoint },
    );
    if (fitted.kind === 'fitted') {
      const beta = new Float64Array(columns.length);
      used.forEach((j, k) => {
        beta[j] = fitted.fit.coefficients[k + 1] as number;
      });
      return { intercept: fitted.fit.coefficients[0] as number, beta };
    }
    const inTheWay = fitted.kind === 'collinear' || fitted.kind === 'separated' ? fitted.columns : [];
    if (inTheWay.length === 0) return null;
    used = used.filter((_, k) => !inTheWay.includes(k));
  }
}

/** All values of a column over `rows` rows. */
export function denseValues(column: DesignColumn, rows: number): Float64Array {
  if (column.kind === 'dense') return column.values;
  const values = new Float64Array(rows);
  addColumn(column, 1, values);
  return values;
}
