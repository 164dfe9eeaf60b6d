import type { SurvivalCurve } from './kaplanMeier.ts';

/** A quantile of the time to event with its confidence limits; NaN where the curve does not come down that far. */
export interface SurvivalQuantile {
  readonly probability: number;
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

const TOLERANCE = 1.4901161193847656e-8;

/**
 * Quantiles of the time to event: the first time with S(t) ≤ 1 - p, or the middle of the step where S equals 1 - p on
 * it. Limits come from the curve's own limits in the same way (Brookmeyer and Crowley, 1982; quantile.survfit).
 */
export function survivalQuantiles(
  curve: SurvivalCurve,
  probabilities: readonly number[],
): SurvivalQuantile[] {
  return probabilities.map((probability) => ({
    probability,
    estimate: crossing(curve.time, curve.survival, probability),
    lower: crossing(curve.time, curve.lower, probability),
    upper: crossing(curve.time, curve.upper, probability),
  }));
}

function crossing(time: Float64Array, survival: Float64Array, p: number): number {
  let reached = Number.POSITIVE_INFINITY;
  let reachedAt = Number.NaN;
  let beyond = Number.POSITIVE_INFINITY;
  let beyondAt = Number.NaN;
  let final = 0;
  let seenUndefined = false;
  if (p <= TOLERANCE) return 0;
  for (let j = 0; j < time.length; j++) {
    const fallen = 1 - (survival[j] as number);
    if (Number.isNaN(fallen)) {
      seenUndefined = true;
      continue;
    }
    final = fallen;
    if (fallen + TOLERANCE >= p && fallen < reached) {
      reached = fallen;
      reachedAt = time[j] as number;
    }
    if (fallen - TOLERANCE >= p && fallen < beyond) {
      beyond = fallen;
      beyondAt = time[j] as number;
    }
  }
  if (!seenUndefined && Math.abs(p - final) < TOLERANCE) {
    return (reachedAt + (time[time.length - 1] as number)) / 2;
  }
  return (reachedAt + beyondAt) / 2;
}
