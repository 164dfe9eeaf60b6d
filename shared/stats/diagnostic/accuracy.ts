import { normalMultiplier } from '../distributions/normal.ts';
import { type IntervalEstimate, logInterval } from '../tables/interval.ts';

/** Counts of a binary test against the truth. */
export interface Confusion {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

/** Counts when scores at or above `threshold` are positive. */
export function confusionAt(score: Float64Array, isCase: Uint8Array, threshold: number): Confusion {
  const counts = { truePositive: 0, falsePositive: 0, falseNegative: 0, trueNegative: 0 };
  score.forEach((s, i) => {
    const positive = s >= threshold;
    if (isCase[i] === 1) counts[positive ? 'truePositive' : 'falseNegative']++;
    else counts[positive ? 'falsePositive' : 'trueNegative']++;
  });
  return counts;
}

/** Summary measures of a binary test; sensitivity and the like are proportions of the counts (see proportionInterval). */
export interface Accuracy {
  readonly sensitivity: number;
  readonly specificity: number;
  readonly likelihoodRatioPositive: IntervalEstimate;
  readonly likelihoodRatioNegative: IntervalEstimate;
  readonly diagnosticOddsRatio: number;
  readonly youden: number;
  readonly f1: number;
  /** Matthews correlation coefficient. */
  readonly mcc: number;
  readonly kappa: number;
}

/** Accuracy of a binary test, likelihood ratios with log intervals (Simel et al., 1991). */
export function accuracy(counts: Confusion, confidenceLevel = 0.95): Accuracy {
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = counts;
  const z = normalMultiplier(confidenceLevel);
  const cases = tp + fn;
  const controls = fp + tn;
  const n = cases + controls;
  const sensitivity = tp / cases;
  const specificity = tn / controls;
  const ratio = (estimate: number, x: number, y: number): IntervalEstimate => {
    const standardError = Math.sqrt(1 / x - 1 / cases + 1 / y - 1 / controls);
    return { estimate, standardError, ...logInterval(estimate, standardError, z) };
  };
  const byChance = ((tp + fp) * cases + (fn + tn) * controls) / (n * n);
  return {
    sensitivity,
    specificity,
    likelihoodRatioPositive: ratio(sensitivity / (1 - specificity), tp, fp),
    likelihoodRatioNegative: ratio((1 - sensitivity) / specificity, fn, tn),
    diagnosticOddsRatio: (tp * tn) / (fp * fn),
    youden: sensitivity + specificity - 1,
    f1: (2 * tp) / (2 * tp + fp + fn),
    mcc: (tp * tn - fp * fn) / Math.sqrt((tp + fp) * cases * controls * (tn + fn)),
    kappa: ((tp + tn) / n - byChance) / (1 - byChance),
  };
}

/** Predictive values where the condition has another prevalence. */
export function predictiveValuesAt(
  prevalence: number,
  { sensitivity, specificity }: Accuracy,
): { readonly positive: number; readonly negative: number } {
  const hits = sensitivity * prevalence;
  const alarms = (1 - specificity) * (1 - prevalence);
  const cleared = specificity * (1 - prevalence);
  const misses = (1 - sensitivity) * prevalence;
  return { positive: hits / (hits + alarms), negative: cleared / (cleared + misses) };
}
