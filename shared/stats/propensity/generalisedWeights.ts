/** Whom a comparison of several groups speaks about: everybody, the persons of one group, or who might be in any. */
export type GeneralisedEstimand =
  | { readonly kind: 'ATE' | 'ATO' | 'ATM' }
  | { readonly kind: 'ATT'; readonly group: number };

/**
 * Balancing weights from generalized propensity scores: the estimand's tilting function divided by the chance of the
 * group that a person is in. ATO is the harmonic mean of the chances (generalized overlap weights), ATM the smallest.
 * A chance of 0 for one's own group gives an infinite weight.
 * Sources: Imbens (2000); Li and Li (2019), Ann Appl Stat 13:2389; Yoshida et al. (2017) for ATM.
 *
 * @param chances per group, over the persons; they add up to 1
 */
export function generalisedWeights(
  chances: readonly Float64Array[],
  group: ArrayLike<number>,
  estimand: GeneralisedEstimand,
): Float64Array {
  return Float64Array.from(group, (own, i) => {
    const chance = (g: number): number => (chances[g] as Float64Array)[i] as number;
    return tilt(chances, i, estimand) / chance(own);
  });
}

function tilt(chances: readonly Float64Array[], i: number, estimand: GeneralisedEstimand): number {
  if (estimand.kind === 'ATE') return 1;
  if (estimand.kind === 'ATT') return (chances[estimand.group] as Float64Array)[i] as number;
  let inverse = 0;
  let smallest = 1;
  for (const chance of chances) {
    const e = chance[i] as number;
    inverse += 1 / e;
    smallest = Math.min(smallest, e);
  }
  return estimand.kind === 'ATO' ? 1 / inverse : smallest;
}

/**
 * Chances of each group from linear predictors against group 0 (whose own are 0): e_k = exp(η_k) / Σ exp(η_j).
 * @param predictors per group after the first
 */
export function generalisedChances(predictors: readonly Float64Array[], n: number): Float64Array[] {
  const chances = Array.from({ length: predictors.length + 1 }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (const eta of predictors) largest = Math.max(largest, eta[i] as number);
    let total = 0;
    chances.forEach((chance, g) => {
      const eta = g === 0 ? 0 : ((predictors[g - 1] as Float64Array)[i] as number);
      chance[i] = Math.exp(eta - largest);
      total += chance[i] as number;
    });
    for (const chance of chances) chance[i] = (chance[i] as number) / total;
  }
  return chances;
}

/**
 * Chances recalibrated to some persons of whom it is known how many are in each group: every group's odds are
 * multiplied by one factor, so that the chances add up to the numbers (the intercepts of a multinomial logistic
 * regression with the old ones as offsets). Groups without persons get chance 0.
 */
export function recalibrateChances(
  chances: readonly Float64Array[],
  group: ArrayLike<number>,
  tolerance = 1e-10,
): Float64Array[] {
  const n = group.length;
  const wanted = new Float64Array(chances.length);
  for (let i = 0; i < n; i++) wanted[group[i] as number] = (wanted[group[i] as number] as number) + 1;
  const factor = wanted.map((count) => (count > 0 ? 1 : 0));
  const scaled = (): Float64Array[] => {
    const result = chances.map((chance, g) => chance.map((e) => e * (factor[g] as number)));
    for (let i = 0; i < n; i++) {
      let total = 0;
      for (const chance of result) total += chance[i] as number;
      for (const chance of result) chance[i] = (chance[i] as number) / total;
    }
    return result;
  };
  for (let step = 0; step < 500; step++) {
    const now = scaled();
    let worst = 0;
    now.forEach((chance, g) => {
      if (wanted[g] === 0) return;
      const expected = chance.reduce((a, b) => a + b, 0);
      worst = Math.max(worst, Math.abs(expected / (wanted[g] as number) - 1));
      factor[g] = ((factor[g] as number) * (wanted[g] as number)) / expected;
    });
    if (worst < tolerance) break;
  }
  return scaled();
}
