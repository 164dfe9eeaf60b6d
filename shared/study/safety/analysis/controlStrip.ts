import {
  calibrateInterval,
  calibrateP,
  type EmpiricalNull,
  errorModelOfNull,
  expectedAbsoluteSystematicError,
  fitEmpiricalNull,
} from '../../../stats/sensitivity/empiricalCalibration.ts';
import type { ControlStrip, SafetyComparison } from '../safetyResult.ts';
import type { LogRatio } from './compareGroups.ts';

/** With fewer estimable negative controls nothing is calibrated and nothing is called a signal. */
export const fewestControls = 20;
/** Two parameters are not fitted to fewer controls. */
const fewestForNull = 3;

export interface ControlEstimate {
  readonly id: string;
  readonly name: string;
  readonly ratio: LogRatio | null;
}

/** Systematic error of the negative controls of one comparison: those with events on both sides are estimable. */
export function controlStrip(controls: readonly ControlEstimate[]): ControlStrip {
  const points = controls.flatMap(({ id, name, ratio }) =>
    ratio?.isExact ? [{ id, name, logEstimate: ratio.logEstimate, standardError: ratio.standardError }] : [],
  );
  const fitted =
    points.length < fewestForNull
      ? null
      : fitEmpiricalNull(
          Float64Array.from(points, ({ logEstimate }) => logEstimate),
          Float64Array.from(points, ({ standardError }) => standardError),
        );
  return {
    asked: controls.length,
    estimable: points.length,
    nullMean: fitted?.mean ?? null,
    nullSd: fitted?.sd ?? null,
    systematicError: fitted && expectedAbsoluteSystematicError(fitted),
    points,
  };
}

/** The null to calibrate by; null below {@link fewestControls}. */
export function nullOfStrip({ estimable, nullMean, nullSd }: ControlStrip): EmpiricalNull | null {
  if (estimable < fewestControls || nullMean === null || nullSd === null) return null;
  return { mean: nullMean, sd: nullSd, negativeLoglik: Number.NaN };
}

/** A rate ratio and its p with the systematic error of the controls taken out. */
export function calibrate(
  { logEstimate, standardError }: LogRatio,
  error: EmpiricalNull,
): NonNullable<SafetyComparison['calibrated']> {
  const own = calibrateInterval(logEstimate, standardError, errorModelOfNull(error));
  return {
    rateRatio: {
      estimate: Math.exp(own.estimate),
      lower: Math.exp(own.lower),
      upper: Math.exp(own.upper),
    },
    p: calibrateP(logEstimate, standardError, error).twoSided,
  };
}
