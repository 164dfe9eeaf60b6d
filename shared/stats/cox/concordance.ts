import { groupIndices, sortOrder } from '../numeric/sortOrder.ts';
import { alignTies, type SurvivalData } from '../survival/survivalData.ts';

/** Agreement between a risk score and survival. */
export interface Concordance {
  /** (concordant + tied score / 2) / (concordant + discordant + tied score); NaN when no pair can be compared. */
  readonly c: number;
  /** Infinitesimal-jackknife standard error. */
  readonly standardError: number;
  readonly concordant: number;
  readonly discordant: number;
  /** Comparable pairs with equal scores. */
  readonly tiedScore: number;
  /** Pairs of events at one time, with different and with equal scores. */
  readonly tiedTime: number;
  readonly tiedBoth: number;
}

/** What goes with the scores: strata (pairs are compared within) and clusters for the variance. */
export interface ConcordanceOptions {
  readonly strata?: Int32Array | undefined;
  readonly cluster?: Int32Array | undefined;
}

/**
 * Harrell's concordance of a score that is high for early events, with weights and left truncation; an event precedes
 * a censoring at the same time. Weighted counts in O(n log n) by Fenwick trees over the ranks of the score.
 * Source: R survival::concordance (reverse = TRUE).
 */
export function concordance(
  data: SurvivalData,
  score: Float64Array,
  options: ConcordanceOptions = {},
): Concordance {
  const n = score.length;
  const tally: Tally = {
    concordant: new Float64Array(n),
    discordant: new Float64Array(n),
    tied: new Float64Array(n),
    totals: { concordant: 0, discordant: 0, tied: 0, tiedTime: 0, tiedBoth: 0 },
  };
  const { time, entry } = alignTies(data.time, data.entry);
  const aligned = { ...data, time, entry };
  let strata = 1;
  if (options.strata) for (const s of options.strata) strata = Math.max(strata, s + 1);
  for (const rows of groupIndices(options.strata ?? new Int32Array(n), strata)) {
    countStratum(aligned, score, rows, tally);
  }
  const { concordant, discordant, tied, tiedTime, tiedBoth } = tally.totals;
  const comparable = concordant + discordant + tied;
  const c = (concordant + tied / 2) / comparable;
  const { cluster } = options;
  const influence = new Float64Array(
    cluster ? cluster.reduce((most, code) => Math.max(most, code), -1) + 1 : n,
  );
  for (let i = 0; i < n; i++) {
    const con = tally.concordant[i] as number;
    const dis = tally.discordant[i] as number;
    const tie = tally.tied[i] as number;
    const own = (data.weights ? (data.weights[i] as number) : 1) * (con + tie / 2 - c * (con + dis + tie));
    const group = cluster ? (cluster[i] as number) : i;
    influence[group] = (influence[group] as number) + own;
  }
  let squares = 0;
  for (const v of influence) squares += v * v;
  return {
    c,
    standardError: Math.sqrt(squares) / comparable,
    concordant,
    discordant,
    tiedScore: tied,
    tiedTime,
    tiedBoth,
  };
}

interface Tally {
  /** Weight of the partners of each row, by the kind of pair. */
  readonly concordant: Float64Array;
  readonly discordant: Float64Array;
  readonly tied: Float64Array;
  readonly totals: {
    concordant: number;
    discordant: number;
    tied: number;
    tiedTime: number;
    tiedBoth: number;
  };
}

/** Prefix sums that can be changed. */
class Fenwick {
  readonly #sums: Float64Array;
  /** The values themselves. */
  readonly at: Float64Array;
  total = 0;

  constructor(size: number) {
    this.#sums = new Float64Array(size + 1);
    this.at = new Float64Array(size);
  }

  add(rank: number, value: number): void {
    this.total += value;
    this.at[rank] = (this.at[rank] as number) + value;
    for (let k = rank + 1; k < this.#sums.length; k += k & -k)
      this.#sums[k] = (this.#sums[k] as number) + value;
  }

  /** Sum over ranks below `rank`. */
  below(rank: number): number {
    let sum = 0;
    for (let k = rank; k > 0; k -= k & -k) sum += this.#sums[k] as number;
    return sum;
  }
}

function denseRanks(score: Float64Array, rows: Int32Array): { rank: Int32Array; count: number } {
  const values = Float64Array.from(rows, (i) => score[i] as number);
  const order = sortOrder(values);
  const rank = new Int32Array(rows.length);
  let count = -1;
  order.forEach((k, position) => {
    if (position === 0 || values[k] !== values[order[position - 1] as number]) count++;
    rank[k] = count;
  });
  return { rank, count: count + 1 };
}

function countStratum(data: SurvivalData, score: Float64Array, rows: Int32Array, tally: Tally): void {
  const { event, weights, entry } = data;
  const { rank, count } = denseRanks(score, rows);
  const m = rows.length;
  const time = Float64Array.from(rows, (i) => data.time[i] as number);
  const order = sortOrder(time);
  const weight = (k: number): number => (weights ? (weights[rows[k] as number] as number) : 1);
  const died = (k: number): boolean => event[rows[k] as number] === 1;
  const start = entry ? Float64Array.from(rows, (i) => entry[i] as number) : undefined;
  const byStart = start ? sortOrder(start) : undefined;

  // From the last time to the first: each event against those who outlive it.
  const outliving = new Fenwick(count);
  let leaving = m - 1;
  for (let end = m; end > 0; ) {
    const t = time[order[end - 1] as number] as number;
    let begin = end;
    while (begin > 0 && time[order[begin - 1] as number] === t) begin--;
    for (let k = begin; k < end; k++) {
      const i = order[k] as number;
      if (!died(i)) outliving.add(rank[i] as number, weight(i));
    }
    if (byStart && start) {
      for (; leaving >= 0 && (start[byStart[leaving] as number] as number) >= t; leaving--) {
        const i = byStart[leaving] as number;
        outliving.add(rank[i] as number, -weight(i));
      }
    }
    for (let k = begin; k < end; k++) {
      const i = order[k] as number;
      if (died(i)) addPairs(tally, rows[i] as number, weight(i), outliving, rank[i] as number, 1);
    }
    countTies(order.subarray(begin, end), rank, weight, died, tally);
    for (let k = begin; k < end; k++) {
      const i = order[k] as number;
      if (died(i)) outliving.add(rank[i] as number, weight(i));
    }
    end = begin;
  }

  // From the first time to the last: each row against the events it outlived while it was at risk.
  const past = new Fenwick(count);
  let entered = 0;
  for (let begin = 0; begin < m; ) {
    const t = time[order[begin] as number] as number;
    let end = begin;
    while (end < m && time[order[end] as number] === t) end++;
    if (byStart && start) {
      for (; entered < m && (start[byStart[entered] as number] as number) < t; entered++) {
        const i = byStart[entered] as number;
        addPairs(tally, rows[i] as number, 0, past, rank[i] as number, -1);
      }
    }
    for (let k = begin; k < end; k++) {
      const i = order[k] as number;
      if (died(i)) addPairs(tally, rows[i] as number, 0, past, rank[i] as number, 1);
    }
    for (let k = begin; k < end; k++) {
      const i = order[k] as number;
      if (died(i)) past.add(rank[i] as number, weight(i));
    }
    for (let k = begin; k < end; k++) {
      const i = order[k] as number;
      if (!died(i)) addPairs(tally, rows[i] as number, 0, past, rank[i] as number, 1);
    }
    begin = end;
  }
}

/**
 * Adds one row's partners in `tree`. With `own` > 0 the row is the event and the tree holds survivors (concordant when
 * lower); with `own` = 0 the tree holds earlier events (concordant when higher), and totals are left alone.
 */
function addPairs(tally: Tally, row: number, own: number, tree: Fenwick, rank: number, sign: number): void {
  const below = tree.below(rank);
  const tied = tree.at[rank] as number;
  const above = tree.total - below - tied;
  const concordant = own > 0 ? below : above;
  const discordant = own > 0 ? above : below;
  tally.concordant[row] = (tally.concordant[row] as number) + sign * concordant;
  tally.discordant[row] = (tally.discordant[row] as number) + sign * discordant;
  tally.tied[row] = (tally.tied[row] as number) + sign * tied;
  tally.totals.concordant += own * concordant;
  tally.totals.discordant += own * discordant;
  tally.totals.tied += own * tied;
}

function countTies(
  block: Int32Array,
  rank: Int32Array,
  weight: (k: number) => number,
  died: (k: number) => boolean,
  tally: Tally,
): void {
  const byRank = new Map<number, { sum: number; squares: number }>();
  let sum = 0;
  let squares = 0;
  for (const i of block) {
    if (!died(i)) continue;
    const w = weight(i);
    sum += w;
    squares += w * w;
    const same = byRank.get(rank[i] as number) ?? { sum: 0, squares: 0 };
    same.sum += w;
    same.squares += w * w;
    byRank.set(rank[i] as number, same);
  }
  const all = (sum * sum - squares) / 2;
  let equal = 0;
  for (const same of byRank.values()) equal += (same.sum * same.sum - same.squares) / 2;
  tally.totals.tiedTime += all - equal;
  tally.totals.tiedBoth += equal;
}
