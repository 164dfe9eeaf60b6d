import type { Checkpoint } from '../../stats/outcome.ts';
import type { DesignColumn } from '../../stats/penalised/designColumn.ts';
import type { ComparisonInput } from '../analysis/comparisonInput.ts';

/**
 * The largest absolute standardised difference of any covariate between any two arms. Differences of weighted means are
 * divided by the pooled standard deviation of the two arms without weights; covariates that vary in neither count for
 * nothing. Source: McCaffrey et al. (2013), Stat Med 32:3388.
 *
 * @param weights over the population's rows
 */
export function largestPairwiseDifference(
  { population, covariates, specification }: ComparisonInput,
  weights: Float64Array,
  checkpoint: Checkpoint,
): number {
  const { arm, rows } = population;
  const arms = specification.arms.length;
  const ones = new Float64Array(rows).fill(1);
  const persons = armTotals(arm, ones, arms);
  const total = armTotals(arm, weights, arms);
  let largest = 0;
  covariates.columns.forEach((column, j) => {
    if ((j & 255) === 0) checkpoint(j / covariates.columns.length);
    const plain = armMoments(column, arm, ones, arms);
    const weighted = armMoments(column, arm, weights, arms);
    const isBinary = covariates.covariates[j]?.kind === 'binary';
    const variance = plain.sum.map((sum, a) => {
      const n = persons[a] as number;
      const mean = sum / n;
      const spread = (plain.squares[a] as number) / n - mean * mean;
      return isBinary ? mean * (1 - mean) : (spread * n) / (n - 1);
    });
    for (let a = 0; a < arms; a++) {
      for (let b = 0; b < a; b++) {
        const pooled = Math.sqrt(((variance[a] as number) + (variance[b] as number)) / 2);
        const difference =
          (weighted.sum[a] as number) / (total[a] as number) -
          (weighted.sum[b] as number) / (total[b] as number);
        // A constant column leaves rounding, which must not pass for spread.
        if (pooled > 1e-9) largest = Math.max(largest, Math.abs(difference / pooled));
      }
    }
  });
  return largest;
}

function armTotals(arm: Uint8Array, weights: Float64Array, arms: number): Float64Array {
  const totals = new Float64Array(arms);
  arm.forEach((a, i) => {
    totals[a] = (totals[a] as number) + (weights[i] as number);
  });
  return totals;
}

function armMoments(
  column: DesignColumn,
  arm: Uint8Array,
  weights: Float64Array,
  arms: number,
): { readonly sum: Float64Array; readonly squares: Float64Array } {
  const sum = new Float64Array(arms);
  const squares = new Float64Array(arms);
  const add = (i: number, x: number): void => {
    const a = arm[i] as number;
    const wx = (weights[i] as number) * x;
    sum[a] = (sum[a] as number) + wx;
    squares[a] = (squares[a] as number) + wx * x;
  };
  if (column.kind === 'dense') {
    for (let i = 0; i < column.values.length; i++) add(i, column.values[i] as number);
  } else {
    const { rows, values } = column;
    for (let k = 0; k < rows.length; k++) add(rows[k] as number, values ? (values[k] as number) : 1);
  }
  return { sum, squares };
}
