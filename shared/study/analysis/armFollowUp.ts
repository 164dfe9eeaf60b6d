import type { CompetingData } from '../../stats/competing/competingData.ts';
import type { AdjustedSample } from './adjustedSample.ts';

/** The follow-up of one arm with the weights of its persons. */
export interface ArmFollowUp {
  readonly data: CompetingData;
  readonly weights: Float64Array;
  /** The last day on which anybody was followed. */
  readonly lastDay: number;
}

/** @param arm 1 target, 0 comparator */
export function armFollowUp(sample: AdjustedSample, arm: 0 | 1): ArmFollowUp {
  const places = Int32Array.from(sample.treated.keys()).filter((k) => sample.treated[k] === arm);
  const time = Float64Array.from(places, (k) => sample.days[k] as number);
  return {
    data: { time, cause: places.map((k) => sample.status[k] as number), causes: 2 },
    weights: Float64Array.from(places, (k) => sample.weights[k] as number),
    lastDay: time.reduce((last, day) => Math.max(last, day), 0),
  };
}
