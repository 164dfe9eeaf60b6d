import { sortOrder } from '../numeric/sortOrder.ts';

/**
 * Follow-up of a set of persons (or of intervals of persons). All arrays have one element per row and hold no missing
 * values: rows with missing values are to be dropped before.
 */
export interface SurvivalData {
  /** End of follow-up. */
  readonly time: Float64Array;
  /** 1 where the event happened at `time`, 0 where follow-up was censored. */
  readonly event: Uint8Array;
  /** Start of follow-up (left truncation, counting process): at risk in (entry, time]. Absent: from the beginning. */
  readonly entry?: Float64Array | undefined;
  /** Case weights, not negative. Absent: 1. */
  readonly weights?: Float64Array | undefined;
}

/**
 * Times with those that differ only by rounding made equal, so that they count as ties: a gap smaller than √ε,
 * or √ε times the mean time, is none (as R's survival::aeqSurv). Returns the input where nothing changes.
 */
export function alignTies(
  time: Float64Array,
  entry?: Float64Array,
): { time: Float64Array; entry?: Float64Array } {
  const all = new Float64Array(time.length + (entry?.length ?? 0));
  all.set(time);
  if (entry) all.set(entry, time.length);
  let scale = 0;
  let whole = true;
  for (const t of all) {
    scale += Math.abs(t);
    if (!Number.isInteger(t)) whole = false;
  }
  const unchanged = entry ? { time, entry } : { time };
  if (whole) return unchanged;
  const root = 1.4901161193847656e-8;
  const gap = Math.max(root, (root * scale) / all.length);
  const order = sortOrder(all);
  let changed = false;
  for (let k = 1; k < order.length; k++) {
    const previous = all[order[k - 1] as number] as number;
    const i = order[k] as number;
    const difference = (all[i] as number) - previous;
    if (difference > 0 && difference <= gap) {
      all[i] = previous;
      changed = true;
    }
  }
  if (!changed) return unchanged;
  return entry
    ? { time: all.slice(0, time.length), entry: all.slice(time.length) }
    : { time: all.slice(0, time.length) };
}

/** The rows of `data` at `indices`. */
export function selectSurvival(data: SurvivalData, indices: Int32Array): SurvivalData {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(indices, (i) => values[i] as number);
  return {
    time: pick(data.time),
    event: Uint8Array.from(indices, (i) => data.event[i] as number),
    ...(data.entry ? { entry: pick(data.entry) } : {}),
    ...(data.weights ? { weights: pick(data.weights) } : {}),
  };
}
