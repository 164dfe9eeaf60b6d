import type { Checkpoint } from '../../stats/outcome.ts';
import type { Covariate, CovariateMatrix } from '../covariates/covariateMatrix.ts';
import type { PairPersons } from './pairPersons.ts';

/** Above this correlation with being treated, a covariate is the treatment by another name. */
const SAME_AS_TREATMENT = 0.98;

/** The covariate that by itself says (nearly) who got which treatment, if there is one. */
export function explainingCovariate(
  persons: PairPersons,
  covariates: CovariateMatrix,
  checkpoint: Checkpoint,
): Covariate | null {
  const { treated, place, targets } = persons;
  const n = treated.length;
  const share = targets / n;
  for (const [j, column] of covariates.columns.entries()) {
    if (j % 256 === 0) checkpoint(Number.NaN);
    let sum = 0;
    let squares = 0;
    let amongTreated = 0;
    const add = (row: number, x: number): void => {
      const k = place[row] as number;
      if (k < 0) return;
      sum += x;
      squares += x * x;
      if (treated[k] === 1) amongTreated += x;
    };
    if (column.kind === 'dense') column.values.forEach((x, row) => void add(row, x));
    else column.rows.forEach((row, at) => void add(row, column.values ? (column.values[at] as number) : 1));
    const variance = (squares / n - (sum / n) ** 2) * share * (1 - share);
    const correlation = (amongTreated / n - (sum / n) * share) / Math.sqrt(variance);
    if (Math.abs(correlation) > SAME_AS_TREATMENT) return covariates.covariates[j] ?? null;
  }
  return null;
}
