import { type Limits, survivalLimits } from '../survival/survivalInterval.ts';
import { type CompetingData, type CompetingRiskSets, competingRiskSets } from './competingData.ts';

/** State probabilities at one time: state 0 is event-free, state c has had an event of cause c. */
export interface StateOccupancy {
  readonly time: number;
  readonly atRisk: number;
  readonly probability: Float64Array;
  /** Infinitesimal-jackknife standard errors. */
  readonly standardError: Float64Array;
  /** Limits symmetric on the log scale; NaN where the probability is 0. */
  readonly limits: readonly Limits[];
}

/**
 * Aalen-Johansen state probabilities at chosen ascending times with infinitesimal-jackknife variance (R
 * survival::survfit for multi-state data with an id per row). After the last observed time they stay level.
 *
 * @param cluster codes 0… of rows that are of one person (pieces of follow-up), for the variance
 */
export function stateOccupancy(
  data: CompetingData,
  times: ArrayLike<number>,
  confidenceLevel = 0.95,
  weights?: Float64Array,
  cluster?: Int32Array,
): StateOccupancy[] {
  const sets = competingRiskSets(data, weights);
  const path = probabilityPath(sets);
  return Array.from(times, (time) => {
    let last = -1;
    while (last + 1 < sets.time.length && (sets.time[last + 1] as number) <= time) last++;
    const upcoming = last >= 0 && sets.time[last] === time ? last : last + 1;
    const probability = new Float64Array(data.causes + 1);
    const standardError = new Float64Array(data.causes + 1);
    for (let s = 0; s <= data.causes; s++) {
      probability[s] = last < 0 ? (s === 0 ? 1 : 0) : ((path[s] as Float64Array)[last] as number);
      standardError[s] = last < 0 ? 0 : jackknifeError(data, sets, path, s, last, weights, cluster);
    }
    return {
      time,
      atRisk: upcoming < sets.time.length ? (sets.atRisk[upcoming] as number) : 0,
      probability,
      standardError,
      limits: Array.from(probability, (p, s) =>
        survivalLimits(p, (standardError[s] as number) / p, 'log', confidenceLevel),
      ),
    };
  });
}

function probabilityPath(sets: CompetingRiskSets): Float64Array[] {
  const m = sets.time.length;
  const path = [new Float64Array(m), ...sets.events.map(() => new Float64Array(m))];
  const now = new Float64Array(path.length);
  now[0] = 1;
  for (let k = 0; k < m; k++) {
    const before = now[0] as number;
    let left = before;
    sets.events.forEach((events, c) => {
      const moved = (before * (events[k] as number)) / (sets.atRisk[k] as number);
      now[c + 1] = (now[c + 1] as number) + moved;
      left -= moved;
    });
    now[0] = Math.max(0, left);
    path.forEach((values, s) => {
      values[k] = now[s] as number;
    });
  }
  return path;
}

/**
 * Influence of a row on state s at the slot `last`: at its own event it gains, while at risk it loses; both follow from
 * the derivative of the product integral, and the losses are running sums shared by all rows.
 */
function jackknifeError(
  data: CompetingData,
  sets: CompetingRiskSets,
  path: readonly Float64Array[],
  s: number,
  last: number,
  weights: Float64Array | undefined,
  cluster: Int32Array | undefined,
): number {
  const target = path[s] as Float64Array;
  const free = path[0] as Float64Array;
  const final = target[last] as number;
  const loss = new Float64Array(last + 1);
  const leaving = new Float64Array(last + 1);
  const arriving = new Float64Array(last + 1);
  let running = 0;
  for (let k = 0; k <= last; k++) {
    const n = sets.atRisk[k] as number;
    const before = k > 0 ? (free[k - 1] as number) : 1;
    let d = 0;
    for (const events of sets.events) d += events[k] as number;
    const hazard = d / n;
    // What an event here takes from the target later on.
    const later = s === 0 ? final : final - (target[k] as number);
    const perEvent = hazard < 1 ? later / (n * (1 - hazard)) : 0;
    const own = s === 0 ? 0 : ((sets.events[s - 1] as Float64Array)[k] as number) / n;
    leaving[k] = -perEvent;
    arriving[k] = before / n;
    running += (before * own) / n - hazard * perEvent;
    loss[k] = running;
  }
  const clusters = cluster && new Float64Array(cluster.reduce((most, c) => Math.max(most, c + 1), 0));
  let squares = 0;
  for (let i = 0; i < data.time.length; i++) {
    const k = sets.slot[i] as number;
    const cause = data.cause[i] as number;
    let influence = -(loss[Math.min(k, last)] as number);
    const entered = sets.entrySlot?.[i] ?? -1;
    if (entered >= 0) influence += loss[Math.min(entered, last)] as number;
    if (k <= last && cause > 0) {
      influence += leaving[k] as number;
      if (cause === s) influence += arriving[k] as number;
    }
    const weighted = (weights ? (weights[i] as number) : 1) * influence;
    const code = cluster?.[i] ?? -1;
    if (clusters && code >= 0) clusters[code] = (clusters[code] as number) + weighted;
    else squares += weighted ** 2;
  }
  if (clusters) for (const sum of clusters) squares += sum ** 2;
  return Math.sqrt(squares);
}
