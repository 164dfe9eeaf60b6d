import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { logGamma } from '../distributions/gamma.ts';
import type { Checkpoint } from '../outcome.ts';

/** Tests and measures of association in an r×c table; matrices as arrays of rows. */
export interface ContingencyResult {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  readonly expected: readonly (readonly number[])[];
  readonly pearsonResiduals: readonly (readonly number[])[];
  readonly standardisedResiduals: readonly (readonly number[])[];
  /** Likelihood-ratio statistic. */
  readonly g: number;
  readonly gP: number;
  readonly cramersV: number;
  readonly contingencyCoefficient: number;
}

/** Chi-squared and likelihood-ratio tests of independence. Rows and columns without counts are left out. */
export function contingencyTest(table: readonly (readonly number[])[]): ContingencyResult {
  const rows = table.map((r) => r.reduce((a, b) => a + b, 0));
  const columns = (table[0] ?? []).map((_, j) => table.reduce((sum, r) => sum + (r[j] as number), 0));
  const n = rows.reduce((a, b) => a + b, 0);
  const expected = rows.map((r) => columns.map((c) => (r * c) / n));
  const cell = (f: (o: number, e: number, r: number, c: number) => number): number[][] =>
    table.map((line, i) =>
      line.map((o, j) =>
        f(o, expected[i]?.[j] as number, (rows[i] as number) / n, (columns[j] as number) / n),
      ),
    );
  const total = (values: number[][]): number => values.flat().reduce((a, b) => a + b, 0);
  const statistic = total(cell((o, e) => (e > 0 ? (o - e) ** 2 / e : 0)));
  const g = 2 * total(cell((o, e) => (o > 0 ? o * Math.log(o / e) : 0)));
  const usedRows = rows.filter((r) => r > 0).length;
  const usedColumns = columns.filter((c) => c > 0).length;
  const df = (usedRows - 1) * (usedColumns - 1);
  return {
    statistic,
    df,
    p: chiSquaredUpper(statistic, df),
    expected,
    pearsonResiduals: cell((o, e) => (o - e) / Math.sqrt(e)),
    standardisedResiduals: cell((o, e, r, c) => (o - e) / Math.sqrt(e * (1 - r) * (1 - c))),
    g,
    gP: chiSquaredUpper(g, df),
    cramersV: Math.sqrt(statistic / (n * (Math.min(usedRows, usedColumns) - 1))),
    contingencyCoefficient: Math.sqrt(statistic / (statistic + n)),
  };
}

/**
 * Fisher's exact test of an r×c table: the probability of all tables with these margins that are not more probable
 * than the observed one (R fisher.test). Tables are built line by line; partial tables with the same margins left and
 * the same probability are kept as one. NaN when that takes more than `limit` steps.
 */
export function fisherExact(
  table: readonly (readonly number[])[],
  limit = 3e8,
  checkpoint?: Checkpoint,
): number {
  const rows = table.map((r) => r.reduce((a, b) => a + b, 0)).filter((r) => r > 0);
  const columns = (table[0] ?? [])
    .map((_, j) => table.reduce((sum, r) => sum + (r[j] as number), 0))
    .filter((c) => c > 0);
  if (rows.length < 2 || columns.length < 2) return 1;
  const [lines, margins] = rows.length >= columns.length ? [rows, columns] : [columns, rows];
  const n = lines.reduce((a, b) => a + b, 0);
  const factorials = Float64Array.from({ length: n + 1 }, (_, k) => logGamma(k + 1));
  const constant =
    [...lines, ...margins].reduce((sum, m) => sum + (factorials[m] as number), 0) - (factorials[n] as number);
  const observed = constant - table.flat().reduce((sum, o) => sum + (factorials[o] as number), 0) + 1e-7;
  // Each node: margins still to be filled, and the partial sums -Σ log(cell!) with how many partial tables have them.
  let nodes = new Map<string, Node>([[margins.join(), { left: margins, paths: new Map([[0, 1]]) }]]);
  const order = [...lines].sort((a, b) => a - b);
  let steps = 0;
  let nextPause = 0;
  for (let stage = 0; stage < order.length - 2; stage++) {
    const next = new Map<string, Node>();
    for (const node of nodes.values()) {
      forEachLine(node.left, order[stage] as number, factorials, (cells, logSum) => {
        const left = node.left.map((m, j) => m - (cells[j] as number));
        const key = left.join();
        let target = next.get(key);
        if (!target) {
          target = { left, paths: new Map() };
          next.set(key, target);
        }
        for (const [past, count] of node.paths) {
          const sum = Math.round((past - logSum) * 1e9) / 1e9;
          target.paths.set(sum, (target.paths.get(sum) ?? 0) + count);
        }
        steps += node.paths.size;
        if (steps >= nextPause) {
          checkpoint?.(steps / limit);
          nextPause = steps + 100_000;
        }
      });
      if (steps > limit) return Number.NaN;
    }
    nodes = next;
  }
  let p = 0;
  for (const node of nodes.values()) {
    const pasts = [...node.paths].sort((a, b) => a[0] - b[0]);
    const largest = (pasts[pasts.length - 1] as [number, number])[0];
    const cumulative = new Float64Array(pasts.length + 1);
    pasts.forEach(([past, count], k) => {
      cumulative[k + 1] = (cumulative[k] as number) + count * Math.exp(past - largest);
    });
    forEachLine(node.left, order[order.length - 2] as number, factorials, (cells, logSum) => {
      let rest = logSum;
      node.left.forEach((m, j) => {
        rest += factorials[m - (cells[j] as number)] as number;
      });
      // All partial tables up to the one with which this ending is as probable as what was observed.
      const bound = observed + rest - constant;
      let low = 0;
      let high = pasts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((pasts[middle] as [number, number])[0] <= bound) low = middle + 1;
        else high = middle;
      }
      if (low > 0) p += (cumulative[low] as number) * Math.exp(largest + constant - rest);
      steps++;
    });
    if (steps > limit) return Number.NaN;
  }
  return Math.min(1, p);
}

interface Node {
  readonly left: readonly number[];
  readonly paths: Map<number, number>;
}

/** Every way to spread `total` over cells bounded by `bounds`, with Σ log(cell!). */
function forEachLine(
  bounds: readonly number[],
  total: number,
  factorials: Float64Array,
  visit: (cells: readonly number[], logSum: number) => void,
): void {
  const cells = new Array<number>(bounds.length).fill(0);
  const room = new Array<number>(bounds.length + 1).fill(0);
  for (let j = bounds.length - 1; j >= 0; j--) room[j] = (room[j + 1] as number) + (bounds[j] as number);
  const place = (j: number, left: number, logSum: number): void => {
    if (j === bounds.length - 1) {
      cells[j] = left;
      visit(cells, logSum + (factorials[left] as number));
      return;
    }
    const least = Math.max(0, left - (room[j + 1] as number));
    const most = Math.min(bounds[j] as number, left);
    for (let x = least; x <= most; x++) {
      cells[j] = x;
      place(j + 1, left - x, logSum + (factorials[x] as number));
    }
  };
  place(0, total, 0);
}
