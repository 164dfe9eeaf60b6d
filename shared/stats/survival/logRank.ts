import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { normalTwoSided } from '../distributions/normal.ts';
import { quadraticForm } from '../numeric/matrix.ts';
import { groupIndices, sortOrder } from '../numeric/sortOrder.ts';
import { alignTies, type SurvivalData } from './survivalData.ts';

/** What is compared, and how differences at early times weigh. */
export interface LogRankOptions {
  /** Group of each row, 0…groups-1. */
  readonly group: Int32Array;
  readonly groups: number;
  /** Stratum of each row, 0…; absent: one stratum. */
  readonly strata?: Int32Array | undefined;
  /** Weight S(t-)^rho with S the pooled Kaplan-Meier curve: 0 is the log-rank, 1 the Peto-Peto test. */
  readonly rho?: number;
  /** Scores of ordered groups for a test for trend. */
  readonly trendScores?: readonly number[];
}

/** Result of a (G-rho) log-rank test. */
export interface LogRankTest {
  readonly n: Int32Array;
  /** Weighted observed and expected numbers of events per group, over all strata. */
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Covariance of observed minus expected, row-major. */
  readonly variance: Float64Array;
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  readonly trend?: { readonly z: number; readonly statistic: number; readonly p: number };
}

/**
 * The log-rank test and the G-rho family of Harrington and Fleming (1982), stratified, with left truncation.
 * Groups without expected events do not count as degrees of freedom. Weights in `data` are not used.
 * p is NaN when fewer than two groups have expected events. Source: R survival::survdiff.
 */
export function logRankTest(data: SurvivalData, options: LogRankOptions): LogRankTest {
  const { groups, group, rho = 0 } = options;
  const { time, entry } = alignTies(data.time, data.entry);
  const n = new Int32Array(groups);
  for (const g of group) n[g] = (n[g] as number) + 1;
  const sums: Sums = {
    observed: new Float64Array(groups),
    expected: new Float64Array(groups),
    variance: new Float64Array(groups * groups),
  };
  let strata = 1;
  if (options.strata) for (const s of options.strata) strata = Math.max(strata, s + 1);
  for (const rows of groupIndices(options.strata ?? new Int32Array(time.length), strata)) {
    addStratum({ time, entry, event: data.event }, group, groups, rho, rows, sums);
  }
  const difference = sums.observed.map((o, g) => o - (sums.expected[g] as number));
  const used = Array.from({ length: groups }, (_, g) => g).filter((g) => (sums.expected[g] as number) > 0);
  const kept = used.slice(0, -1);
  const reduced = new Float64Array(kept.length ** 2);
  kept.forEach((g, i) => {
    kept.forEach((h, j) => {
      reduced[i * kept.length + j] = sums.variance[g * groups + h] as number;
    });
  });
  const form = quadraticForm(
    reduced,
    kept.length,
    kept.map((g) => difference[g] as number),
  );
  const df = Math.max(0, used.length - 1);
  const statistic = df > 0 ? form.value : Number.NaN;
  return {
    n,
    ...sums,
    statistic,
    df,
    p: df > 0 ? chiSquaredUpper(statistic, df) : Number.NaN,
    ...(options.trendScores ? { trend: trendTest(options.trendScores, difference, sums.variance) } : {}),
  };
}

interface Sums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly variance: Float64Array;
}

function addStratum(
  data: {
    readonly time: Float64Array;
    readonly entry?: Float64Array | undefined;
    readonly event: Uint8Array;
  },
  group: Int32Array,
  groups: number,
  rho: number,
  rows: Int32Array,
  sums: Sums,
): void {
  const { time, entry, event } = data;
  const byTime = sortOrder(Float64Array.from(rows, (i) => time[i] as number)).map((k) => rows[k] as number);
  const byEntry = entry
    ? sortOrder(Float64Array.from(rows, (i) => entry[i] as number)).map((k) => rows[k] as number)
    : undefined;
  const atRisk = new Float64Array(groups);
  if (!byEntry) for (const i of rows) atRisk[group[i] as number] = (atRisk[group[i] as number] as number) + 1;
  const deaths = new Float64Array(groups);
  const ending = new Float64Array(groups);
  let entered = 0;
  let survival = 1;
  for (let k = 0; k < byTime.length; ) {
    const t = time[byTime[k] as number] as number;
    if (byEntry && entry) {
      for (; entered < byEntry.length && (entry[byEntry[entered] as number] as number) < t; entered++) {
        const g = group[byEntry[entered] as number] as number;
        atRisk[g] = (atRisk[g] as number) + 1;
      }
    }
    deaths.fill(0);
    ending.fill(0);
    let d = 0;
    for (; k < byTime.length && time[byTime[k] as number] === t; k++) {
      const i = byTime[k] as number;
      const g = group[i] as number;
      ending[g] = (ending[g] as number) + 1;
      if (event[i] === 1) {
        deaths[g] = (deaths[g] as number) + 1;
        d++;
      }
    }
    if (d > 0) {
      const total = atRisk.reduce((a, b) => a + b, 0);
      const weight = rho === 0 ? 1 : survival ** rho;
      addTime(weight, deaths, atRisk, d, total, groups, sums);
      survival *= 1 - d / total;
    }
    for (let g = 0; g < groups; g++) atRisk[g] = (atRisk[g] as number) - (ending[g] as number);
  }
}

function addTime(
  weight: number,
  deaths: Float64Array,
  atRisk: Float64Array,
  d: number,
  total: number,
  groups: number,
  { observed, expected, variance }: Sums,
): void {
  const scale = total > 1 ? (weight * weight * d * (total - d)) / (total * (total - 1)) : 0;
  for (let g = 0; g < groups; g++) {
    const ng = atRisk[g] as number;
    observed[g] = (observed[g] as number) + weight * (deaths[g] as number);
    expected[g] = (expected[g] as number) + (weight * d * ng) / total;
    for (let h = 0; h < groups; h++) {
      const share = (g === h ? 1 : 0) - (atRisk[h] as number) / total;
      variance[g * groups + h] = (variance[g * groups + h] as number) + scale * ng * share;
    }
  }
}

function trendTest(
  scores: readonly number[],
  difference: Float64Array,
  variance: Float64Array,
): NonNullable<LogRankTest['trend']> {
  const groups = difference.length;
  let numerator = 0;
  let denominator = 0;
  for (let g = 0; g < groups; g++) {
    numerator += (scores[g] ?? 0) * (difference[g] as number);
    for (let h = 0; h < groups; h++) {
      denominator += (scores[g] ?? 0) * (scores[h] ?? 0) * (variance[g * groups + h] as number);
    }
  }
  const z = numerator / Math.sqrt(denominator);
  return { z, statistic: z * z, p: normalTwoSided(z) };
}
