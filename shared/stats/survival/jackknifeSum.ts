import { sortOrder } from '../numeric/sortOrder.ts';
import type { SurvivalData } from './survivalData.ts';

/**
 * Sums of squared influences along a curve. A row at risk at time j loses `loss[j]`; a row with its event there also
 * gains `gain[j]`. Influences are weighted, added up within clusters, squared and summed; since a cluster's sum is
 * linear in the running loss, every time costs only the rows that change there.
 */
export class JackknifeSum {
  readonly #data: SurvivalData;
  readonly #times: Float64Array;
  readonly #cluster: Int32Array;
  readonly #clusters: number;

  constructor(data: SurvivalData, times: Float64Array, cluster: Int32Array | undefined) {
    this.#data = data;
    this.#times = times;
    this.#cluster = cluster ?? Int32Array.from(data.time, (_, i) => i);
    let largest = -1;
    for (const c of this.#cluster) if (c > largest) largest = c;
    this.#clusters = largest + 1;
  }

  /** Square root of the sum of squares after each time. */
  errors(gain: Float64Array, loss: Float64Array): Float64Array {
    const { time, event, entry, weights } = this.#data;
    const n = time.length;
    const byTime = sortOrder(time);
    const byEntry = entry ? sortOrder(entry) : undefined;
    const fixed = new Float64Array(this.#clusters);
    const open = new Float64Array(this.#clusters);
    let fixedSquares = 0;
    let openSquares = 0;
    let products = 0;
    const change = (row: number, fixedChange: number, openChange: number): void => {
      const c = this.#cluster[row] as number;
      const p = fixed[c] as number;
      const w = open[c] as number;
      const p2 = p + fixedChange;
      const w2 = w + openChange;
      fixedSquares += p2 * p2 - p * p;
      openSquares += w2 * w2 - w * w;
      products += p2 * w2 - p * w;
      fixed[c] = p2;
      open[c] = w2;
    };
    const weight = (row: number): number => (weights ? (weights[row] as number) : 1);
    if (!byEntry) for (let i = 0; i < n; i++) change(i, 0, weight(i));
    let entered = 0;
    let left = 0;
    let running = 0;
    return this.#times.map((t, j) => {
      if (byEntry && entry) {
        for (; entered < n && (entry[byEntry[entered] as number] as number) < t; entered++) {
          const i = byEntry[entered] as number;
          change(i, running * weight(i), weight(i));
        }
      }
      running += loss[j] as number;
      for (; left < n && (time[byTime[left] as number] as number) <= t; left++) {
        const i = byTime[left] as number;
        const own = event[i] === 1 ? (gain[j] as number) : 0;
        change(i, weight(i) * (own - running), -weight(i));
      }
      return Math.sqrt(Math.max(0, fixedSquares - 2 * running * products + running * running * openSquares));
    });
  }
}
