const EPSILON = 1e-9;

/**
 * Which unknowns a system of linear equations fixes to one value, whatever the right-hand sides: those whose unit
 * vector lies in the row space. Found by reduction to row echelon form.
 *
 * @param equations coefficients, one row per equation, all of the same length
 * @returns indexes of the fixed unknowns
 */
export function fixedUnknowns(equations: readonly (readonly number[])[]): ReadonlySet<number> {
  const rows = reduce(equations);
  const fixed = rows.flatMap((row) => {
    const involved = row.flatMap((coefficient, i) => (Math.abs(coefficient) > EPSILON ? [i] : []));
    return involved.length === 1 ? involved : [];
  });
  return new Set(fixed);
}

/** In how many directions the unknowns of a system may still vary together. */
export function freedomOf(equations: readonly (readonly number[])[], unknowns: number): number {
  return unknowns - reduce(equations).length;
}

/** Gauss-Jordan elimination with the largest pivot. */
function reduce(equations: readonly (readonly number[])[]): number[][] {
  const rows = equations.map((row) => [...row]);
  const width = rows[0]?.length ?? 0;
  let done = 0;
  for (let column = 0; column < width && done < rows.length; column += 1) {
    let pivot = done;
    for (let i = done; i < rows.length; i += 1) {
      if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = i;
    }
    const scale = rows[pivot]?.[column] ?? 0;
    if (Math.abs(scale) <= EPSILON) continue;
    const pivotRow = (rows[pivot] ?? []).map((value) => value / scale);
    rows[pivot] = rows[done] ?? [];
    rows[done] = pivotRow;
    rows.forEach((row, i) => {
      const factor = row[column] ?? 0;
      if (i !== done && Math.abs(factor) > EPSILON)
        rows[i] = row.map((value, j) => value - factor * (pivotRow[j] ?? 0));
    });
    done += 1;
  }
  return rows.slice(0, done);
}
