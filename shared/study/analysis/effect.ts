import { normalMultiplier, normalTwoSided } from '../../stats/distributions/normal.ts';
import type { Effect, EffectMeasure } from '../result/comparisonResult.ts';

/** What an effect is of, besides its measure. */
export interface EffectScope {
  readonly horizon?: number;
  readonly piece?: Effect['piece'];
}

/** A ratio from its logarithm and the standard error of that; null where either is not finite. */
export function ratioEffect(
  measure: EffectMeasure,
  logEstimate: number,
  standardError: number,
  scope: EffectScope = {},
): Effect | null {
  const half = normalMultiplier(0.95) * standardError;
  return finite({
    measure,
    horizon: scope.horizon ?? null,
    piece: scope.piece ?? null,
    estimate: Math.exp(logEstimate),
    lower: Math.exp(logEstimate - half),
    upper: Math.exp(logEstimate + half),
    p: normalTwoSided(logEstimate / standardError),
    standardError,
  });
}

/** A difference with its standard error; null where either is not finite. */
export function differenceEffect(
  measure: EffectMeasure,
  estimate: number,
  standardError: number,
  scope: EffectScope = {},
): Effect | null {
  const half = normalMultiplier(0.95) * standardError;
  return finite({
    measure,
    horizon: scope.horizon ?? null,
    piece: scope.piece ?? null,
    estimate,
    lower: estimate - half,
    upper: estimate + half,
    p: normalTwoSided(estimate / standardError),
    standardError,
  });
}

/** Effects without a finite number in some place say nothing. */
function finite(effect: Effect): Effect | null {
  const { estimate, lower, upper, p, standardError } = effect;
  const numbers = [estimate, lower, upper, p, standardError];
  const isSound = numbers.every((value) => Number.isFinite(value)) && (standardError ?? 0) > 0;
  return isSound ? effect : null;
}
