import type { RateEstimate, RatioEstimate } from '../safetyResult.ts';

/** Rates and what follows from them when only a part of the recorded events are real ones. */
export interface MisclassifiedRates {
  readonly exposed: RateEstimate;
  readonly other: RateEstimate;
  readonly ratio: RatioEstimate | null;
  /** Of the rates above, in their units. */
  readonly difference: RateEstimate;
}

/**
 * What rates become when in each group only the share `ppv` of the recorded events is real and no case was missed:
 * a rate r becomes ppv·r, the ratio R becomes R·ppv₁/ppv₀. One PPV for both groups scales both rates and the
 * difference and leaves the ratio; values that differ move it. The PPVs are taken as known, so that intervals are
 * those of the recorded rates, carried over; that of the difference is by MOVER.
 *
 * Source: Lash, Fox and Fink (2009), Applying Quantitative Bias Analysis, ch. 6; Zou and Donner (2008), Stat Med
 * 27:1693 (MOVER).
 * @param ratio of the recorded rates, as adjusted as it may be; null: the ratio is left out
 * @param ppv each above 0 and up to 1
 * @throws RangeError for a PPV outside that
 */
export function misclassifiedRates(
  recorded: { readonly exposed: RateEstimate; readonly other: RateEstimate },
  ratio: RatioEstimate | null,
  ppv: { readonly exposed: number; readonly other: number },
): MisclassifiedRates {
  for (const value of [ppv.exposed, ppv.other]) {
    if (!(value > 0 && value <= 1)) throw new RangeError(`a PPV of ${value}`);
  }
  const exposed = times(recorded.exposed, ppv.exposed);
  const other = times(recorded.other, ppv.other);
  const factor = ppv.exposed / ppv.other;
  const scale = (value: number | null) => (value === null ? null : value * factor);
  return {
    exposed,
    other,
    ratio: ratio && {
      estimate: scale(ratio.estimate),
      lower: ratio.lower * factor,
      upper: scale(ratio.upper),
    },
    difference: differenceOf(exposed, other),
  };
}

function times({ estimate, lower, upper }: RateEstimate, factor: number): RateEstimate {
  return { estimate: estimate * factor, lower: lower * factor, upper: upper * factor };
}

function differenceOf(a: RateEstimate, b: RateEstimate): RateEstimate {
  const estimate = a.estimate - b.estimate;
  return {
    estimate,
    lower: estimate - Math.hypot(a.estimate - a.lower, b.upper - b.estimate),
    upper: estimate + Math.hypot(a.upper - a.estimate, b.estimate - b.lower),
  };
}
