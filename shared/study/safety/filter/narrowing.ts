/** A whole and its parts, by place of the count. */
export interface LinkedSum {
  readonly whole: number;
  readonly parts: readonly number[];
}

/** What readers can narrow counts to; `unlimited` where nothing bounds them from above. */
export interface Ranges {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

export const unlimited = 1e12;

/** Sweeps until sums narrow nothing more; more are not needed for sums of sums. */
const mostSweeps = 100;

/** Narrows ranges, in place, by sums that hold between them until nothing changes. */
export function narrow({ lower, upper }: Ranges, sums: readonly LinkedSum[]): void {
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let isNarrowed = false;
    for (const { whole, parts } of sums) {
      let low = 0;
      let high = 0;
      for (const part of parts) {
        low += lower[part] as number;
        high += upper[part] as number;
      }
      isNarrowed = cut(whole, low, high) || isNarrowed;
      const [least, most] = [lower[whole] as number, upper[whole] as number];
      for (const part of parts) {
        const own = cut(
          part,
          least - (high - (upper[part] as number)),
          most - (low - (lower[part] as number)),
        );
        isNarrowed = own || isNarrowed;
      }
    }
    if (!isNarrowed) return;
  }

  function cut(at: number, low: number, high: number): boolean {
    let isCut = false;
    if (low > (lower[at] as number)) {
      lower[at] = low;
      isCut = true;
    }
    if (high < (upper[at] as number)) {
      upper[at] = high;
      isCut = true;
    }
    return isCut;
  }
}
