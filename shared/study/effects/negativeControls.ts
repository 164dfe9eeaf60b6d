import { normalMultiplier } from '../../stats/distributions/normal.ts';
import {
  calibrateInterval,
  calibrateP,
  type EmpiricalNull,
  errorModelOfNull,
  expectedAbsoluteSystematicError,
  fitEmpiricalNull,
} from '../../stats/sensitivity/empiricalCalibration.ts';
import type { Effect, Sensitivity } from '../result/comparisonResult.ts';
import { isRatio, scaledEstimate } from './effectScale.ts';

/** Negative controls with an estimate that the distribution of systematic error is fitted to, as in CohortMethod. */
export const LEAST_CONTROLS = 5;

/** One negative control and what was found of it; null where nothing can be estimated. */
export interface ControlEffect {
  readonly id: string;
  readonly name: string;
  readonly effect: Effect | null;
}

export interface NegativeControls {
  readonly summary: NonNullable<Sensitivity['negativeControls']>;
  /** Null with fewer than {@link LEAST_CONTROLS} estimates. */
  readonly systematicError: EmpiricalNull | null;
}

/**
 * The distribution of systematic error among outcomes that the treatments cannot cause, and the expected absolute
 * systematic error (EASE). Null when no controls were asked for.
 * Sources: Schuemie et al. (2014), Stat Med 33:209; R EmpiricalCalibration::fitNull and
 * computeExpectedAbsoluteSystematicError.
 */
export function negativeControls(controls: readonly ControlEffect[]): NegativeControls | null {
  if (controls.length === 0) return null;
  const points = controls.flatMap(({ id, name, effect }) => {
    const scaled = effect && scaledEstimate(effect);
    return scaled ? [{ id, name, logEstimate: scaled.estimate, standardError: scaled.standardError }] : [];
  });
  const systematicError =
    points.length < LEAST_CONTROLS
      ? null
      : fitEmpiricalNull(
          Float64Array.from(points, ({ logEstimate }) => logEstimate),
          Float64Array.from(points, ({ standardError }) => standardError),
        );
  return {
    systematicError,
    summary: {
      estimable: points.length,
      asked: controls.length,
      systematicError: systematicError && expectedAbsoluteSystematicError(systematicError),
      nullMean: systematicError?.mean ?? null,
      nullSd: systematicError?.sd ?? null,
      points,
    },
  };
}

/**
 * An effect with the systematic error of the negative controls taken out: the same error at every true effect (no
 * positive controls). Null without a fitted distribution or for differences.
 * Source: Schuemie et al. (2018), PNAS 115:2571; R EmpiricalCalibration::calibrateConfidenceInterval.
 */
export function calibratedEffect(effect: Effect, systematicError: EmpiricalNull | null): Effect | null {
  const scaled = scaledEstimate(effect);
  if (systematicError === null || scaled === null || !isRatio(effect.measure)) return null;
  const { estimate, lower, upper } = calibrateInterval(
    scaled.estimate,
    scaled.standardError,
    errorModelOfNull(systematicError),
  );
  const standardError = (upper - lower) / (2 * normalMultiplier(0.95));
  if (![estimate, lower, upper].every((limit) => Number.isFinite(limit))) return null;
  return {
    ...effect,
    estimate: Math.exp(estimate),
    lower: Math.exp(lower),
    upper: Math.exp(upper),
    p: calibrateP(scaled.estimate, scaled.standardError, systematicError).twoSided,
    standardError,
  };
}
