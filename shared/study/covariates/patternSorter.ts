import { KeyNumbers } from './keyNumbers.ts';
import type { RecordPatterns } from './recordPatterns.ts';

/** Bits of a packed record below its date: the number of its stretch. */
export const STRETCH_BITS = 3;

/** Part of the records: by key (in order of appearance) and date. */
interface SortedPart {
  readonly starts: Int32Array;
  readonly dates: Int32Array;
  readonly patterns: Uint8Array;
}

/**
 * Puts records into order by key and date and unites those of one key and date. Two passes of counting sort are far
 * less work than grouping and ordering in the engine.
 */
export class PatternSorter {
  readonly #keys = new KeyNumbers();
  readonly #parts: SortedPart[] = [];

  /**
   * Takes the records of a range of dates, which follows the range before.
   * @param packed date × 2^STRETCH_BITS + stretch
   */
  add(packed: Int32Array, concepts: Float64Array, details: Float64Array | null): void {
    const keys = new Int32Array(packed.length);
    for (let row = 0; row < packed.length; row++) {
      keys[row] = this.#keys.numberOf(concepts[row] as number, details ? (details[row] as number) : 0);
    }
    const byDate = sortedBy(packed, keys, (value) => value >> STRETCH_BITS);
    this.#parts.push(united(sortedByKey(byDate, this.#keys.size)));
  }

  finish(): RecordPatterns {
    const order = this.#keys.inOrder();
    const { first, second } = this.#keys.pairs();
    const total = this.#parts.reduce((sum, { dates }) => sum + dates.length, 0);
    const starts = new Int32Array(order.length + 1);
    const dates = new Int32Array(total);
    const patterns = new Uint8Array(total);
    let filled = 0;
    order.forEach((key, place) => {
      for (const part of this.#parts) {
        // Keys that appeared later have nothing in this part.
        const [from = 0, to = 0] = key + 1 < part.starts.length ? part.starts.subarray(key, key + 2) : [];
        dates.set(part.dates.subarray(from, to), filled);
        patterns.set(part.patterns.subarray(from, to), filled);
        filled += to - from;
      }
      starts[place + 1] = filled;
    });
    return {
      concepts: Float64Array.from(order, (key) => first[key] as number),
      details: Float64Array.from(order, (key) => second[key] as number),
      starts,
      dates,
      patterns,
    };
  }
}

interface KeyedRecords {
  readonly packed: Int32Array;
  readonly keys: Int32Array;
}

/** Counting sort by what `of` makes of a packed record. */
function sortedBy(packed: Int32Array, keys: Int32Array, of: (packed: number) => number): KeyedRecords {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < packed.length; row++) {
    const value = of(packed[row] as number);
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  const next = new Int32Array(packed.length === 0 ? 1 : highest - lowest + 2);
  for (let row = 0; row < packed.length; row++) count(next, of(packed[row] as number) - lowest + 1);
  addUp(next);
  const sorted = { packed: new Int32Array(packed.length), keys: new Int32Array(packed.length) };
  for (let row = 0; row < packed.length; row++) {
    const place = count(next, of(packed[row] as number) - lowest);
    sorted.packed[place] = packed[row] as number;
    sorted.keys[place] = keys[row] as number;
  }
  return sorted;
}

/** Stable, so that dates stay in order within a key. */
function sortedByKey(
  { packed, keys }: KeyedRecords,
  size: number,
): KeyedRecords & { readonly starts: Int32Array } {
  const starts = new Int32Array(size + 1);
  for (let row = 0; row < keys.length; row++) count(starts, (keys[row] as number) + 1);
  addUp(starts);
  const next = starts.slice();
  const sorted = { packed: new Int32Array(packed.length), keys: new Int32Array(packed.length), starts };
  for (let row = 0; row < keys.length; row++) {
    const place = count(next, keys[row] as number);
    sorted.packed[place] = packed[row] as number;
    sorted.keys[place] = keys[row] as number;
  }
  return sorted;
}

/** Records of one key and date become one with the stretches of all. */
function united({ packed, starts }: KeyedRecords & { readonly starts: Int32Array }): SortedPart {
  const dates = new Int32Array(packed.length);
  const patterns = new Uint8Array(packed.length);
  const own = new Int32Array(starts.length);
  let filled = 0;
  for (let key = 0; key + 1 < starts.length; key++) {
    let last = -1;
    for (let row = starts[key] as number; row < (starts[key + 1] as number); row++) {
      const record = packed[row] as number;
      const date = record >> STRETCH_BITS;
      if (date !== last) {
        dates[filled++] = date;
        last = date;
      }
      patterns[filled - 1] = (patterns[filled - 1] as number) | (1 << (record & ((1 << STRETCH_BITS) - 1)));
    }
    own[key + 1] = filled;
  }
  return { starts: own, dates: dates.slice(0, filled), patterns: patterns.slice(0, filled) };
}

/** Adds one to a count. @returns what it was */
function count(counts: Int32Array, at: number): number {
  const before = counts[at] as number;
  counts[at] = before + 1;
  return before;
}

/** Counts as sums of those before and their own. */
function addUp(counts: Int32Array): void {
  for (let k = 1; k < counts.length; k++) counts[k] = (counts[k] as number) + (counts[k - 1] as number);
}
