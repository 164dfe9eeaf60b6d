import { sortOrder } from './sortOrder.ts';

/** Ranks from 1, ties sharing the mean of theirs, and the sizes of the groups of ties. */
export interface Ranks {
  readonly ranks: Float64Array;
  readonly tieSizes: readonly number[];
}

/** Average ranks of values without NaN (R rank). `tieSizes` lists only groups of two or more. */
export function averageRanks(values: Float64Array): Ranks {
  const order = sortOrder(values);
  const ranks = new Float64Array(values.length);
  const tieSizes: number[] = [];
  for (let k = 0; k < order.length; ) {
    let end = k + 1;
    while (end < order.length && values[order[end] as number] === values[order[k] as number]) end++;
    for (let i = k; i < end; i++) ranks[order[i] as number] = (k + 1 + end) / 2;
    if (end - k > 1) tieSizes.push(end - k);
    k = end;
  }
  return { ranks, tieSizes };
}
