/** A covariate column: all values, or only the rows where it is not 0 (with `values` absent all of those are 1). */
export type DesignColumn =
  | { readonly kind: 'dense'; readonly values: Float64Array }
  | { readonly kind: 'sparse'; readonly rows: Int32Array; readonly values?: Float64Array };

/** Σ wᵢ xᵢ and Σ wᵢ xᵢ² of a column. */
export function columnMoments(
  column: DesignColumn,
  weights: Float64Array,
): { readonly sum: number; readonly squares: number } {
  let sum = 0;
  let squares = 0;
  if (column.kind === 'dense') {
    for (let i = 0; i < weights.length; i++) {
      const x = column.values[i] as number;
      const wx = (weights[i] as number) * x;
      sum += wx;
      squares += wx * x;
    }
    return { sum, squares };
  }
  const { rows, values } = column;
  for (let k = 0; k < rows.length; k++) {
    const w = weights[rows[k] as number] as number;
    const x = values ? (values[k] as number) : 1;
    sum += w * x;
    squares += w * x * x;
  }
  return { sum, squares };
}

/** Σ vᵢ xᵢ. */
export function columnDot(column: DesignColumn, v: Float64Array): number {
  let sum = 0;
  if (column.kind === 'dense') {
    const { values } = column;
    for (let i = 0; i < v.length; i++) sum += (v[i] as number) * (values[i] as number);
    return sum;
  }
  const { rows, values } = column;
  if (values) {
    for (let k = 0; k < rows.length; k++) sum += (v[rows[k] as number] as number) * (values[k] as number);
  } else {
    for (let k = 0; k < rows.length; k++) sum += v[rows[k] as number] as number;
  }
  return sum;
}

/** v += factor × x. */
export function addColumn(column: DesignColumn, factor: number, v: Float64Array): void {
  if (column.kind === 'dense') {
    const { values } = column;
    for (let i = 0; i < v.length; i++) v[i] = (v[i] as number) + factor * (values[i] as number);
    return;
  }
  const { rows, values } = column;
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k] as number;
    v[i] = (v[i] as number) + factor * (values ? (values[k] as number) : 1);
  }
}

/** r -= factor × w × x, the change of weighted residuals when a coefficient moves. */
export function subtractWeighted(
  column: DesignColumn,
  factor: number,
  weights: Float64Array,
  residuals: Float64Array,
): void {
  if (column.kind === 'dense') {
    const { values } = column;
    for (let i = 0; i < residuals.length; i++) {
      residuals[i] = (residuals[i] as number) - factor * (weights[i] as number) * (values[i] as number);
    }
    return;
  }
  const { rows, values } = column;
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k] as number;
    residuals[i] =
      (residuals[i] as number) - factor * (weights[i] as number) * (values ? (values[k] as number) : 1);
  }
}

/** The rows of a column that are in `keep` (new position of each row, or -1). */
export function selectRows(column: DesignColumn, keep: Int32Array, kept: number): DesignColumn {
  if (column.kind === 'dense') {
    const values = new Float64Array(kept);
    for (let i = 0; i < keep.length; i++) {
      if ((keep[i] as number) >= 0) values[keep[i] as number] = column.values[i] as number;
    }
    return { kind: 'dense', values };
  }
  const rows: number[] = [];
  const values: number[] = [];
  for (let k = 0; k < column.rows.length; k++) {
    const to = keep[column.rows[k] as number] as number;
    if (to < 0) continue;
    rows.push(to);
    if (column.values) values.push(column.values[k] as number);
  }
  const selected = Int32Array.from(rows);
  return column.values
    ? { kind: 'sparse', rows: selected, values: Float64Array.from(values) }
    : { kind: 'sparse', rows: selected };
}
