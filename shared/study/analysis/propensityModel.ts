import { areaUnderRoc } from '../../stats/diagnostic/areaUnderRoc.ts';
import { seededRandom } from '../../stats/numeric/random.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import { randomFolds } from '../../stats/penalised/crossValidation.ts';
import { type DesignColumn, selectRows } from '../../stats/penalised/designColumn.ts';
import { penalisedPredictor } from '../../stats/penalised/elasticNet.ts';
import { laplaceLogistic } from '../../stats/penalised/laplacePrior.ts';
import { equipoise, preferenceScore } from '../../stats/propensity/preferenceScore.ts';
import { generalisedLinearModel } from '../../stats/regression/glm.ts';
import { binomialLogit } from '../../stats/regression/glmFamily.ts';
import type { CovariateMatrix } from '../covariates/covariateMatrix.ts';
import type { PropensityResult, StudyNote } from '../result/comparisonResult.ts';
import type { Adjustment } from '../specification/comparisonSpecification.ts';
import { isHandPicked } from './outcomeCovariates.ts';
import { type PairPersons, valuesOver } from './pairPersons.ts';
import { explainingCovariate } from './separation.ts';

/** How likely each person of a pair was to get the target treatment, and how that was found. */
export interface PropensityModel {
  readonly model: PropensityResult['model'];
  readonly outcome: PropensityResult['outcome'];
  /** Over the pair's persons; null unless fitted. */
  readonly scores: Float64Array | null;
  readonly preference: Float64Array | null;
  readonly auc: number | null;
  readonly equipoise: number | null;
  readonly variance: number | null;
  /** Of the target against the comparator; null unless fitted. */
  readonly coefficients: ArmModel | null;
  readonly notes: readonly StudyNote[];
}

/** A logistic model: a coefficient for every covariate of the matrix. */
export interface ArmModel {
  readonly intercept: number;
  readonly beta: Float64Array;
}

interface Solution {
  readonly outcome: PropensityResult['outcome'];
  readonly intercept: number;
  /** Per covariate of the matrix. */
  readonly beta: Float64Array;
  readonly variance: number | null;
  /** Covariates in the way, by place. */
  readonly inTheWay?: readonly number[];
}

/** Scores are kept this far from 0 and 1, so that weights and logits are finite. */
const NEAREST_TO_CERTAIN = 1e-6;

/** A covariate that so many of a pair have may be left out of a model that it separates. */
const RARE_SHARE = 0.01;

/** Beyond this area under the curve the arms have next to nobody in common. */
const SEPARATED_AUC = 0.999;

/** A pair of which nothing has to be modelled. */
export const noPropensity: PropensityModel = {
  model: 'none',
  outcome: 'notNeeded',
  scores: null,
  preference: null,
  auc: null,
  equipoise: null,
  variance: null,
  coefficients: null,
  notes: [],
};

/**
 * The propensity model of a pair: L1 logistic regression of all covariates with the prior's variance chosen by
 * cross-validation (`large`), or plain logistic regression of demographics and the picked ones (`picked`). More than
 * `mostPersons` per arm are sampled, and the intercept corrected for it. The same seed gives the same model.
 * Sources: Rosenbaum and Rubin (1983); Tian, Schuemie and Suchard (2018).
 */
export function fitPropensity(
  persons: PairPersons,
  covariates: CovariateMatrix,
  settings: Adjustment['propensity'],
  seed: number,
  checkpoint: Checkpoint,
): PropensityModel {
  const { model } = settings;
  const failed = (
    outcome: PropensityResult['outcome'],
    notes: readonly StudyNote[] = [],
  ): PropensityModel => ({ ...noPropensity, model, outcome, notes });
  if (persons.targets === 0 || persons.comparators === 0) return failed('noInformation');
  const explains = explainingCovariate(persons, covariates, checkpoint);
  if (explains) return failed('separated', [{ kind: 'oneCovariateExplains', about: explains.name }]);
  const random = seededRandom(seed);
  const part = sampleArms(persons, settings.mostPersons, random);
  const solution =
    model === 'large'
      ? solveLarge(part, covariates.columns, settings.folds, random, checkpoint)
      : solvePicked(part, covariates, checkpoint);
  const notes: StudyNote[] =
    part.shift === null ? [] : [{ kind: 'sampledForPropensity', about: String(settings.mostPersons) }];
  if (solution.outcome !== 'fitted') {
    const names = (solution.inTheWay ?? []).flatMap((j) => covariates.covariates[j]?.name ?? []);
    return failed(solution.outcome, [
      ...notes,
      ...names.map((about) => ({ kind: 'separated' as const, about })),
    ]);
  }
  const intercept = solution.intercept - (part.shift ?? 0);
  const eta = penalisedPredictor(covariates.columns, intercept, solution.beta, covariates.rows);
  const scores = Float64Array.from(persons.rows, (row) => {
    const e = 1 / (1 + Math.exp(-(eta[row] as number)));
    return Math.min(1 - NEAREST_TO_CERTAIN, Math.max(NEAREST_TO_CERTAIN, e));
  });
  const auc = areaUnderRoc(scores, persons.treated);
  if (auc > SEPARATED_AUC) return failed('separated', [...notes, { kind: 'separated', about: 'propensity' }]);
  const preference = preferenceScore(scores, persons.treated);
  return {
    model,
    outcome: 'fitted',
    scores,
    preference,
    auc,
    equipoise: equipoise(preference),
    variance: solution.variance,
    coefficients: { intercept, beta: solution.beta },
    notes,
  };
}

/** The persons that a model is fitted on. */
interface FittingPart {
  readonly outcome: Float64Array;
  /** Place among them of each row of the population, or −1. */
  readonly place: Int32Array;
  readonly isWhole: boolean;
  /** By how much sampling moved the intercept; null where all were taken. */
  readonly shift: number | null;
}

function sampleArms(persons: PairPersons, most: number, random: () => number): FittingPart {
  const { rows, treated, place, targets, comparators } = persons;
  if (targets <= most && comparators <= most) {
    return {
      outcome: Float64Array.from(treated),
      place,
      isWhole: rows.length === place.length,
      shift: null,
    };
  }
  const chosen = new Int32Array(place.length).fill(-1);
  const outcome: number[] = [];
  const left = [comparators, targets];
  const wanted = left.map((count) => Math.min(count, most));
  rows.forEach((row, k) => {
    const arm = treated[k] as number;
    // Each of those left is taken with the same chance, and exactly as many as wanted.
    if (random() * (left[arm] as number) < (wanted[arm] as number)) {
      chosen[row] = outcome.length;
      outcome.push(arm);
      wanted[arm] = (wanted[arm] as number) - 1;
    }
    left[arm] = (left[arm] as number) - 1;
  });
  const share = (count: number): number => Math.min(count, most) / count;
  const shift = Math.log(share(targets) / share(comparators));
  return { outcome: Float64Array.from(outcome), place: chosen, isWhole: false, shift };
}

/** One prior for all covariates: they are divided by their largest absolute value first, as in CohortMethod. */
function solveLarge(
  part: FittingPart,
  columns: readonly DesignColumn[],
  folds: number,
  random: () => number,
  checkpoint: Checkpoint,
): Solution {
  const n = part.outcome.length;
  const used = part.isWhole ? columns : columns.map((column) => selectRows(column, part.place, n));
  const largest = used.map(largestValue);
  const outcome = laplaceLogistic(
    { outcome: part.outcome, columns: used.map((column, j) => dividedBy(column, largest[j] as number)) },
    randomFolds(n, Math.min(folds, n), random),
    undefined,
    { checkpoint },
  );
  const none = { intercept: 0, beta: new Float64Array(columns.length), variance: null };
  if (outcome.kind !== 'fitted') return { ...none, outcome: outcome.kind };
  const { intercept, beta, variance } = outcome.fit;
  return {
    outcome: 'fitted',
    intercept,
    beta: beta.map((b, j) => b / (largest[j] as number)),
    variance,
  };
}

function largestValue(column: DesignColumn): number {
  let largest = 0;
  for (const value of column.values ?? [1]) largest = Math.max(largest, Math.abs(value));
  return largest > 0 ? largest : 1;
}

function dividedBy(column: DesignColumn, factor: number): DesignColumn {
  if (factor === 1 || column.values === undefined) return column;
  return { ...column, values: column.values.map((value) => value / factor) };
}

/**
 * Columns that are combinations of others are left out: families of age groups, say, and the intercept. So are those
 * that a few persons of one arm alone have, which have no finite coefficient: whether they matter, the balance tells.
 */
function solvePicked(part: FittingPart, covariates: CovariateMatrix, checkpoint: Checkpoint): Solution {
  const n = part.outcome.length;
  let used = covariates.covariates.flatMap((covariate, j) => (isHandPicked(covariate) ? [j] : []));
  const beta = new Float64Array(covariates.columns.length);
  for (;;) {
    const outcome = generalisedLinearModel(
      {
        outcome: part.outcome,
        covariates: used.map((j) => valuesOver(covariates.columns[j] as DesignColumn, part.place, n)),
      },
      { family: binomialLogit, checkpoint },
    );
    if (outcome.kind === 'fitted') {
      used.forEach((j, at) => {
        beta[j] = outcome.fit.coefficients[at + 1] as number;
      });
      return { outcome: 'fitted', intercept: outcome.fit.coefficients[0] as number, beta, variance: null };
    }
    const inTheWay =
      outcome.kind === 'collinear'
        ? outcome.columns
        : outcome.kind === 'separated'
          ? outcome.columns.filter((at) => isRare(covariates.columns[used[at] as number], part.place, n))
          : [];
    if (inTheWay.length === 0) return { outcome: outcome.kind, intercept: 0, beta, variance: null };
    used = used.filter((_, at) => !inTheWay.includes(at));
  }
}

/** Whether at most {@link RARE_SHARE} of the persons have anything but 0. */
function isRare(column: DesignColumn | undefined, place: Int32Array, size: number): boolean {
  if (!column) return false;
  const isThere = (row: number): boolean => (place[row] as number) >= 0;
  const persons =
    column.kind === 'sparse'
      ? column.rows.filter(isThere).length
      : column.values.filter((value, row) => value !== 0 && isThere(row)).length;
  return persons <= RARE_SHARE * size;
}
