import type { Checkpoint } from '../../stats/outcome.ts';
import { type DesignColumn, selectRows } from '../../stats/penalised/designColumn.ts';
import { elasticNetPath } from '../../stats/penalised/elasticNet.ts';
import type { Covariate, CovariateMatrix } from '../covariates/covariateMatrix.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { eventsOf } from './mainEffect.ts';
import { valuesOf } from './pairPersons.ts';

/** One covariate of an outcome model for at least so many events. */
const EVENTS_PER_COVARIATE = 10;

const LARGEST_MODEL = 50;

/** What was chosen by hand: demographics and the picked covariates. */
export function isHandPicked({ domain }: Covariate): boolean {
  return domain === 'demographics' || domain === 'picked';
}

/**
 * Columns of a doubly robust outcome model over a sample: demographics and the picked covariates, or of all those that
 * an L1 Poisson regression of the outcome keeps at the penalty with the least BIC (then refitted without penalty beside
 * the treatment). Never more than one for every ten events.
 * Source: Belloni, Chernozhukov and Hansen (2014) on selecting by treatment and outcome.
 */
export function outcomeColumns(
  sample: AdjustedSample,
  covariates: CovariateMatrix,
  which: ComparisonSpecification['outcomeModel']['covariates'],
  checkpoint: Checkpoint,
): Float64Array[] {
  if (which === 'none') return [];
  let events = 0;
  for (const event of eventsOf(sample)) events += event;
  const most = Math.min(LARGEST_MODEL, Math.floor(events / EVENTS_PER_COVARIATE));
  const places =
    which === 'picked' || sample.entry
      ? covariates.covariates.flatMap((covariate, j) => (isHandPicked(covariate) ? [j] : []))
      : selectedByOutcome(sample, covariates, most, checkpoint);
  return places
    .map((j) => valuesOf(covariates.columns[j] as DesignColumn, sample.rows, covariates.rows))
    .filter((values) => values.some((value) => value !== values[0]))
    .slice(0, most);
}

function selectedByOutcome(
  sample: AdjustedSample,
  covariates: CovariateMatrix,
  most: number,
  checkpoint: Checkpoint,
): number[] {
  const n = sample.rows.length;
  const place = new Int32Array(covariates.rows).fill(-1);
  sample.rows.forEach((row, k) => {
    place[row] = k;
  });
  const treatment: DesignColumn = { kind: 'dense', values: Float64Array.from(sample.treated) };
  const columns = [treatment, ...covariates.columns.map((column) => selectRows(column, place, n))];
  const factor = new Float64Array(columns.length).fill(1);
  factor[0] = 0;
  const outcome = elasticNetPath(
    {
      outcome: Float64Array.from(eventsOf(sample)),
      columns,
      offset: Float64Array.from(sample.days, Math.log),
    },
    {
      family: 'poisson',
      penaltyFactor: factor,
      pathLength: 30,
      smallestRatio: 0.05,
      tolerance: 1e-5,
      checkpoint,
    },
  );
  if (outcome.kind !== 'fitted') return [];
  const { beta, devianceRatio, nullDeviance, nonZero } = outcome.fit;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  devianceRatio.forEach((ratio, k) => {
    const bic = nullDeviance * (1 - ratio) + Math.log(n) * (nonZero[k] as number);
    if (bic >= least || (nonZero[k] as number) > most + 1) return;
    least = bic;
    best = k;
  });
  return Array.from((beta[best] ?? new Float64Array(0)).subarray(1), (b, j) => ({ b: Math.abs(b), j }))
    .filter(({ b }) => b > 0)
    .sort((a, b) => b.b - a.b || a.j - b.j)
    .map(({ j }) => j);
}
