import type { RecordPatterns } from './recordPatterns.ts';

/** Index dates (ascending) with stretches as bits. */
export interface Entries {
  readonly dates: Int32Array;
  readonly patterns: Uint8Array;
}

/** Above this share of all dates a scan finds entries in order faster than sorting does. */
const SCAN_FROM = 1 / 16;

/** Unites the entries of several keys: a date has what any of them has. */
export class PatternMerger {
  readonly #patterns: Uint8Array;
  #touched: number[] = [];

  /** @param dates number of index dates */
  constructor(dates: number) {
    this.#patterns = new Uint8Array(dates);
  }

  add({ starts, dates, patterns }: RecordPatterns, key: number): void {
    const end = starts[key + 1] as number;
    for (let k = starts[key] as number; k < end; k++) {
      const date = dates[k] as number;
      const before = this.#patterns[date] as number;
      if (before === 0) this.#touched.push(date);
      this.#patterns[date] = before | (patterns[k] as number);
    }
  }

  /** What was added since the last time. */
  take(): Entries {
    const all = this.#patterns;
    const dates = this.#inOrder();
    const patterns = new Uint8Array(dates.length);
    for (let k = 0; k < dates.length; k++) {
      const date = dates[k] as number;
      patterns[k] = all[date] as number;
      all[date] = 0;
    }
    this.#touched = [];
    return { dates, patterns };
  }

  #inOrder(): Int32Array {
    const count = this.#touched.length;
    if (count < this.#patterns.length * SCAN_FROM) return Int32Array.from(this.#touched).sort();
    const dates = new Int32Array(count);
    let filled = 0;
    for (let date = 0; date < this.#patterns.length; date++)
      if (this.#patterns[date] !== 0) dates[filled++] = date;
    return dates;
  }
}

/** The entries of one key. */
export function entriesOf({ starts, dates, patterns }: RecordPatterns, key: number): Entries {
  return {
    dates: dates.subarray(starts[key], starts[key + 1]),
    patterns: patterns.subarray(starts[key], starts[key + 1]),
  };
}

/** Dates that have any of the stretches. */
export function datesWith({ dates, patterns }: Entries, bits: number): Int32Array {
  let count = 0;
  for (let k = 0; k < patterns.length; k++) if ((patterns[k] as number) & bits) count++;
  const having = new Int32Array(count);
  let filled = 0;
  for (let k = 0; k < patterns.length; k++) {
    if ((patterns[k] as number) & bits) having[filled++] = dates[k] as number;
  }
  return having;
}
