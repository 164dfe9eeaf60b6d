/** A square matrix of side `size`, row-major. */
export type SquareMatrix = Float64Array;

/**
 * The Cholesky factor L (lower triangle, row-major) of a symmetric matrix with its dependent columns found:
 * a pivot below `tolerance` times its diagonal element marks the column as a combination of those before it.
 */
export interface Cholesky {
  readonly size: number;
  readonly factor: Float64Array;
  /** Columns that are linear combinations of earlier ones; empty when the matrix is positive definite. */
  readonly dependent: readonly number[];
}

/** Cholesky factorisation of a symmetric positive (semi-)definite matrix of which the lower triangle is read. */
export function cholesky(matrix: SquareMatrix, size: number, tolerance = 1e-11): Cholesky {
  const l = new Float64Array(size * size);
  const dependent: number[] = [];
  for (let j = 0; j < size; j++) {
    const diagonal = matrix[j * size + j] as number;
    let pivot = diagonal;
    for (let k = 0; k < j; k++) pivot -= (l[j * size + k] as number) ** 2;
    if (!(pivot > tolerance * Math.abs(diagonal)) || !(pivot > 0)) {
      dependent.push(j);
      continue;
    }
    const root = Math.sqrt(pivot);
    l[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = matrix[i * size + j] as number;
      for (let k = 0; k < j; k++) sum -= (l[i * size + k] as number) * (l[j * size + k] as number);
      l[i * size + j] = sum / root;
    }
  }
  return { size, factor: l, dependent };
}

/** Solves A x = b from the factorisation of A; entries of dependent columns are 0. */
export function choleskySolve({ size, factor }: Cholesky, b: ArrayLike<number>): Float64Array {
  const x = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const pivot = factor[i * size + i] as number;
    if (pivot === 0) continue;
    let sum = b[i] as number;
    for (let k = 0; k < i; k++) sum -= (factor[i * size + k] as number) * (x[k] as number);
    x[i] = sum / pivot;
  }
  for (let i = size - 1; i >= 0; i--) {
    const pivot = factor[i * size + i] as number;
    if (pivot === 0) {
      x[i] = 0;
      continue;
    }
    let sum = x[i] as number;
    for (let k = i + 1; k < size; k++) sum -= (factor[k * size + i] as number) * (x[k] as number);
    x[i] = sum / pivot;
  }
  return x;
}

/** The inverse of the factorised matrix; rows and columns of dependent columns are 0. */
export function choleskyInverse(decomposition: Cholesky): SquareMatrix {
  const { size } = decomposition;
  const inverse = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    if (decomposition.factor[j * size + j] === 0) continue;
    unit.fill(0);
    unit[j] = 1;
    const column = choleskySolve(decomposition, unit);
    for (let i = 0; i < size; i++) inverse[i * size + j] = column[i] as number;
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const mean = ((inverse[i * size + j] as number) + (inverse[j * size + i] as number)) / 2;
      inverse[i * size + j] = mean;
      inverse[j * size + i] = mean;
    }
  }
  return inverse;
}

/** bᵀ A⁻¹ b over the independent columns of a symmetric positive semi-definite A, and how many those are. */
export function quadraticForm(
  matrix: SquareMatrix,
  size: number,
  b: ArrayLike<number>,
): { readonly value: number; readonly rank: number } {
  const decomposition = cholesky(matrix, size, 1e-10);
  const x = choleskySolve(decomposition, b);
  let value = 0;
  for (let i = 0; i < size; i++) value += (x[i] as number) * (b[i] as number);
  return { value, rank: size - decomposition.dependent.length };
}

/** A·B for row-major matrices of n×k and k×m. */
export function multiply(a: Float64Array, b: Float64Array, n: number, k: number, m: number): Float64Array {
  const product = new Float64Array(n * m);
  for (let i = 0; i < n; i++) {
    for (let l = 0; l < k; l++) {
      const v = a[i * k + l] as number;
      if (v === 0) continue;
      for (let j = 0; j < m; j++) {
        product[i * m + j] = (product[i * m + j] as number) + v * (b[l * m + j] as number);
      }
    }
  }
  return product;
}

/** A·M·A for symmetric A (the bread) and M (the meat) of the same size. */
export function sandwich(bread: SquareMatrix, meat: SquareMatrix, size: number): SquareMatrix {
  return multiply(multiply(bread, meat, size, size, size), bread, size, size, size);
}

/** UᵀU of an n×size row-major matrix U. */
export function crossProduct(rows: Float64Array, size: number): SquareMatrix {
  const product = new Float64Array(size * size);
  for (let start = 0; start < rows.length; start += size) {
    for (let i = 0; i < size; i++) {
      const v = rows[start + i] as number;
      if (v === 0) continue;
      for (let j = 0; j <= i; j++) {
        product[i * size + j] = (product[i * size + j] as number) + v * (rows[start + j] as number);
      }
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) product[j * size + i] = product[i * size + j] as number;
  }
  return product;
}

/** Square roots of the diagonal: standard errors from a covariance matrix. */
export function diagonalRoots(matrix: SquareMatrix, size: number): Float64Array {
  return Float64Array.from({ length: size }, (_, i) => Math.sqrt(matrix[i * size + i] as number));
}

/** Sums of the rows of an n×size matrix that share a code 0…groups-1. */
export function sumRowsByGroup(
  rows: Float64Array,
  size: number,
  codes: Int32Array,
  groups: number,
): Float64Array {
  const sums = new Float64Array(groups * size);
  for (let i = 0; i < codes.length; i++) {
    const g = codes[i] as number;
    for (let j = 0; j < size; j++) {
      sums[g * size + j] = (sums[g * size + j] as number) + (rows[i * size + j] as number);
    }
  }
  return sums;
}
