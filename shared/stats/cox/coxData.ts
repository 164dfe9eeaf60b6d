import { groupIndices, sortOrder } from '../numeric/sortOrder.ts';
import type { Checkpoint } from '../outcome.ts';
import { alignTies, type SurvivalData } from '../survival/survivalData.ts';

/** How tied event times enter the partial likelihood. `exact` is the discrete (conditional logistic) likelihood. */
export type CoxTies = 'efron' | 'breslow' | 'exact';

/** Input of a Cox regression: follow-up, covariate columns and what goes with them. No missing values. */
export interface CoxData extends SurvivalData {
  readonly covariates: readonly Float64Array[];
  /** Stratum of each row, 0…; absent: one stratum. */
  readonly strata?: Int32Array | undefined;
  /** Known part of the linear predictor. */
  readonly offset?: Float64Array | undefined;
}

/** The rows sorted as the likelihood walks them: by stratum, within it from the latest time to the earliest. */
export interface PreparedCox {
  readonly n: number;
  readonly p: number;
  /** Original row of each sorted position. */
  readonly row: Int32Array;
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly weight: Float64Array;
  readonly offset: Float64Array;
  /** Sorted, centred and scaled covariates, row-major n×p. */
  readonly x: Float64Array;
  readonly center: Float64Array;
  readonly scale: Float64Array;
  /** First position of each stratum, and n. */
  readonly stratumStart: Int32Array;
  readonly entry?: Float64Array;
  /** With left truncation: positions by stratum and from the latest entry to the earliest. */
  readonly byEntry?: Int32Array;
  /** With left truncation, entry times in the original row order. */
  readonly alignedEntry?: Float64Array;
  readonly alignedTime: Float64Array;
  readonly events: number;
}

/** Sorts, centres and scales. Rows whose follow-up is empty (entry at or after the end) are kept and never at risk. */
export function prepareCox(data: CoxData, checkpoint: Checkpoint = () => {}): PreparedCox {
  const n = data.time.length;
  const p = data.covariates.length;
  const { time, entry } = alignTies(data.time, data.entry);
  checkpoint(Number.NaN);
  const strata = data.strata ?? new Int32Array(n);
  let count = 1;
  for (const s of strata) if (s + 1 > count) count = s + 1;
  const ascending = sortOrder(time);
  checkpoint(Number.NaN);
  const grouped = groupIndices(
    ascending.map((i) => strata[i] as number),
    count,
  ).map((positions) => positions.map((k) => ascending[k] as number));
  const row = new Int32Array(n);
  const stratumStart = new Int32Array(count + 1);
  let filled = 0;
  grouped.forEach((rows, s) => {
    stratumStart[s] = filled;
    // Backwards block by block, so that rows tied in time keep their order.
    let end = rows.length;
    while (end > 0) {
      let begin = end - 1;
      while (begin > 0 && time[rows[begin - 1] as number] === time[rows[end - 1] as number]) begin--;
      for (let k = begin; k < end; k++) row[filled++] = rows[k] as number;
      end = begin;
    }
  });
  stratumStart[count] = filled;
  checkpoint(Number.NaN);
  const { x, center, scale } = standardise(data.covariates, row, checkpoint);
  checkpoint(Number.NaN);
  let events = 0;
  for (const e of data.event) events += e;
  const base = {
    n,
    p,
    row,
    time: gather(time, row),
    event: gatherFlags(data.event, row),
    weight: data.weights ? gather(data.weights, row) : new Float64Array(n).fill(1),
    offset: data.offset ? gather(data.offset, row) : new Float64Array(n),
    x,
    center,
    scale,
    stratumStart,
    alignedTime: time,
    events,
  };
  if (!entry) return base;
  const sortedEntry = gather(entry, row);
  const byEntry = new Int32Array(n);
  for (let s = 0; s < count; s++) {
    const start = stratumStart[s] as number;
    const end = stratumStart[s + 1] as number;
    const order = sortOrder(sortedEntry.subarray(start, end));
    for (let k = 0; k < order.length; k++) byEntry[end - 1 - k] = start + (order[k] as number);
  }
  return { ...base, entry: sortedEntry, byEntry, alignedEntry: entry };
}

function standardise(
  covariates: readonly Float64Array[],
  row: Int32Array,
  checkpoint: Checkpoint,
): { x: Float64Array; center: Float64Array; scale: Float64Array } {
  const n = row.length;
  const p = covariates.length;
  const x = new Float64Array(n * p);
  const center = new Float64Array(p);
  const scale = new Float64Array(p);
  covariates.forEach((column, j) => {
    checkpoint(Number.NaN);
    let sum = 0;
    for (const v of column) sum += v;
    const mean = n > 0 ? sum / n : 0;
    let deviation = 0;
    for (const v of column) deviation += Math.abs(v - mean);
    const spread = deviation > 0 ? deviation / n : 1;
    center[j] = mean;
    scale[j] = spread;
    for (let k = 0; k < n; k++) x[k * p + j] = ((column[row[k] as number] as number) - mean) / spread;
  });
  return { x, center, scale };
}

function gather(values: Float64Array, row: Int32Array): Float64Array {
  const gathered = new Float64Array(row.length);
  for (let k = 0; k < row.length; k++) gathered[k] = values[row[k] as number] as number;
  return gathered;
}

function gatherFlags(values: Uint8Array, row: Int32Array): Uint8Array {
  const gathered = new Uint8Array(row.length);
  for (let k = 0; k < row.length; k++) gathered[k] = values[row[k] as number] as number;
  return gathered;
}
