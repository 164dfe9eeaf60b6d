import { averageRanks } from '../numeric/ranks.ts';

/**
 * Probability that a random case scores higher than a random control, ties counting half; NaN without cases or
 * controls.
 */
export function areaUnderRoc(score: Float64Array, isCase: Uint8Array): number {
  const { ranks } = averageRanks(score);
  let sum = 0;
  let cases = 0;
  isCase.forEach((c, i) => {
    if (c !== 1) return;
    sum += ranks[i] as number;
    cases++;
  });
  const controls = isCase.length - cases;
  return (sum - (cases * (cases + 1)) / 2) / (cases * controls);
}
