import { normalMultiplier } from '../distributions/normal.ts';

/** The scale on which a pointwise interval of a survival probability is symmetric. */
export type SurvivalIntervalType = 'plain' | 'log' | 'log-log' | 'logit' | 'arcsin';

/** Lower and upper confidence limits. */
export interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Pointwise confidence limits of a survival probability from the standard error of its logarithm, clipped to [0, 1]
 * (survival::survfit's conf.type). NaN where the scale is undefined: S = 0, and for log-log also S = 1.
 */
export function survivalLimits(
  survival: number,
  logStandardError: number,
  type: SurvivalIntervalType,
  confidenceLevel: number,
): Limits {
  const z = normalMultiplier(confidenceLevel);
  const se = logStandardError;
  switch (type) {
    case 'plain': {
      const half = z * se * survival;
      return { lower: Math.max(0, survival - half), upper: Math.min(1, survival + half) };
    }
    case 'log': {
      if (survival === 0) return undefinedLimits;
      const center = Math.log(survival);
      return { lower: Math.exp(center - z * se), upper: Math.min(1, Math.exp(center + z * se)) };
    }
    case 'log-log': {
      if (survival === 0 || survival === 1) return undefinedLimits;
      const center = Math.log(-Math.log(survival));
      const half = (z * se) / Math.log(survival);
      return { lower: Math.exp(-Math.exp(center - half)), upper: Math.exp(-Math.exp(center + half)) };
    }
    case 'logit': {
      if (survival === 0) return undefinedLimits;
      const center = Math.log(survival / (1 - survival));
      const half = z * se * (1 + survival / (1 - survival));
      return {
        lower: 1 - 1 / (1 + Math.exp(center - half)),
        upper: 1 - 1 / (1 + Math.exp(center + half)),
      };
    }
    case 'arcsin': {
      if (survival === 0) return undefinedLimits;
      const center = Math.asin(Math.sqrt(survival));
      const half = 0.5 * z * se * Math.sqrt(survival / (1 - survival));
      return {
        lower: Math.sin(Math.max(0, center - half)) ** 2,
        upper: Math.sin(Math.min(Math.PI / 2, center + half)) ** 2,
      };
    }
  }
}

const undefinedLimits: Limits = { lower: Number.NaN, upper: Number.NaN };
