import type { Checkpoint } from '../../stats/outcome.ts';
import type { DesignColumn } from '../../stats/penalised/designColumn.ts';
import type { Covariate, CovariateMatrix } from '../covariates/covariateMatrix.ts';
import type { BalanceMoments, BalanceRow, BalanceSummary } from '../result/comparisonResult.ts';
import { isHandPicked } from './outcomeCovariates.ts';

/** How much each row of the population counts in a pair, before and after adjustment. */
export interface BalanceWeights {
  /** 1 target, 0 comparator, 2 neither, over the population's rows. */
  readonly arm: Uint8Array;
  /** After adjustment; 0 for who was left out. */
  readonly after: Float64Array;
}

/** A row with the persons who have a binary covariate, for who publishes it. */
export interface CountedBalanceRow extends BalanceRow {
  readonly counts: {
    readonly before: { readonly target: number; readonly comparator: number };
    readonly after: { readonly target: number; readonly comparator: number };
  };
}

/** The most unbalanced covariates that Table 1 has besides the demographics, scores and picked ones. */
const MOST_UNBALANCED = 20;

/**
 * Means, standard deviations and standardised differences of every covariate before and after adjustment. Both
 * differences are in units of the pooled standard deviation before adjustment. Binary covariates have variance p(1 − p),
 * others as in {@link covariateBalance}. Linear in the values that are not 0. Source: Austin (2009); R cobalt.
 */
export function pairBalance(
  covariates: CovariateMatrix,
  weights: BalanceWeights,
  checkpoint: Checkpoint,
): CountedBalanceRow[] {
  const totals = armTotals(weights);
  return covariates.columns.map((column, j) => {
    if (j % 64 === 0) checkpoint(j / covariates.columns.length);
    const covariate = covariates.covariates[j] as Covariate;
    return balanceRow(covariate, columnSums(column, weights), totals);
  });
}

/** Largest differences and how many are above the threshold. */
export function summariseBalance(rows: readonly BalanceRow[], threshold: number): BalanceSummary {
  const size = (moments: BalanceMoments): number => Math.abs(moments.standardisedDifference ?? 0);
  const of = (when: 'before' | 'after') => ({
    largest: rows.reduce((most, row) => Math.max(most, size(row[when])), 0),
    above: rows.filter((row) => size(row[when]) > threshold).length,
  });
  const before = of('before');
  const after = of('after');
  return {
    covariates: rows.length,
    before: before.largest,
    after: after.largest,
    aboveBefore: before.above,
    aboveAfter: after.above,
  };
}

/** The rows of Table 1: demographics, scores, picked covariates and the most unbalanced before adjustment. */
export function tableOneRows<Row extends BalanceRow>(rows: readonly Row[]): Row[] {
  const isFixed = ({ covariate }: Row): boolean => isHandPicked(covariate) || covariate.domain === 'score';
  const unbalanced = rows
    .filter((row) => !isFixed(row) && row.before.standardisedDifference !== null)
    .sort((a, b) => difference(b) - difference(a) || (a.covariate.id < b.covariate.id ? -1 : 1));
  return [...rows.filter(isFixed), ...unbalanced.slice(0, MOST_UNBALANCED)];
}

function difference({ before }: BalanceRow): number {
  return Math.abs(before.standardisedDifference ?? 0);
}

/** Persons, weights and squared weights: comparator first. */
interface ArmTotals {
  readonly persons: readonly [number, number];
  readonly weight: readonly [number, number];
  readonly squares: readonly [number, number];
}

function armTotals({ arm, after }: BalanceWeights): ArmTotals {
  const persons: [number, number] = [0, 0];
  const weight: [number, number] = [0, 0];
  const squares: [number, number] = [0, 0];
  arm.forEach((a, row) => {
    if (a > 1) return;
    const g = a as 0 | 1;
    const w = after[row] as number;
    persons[g]++;
    weight[g] += w;
    squares[g] += w * w;
  });
  return { persons, weight, squares };
}

/** Σx, Σx² before and Σwx, Σwx² after, and rows after, each for comparator and target: ten numbers. */
function columnSums(column: DesignColumn, { arm, after }: BalanceWeights): Float64Array {
  const sums = new Float64Array(10);
  if (column.kind === 'sparse' && !column.values) {
    const { rows } = column;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] as number;
      const g = arm[row] as number;
      if (g > 1) continue;
      const w = after[row] as number;
      sums[g] = (sums[g] as number) + 1;
      sums[4 + g] = (sums[4 + g] as number) + w;
      if (w > 0) sums[8 + g] = (sums[8 + g] as number) + 1;
    }
    for (const g of [0, 1]) {
      sums[2 + g] = sums[g] as number;
      sums[6 + g] = sums[4 + g] as number;
    }
    return sums;
  }
  const length = column.kind === 'sparse' ? column.rows.length : arm.length;
  for (let at = 0; at < length; at++) {
    const row = column.kind === 'sparse' ? (column.rows[at] as number) : at;
    const g = arm[row] as number;
    if (g > 1) continue;
    const x = column.values ? (column.values[at] as number) : 1;
    const w = after[row] as number;
    const wx = w * x;
    if (w > 0 && x !== 0) sums[8 + g] = (sums[8 + g] as number) + 1;
    sums[g] = (sums[g] as number) + x;
    sums[2 + g] = (sums[2 + g] as number) + x * x;
    sums[4 + g] = (sums[4 + g] as number) + wx;
    sums[6 + g] = (sums[6 + g] as number) + wx * x;
  }
  return sums;
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
}

function balanceRow(covariate: Covariate, sums: Float64Array, totals: ArmTotals): CountedBalanceRow {
  const isBinary = covariate.kind === 'binary';
  const moments = (at: number, total: number, squares: number): Moments => {
    const mean = (sums[at] as number) / total;
    if (isBinary) return { mean, variance: mean * (1 - mean) };
    const spread = (sums[at + 2] as number) - total * mean * mean;
    return { mean, variance: Math.max(0, spread) / (total - squares / total) };
  };
  const [n0, n1] = totals.persons;
  const before = { target: moments(1, n1, n1), comparator: moments(0, n0, n0) };
  const after = {
    target: moments(5, totals.weight[1], totals.squares[1]),
    comparator: moments(4, totals.weight[0], totals.squares[0]),
  };
  const unit = Math.sqrt((before.target.variance + before.comparator.variance) / 2);
  return {
    covariate,
    before: shown(before, unit),
    after: shown(after, unit),
    counts: {
      before: { target: sums[1] as number, comparator: sums[0] as number },
      after: { target: sums[9] as number, comparator: sums[8] as number },
    },
  };
}

function shown(
  { target, comparator }: { readonly target: Moments; readonly comparator: Moments },
  unit: number,
): BalanceMoments {
  return {
    target: finite(target.mean),
    comparator: finite(comparator.mean),
    sdTarget: finite(Math.sqrt(target.variance)),
    sdComparator: finite(Math.sqrt(comparator.variance)),
    standardisedDifference: unit > 0 ? finite((target.mean - comparator.mean) / unit) : null,
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
