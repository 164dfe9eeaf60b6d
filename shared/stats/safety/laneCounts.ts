/** Replications that are counted at once: the bits of a word. */
export const LANES = 32;

/** Counts up to 2³¹ − 1 in every lane. */
const PLANES = 31;

/**
 * Counts set bits of words in every bit position apart: the sums of 32 columns in one pass. Words are added as binary
 * numbers written across the lanes, four at a time through carry-save adders, so that a word costs a few operations
 * instead of 32 (Harley and Seal's population count, by position).
 */
export class LaneCounts {
  /** Bit j of the sums of all lanes. */
  readonly #planes = new Int32Array(PLANES);
  readonly counts = new Float64Array(LANES);

  /** Adds up `words[members[from]]` … `words[members[to - 1]]`; {@link counts} has the sums until the next call. */
  add(words: Int32Array, members: Int32Array, from: number, to: number): void {
    const planes = this.#planes.fill(0);
    let ones = 0;
    let twos = 0;
    let at = from;
    for (; at + 4 <= to; at += 4) {
      const a = words[members[at] as number] as number;
      const b = words[members[at + 1] as number] as number;
      const c = words[members[at + 2] as number] as number;
      const d = words[members[at + 3] as number] as number;
      const ab = ones ^ a;
      const two = (ones & a) | (ab & b);
      ones = ab ^ b;
      const cd = ones ^ c;
      const another = (ones & c) | (cd & d);
      ones = cd ^ d;
      const both = twos ^ two;
      const fours = (twos & two) | (both & another);
      twos = both ^ another;
      if (fours !== 0) carry(planes, 2, fours);
    }
    planes[0] = ones;
    planes[1] = twos;
    for (; at < to; at++) carry(planes, 0, words[members[at] as number] as number);
    this.counts.fill(0);
    for (let j = 0; j < PLANES; j++) {
      const plane = planes[j] as number;
      if (plane === 0) continue;
      for (let lane = 0; lane < LANES; lane++) {
        if ((plane >>> lane) & 1) this.counts[lane] = (this.counts[lane] as number) + 2 ** j;
      }
    }
  }
}

function carry(planes: Int32Array, first: number, word: number): void {
  let rest = word;
  for (let j = first; rest !== 0 && j < PLANES; j++) {
    const plane = planes[j] as number;
    planes[j] = plane ^ rest;
    rest &= plane;
  }
}
