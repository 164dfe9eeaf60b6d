import { sortOrder } from '../numeric/sortOrder.ts';
import type { Checkpoint } from '../outcome.ts';

/** Order in which treated persons choose their match. */
export type MatchingOrder = 'largest' | 'smallest' | 'data' | 'random' | 'closest';

/** How pairs are formed. */
export interface MatchingOptions {
  /** Matches per treated person; with `replace` false each round gives everybody one more. Default 1. */
  readonly ratio?: number;
  /** Matches per treated person (by data row of the treated, in order), in place of one ratio for all. */
  readonly ratios?: Int32Array | undefined;
  /** Largest distance allowed, in the unit of the distance. */
  readonly caliper?: number | undefined;
  readonly order?: MatchingOrder;
  readonly replace?: boolean;
  /** Codes within which matches must be found. */
  readonly exact?: Int32Array | undefined;
  /** Needed for the order `random`: uniform on [0, 1). */
  readonly random?: (() => number) | undefined;
  readonly checkpoint?: Checkpoint | undefined;
}

/** Matches of the treated. */
export interface Matching {
  /** Rows of the treated, in data order. */
  readonly treatedRows: Int32Array;
  /** For each of them the rows matched to it, in the order found; empty when none was near enough. */
  readonly matches: readonly (readonly number[])[];
  /** Sum over pairs of the absolute distance. */
  readonly totalDistance: number;
}

/**
 * Greedy nearest-neighbour matching of treated to untreated on one distance. Units are sorted by distance and row; the
 * nearest free control to the left is taken when it is at least as near as the nearest to the right. The second match
 * is sought for everybody only after the first. O(n log n), since the free neighbours are found by union-find.
 * Source: Rosenbaum and Rubin (1985); the order of choices is that of R MatchIt 4.7.
 */
export function nearestNeighbourMatching(
  distance: Float64Array,
  treated: Uint8Array,
  options: MatchingOptions = {},
): Matching {
  const {
    ratio = 1,
    ratios,
    caliper = Number.POSITIVE_INFINITY,
    order = 'largest',
    replace = false,
    checkpoint,
  } = options;
  const treatedRows = Int32Array.from(treated.keys()).filter((i) => treated[i] === 1);
  const wanted = ratios ?? new Int32Array(treatedRows.length).fill(ratio);
  const search = new NeighbourSearch(distance, treated, options.exact);
  const matches: number[][] = Array.from(treatedRows, () => []);
  const choice = choosingOrder(treatedRows, distance, order, options.random);
  const rounds = Math.max(0, ...wanted);
  let totalDistance = 0;
  let taken = 0;
  const take = (k: number, control: number): void => {
    matches[k]?.push(control);
    if ((++taken & 1023) === 0) checkpoint?.(taken / (rounds * treatedRows.length));
    totalDistance += Math.abs((distance[control] as number) - (distance[treatedRows[k] as number] as number));
    if (!replace) search.remove(control);
  };
  for (let round = 0; round < rounds; round++) {
    const choosers = choice.filter((k) => (wanted[k] as number) > round);
    if (order === 'closest' && !replace) {
      matchClosestFirst(choosers, treatedRows, search, caliper, take);
      continue;
    }
    for (const k of choosers) {
      const own = matches[k] as number[];
      const control = search.nearest(treatedRows[k] as number, caliper, replace ? own : []);
      if (control >= 0) take(k, control);
    }
  }
  return { treatedRows, matches, totalDistance };
}

function choosingOrder(
  rows: Int32Array,
  distance: Float64Array,
  order: MatchingOrder,
  random: (() => number) | undefined,
): Int32Array {
  const positions = Int32Array.from(rows.keys());
  if (order === 'largest' || order === 'smallest') {
    const sign = order === 'largest' ? -1 : 1;
    return sortOrder(Float64Array.from(rows, (i) => sign * (distance[i] as number)));
  }
  if (order !== 'random') return positions;
  if (!random) throw new Error('a random order needs a source of randomness');
  for (let i = positions.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const swap = positions[i] as number;
    positions[i] = positions[j] as number;
    positions[j] = swap;
  }
  return positions;
}

/** Pairs with the smallest distance first: each treated person waits in a heap with its nearest free control. */
function matchClosestFirst(
  choosers: Int32Array,
  treatedRows: Int32Array,
  search: NeighbourSearch,
  caliper: number,
  take: (k: number, control: number) => void,
): void {
  const heap: { readonly gap: number; readonly k: number; readonly control: number }[] = [];
  const before = (a: number, b: number): boolean => {
    const x = heap[a] as { gap: number; k: number };
    const y = heap[b] as { gap: number; k: number };
    return x.gap < y.gap || (x.gap === y.gap && x.k < y.k);
  };
  const swap = (a: number, b: number): void => {
    const held = heap[a] as (typeof heap)[number];
    heap[a] = heap[b] as (typeof heap)[number];
    heap[b] = held;
  };
  const push = (k: number): void => {
    const row = treatedRows[k] as number;
    const control = search.nearest(row, caliper, []);
    if (control < 0) return;
    heap.push({ gap: search.gap(row, control), k, control });
    for (let i = heap.length - 1; i > 0 && before(i, (i - 1) >> 1); i = (i - 1) >> 1) swap(i, (i - 1) >> 1);
  };
  for (const k of choosers) push(k);
  while (heap.length > 0) {
    const top = heap[0] as (typeof heap)[number];
    const end = heap.pop() as (typeof heap)[number];
    if (heap.length > 0) {
      heap[0] = end;
      for (let i = 0; ; ) {
        let least = i;
        for (const child of [2 * i + 1, 2 * i + 2])
          if (child < heap.length && before(child, least)) least = child;
        if (least === i) break;
        swap(i, least);
        i = least;
      }
    }
    if (search.isFree(top.control)) take(top.k, top.control);
    else push(top.k);
  }
}

/** Finds the nearest free controls on either side in the order of distances, within exact groups. */
class NeighbourSearch {
  readonly #distance: Float64Array;
  /** Sorted position of each row among its exact group (all groups laid end to end), and the row at each position. */
  readonly #position: Int32Array;
  readonly #row: Int32Array;
  readonly #groupStart: Int32Array;
  readonly #groupEnd: Int32Array;
  readonly #free: Uint8Array;
  /** Next position that may hold a free control, leftwards and rightwards, with path compression. */
  readonly #left: Int32Array;
  readonly #right: Int32Array;

  constructor(distance: Float64Array, treated: Uint8Array, exact: Int32Array | undefined) {
    const n = distance.length;
    this.#distance = distance;
    const byDistance = sortOrder(distance);
    this.#row = exact
      ? sortOrder(Float64Array.from(byDistance, (i) => exact[i] as number)).map(
          (k) => byDistance[k] as number,
        )
      : byDistance;
    this.#position = new Int32Array(n);
    this.#groupStart = new Int32Array(n);
    this.#groupEnd = new Int32Array(n);
    this.#free = new Uint8Array(n);
    this.#left = new Int32Array(n + 2);
    this.#right = new Int32Array(n + 2);
    this.#row.forEach((i, k) => {
      this.#position[i] = k;
    });
    for (let start = 0; start < n; ) {
      let end = start + 1;
      const code = exact ? exact[this.#row[start] as number] : 0;
      while (end < n && (exact ? exact[this.#row[end] as number] : 0) === code) end++;
      for (let k = start; k < end; k++) {
        this.#groupStart[k] = start;
        this.#groupEnd[k] = end;
      }
      start = end;
    }
    // Positions are shifted by one so that 0 and n + 1 can stand for "none".
    for (let k = 0; k < n; k++) {
      const free = treated[this.#row[k] as number] === 1 ? 0 : 1;
      this.#free[k] = free;
      this.#left[k + 1] = free ? k + 1 : k;
      this.#right[k + 1] = free ? k + 1 : k + 2;
    }
    this.#right[n + 1] = n + 1;
  }

  isFree(row: number): boolean {
    return this.#free[this.#position[row] as number] === 1;
  }

  gap(a: number, b: number): number {
    return Math.abs((this.#distance[a] as number) - (this.#distance[b] as number));
  }

  remove(row: number): void {
    const k = this.#position[row] as number;
    this.#free[k] = 0;
    this.#left[k + 1] = k;
    this.#right[k + 1] = k + 2;
  }

  /** The nearest free control not in `except`, or -1. */
  nearest(row: number, caliper: number, except: readonly number[]): number {
    const k = this.#position[row] as number;
    const start = this.#groupStart[k] as number;
    const end = this.#groupEnd[k] as number;
    let l = this.#find(this.#left, k) - 1;
    while (l >= start && except.includes(this.#row[l] as number)) l = this.#find(this.#left, l) - 1;
    let r = this.#find(this.#right, k + 2) - 1;
    while (r < end && except.includes(this.#row[r] as number)) r = this.#find(this.#right, r + 2) - 1;
    const left = l >= start ? (this.#row[l] as number) : -1;
    const right = r < end ? (this.#row[r] as number) : -1;
    const gapLeft = left >= 0 ? this.gap(row, left) : Number.POSITIVE_INFINITY;
    const gapRight = right >= 0 ? this.gap(row, right) : Number.POSITIVE_INFINITY;
    const best = gapLeft <= gapRight ? left : right;
    return best >= 0 && Math.min(gapLeft, gapRight) <= caliper ? best : -1;
  }

  #find(links: Int32Array, from: number): number {
    let root = from;
    while ((links[root] as number) !== root) root = links[root] as number;
    let k = from;
    while ((links[k] as number) !== root && k !== root) {
      const next = links[k] as number;
      links[k] = root;
      k = next;
    }
    return root;
  }
}

/** The standard deviation over all persons, by which a standardised caliper is multiplied. */
export function caliperScale(distance: Float64Array): number {
  let sum = 0;
  for (const d of distance) sum += d;
  const mean = sum / distance.length;
  let squares = 0;
  for (const d of distance) squares += (d - mean) ** 2;
  return Math.sqrt(squares / (distance.length - 1));
}

/**
 * Numbers of matches per treated person for variable-ratio matching (Ming and Rosenbaum, 2000, as in MatchIt): between
 * `minimum` and `maximum`, `ratio` on average; persons with the largest distance, who have the fewest controls near
 * them, get the fewest. One element per treated person in data order.
 */
export function variableRatios(
  treatedDistance: Float64Array,
  ratio: number,
  minimum: number,
  maximum: number,
): Int32Array {
  const n = treatedDistance.length;
  const total = Math.round(ratio * n);
  const most = Math.floor((total - minimum * (n - 1)) / (maximum - minimum));
  const least = n - most - 1;
  const middle = total - (minimum * least + maximum * most);
  const counts = [
    ...new Array<number>(least).fill(minimum),
    middle,
    ...new Array<number>(most).fill(maximum),
  ];
  for (let k = 0; k < n; k++) {
    if (counts[k] !== 0) continue;
    counts[k] = 1;
    if (k + 1 < n) counts[k + 1] = (counts[k + 1] as number) - 1;
  }
  const ratios = new Int32Array(n);
  sortOrder(treatedDistance.map((d) => -d)).forEach((k, place) => {
    ratios[k] = counts[place] as number;
  });
  return ratios;
}

/**
 * Weights that make the matched controls stand for the treated: a control gets 1/k for each treated person with k
 * matches that it is matched to; control weights are scaled to add up to the number of matched controls.
 */
export function matchingWeights(matching: Matching, n: number): Float64Array {
  const weights = new Float64Array(n);
  const used = new Set<number>();
  let sum = 0;
  matching.matches.forEach((controls, k) => {
    if (controls.length === 0) return;
    weights[matching.treatedRows[k] as number] = 1;
    for (const control of controls) {
      weights[control] = (weights[control] as number) + 1 / controls.length;
      sum += 1 / controls.length;
      used.add(control);
    }
  });
  for (const control of used) weights[control] = ((weights[control] as number) * used.size) / sum;
  return weights;
}
