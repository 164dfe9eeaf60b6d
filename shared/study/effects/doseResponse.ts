import { type CoxFit, coxRegression } from '../../stats/cox/coxRegression.ts';
import { chiSquaredUpper } from '../../stats/distributions/chiSquared.ts';
import { normalMultiplier } from '../../stats/distributions/normal.ts';
import { quadraticForm } from '../../stats/numeric/matrix.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import { restrictedCubicSpline, splineKnots } from '../../stats/regression/restrictedCubicSpline.ts';
import { ratioEffect } from '../analysis/effect.ts';
import type { DoseResponse, Effect } from '../result/comparisonResult.ts';

/** Doses and weighted follow-up of persons; one element per row. */
export interface DoseData {
  readonly dose: Float64Array;
  readonly days: Int32Array;
  /** With pieces of follow-up: at risk in (entry, days]. */
  readonly entry?: Int32Array | undefined;
  /** Codes 0… of rows that are of one person. */
  readonly cluster?: Int32Array | undefined;
  /** 0 censored, 1 outcome, 2 competing event (which censors: ratios are cause-specific). */
  readonly status: Uint8Array;
  readonly weights: Float64Array;
}

/** Steps between the lowest and the highest dose at which the curve is given, besides the doses of the arms. */
const CURVE_STEPS = 40;

/** Up to so many different doses the knots are the doses themselves. */
const FEW_DOSES = 4;

/**
 * Knots of a dose's spline: the doses themselves when they are few, otherwise four (five from eight doses on) at
 * Harrell's quantiles over the persons; where persons crowd on few doses so that quantiles coincide, at evenly spaced
 * ones of the doses that occur. Null with fewer than three doses.
 */
export function doseKnots(dose: Float64Array): number[] | null {
  const doses = [...new Set(dose)].sort((a, b) => a - b);
  if (doses.length < 3) return null;
  if (doses.length <= FEW_DOSES) return doses;
  const count = doses.length < 8 ? 4 : 5;
  const knots = splineKnots(dose, count);
  if (knots.length === count) return knots;
  return Array.from(
    { length: count },
    (_, k) => doses[Math.round((k * (doses.length - 1)) / (count - 1))] as number,
  );
}

/**
 * How the hazard of the outcome goes with dose: the hazard ratio per unit of dose (weighted Cox regression, robust
 * variance), a restricted cubic spline of the dose as hazard ratios against the lowest dose with pointwise 95% limits,
 * and the Wald test of its nonlinear terms. Parts that cannot be estimated are null.
 * Sources: Harrell (2015), ch. 2.4 and 20; R survival::coxph with rms::rcs.
 */
export function doseResponse(
  data: DoseData,
  checkpoint: Checkpoint,
): Omit<DoseResponse, 'outcome' | 'timeAtRisk'> {
  const linear = fitCox(data, [data.dose], checkpoint);
  const trend: Effect | null =
    linear &&
    ratioEffect('hazardRatio', linear.coefficients[0] as number, Math.sqrt(robust(linear)[0] as number));
  const knots = doseKnots(data.dose);
  const spline = knots && fitCox(data, restrictedCubicSpline(data.dose, knots), checkpoint);
  if (!knots || !spline) return { trend, curve: null, nonLinearityP: null };
  return { trend, curve: splineCurve(data.dose, knots, spline), nonLinearityP: nonLinearity(spline) };
}

function fitCox(
  { days, entry, cluster, status, weights }: DoseData,
  covariates: readonly Float64Array[],
  checkpoint: Checkpoint,
): CoxFit | null {
  const outcome = coxRegression(
    {
      time: Float64Array.from(days),
      entry: entry && Float64Array.from(entry),
      event: status.map((s) => (s === 1 ? 1 : 0)),
      covariates,
      weights,
    },
    { robust: true, cluster, checkpoint },
  );
  return outcome.kind === 'fitted' ? outcome.fit : null;
}

function robust(fit: CoxFit): Float64Array {
  return fit.robustCovariance ?? fit.covariance;
}

function splineCurve(
  dose: Float64Array,
  knots: readonly number[],
  fit: CoxFit,
): NonNullable<DoseResponse['curve']> {
  const doses = [...new Set(dose)].sort((a, b) => a - b);
  const lowest = doses[0] as number;
  const highest = doses[doses.length - 1] as number;
  const steps = Array.from(
    { length: CURVE_STEPS + 1 },
    (_, k) => lowest + (k * (highest - lowest)) / CURVE_STEPS,
  );
  const grid = [...new Set([...doses, ...steps])].sort((a, b) => a - b);
  const columns = restrictedCubicSpline(grid, knots);
  const reference = restrictedCubicSpline([lowest], knots).map((column) => column[0] as number);
  const covariance = robust(fit);
  const p = columns.length;
  const z = normalMultiplier(0.95);
  return grid.map((at, i) => {
    const x = columns.map((column, j) => (column[i] as number) - (reference[j] as number));
    let log = 0;
    let variance = 0;
    x.forEach((a, j) => {
      log += a * (fit.coefficients[j] as number);
      x.forEach((b, k) => {
        variance += a * b * (covariance[j * p + k] as number);
      });
    });
    const half = z * Math.sqrt(Math.max(0, variance));
    return { dose: at, ratio: Math.exp(log), lower: Math.exp(log - half), upper: Math.exp(log + half) };
  });
}

/** Wald test that all coefficients after the first are 0. */
function nonLinearity(fit: CoxFit): number | null {
  const p = fit.coefficients.length;
  const rest = p - 1;
  const covariance = robust(fit);
  const part = new Float64Array(rest * rest);
  for (let i = 0; i < rest; i++) {
    for (let j = 0; j < rest; j++) part[i * rest + j] = covariance[(i + 1) * p + j + 1] as number;
  }
  const { value, rank } = quadraticForm(part, rest, fit.coefficients.subarray(1));
  return rank === rest ? chiSquaredUpper(value, rest) : null;
}
