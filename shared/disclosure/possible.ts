const EPSILON = 1e-7;

/** A linear statement about unknowns ≥ 0: a sum that is known, or that is no more than a limit. */
export interface Statement {
  readonly coefficients: ReadonlyMap<number, number>;
  readonly value: number;
  readonly kind: 'equal' | 'atMost';
}

/**
 * All that is possible for unknowns ≥ 0 of which some statements hold: linear programming with a dense simplex tableau
 * (Dantzig, 1947; Bland's rule, 1977, so that it ends).
 * @throws RangeError where nothing is
 */
export class Possible {
  /** Rows of coefficients with the value last; `#basis` names the column that each row is solved for. */
  readonly #rows: Float64Array[];
  readonly #basis: number[];
  readonly #width: number;
  /** Of each unknown the least and the greatest value in the solutions met so far. */
  readonly #least: Float64Array;
  readonly #greatest: Float64Array;

  constructor(unknowns: number, statements: readonly Statement[]) {
    const slacks = statements.filter(({ kind }) => kind === 'atMost').length;
    this.#width = unknowns + slacks;
    const artificial = this.#width + statements.length;
    let slack = unknowns;
    this.#rows = statements.map(({ coefficients, value, kind }, i) => {
      const row = new Float64Array(artificial + 1);
      for (const [at, coefficient] of coefficients) row[at] = coefficient;
      if (kind === 'atMost') row[slack++] = 1;
      row[artificial] = value;
      if (value < 0) for (let at = 0; at <= artificial; at++) row[at] = -(row[at] as number);
      row[this.#width + i] = 1;
      return row;
    });
    this.#basis = statements.map((_, i) => this.#width + i);
    const goal = new Float64Array(artificial + 1);
    for (const row of this.#rows)
      for (let at = 0; at <= artificial; at++) goal[at] = (goal[at] as number) + (row[at] as number);
    for (let i = 0; i < statements.length; i++) goal[this.#width + i] = 0;
    solve(this.#rows, this.#basis, goal, this.#width);
    if ((goal.at(-1) as number) > 1e-4) throw new RangeError('the statements contradict each other');
    this.#leaveOutArtificial();
    this.#least = new Float64Array(unknowns).fill(Number.POSITIVE_INFINITY);
    this.#greatest = new Float64Array(unknowns).fill(Number.NEGATIVE_INFINITY);
    this.#remember(this.#rows, this.#basis);
  }

  /** Values that an unknown is already known to reach: never more than its {@link range}, and for nothing. */
  reached(unknown: number): readonly [number, number] {
    return [this.#least[unknown] as number, this.#greatest[unknown] as number];
  }

  /** Between what a sum of the unknowns may lie. */
  range(sum: ReadonlyMap<number, number>): readonly [number, number] {
    return [-this.#most(sum, -1), this.#most(sum, 1)];
  }

  #most(sum: ReadonlyMap<number, number>, sign: number): number {
    const rows = this.#rows.map((row) => row.slice());
    const basis = [...this.#basis];
    const goal = new Float64Array(this.#width + 1);
    for (const [at, coefficient] of sum) goal[at] = sign * coefficient;
    for (const [i, row] of rows.entries()) eliminate(goal, row, basis[i] as number);
    const isLimited = solve(rows, basis, goal, this.#width);
    this.#remember(rows, basis);
    return isLimited ? -(goal.at(-1) as number) : Number.POSITIVE_INFINITY;
  }

  #remember(rows: readonly Float64Array[], basis: readonly number[]): void {
    const values = new Float64Array(this.#least.length);
    basis.forEach((unknown, i) => {
      if (unknown < values.length) values[unknown] = rows[i]?.at(-1) as number;
    });
    values.forEach((value, unknown) => {
      this.#least[unknown] = Math.min(this.#least[unknown] as number, value);
      this.#greatest[unknown] = Math.max(this.#greatest[unknown] as number, value);
    });
  }

  #leaveOutArtificial(): void {
    for (let i = this.#rows.length - 1; i >= 0; i--) {
      if ((this.#basis[i] as number) < this.#width) continue;
      const row = this.#rows[i] as Float64Array;
      const column = row.findIndex((value, at) => at < this.#width && Math.abs(value) > EPSILON);
      if (column < 0) {
        this.#rows.splice(i, 1);
        this.#basis.splice(i, 1);
      } else pivot(this.#rows, this.#basis, i, column);
    }
    this.#rows.forEach((row, i) => {
      const short = new Float64Array(this.#width + 1);
      short.set(row.subarray(0, this.#width));
      short[this.#width] = row.at(-1) as number;
      this.#rows[i] = short;
    });
  }
}

/** Makes the goal as large as it can be; false where nothing limits it. */
function solve(rows: Float64Array[], basis: number[], goal: Float64Array, width: number): boolean {
  for (;;) {
    let column = -1;
    for (let at = 0; at < width && column < 0; at++) if ((goal[at] as number) > EPSILON) column = at;
    if (column < 0) return true;
    let leaving = -1;
    let least = Number.POSITIVE_INFINITY;
    rows.forEach((row, i) => {
      const own = row[column] as number;
      if (own <= EPSILON) return;
      const ratio = (row.at(-1) as number) / own;
      if (
        ratio < least - EPSILON ||
        (ratio <= least + EPSILON && (basis[i] as number) < (basis[leaving] ?? Infinity))
      ) {
        least = Math.min(ratio, least);
        leaving = i;
      }
    });
    if (leaving < 0) return false;
    pivot(rows, basis, leaving, column);
    eliminate(goal, rows[leaving] as Float64Array, column);
  }
}

function pivot(rows: Float64Array[], basis: number[], at: number, column: number): void {
  const row = rows[at] as Float64Array;
  const scale = row[column] as number;
  for (let k = 0; k < row.length; k++) row[k] = (row[k] as number) / scale;
  rows.forEach((other, i) => {
    if (i !== at) eliminate(other, row, column);
  });
  basis[at] = column;
}

function eliminate(row: Float64Array, by: Float64Array, column: number): void {
  const factor = row[column] as number;
  if (factor === 0) return;
  for (let k = 0; k < row.length; k++) row[k] = (row[k] as number) - factor * (by[k] as number);
  row[column] = 0;
}
