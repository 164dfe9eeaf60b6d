import type { DesignColumn } from '../../stats/penalised/designColumn.ts';

/** Correlates covariates with being in one arm rather than another, over all pairs of arms. */
export class TreatmentCorrelation {
  readonly #arm: Uint8Array;
  readonly #sizes: number[] = [];

  constructor(arm: Uint8Array) {
    this.#arm = arm;
    for (const k of arm) this.#sizes[k] = (this.#sizes[k] ?? 0) + 1;
  }

  /** Pearson's correlation in the pair of arms where it is strongest; 0 where nothing varies. Positive: more in the earlier arm. */
  of(column: DesignColumn): number {
    const { sums, squares } = this.#moments(column);
    let strongest = 0;
    for (let a = 0; a < this.#sizes.length; a++) {
      for (let b = a + 1; b < this.#sizes.length; b++) {
        const [n, m] = [this.#sizes[a] ?? 0, this.#sizes[b] ?? 0];
        if (n === 0 || m === 0) continue;
        const all = n + m;
        const mean = ((sums[a] ?? 0) + (sums[b] ?? 0)) / all;
        const variance = ((squares[a] ?? 0) + (squares[b] ?? 0)) / all - mean * mean;
        if (variance <= 0) continue;
        const difference = (sums[a] ?? 0) / n - (sums[b] ?? 0) / m;
        const r = (difference * Math.sqrt((n / all) * (m / all))) / Math.sqrt(variance);
        if (Math.abs(r) > Math.abs(strongest)) strongest = r;
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
