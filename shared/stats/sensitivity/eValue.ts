/** The scale of an estimate; common outcomes need a conversion to a risk ratio. */
export type EffectMeasure = 'RR' | 'OR' | 'HR';

/** How strong an unmeasured confounder must be to explain an estimate away. */
export interface EValue {
  /** Estimate and limits as approximate risk ratios. */
  readonly riskRatio: { readonly estimate: number; readonly lower: number; readonly upper: number };
  readonly point: number;
  /** For the limit nearer to the true value; 1 when the interval holds it. */
  readonly interval: number;
}

/** Converts an odds or hazard ratio of a common outcome to an approximate risk ratio (VanderWeele, 2017). */
export function toRiskRatio(value: number, measure: EffectMeasure, rareOutcome: boolean): number {
  if (measure === 'RR' || rareOutcome) return value;
  if (measure === 'OR') return Math.sqrt(value);
  return (1 - 0.5 ** Math.sqrt(value)) / (1 - 0.5 ** Math.sqrt(1 / value));
}

/** E-value of one risk ratio against a true one: RR + √(RR (RR - 1)) for their quotient above 1. */
export function eValueOf(riskRatio: number, trueValue = 1): number {
  const ratio = riskRatio >= trueValue ? riskRatio / trueValue : trueValue / riskRatio;
  return ratio + Math.sqrt(ratio * (ratio - 1));
}

/** E-values of an estimate and its interval (VanderWeele and Ding, 2017; R EValue). */
export function eValue(
  estimate: number,
  lower: number,
  upper: number,
  options: { readonly measure: EffectMeasure; readonly rareOutcome?: boolean; readonly trueValue?: number },
): EValue {
  const { measure, rareOutcome = false, trueValue = 1 } = options;
  const convert = (v: number): number => toRiskRatio(v, measure, rareOutcome);
  const riskRatio = { estimate: convert(estimate), lower: convert(lower), upper: convert(upper) };
  const holds = riskRatio.lower <= trueValue && riskRatio.upper >= trueValue;
  const nearer = riskRatio.lower > trueValue ? riskRatio.lower : riskRatio.upper;
  return {
    riskRatio,
    point: eValueOf(riskRatio.estimate, trueValue),
    interval: holds ? 1 : eValueOf(nearer, trueValue),
  };
}
