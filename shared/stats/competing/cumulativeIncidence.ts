import { type CompetingData, competingRiskSets } from './competingData.ts';

/** Cumulative incidence of one cause at each distinct time, with Aalen's variance. */
export interface CauseIncidence {
  readonly cause: number;
  readonly estimate: Float64Array;
  readonly variance: Float64Array;
}

/** Aalen-Johansen estimates of all causes in one group. */
export interface CumulativeIncidence {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  /** Probability of no event yet. */
  readonly eventFree: Float64Array;
  readonly causes: readonly CauseIncidence[];
}

/**
 * The Aalen-Johansen estimator of the cumulative incidence of every cause, right-continuous, with the variance that
 * R cmprsk::cuminc gives (Aalen, 1978; with its correction for ties). Between events of a cause its variance is held.
 */
export function cumulativeIncidence(data: CompetingData): CumulativeIncidence {
  const sets = competingRiskSets(data);
  const m = sets.time.length;
  const eventFree = new Float64Array(m);
  let survival = 1;
  for (let k = 0; k < m; k++) {
    let d = 0;
    for (const events of sets.events) d += events[k] as number;
    survival *= 1 - d / (sets.atRisk[k] as number);
    eventFree[k] = survival;
  }
  const causes = sets.events.map((events, c) => {
    const estimate = new Float64Array(m);
    const variance = new Float64Array(m);
    let f = 0;
    let v1 = 0;
    let v2 = 0;
    let v3 = 0;
    let before = 1;
    for (let k = 0; k < m; k++) {
      const n = sets.atRisk[k] as number;
      const own = events[k] as number;
      let all = 0;
      for (const list of sets.events) all += list[k] as number;
      const others = all - own;
      const after = (before * (n - all)) / n;
      f += (before * own) / n;
      const inverse = after > 0 ? 1 / after : 0;
      const add = (count: number, shift: number): void => {
        const ties = count > 1 ? 1 - (count - 1) / (n - 1) : 1;
        const t6 = (before * before * ties * count) / (n * n);
        const t4 = shift + f * inverse;
        v1 += t4 * t4 * t6;
        v2 += inverse * t4 * t6;
        v3 += inverse * inverse * t6;
      };
      if (others > 0 && after > 0) add(others, 0);
      if (own > 0) add(own, 1);
      estimate[k] = f;
      variance[k] = own > 0 ? v1 + f * f * v3 - 2 * f * v2 : k > 0 ? (variance[k - 1] as number) : 0;
      before = after;
    }
    return { cause: c + 1, estimate, variance };
  });
  return { time: sets.time, atRisk: sets.atRisk, eventFree, causes };
}
