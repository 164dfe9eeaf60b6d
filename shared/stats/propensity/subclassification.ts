import { sortedQuantile } from '../descriptive/quantile.ts';

/** Strata of the propensity score. */
export interface Subclassification {
  /** Stratum of each row, 0-based. */
  readonly stratum: Int32Array;
  readonly cutpoints: Float64Array;
  /** Numbers per stratum. */
  readonly treated: Int32Array;
  readonly control: Int32Array;
  /** Weights that balance the strata; within each group they add up to its size. */
  readonly weights: Float64Array;
}

/**
 * Stratification on quantiles (type 7) of the score among the treated (ATT), the untreated (ATC) or all (ATE), with
 * marginal-mean weights. A stratum without one of the groups takes the nearest person of it from a neighbouring stratum
 * that can spare one. Source: Rosenbaum and Rubin (1984); R MatchIt method = "subclass", min.n = 1.
 */
export function subclassify(
  score: Float64Array,
  treated: Uint8Array,
  strata: number,
  estimand: 'ATE' | 'ATT' | 'ATC',
): Subclassification {
  const base = score
    .filter((_, i) => estimand === 'ATE' || treated[i] === (estimand === 'ATT' ? 1 : 0))
    .sort();
  const cutpoints = Float64Array.from({ length: strata + 1 }, (_, k) => sortedQuantile(base, k / strata));
  const stratum = Int32Array.from(score, (s) => {
    let k = 0;
    while (k < strata - 1 && s >= (cutpoints[k + 1] as number)) k++;
    return k;
  });
  fillStrata(stratum, score, treated, strata);
  const counts = [new Int32Array(strata), new Int32Array(strata)] as const;
  const sizes = [0, 0];
  stratum.forEach((k, i) => {
    const g = treated[i] === 1 ? 1 : 0;
    counts[g][k] = (counts[g][k] as number) + 1;
    sizes[g] = (sizes[g] as number) + 1;
  });
  const raw = Float64Array.from(stratum, (k, i) => {
    const t = counts[1][k] as number;
    const c = counts[0][k] as number;
    if (t === 0 || c === 0) return 0;
    const target = estimand === 'ATE' ? t + c : estimand === 'ATT' ? t : c;
    return target / (treated[i] === 1 ? t : c);
  });
  const sums = [0, 0];
  raw.forEach((w, i) => {
    const g = treated[i] === 1 ? 1 : 0;
    sums[g] = (sums[g] as number) + w;
  });
  const weights = raw.map((w, i) => {
    const g = treated[i] === 1 ? 1 : 0;
    return (w * (sizes[g] as number)) / (sums[g] as number);
  });
  return { stratum, cutpoints, treated: counts[1], control: counts[0], weights };
}

/** Moves persons so that each stratum has at least one of each group, if there are enough. */
function fillStrata(stratum: Int32Array, score: Float64Array, treated: Uint8Array, strata: number): void {
  for (const group of [0, 1]) {
    const counts = new Int32Array(strata);
    let size = 0;
    stratum.forEach((k, i) => {
      if (treated[i] !== group) return;
      counts[k] = (counts[k] as number) + 1;
      size++;
    });
    if (size < strata) continue;
    for (let empty = counts.indexOf(0); empty >= 0; empty = counts.indexOf(0)) {
      const spare = Array.from(counts.keys()).filter((k) => (counts[k] as number) > 1);
      const left = spare.filter((k) => k < empty);
      const right = spare.filter((k) => k > empty);
      const fromLeft = left.length >= right.length;
      const donor = fromLeft ? (left[left.length - 1] as number) : (right[0] as number);
      let moved = -1;
      score.forEach((s, i) => {
        if (treated[i] !== group || stratum[i] !== donor) return;
        const best = moved < 0 ? Number.NaN : (score[moved] as number);
        if (moved < 0 || (fromLeft ? s > best : s < best)) moved = i;
      });
      stratum[moved] = empty;
      counts[empty] = 1;
      counts[donor] = (counts[donor] as number) - 1;
    }
  }
}
