import type { SurvivalData } from './survivalData.ts';

/** Follow-up cut into pieces: one row per person and piece, for piecewise or time-varying hazard ratios. */
export interface SplitFollowUp extends SurvivalData {
  readonly entry: Float64Array;
  /** Row of the original data, and which piece of time (0 = up to the first cut). */
  readonly row: Int32Array;
  readonly piece: Int32Array;
}

/**
 * Cuts follow-up at ascending times; the event stays in the last piece of its row (R survival::survSplit). Time starts
 * at `data.entry`, or at 0.
 */
export function splitFollowUp(data: SurvivalData, cuts: readonly number[]): SplitFollowUp {
  const entry: number[] = [];
  const time: number[] = [];
  const event: number[] = [];
  const weights: number[] = [];
  const row: number[] = [];
  const piece: number[] = [];
  data.time.forEach((end, i) => {
    let from = data.entry ? (data.entry[i] as number) : 0;
    for (let k = 0; k <= cuts.length; k++) {
      const cut = cuts[k] ?? Number.POSITIVE_INFINITY;
      if (cut <= from && cut < end) continue;
      const to = Math.min(cut, end);
      entry.push(from);
      time.push(to);
      event.push(to === end ? (data.event[i] as number) : 0);
      weights.push(data.weights ? (data.weights[i] as number) : 1);
      row.push(i);
      piece.push(k);
      from = to;
      if (to === end) break;
    }
  });
  return {
    entry: Float64Array.from(entry),
    time: Float64Array.from(time),
    event: Uint8Array.from(event),
    ...(data.weights ? { weights: Float64Array.from(weights) } : {}),
    row: Int32Array.from(row),
    piece: Int32Array.from(piece),
  };
}
