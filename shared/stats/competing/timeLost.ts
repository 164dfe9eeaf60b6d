import { type CompetingData, competingRiskSets } from './competingData.ts';

/** Time lost to one cause up to `tau`, in the unit of time. */
export interface RestrictedTimeLost {
  readonly tau: number;
  /** Area under the cumulative incidence up to `tau`; `tau` minus it is the restricted mean time free of the cause. */
  readonly timeLost: number;
  /** By the infinitesimal jackknife, over rows or clusters of them. */
  readonly standardError: number;
}

/**
 * Restricted mean time lost to a cause under competing risks: the area under the (weighted) Aalen-Johansen curve, which
 * stays level after the last time. With a single cause, `tau` minus it is the restricted mean survival time and the
 * standard error that of Greenwood's formula. Sources: Andersen (2013), Stat Med 32:5278; Conner and Trinquart (2021).
 *
 * @param cluster codes 0… of rows that are of one person (pieces of follow-up), for the standard error
 */
export function restrictedTimeLost(
  data: CompetingData,
  cause: number,
  tau: number,
  weights?: Float64Array,
  cluster?: Int32Array,
): RestrictedTimeLost {
  const sets = competingRiskSets(data, weights);
  let last = -1;
  while (last + 1 < sets.time.length && (sets.time[last + 1] as number) <= tau) last++;
  const gained = new Float64Array(last + 1);
  const perArrival = new Float64Array(last + 1);
  const hazard = new Float64Array(last + 1);
  let free = 1;
  let timeLost = 0;
  for (let k = 0; k <= last; k++) {
    const n = sets.atRisk[k] as number;
    const own = (sets.events[cause - 1] as Float64Array)[k] as number;
    let all = 0;
    for (const events of sets.events) all += events[k] as number;
    if (n <= 0) continue;
    hazard[k] = all / n;
    perArrival[k] = ((tau - (sets.time[k] as number)) * free) / n;
    timeLost += (perArrival[k] as number) * own;
    gained[k] = timeLost;
    free *= 1 - all / n;
  }
  // What a row loses while at risk: the derivative of the area by each hazard, as running sums shared by all rows.
  const loss = new Float64Array(last + 1);
  const leaving = new Float64Array(last + 1);
  let running = 0;
  for (let k = 0; k <= last; k++) {
    const n = sets.atRisk[k] as number;
    const h = hazard[k] as number;
    const own = n > 0 ? ((sets.events[cause - 1] as Float64Array)[k] as number) / n : 0;
    leaving[k] = n > 0 && h < 1 ? (timeLost - (gained[k] as number)) / (n * (1 - h)) : 0;
    running += (perArrival[k] as number) * own - h * (leaving[k] as number);
    loss[k] = running;
  }
  const clusters = cluster && new Float64Array(cluster.reduce((most, c) => Math.max(most, c + 1), 0));
  let squares = 0;
  for (let i = 0; i < data.time.length && last >= 0; i++) {
    const k = sets.slot[i] as number;
    const own = data.cause[i] as number;
    let influence = -(loss[Math.min(k, last)] as number);
    const entered = sets.entrySlot?.[i] ?? -1;
    if (entered >= 0) influence += loss[Math.min(entered, last)] as number;
    if (k <= last && own > 0) {
      influence -= leaving[k] as number;
      if (own === cause) influence += perArrival[k] as number;
    }
    const weighted = (weights ? (weights[i] as number) : 1) * influence;
    const code = cluster?.[i] ?? -1;
    if (clusters && code >= 0) clusters[code] = (clusters[code] as number) + weighted;
    else squares += weighted ** 2;
  }
  if (clusters) for (const sum of clusters) squares += sum ** 2;
  return { tau, timeLost, standardError: Math.sqrt(squares) };
}
