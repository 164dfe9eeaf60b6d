import type { DesignColumn } from '../../stats/penalised/designColumn.ts';

/** How a covariate correlates with treatment in the pair of arms where it does most. */
export interface Correlated {
  /** Pearson's correlation; positive: more in the earlier arm. 0 where nothing varies. */
  readonly correlation: number;
  /** The same as it may be told: see {@link tellable}. */
  readonly told: number | null;
}

/** Correlates covariates with being in one arm rather than another, over all pairs of arms. */
export class TreatmentCorrelation {
  readonly #arm: Uint8Array;
  readonly #sizes: number[] = [];
  readonly #least: number;

  /** @param least no number of persons below it may be worked out from what is told */
  constructor(arm: Uint8Array, least: number) {
    this.#arm = arm;
    this.#least = least;
    for (const k of arm) this.#sizes[k] = (this.#sizes[k] ?? 0) + 1;
  }

  of(column: DesignColumn): Correlated {
    const { sums, squares } = this.#moments(column);
    let strongest: Correlated = { correlation: 0, told: 0 };
    for (let a = 0; a < this.#sizes.length; a++) {
      for (let b = a + 1; b < this.#sizes.length; b++) {
        const sizes = [this.#sizes[a] ?? 0, this.#sizes[b] ?? 0] as const;
        const having = [sums[a] ?? 0, sums[b] ?? 0] as const;
        const r = correlation(sizes, having, (squares[a] ?? 0) + (squares[b] ?? 0));
        if (Math.abs(r) <= Math.abs(strongest.correlation)) continue;
        const isBinary = column.values === undefined;
        strongest = {
          correlation: r,
          told: isBinary ? tellable(sizes, having, this.#least) : Number(r.toFixed(1)),
        };
      }
    }
    return strongest;
  }

  #moments(column: DesignColumn): { readonly sums: Float64Array; readonly squares: Float64Array } {
    const sums = new Float64Array(this.#sizes.length);
    const squares = new Float64Array(this.#sizes.length);
    const arm = this.#arm;
    const size = column.kind === 'sparse' ? column.rows.length : column.values.length;
    for (let k = 0; k < size; k++) {
      const of = arm[column.kind === 'sparse' ? (column.rows[k] as number) : k] as number;
      const x = column.values ? (column.values[k] as number) : 1;
      sums[of] = (sums[of] as number) + x;
      squares[of] = (squares[of] as number) + x * x;
    }
    return { sums, squares };
  }
}

type OfArms = readonly [earlier: number, later: number];

function correlation([n, m]: OfArms, [x, y]: OfArms, squares: number): number {
  if (n === 0 || m === 0) return 0;
  const all = n + m;
  const mean = (x + y) / all;
  const variance = squares / all - mean * mean;
  if (variance <= 0) return 0;
  return ((x / n - y / m) * Math.sqrt((n / all) * (m / all))) / Math.sqrt(variance);
}

/**
 * The correlation of a binary covariate to one decimal, or null where even that would narrow down how many persons
 * fewer than `least` there are: it must stay the same whatever those numbers were.
 */
function tellable(sizes: OfArms, having: OfArms, least: number): number | null {
  const choices = having.map((x, arm) => {
    const n = sizes[arm] as number;
    if (x < least) return [0, Math.min(n, least - 1)];
    if (n - x < least) return [Math.max(0, n - least + 1), n];
    return [x];
  });
  const [first, ...others] = (choices[0] ?? []).flatMap((x) =>
    (choices[1] ?? []).map((y) => correlation(sizes, [x, y], x + y).toFixed(1)),
  );
  return first !== undefined && others.every((other) => other === first) ? Number(first) : null;
}
