import { chiSquaredQuantile } from '../distributions/chiSquared.ts';
import { normalMultiplier } from '../distributions/normal.ts';
import { type Interval, logInterval, waldInterval } from '../tables/interval.ts';
import { type PoissonMethod, poissonCentralP, poissonInterval } from './incidenceRate.ts';

/** A rate standardised to another population's structure. */
export interface StandardisedRate {
  readonly crude: number;
  readonly rate: number;
  readonly variance: number;
  /** Gamma interval of Fay and Feuer (1997). */
  readonly gamma: Interval;
  readonly normal: Interval;
  readonly lognormal: Interval;
}

/** Direct standardisation: counts and person-time per stratum, and the standard population. */
export function directStandardisation(
  counts: ArrayLike<number>,
  time: ArrayLike<number>,
  standard: ArrayLike<number>,
  confidenceLevel = 0.95,
): StandardisedRate {
  const z = normalMultiplier(confidenceLevel);
  const tail = (1 - confidenceLevel) / 2;
  let standardTotal = 0;
  let events = 0;
  let total = 0;
  for (let i = 0; i < counts.length; i++) {
    standardTotal += standard[i] as number;
    events += counts[i] as number;
    total += time[i] as number;
  }
  let rate = 0;
  let variance = 0;
  let largest = 0;
  for (let i = 0; i < counts.length; i++) {
    const w = (standard[i] as number) / standardTotal / (time[i] as number);
    rate += w * (counts[i] as number);
    variance += w * w * (counts[i] as number);
    largest = Math.max(largest, w);
  }
  const upperRate = rate + largest;
  const upperVariance = variance + largest * largest;
  return {
    crude: events / total,
    rate,
    variance,
    gamma: {
      lower:
        rate === 0 ? 0 : (variance / (2 * rate)) * chiSquaredQuantile(tail, (2 * rate * rate) / variance),
      upper:
        (upperVariance / (2 * upperRate)) *
        chiSquaredQuantile(tail, (2 * upperRate * upperRate) / upperVariance, true),
    },
    normal: waldInterval(rate, Math.sqrt(variance), z),
    lognormal: logInterval(rate, Math.sqrt(variance) / rate, z),
  };
}

/** A standardised mortality (or morbidity) ratio. */
export interface StandardisedRatio {
  readonly observed: number;
  readonly expected: number;
  readonly ratio: number;
  /** Two-sided exact p against a ratio of 1. */
  readonly p: number;
  interval(method: PoissonMethod): Interval;
}

/** Indirect standardisation: observed events against those expected from standard rates per stratum. */
export function indirectStandardisation(
  counts: ArrayLike<number>,
  time: ArrayLike<number>,
  standardRates: ArrayLike<number>,
  confidenceLevel = 0.95,
): StandardisedRatio {
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < counts.length; i++) {
    observed += counts[i] as number;
    expected += (time[i] as number) * (standardRates[i] as number);
  }
  return {
    observed,
    expected,
    ratio: observed / expected,
    p: poissonCentralP(observed, expected),
    interval: (method) => {
      const { lower, upper } = poissonInterval(observed, method, confidenceLevel);
      return { lower: lower / expected, upper: upper / expected };
    },
  };
}
