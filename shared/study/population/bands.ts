/** Band of a value between ascending breaks: 0 below the first, one more from each break on. */
export function bandOf(value: number, breaks: readonly number[]): number {
  // 0.1 × 21 ÷ 7 is no band below 0.3 only because it cannot be written in binary.
  const rounded = Math.round(value * 1e9) / 1e9;
  let band = 0;
  while (band < breaks.length && rounded >= (breaks[band] ?? 0)) band++;
  return band;
}
