import { seededRandom } from '../numeric/random.ts';
import type { Checkpoint } from '../outcome.ts';

/** A tree of codes; every node has at most one parent (-1 = a root) with a smaller index than its own or not. */
export interface CodeTree {
  readonly parent: Int32Array;
}

/** Events per node's own code: exposed and unexposed for Bernoulli, observed and expected for Poisson. */
export type TreeScanData =
  | {
      readonly model: 'bernoulli';
      readonly cases: Float64Array;
      readonly controls: Float64Array;
      /** Probability that a case-or-control is a case under the null. */
      readonly probability: number;
    }
  | { readonly model: 'poisson'; readonly observed: Float64Array; readonly expected: Float64Array };

/** A node of the tree with its cut's likelihood ratio. */
export interface TreeCut {
  readonly node: number;
  readonly observed: number;
  /** Expected under the null: from the totals (Bernoulli) or as given (Poisson). */
  readonly expected: number;
  readonly relativeRisk: number;
  readonly logLikelihoodRatio: number;
  /** Share of replications whose largest ratio reaches this one, counting the data itself. */
  readonly p: number;
}

/**
 * Tree-based scan statistic: the log likelihood ratio of an excess in each branch, and Monte Carlo p-values from its
 * maximum over the tree, which account for all branches looked at (Kulldorff, Fang and Walsh, 2003).
 * Counts of a node are its own plus those below it: for events that count each time. Where persons are to count once per
 * branch, see {@link personTreeScan}.
 */
export function treeScan(
  tree: CodeTree,
  data: TreeScanData,
  options: { readonly replications?: number; readonly seed?: number; readonly checkpoint?: Checkpoint } = {},
): TreeCut[] {
  const { replications = 999, seed = 1, checkpoint } = options;
  const order = childrenFirst(tree);
  const observed = sumUp(tree, order, data.model === 'bernoulli' ? data.cases : data.observed);
  const other = sumUp(tree, order, data.model === 'bernoulli' ? data.controls : data.expected);
  const ratio = ratioFunction(data);
  const ratios = observed.map((o, k) => ratio(o, other[k] as number));
  const random = seededRandom(seed);
  const largest = new Float64Array(replications);
  for (let r = 0; r < replications; r++) {
    checkpoint?.(r / replications);
    const drawn = drawNull(data, random);
    const simulated = sumUp(tree, order, drawn.observed);
    const rest = drawn.other ? sumUp(tree, order, drawn.other) : other;
    let most = 0;
    for (let k = 0; k < simulated.length; k++) {
      const value = ratio(simulated[k] as number, rest[k] as number);
      if (value > most) most = value;
    }
    largest[r] = most;
  }
  largest.sort();
  return Array.from(ratios, (llr, node) => {
    const o = observed[node] as number;
    const rest = other[node] as number;
    const expected = data.model === 'bernoulli' ? (o + rest) * data.probability : rest;
    return {
      node,
      observed: o,
      expected,
      relativeRisk: o / expected,
      logLikelihoodRatio: llr,
      p: (1 + countAtLeast(largest, llr)) / (replications + 1),
    };
  });
}

/** Log likelihood ratio of a branch with an excess of cases over the null probability; 0 without one. */
export function bernoulliLogLikelihoodRatio(cases: number, controls: number, probability: number): number {
  const n = cases + controls;
  const share = cases / n;
  if (n === 0 || share <= probability) return 0;
  const rest = controls > 0 ? controls * Math.log((1 - share) / (1 - probability)) : 0;
  return cases * Math.log(share / probability) + rest;
}

/** Log likelihood ratio of a branch with more events than expected, of `total` in the whole tree; 0 without an excess. */
export function poissonLogLikelihoodRatio(observed: number, expected: number, total: number): number {
  if (!(observed > expected)) return 0;
  const outside = total - observed;
  const inside = observed * Math.log(observed / expected);
  return inside + (outside > 0 ? outside * Math.log(outside / (total - expected)) : 0);
}

function ratioFunction(data: TreeScanData): (observed: number, other: number) => number {
  if (data.model === 'bernoulli') {
    return (cases, controls) => bernoulliLogLikelihoodRatio(cases, controls, data.probability);
  }
  let total = 0;
  for (const o of data.observed) total += o;
  return (observed, expected) => poissonLogLikelihoodRatio(observed, expected, total);
}

function drawNull(
  data: TreeScanData,
  random: () => number,
): { readonly observed: Float64Array; readonly other?: Float64Array } {
  if (data.model === 'bernoulli') {
    const observed = new Float64Array(data.cases.length);
    const other = new Float64Array(data.cases.length);
    for (let k = 0; k < observed.length; k++) {
      const n = (data.cases[k] as number) + (data.controls[k] as number);
      let cases = 0;
      for (let i = 0; i < n; i++) if (random() < data.probability) cases++;
      observed[k] = cases;
      other[k] = n - cases;
    }
    return { observed, other };
  }
  // Given the total, the counts are multinomial with the expected shares.
  let total = 0;
  for (const o of data.observed) total += o;
  const cumulative = Float64Array.from(data.expected);
  for (let k = 1; k < cumulative.length; k++) {
    cumulative[k] = (cumulative[k] as number) + (cumulative[k - 1] as number);
  }
  const observed = new Float64Array(cumulative.length);
  const scale = cumulative[cumulative.length - 1] ?? 0;
  for (let i = 0; i < total; i++) {
    const u = random() * scale;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] as number) > u) high = middle;
      else low = middle + 1;
    }
    observed[low] = (observed[low] as number) + 1;
  }
  return { observed };
}

/** Nodes so that every child stands before its parent. */
function childrenFirst({ parent }: CodeTree): Int32Array {
  const pending = new Int32Array(parent.length);
  for (const p of parent) if (p >= 0) pending[p] = (pending[p] as number) + 1;
  const order: number[] = Array.from(parent.keys()).filter((k) => pending[k] === 0);
  for (let i = 0; i < order.length; i++) {
    const p = parent[order[i] as number] as number;
    if (p < 0) continue;
    pending[p] = (pending[p] as number) - 1;
    if (pending[p] === 0) order.push(p);
  }
  return Int32Array.from(order);
}

function sumUp({ parent }: CodeTree, order: Int32Array, own: Float64Array): Float64Array {
  const sums = own.slice();
  for (const k of order) {
    const p = parent[k] as number;
    if (p >= 0) sums[p] = (sums[p] as number) + (sums[k] as number);
  }
  return sums;
}

/** How many of the ascending values reach `value`, rounding aside. */
export function countAtLeast(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value - 1e-12 * Math.abs(value)) low = middle + 1;
    else high = middle;
  }
  return sorted.length - low;
}
