/**
 * The first place in [from, to) of a sorted array whose value is at least `value`; `to` when there is none. Values and
 * `value` are less than 2³¹ apart. Halves without a branch, which would be guessed wrongly half of the time.
 */
export function firstAtLeast(values: Int32Array, from: number, to: number, value: number): number {
  let place = from;
  let size = to - from;
  while (size > 1) {
    const half = size >> 1;
    place += half & (((values[place + half - 1] ?? 0) - value) >> 31);
    size -= half;
  }
  return size === 1 ? place - (((values[place] ?? 0) - value) >> 31) : place;
}
