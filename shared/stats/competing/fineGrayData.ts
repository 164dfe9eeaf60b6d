import { groupIndices, sortOrder } from '../numeric/sortOrder.ts';
import { alignTies } from '../survival/survivalData.ts';

/** Input of a Fine-Gray regression. No missing values. */
export interface FineGrayData {
  readonly time: Float64Array;
  /** 0 = censored, 1 = the event of interest, 2 = a competing event. */
  readonly status: Uint8Array;
  readonly covariates: readonly Float64Array[];
  /** Groups 0… within which the censoring distribution is estimated; absent: one. */
  readonly censoringGroup?: Int32Array | undefined;
  /**
   * Whether events at a time of censoring still count as at risk of censoring there: `atRisk` (cmprsk::crr, the
   * default) or `before` (survival::finegray).
   */
  readonly tiedEvents?: 'atRisk' | 'before';
  /**
   * Case weights, not negative. Absent: 1. They do not enter the censoring distribution (as in survival::finegray);
   * of the fit's covariances only `robustCovariance` is meant with them.
   */
  readonly weights?: Float64Array | undefined;
}

/** The data ordered by time with the censoring distribution at hand. */
export interface PreparedFineGray {
  readonly n: number;
  readonly p: number;
  readonly groups: number;
  /** Original row of each position; positions ascend in time. */
  readonly row: Int32Array;
  readonly time: Float64Array;
  readonly status: Uint8Array;
  readonly group: Int32Array;
  readonly weight: Float64Array;
  /** Centred covariates, row-major. */
  readonly x: Float64Array;
  readonly center: Float64Array;
  /** First position of each distinct time, and n. */
  readonly blocks: Int32Array;
  /** Probability of being uncensored just before each distinct time: uncensored[group][block]. */
  readonly uncensored: readonly Float64Array[];
  readonly events: number;
}

/** Orders the rows and estimates the censoring distribution per group by Kaplan-Meier, as cmprsk::crr does. */
export function prepareFineGray(data: FineGrayData): PreparedFineGray {
  const { time } = alignTies(data.time);
  const n = time.length;
  const p = data.covariates.length;
  const row = sortOrder(time);
  const sorted = Float64Array.from(row, (i) => time[i] as number);
  const status = Uint8Array.from(row, (i) => data.status[i] as number);
  const codes = data.censoringGroup ?? new Int32Array(n);
  const group = Int32Array.from(row, (i) => codes[i] as number);
  const weight = Float64Array.from(row, (i) => (data.weights ? (data.weights[i] as number) : 1));
  let groups = 1;
  for (const g of group) groups = Math.max(groups, g + 1);
  const starts: number[] = [];
  for (let k = 0; k < n; k++) if (k === 0 || sorted[k] !== sorted[k - 1]) starts.push(k);
  const blocks = Int32Array.from([...starts, n]);
  const center = new Float64Array(p);
  const x = new Float64Array(n * p);
  data.covariates.forEach((column, j) => {
    let sum = 0;
    for (const v of column) sum += v;
    center[j] = n > 0 ? sum / n : 0;
    for (let k = 0; k < n; k++) x[k * p + j] = (column[row[k] as number] as number) - (center[j] as number);
  });
  const sizes = groupIndices(group, groups).map((rows) => rows.length);
  const uncensored = sizes.map((size, g) => {
    let atRisk = size;
    let probability = 1;
    return Float64Array.from(starts, (start, b) => {
      // Beyond a group's last time crr takes its censoring distribution to have run out.
      const before = atRisk === 0 ? 0 : probability;
      let ended = 0;
      let censored = 0;
      for (let k = start; k < (blocks[b + 1] as number); k++) {
        if (group[k] !== g) continue;
        ended++;
        if (status[k] === 0) censored++;
      }
      const exposed = data.tiedEvents === 'before' ? atRisk - (ended - censored) : atRisk;
      if (censored > 0) probability *= 1 - censored / exposed;
      atRisk -= ended;
      return before;
    });
  });
  let events = 0;
  for (const s of status) if (s === 1) events++;
  return { n, p, groups, row, time: sorted, status, group, weight, x, center, blocks, uncensored, events };
}
