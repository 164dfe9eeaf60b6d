import { seededRandom } from '../../shared/stats/numeric/random.ts';

/** Covariate columns with two further uniform numbers per row. */
export interface DenseData {
  readonly columns: readonly Float64Array[];
  readonly u1: Float64Array;
  readonly u2: Float64Array;
}

/** Alternating binary and uniform covariates, the same in every language for one seed. */
export function denseData(seed: number, n: number, p: number): DenseData {
  const random = seededRandom(seed);
  const columns = Array.from({ length: p }, () => new Float64Array(n));
  const u1 = new Float64Array(n);
  const u2 = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    columns.forEach((column, j) => {
      const u = random();
      column[i] = j % 2 === 0 ? (u < 0.2 + 0.05 * (j % 7) ? 1 : 0) : 1.7320508075688772 * (2 * u - 1);
    });
    u1[i] = random();
    u2[i] = random();
  }
  return { columns, u1, u2 };
}

/** Rows of ones per column, and one uniform number per row. */
export function sparseData(
  seed: number,
  n: number,
  p: number,
): { readonly rows: Int32Array[]; readonly u1: Float64Array } {
  const random = seededRandom(seed);
  const rows = Array.from({ length: p }, () => [] as number[]);
  const share = Float64Array.from(
    { length: p },
    (_, j) => 0.002 + (0.18 * (((j * 37) % p) / p)) / (1 + (j % 5)),
  );
  const u1 = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < p; j++) if (random() < (share[j] as number)) rows[j]?.push(i);
    u1[i] = random();
  }
  return { rows: rows.map((r) => Int32Array.from(r)), u1 };
}

/** Σ of the columns times coefficients. */
export function linear(columns: readonly Float64Array[], beta: (j: number) => number): Float64Array {
  const eta = new Float64Array(columns[0]?.length ?? 0);
  columns.forEach((column, j) => {
    const b = beta(j);
    for (let i = 0; i < eta.length; i++) eta[i] = (eta[i] as number) + b * (column[i] as number);
  });
  return eta;
}

export function logistic(eta: number): number {
  return 1 / (1 + Math.exp(-eta));
}
