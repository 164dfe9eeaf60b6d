import type { CompetingData } from '../../stats/competing/competingData.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { orderedCodes } from './orderedCodes.ts';

/** The follow-up of one arm with the weights of its persons. */
export interface ArmFollowUp {
  readonly data: CompetingData;
  readonly weights: Float64Array;
  /** Codes of the persons where rows are pieces of their follow-up. */
  readonly cluster: Int32Array | undefined;
  /** The last day on which anybody was followed. */
  readonly lastDay: number;
}

/** @param arm 1 target, 0 comparator */
export function armFollowUp(sample: AdjustedSample, arm: 0 | 1): ArmFollowUp {
  const { entry } = sample;
  const places = Int32Array.from(sample.treated.keys()).filter((k) => sample.treated[k] === arm);
  const time = Float64Array.from(places, (k) => sample.days[k] as number);
  return {
    data: {
      time,
      cause: places.map((k) => sample.status[k] as number),
      causes: 2,
      ...(entry ? { entry: Float64Array.from(places, (k) => entry[k] as number) } : {}),
    },
    // A clone's pieces share its row of the population.
    cluster: entry && orderedCodes(places.map((k) => sample.rows[k] as number)),
    weights: Float64Array.from(places, (k) => sample.weights[k] as number),
    lastDay: time.reduce((last, day) => Math.max(last, day), 0),
  };
}
