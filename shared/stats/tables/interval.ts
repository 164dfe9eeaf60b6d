/** A confidence interval; NaN limits where it is undefined, infinite where it is open. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** An estimate with its interval. */
export interface IntervalEstimate extends Interval {
  readonly estimate: number;
  /** Standard error on the scale on which the interval is symmetric. */
  readonly standardError: number;
}

/** An interval that does not exist. */
export const undefinedInterval: Interval = { lower: Number.NaN, upper: Number.NaN };

/** estimate × exp(∓ z·se). */
export function logInterval(estimate: number, logSe: number, z: number): Interval {
  return { lower: estimate * Math.exp(-z * logSe), upper: estimate * Math.exp(z * logSe) };
}

/** estimate ∓ z·se. */
export function waldInterval(estimate: number, se: number, z: number): Interval {
  return { lower: estimate - z * se, upper: estimate + z * se };
}
