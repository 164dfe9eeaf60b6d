import type { CoxFit } from '../../stats/cox/coxRegression.ts';
import { proportionalHazardsTest } from '../../stats/cox/proportionalHazardsTest.ts';
import { sortedQuantile } from '../../stats/descriptive/quantile.ts';
import { chiSquaredUpper } from '../../stats/distributions/chiSquared.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import type { Effect, OutcomeEstimates } from '../result/comparisonResult.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { coxModel, mainEffect, selectSample } from './mainEffect.ts';

/** Below this the hazards are taken not to be proportional. */
export const NOT_PROPORTIONAL = 0.05;

export interface PiecewiseOptions {
  /** Of the outcome model besides the treatment. */
  readonly covariates: readonly Float64Array[];
  readonly cluster: Int32Array | undefined;
  readonly checkpoint: Checkpoint;
}

/**
 * Whether hazards are proportional, and hazard ratios by pieces of follow-up. Where the study names the days on which
 * they may change, the test asks whether the pieces share one ratio (Wald); otherwise it is Grambsch and Therneau's with
 * time on the Kaplan-Meier scale, and pieces are given only where it fails, before and after the median day of the
 * outcomes. Hazards cross where the test fails and pieces point to both sides of 1.
 */
export function proportionality(
  sample: AdjustedSample,
  cuts: readonly number[],
  options: PiecewiseOptions,
): OutcomeEstimates<number>['proportionality'] {
  const model = coxModel(effectivelyWeighted(sample), options.covariates, options);
  if (model.kind !== 'fitted') return null;
  const named = cuts.length > 0 ? piecewiseHazardRatios(sample, ascending(cuts), options) : [];
  const p = named.length > 1 ? sharedRatioP(named) : overTimeP(model.fit);
  const fails = p < NOT_PROPORTIONAL;
  const median = cuts.length === 0 && fails ? medianEventDay(sample) : [];
  const pieces = median.length > 0 ? piecewiseHazardRatios(sample, median, options) : named;
  const crosses =
    fails && pieces.some(({ estimate }) => estimate < 1) && pieces.some(({ estimate }) => estimate > 1);
  return { p: Number.isFinite(p) ? p : null, crosses, pieces };
}

function ascending(cuts: readonly number[]): number[] {
  return [...cuts].sort((a, b) => a - b);
}

function overTimeP(fit: CoxFit): number {
  return proportionalHazardsTest(fit, 'km').perCovariate[0]?.p ?? Number.NaN;
}

/** p of all pieces having the same ratio, by their logarithms and standard errors. */
function sharedRatioP(pieces: readonly Effect[]): number {
  const weights = pieces.map(({ standardError }) => 1 / (standardError ?? Number.NaN) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const logs = pieces.map(({ estimate }) => Math.log(estimate));
  const mean = logs.reduce((sum, log, k) => sum + log * (weights[k] as number), 0) / total;
  const spread = logs.reduce((sum, log, k) => sum + (weights[k] as number) * (log - mean) ** 2, 0);
  return chiSquaredUpper(spread, pieces.length - 1);
}

/**
 * Weights that sum to the effective number of persons (Kish): the test counts weights as persons, and how large they are
 * says nothing of how many there are.
 */
function effectivelyWeighted(sample: AdjustedSample): AdjustedSample {
  const { weights } = sample;
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return squares === 0 ? sample : { ...sample, weights: weights.map((weight) => (weight * sum) / squares) };
}

function medianEventDay({ days, status }: AdjustedSample): number[] {
  const events = Float64Array.from(days.filter((_, k) => status[k] === 1)).sort();
  const median = Math.floor(sortedQuantile(events, 0.5));
  return median >= 1 ? [median] : [];
}

/** Hazard ratios among those still at risk, from day to day (exclusive to inclusive). */
export function piecewiseHazardRatios(
  sample: AdjustedSample,
  cuts: readonly number[],
  { covariates, cluster, checkpoint }: PiecewiseOptions,
): Effect[] {
  const bounds = [0, ...cuts];
  return bounds.flatMap((from, k) => {
    const to = bounds[k + 1] ?? null;
    const places = Int32Array.from(sample.days.keys()).filter(
      (i) => (sample.days[i] as number) > from && (to === null || (sample.entry?.[i] ?? 0) < to),
    );
    const left = selectSample(sample, places);
    const part: AdjustedSample = {
      ...left,
      days: left.days.map((day) => (to === null ? day : Math.min(day, to))),
      status: left.status.map((s, i) => (to !== null && (left.days[i] as number) > to ? 0 : s)),
    };
    const outcome = mainEffect(part, {
      kind: 'cox',
      covariates: covariates.map((column) => Float64Array.from(places, (i) => column[i] as number)),
      cluster: cluster && places.map((i) => cluster[i] as number),
      checkpoint,
    });
    return outcome.kind === 'fitted' ? [{ ...outcome.fit, piece: { from, to } }] : [];
  });
}
