import { proportionalHazardsTest } from '../../stats/cox/proportionalHazardsTest.ts';
import { sortedQuantile } from '../../stats/descriptive/quantile.ts';
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
 * The test of proportional hazards (Grambsch and Therneau, time on the Kaplan-Meier scale) and hazard ratios by pieces of
 * follow-up: at the study's cuts, or where the test fails and there are none, before and after the median day of the
 * outcomes. Hazards cross where the test fails and pieces point to both sides of 1.
 */
export function proportionality(
  sample: AdjustedSample,
  cuts: readonly number[],
  options: PiecewiseOptions,
): OutcomeEstimates<number>['proportionality'] {
  const model = coxModel(sample, options.covariates, options);
  if (model.kind !== 'fitted') return null;
  const p = proportionalHazardsTest(model.fit, 'km').perCovariate[0]?.p ?? Number.NaN;
  const fails = p < NOT_PROPORTIONAL;
  const used = cuts.length > 0 ? [...cuts].sort((a, b) => a - b) : fails ? medianEventDay(sample) : [];
  const pieces = used.length > 0 ? piecewiseHazardRatios(sample, used, options) : [];
  const crosses =
    fails && pieces.some(({ estimate }) => estimate < 1) && pieces.some(({ estimate }) => estimate > 1);
  return { p: Number.isFinite(p) ? p : null, crosses, pieces };
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
