/** Corrections for multiple testing. */
export type PAdjustment = 'bonferroni' | 'holm' | 'hochberg' | 'hommel' | 'BH' | 'BY';

/**
 * Adjusted p-values in the order given (R p.adjust): Bonferroni, Holm, Hochberg and Hommel control the family-wise
 * error; BH (Benjamini-Hochberg) and BY (Benjamini-Yekutieli) the false discovery rate.
 */
export function adjustPValues(p: ArrayLike<number>, method: PAdjustment): Float64Array {
  const n = p.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => (p[a] as number) - (p[b] as number));
  const sorted = order.map((i) => p[i] as number);
  const adjusted = adjustSorted(sorted, method);
  const result = new Float64Array(n);
  order.forEach((i, k) => {
    result[i] = Math.min(1, adjusted[k] as number);
  });
  return result;
}

function adjustSorted(p: readonly number[], method: PAdjustment): number[] {
  const n = p.length;
  const fromSmallest = (f: (v: number, k: number) => number): number[] => {
    let most = 0;
    return p.map((v, k) => {
      most = Math.max(most, f(v, k));
      return most;
    });
  };
  const fromLargest = (f: (v: number, k: number) => number): number[] => {
    let least = Number.POSITIVE_INFINITY;
    const values = new Array<number>(n);
    for (let k = n - 1; k >= 0; k--) {
      least = Math.min(least, f(p[k] as number, k));
      values[k] = least;
    }
    return values;
  };
  switch (method) {
    case 'bonferroni':
      return p.map((v) => v * n);
    case 'holm':
      return fromSmallest((v, k) => (n - k) * v);
    case 'hochberg':
      return fromLargest((v, k) => (n - k) * v);
    case 'BH':
      return fromLargest((v, k) => (n / (k + 1)) * v);
    case 'BY': {
      const harmonic = p.reduce((sum, _, k) => sum + 1 / (k + 1), 0);
      return fromLargest((v, k) => ((harmonic * n) / (k + 1)) * v);
    }
    case 'hommel':
      return hommel(p);
  }
}

function hommel(p: readonly number[]): number[] {
  const n = p.length;
  if (n < 2) return [...p];
  const simes = Math.min(...p.map((v, k) => (n * v) / (k + 1)));
  let adjusted = new Array<number>(n).fill(simes);
  let q = [...adjusted];
  for (let m = n - 1; m >= 2; m--) {
    const split = n - m + 1;
    let least = Number.POSITIVE_INFINITY;
    for (let j = 2; j <= m; j++) least = Math.min(least, (m * (p[split + j - 2] as number)) / j);
    q = q.map((_, k) => (k < split ? Math.min(m * (p[k] as number), least) : 0));
    const atSplit = q[split - 1] as number;
    q = q.map((v, k) => (k < split ? v : atSplit));
    adjusted = adjusted.map((v, k) => Math.max(v, q[k] as number));
  }
  return adjusted.map((v, k) => Math.max(v, p[k] as number));
}

/** The result of a two-level false discovery rate procedure. */
export interface DoubleFdr {
  /** Adjusted p of each group, from the smallest (Simes-adjusted) p within it. */
  readonly group: Float64Array;
  /** Adjusted p within its group, for members of groups that pass; NaN elsewhere. */
  readonly member: Float64Array;
  /** 1 for members that are flagged. */
  readonly flagged: Uint8Array;
}

/**
 * Double false discovery rate (Mehrotra and Heyse, 2004; Mehrotra and Adewale, 2012): groups (body systems) are
 * screened by the smallest of their BH-adjusted p-values, again adjusted by BH; members of all passing groups are then
 * adjusted together.
 */
export function doubleFdr(p: ArrayLike<number>, groupOf: Int32Array, groups: number, level = 0.1): DoubleFdr {
  const members = Array.from({ length: groups }, (_, g) =>
    Array.from(groupOf.keys()).filter((i) => groupOf[i] === g),
  );
  const representative = members.map((list) =>
    list.length === 0
      ? 1
      : Math.min(
          ...adjustPValues(
            list.map((i) => p[i] as number),
            'BH',
          ),
        ),
  );
  const group = adjustPValues(representative, 'BH');
  const passing = members.filter((_, g) => (group[g] as number) <= level).flat();
  const within = adjustPValues(
    passing.map((i) => p[i] as number),
    'BH',
  );
  const member = new Float64Array(p.length).fill(Number.NaN);
  const flagged = new Uint8Array(p.length);
  passing.forEach((i, k) => {
    member[i] = within[k] as number;
    flagged[i] = (within[k] as number) <= level ? 1 : 0;
  });
  return { group, member, flagged };
}
