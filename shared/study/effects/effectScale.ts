import { differenceEffect, ratioEffect } from '../analysis/effect.ts';
import type { Effect, EffectMeasure } from '../result/comparisonResult.ts';

/** An effect on the scale on which it is about normally distributed: the logarithm for ratios. */
export interface ScaledEstimate {
  readonly estimate: number;
  readonly standardError: number;
}

const differences: ReadonlySet<EffectMeasure> = new Set([
  'riskDifference',
  'rateDifference',
  'rmstDifference',
]);

export function isRatio(measure: EffectMeasure): boolean {
  return !differences.has(measure);
}

/** Null where the effect has no standard error or no finite logarithm. */
export function scaledEstimate({ measure, estimate, standardError }: Effect): ScaledEstimate | null {
  if (standardError === null) return null;
  const scaled = isRatio(measure) ? Math.log(estimate) : estimate;
  return Number.isFinite(scaled) ? { estimate: scaled, standardError } : null;
}

/** An effect of the same measure and scope from an estimate on that scale. */
export function effectOnScale(like: Effect, estimate: number, standardError: number): Effect | null {
  const { measure, piece, horizon } = like;
  const scope = { piece, ...(horizon === null ? {} : { horizon }) };
  return isRatio(measure)
    ? ratioEffect(measure, estimate, standardError, scope)
    : differenceEffect(measure, estimate, standardError, scope);
}
