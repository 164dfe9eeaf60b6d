import { sortOrder } from '../numeric/sortOrder.ts';
import { alignTies } from '../survival/survivalData.ts';

/** Follow-up with several kinds of event of which only the first is seen. One element per row, none missing. */
export interface CompetingData {
  readonly time: Float64Array;
  /** 0 = censored, otherwise the cause of the event, 1…causes. */
  readonly cause: Int32Array;
  readonly causes: number;
  /** Start of follow-up (left truncation, pieces of follow-up): at risk in (entry, time]. Absent: from the beginning. */
  readonly entry?: Float64Array | undefined;
}

/** Distinct times, ascending, with the number at risk before each and the events of each cause at it. */
export interface CompetingRiskSets {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  /** events[cause - 1][time]. */
  readonly events: readonly Float64Array[];
  readonly censored: Float64Array;
  /** Slot of each row's time. */
  readonly slot: Int32Array;
  /** Last slot at or before each row's entry, −1: none. Absent without entries. */
  readonly entrySlot?: Int32Array;
}

/** Counts what happens at every distinct time; with `weights`, sums of weights. */
export function competingRiskSets(data: CompetingData, weights?: Float64Array): CompetingRiskSets {
  const { time, entry } = alignTies(data.time, data.entry);
  const n = time.length;
  const order = sortOrder(time);
  const slot = new Int32Array(n);
  let distinct = 0;
  for (let k = 0; k < n; k++) {
    if (k === 0 || time[order[k] as number] !== time[order[k - 1] as number]) distinct++;
    slot[order[k] as number] = distinct - 1;
  }
  const sets = {
    time: new Float64Array(distinct),
    atRisk: new Float64Array(distinct),
    events: Array.from({ length: data.causes }, () => new Float64Array(distinct)),
    censored: new Float64Array(distinct),
    slot,
  };
  for (let i = 0; i < n; i++) {
    const k = slot[i] as number;
    const w = weights ? (weights[i] as number) : 1;
    const cause = data.cause[i] as number;
    sets.time[k] = time[i] as number;
    sets.atRisk[k] = (sets.atRisk[k] as number) + w;
    const counts = cause === 0 ? sets.censored : (sets.events[cause - 1] as Float64Array);
    counts[k] = (counts[k] as number) + w;
  }
  const entrySlot = entry && slotsAtOrBefore(sets.time, entry);
  // A row that enters after a slot was counted from the beginning by the sums below: it is taken back there.
  entrySlot?.forEach((k, i) => {
    if (k < 0) return;
    sets.atRisk[k] = (sets.atRisk[k] as number) - (weights ? (weights[i] as number) : 1);
  });
  for (let k = distinct - 2; k >= 0; k--) {
    sets.atRisk[k] = (sets.atRisk[k] as number) + (sets.atRisk[k + 1] as number);
  }
  return entrySlot ? { ...sets, entrySlot } : sets;
}

function slotsAtOrBefore(times: Float64Array, entry: Float64Array): Int32Array {
  return Int32Array.from(entry, (t) => {
    let [low, high] = [0, times.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((times[middle] as number) <= t) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  });
}

/** The rows of `data` at `indices`. */
export function selectCompeting(data: CompetingData, indices: Int32Array): CompetingData {
  return {
    time: Float64Array.from(indices, (i) => data.time[i] as number),
    cause: Int32Array.from(indices, (i) => data.cause[i] as number),
    causes: data.causes,
    ...(data.entry ? { entry: Float64Array.from(indices, (i) => data.entry?.[i] as number) } : {}),
  };
}
