import { normalMultiplier } from '../distributions/normal.ts';
import type { Interval } from '../tables/interval.ts';
import { proportionInterval } from '../tables/proportion.ts';

/** First days of an index and a marker drug (or event); NaN = never. One element per person. */
export interface SequenceData {
  readonly indexDay: Float64Array;
  readonly markerDay: Float64Array;
}

/** A sequence symmetry analysis. */
export interface SequenceSymmetry {
  readonly indexFirst: number;
  readonly markerFirst: number;
  /** Index first over marker first. */
  readonly crude: number;
  /** Probability that the index comes first by the trends of use alone, and the ratio that it implies. */
  readonly nullProbability: number;
  readonly nullEffect: number;
  readonly adjusted: number;
  /** Pairs of days of all users with the marker after, and before, the index. */
  readonly forward: number;
  readonly backward: number;
  /** Intervals of the crude ratio; divide by `nullEffect` for the adjusted one. */
  readonly exact: Interval;
  readonly jeffreys: Interval;
  readonly lognormal: Interval;
}

/**
 * Sequence symmetry analysis: among persons with both within `window` days, how often the index came first, corrected
 * for trends in use. Same-day pairs are left out. Sources: Hallas (1996); Tsiropoulos, Andersen and Hallas (2009).
 */
export function sequenceSymmetry(
  data: SequenceData,
  window: number = Number.POSITIVE_INFINITY,
  confidenceLevel = 0.95,
): SequenceSymmetry {
  let indexFirst = 0;
  let markerFirst = 0;
  data.indexDay.forEach((index, i) => {
    const gap = (data.markerDay[i] as number) - index;
    if (Number.isNaN(gap) || gap === 0 || Math.abs(gap) > window) return;
    if (gap > 0) indexFirst++;
    else markerFirst++;
  });
  const { forward, backward } = trendPairs(data, window);
  const nullProbability = forward / (forward + backward);
  const nullEffect = nullProbability / (1 - nullProbability);
  const crude = indexFirst / markerFirst;
  const n = indexFirst + markerFirst;
  const odds = ({ lower, upper }: Interval): Interval => ({
    lower: lower / (1 - lower),
    upper: upper / (1 - upper),
  });
  const half = normalMultiplier(confidenceLevel) * Math.sqrt(1 / indexFirst + 1 / markerFirst);
  return {
    indexFirst,
    markerFirst,
    crude,
    nullProbability,
    nullEffect,
    adjusted: crude / nullEffect,
    forward,
    backward,
    exact: odds(proportionInterval(indexFirst, n, 'clopperPearson', confidenceLevel)),
    jeffreys: odds(proportionInterval(indexFirst, n, 'jeffreys', confidenceLevel)),
    lognormal: { lower: crude * Math.exp(-half), upper: crude * Math.exp(half) },
  };
}

/** Pairs of an index day of one person and a marker day of any, by which comes first. */
function trendPairs(data: SequenceData, window: number): { forward: number; backward: number } {
  const index = data.indexDay.filter((d) => !Number.isNaN(d)).sort();
  const marker = data.markerDay.filter((d) => !Number.isNaN(d)).sort();
  let forward = 0;
  let backward = 0;
  const upTo = { before: 0, same: 0, start: 0, end: 0 };
  for (const day of index) {
    // Positions in the sorted markers only move forward.
    while (upTo.start < marker.length && (marker[upTo.start] as number) < day - window) upTo.start++;
    while (upTo.before < marker.length && (marker[upTo.before] as number) < day) upTo.before++;
    while (upTo.same < marker.length && (marker[upTo.same] as number) <= day) upTo.same++;
    while (upTo.end < marker.length && (marker[upTo.end] as number) <= day + window) upTo.end++;
    forward += upTo.end - upTo.same;
    backward += upTo.before - upTo.start;
  }
  return { forward, backward };
}
