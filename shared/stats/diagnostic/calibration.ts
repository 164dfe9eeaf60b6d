import { sortedQuantile } from '../descriptive/quantile.ts';
import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { normalTwoSided } from '../distributions/normal.ts';
import type { ChiSquaredTest, FitOutcome } from '../outcome.ts';
import { type GlmFit, generalisedLinearModel } from '../regression/glm.ts';
import { binomialLogit } from '../regression/glmFamily.ts';

/** Agreement of predicted probabilities with outcomes. */
export interface Calibration {
  readonly brier: number;
  /** Brier score of predicting the prevalence, and the improvement on it. */
  readonly brierMax: number;
  readonly scaledBrier: number;
  readonly logLoss: number;
  readonly observedExpected: number;
  /** Spiegelhalter's (1986) z. */
  readonly spiegelhalter: { readonly z: number; readonly p: number };
  /** Logistic regression of the outcome on the logit of the prediction: intercept and slope. */
  readonly recalibration: FitOutcome<GlmFit>;
  /** Intercept with the slope held at 1: calibration in the large. */
  readonly inTheLarge: FitOutcome<GlmFit>;
  /** Log likelihood of the predictions as they are. */
  readonly loglik: number;
}

/** Calibration of predictions strictly between 0 and 1. */
export function calibration(predicted: Float64Array, outcome: Uint8Array): Calibration {
  const n = predicted.length;
  const y = Float64Array.from(outcome);
  const logit = predicted.map((p) => Math.log(p / (1 - p)));
  let brier = 0;
  let loglik = 0;
  let observed = 0;
  let expected = 0;
  let numerator = 0;
  let denominator = 0;
  predicted.forEach((p, i) => {
    const yi = y[i] as number;
    brier += (yi - p) ** 2 / n;
    loglik += yi === 1 ? Math.log(p) : Math.log1p(-p);
    observed += yi;
    expected += p;
    numerator += (yi - p) * (1 - 2 * p);
    denominator += (1 - 2 * p) ** 2 * p * (1 - p);
  });
  const prevalence = observed / n;
  const brierMax = prevalence * (1 - prevalence);
  const z = numerator / Math.sqrt(denominator);
  return {
    brier,
    brierMax,
    scaledBrier: 1 - brier / brierMax,
    logLoss: -loglik / n,
    observedExpected: observed / expected,
    spiegelhalter: { z, p: normalTwoSided(z) },
    recalibration: generalisedLinearModel({ outcome: y, covariates: [logit] }, { family: binomialLogit }),
    inTheLarge: generalisedLinearModel(
      { outcome: y, covariates: [], offset: logit },
      { family: binomialLogit },
    ),
    loglik,
  };
}

/** One group of predictions of similar size. */
export interface CalibrationGroup {
  readonly n: number;
  readonly observed: number;
  readonly expected: number;
}

/** Grouped calibration: the curve's points, and Hosmer and Lemeshow's test over them. */
export interface GroupedCalibration extends ChiSquaredTest {
  readonly breaks: Float64Array;
  readonly groups: readonly CalibrationGroup[];
}

/** Groups by quantiles (type 7) of the prediction, closed on the right; g - 2 degrees of freedom. */
export function groupedCalibration(
  predicted: Float64Array,
  outcome: Uint8Array,
  count = 10,
): GroupedCalibration {
  const sorted = predicted.slice().sort();
  const breaks = Float64Array.from(
    new Set(Array.from({ length: count + 1 }, (_, k) => sortedQuantile(sorted, k / count))),
  );
  const groups = Array.from({ length: Math.max(1, breaks.length - 1) }, () => ({
    n: 0,
    observed: 0,
    expected: 0,
  }));
  predicted.forEach((p, i) => {
    let k = 0;
    while (k < groups.length - 1 && p > (breaks[k + 1] as number)) k++;
    const group = groups[k] as { n: number; observed: number; expected: number };
    group.n++;
    group.observed += outcome[i] as number;
    group.expected += p;
  });
  const statistic = groups.reduce(
    (sum, { n, observed, expected }) => sum + (observed - expected) ** 2 / (expected * (1 - expected / n)),
    0,
  );
  const df = groups.length - 2;
  return { breaks, groups, statistic, df, p: chiSquaredUpper(statistic, df) };
}
