import { groupIndices } from '../numeric/sortOrder.ts';
import { contingencyTest } from '../tables/contingency.ts';
import { categoricalDifference } from './categoricalDifference.ts';
import {
  kruskalWallisTest,
  oneWayAnova,
  rankSumTest,
  standardisedMeanDifference,
  tTest,
} from './groupTests.ts';
import { type Summary, summarise } from './summary.ts';

/** A variable to describe. Continuous: NaN is missing. Categorical: codes 0…levels − 1, -1 is missing. */
export type TableOneVariable =
  | { readonly kind: 'continuous'; readonly values: Float64Array }
  | { readonly kind: 'categorical'; readonly codes: Int32Array; readonly levels: number };

/** One variable over all rows and by group. */
export type TableOneRow =
  | {
      readonly kind: 'continuous';
      readonly overall: Summary;
      readonly groups: readonly Summary[];
      /** Welch's t test or, of more than two groups, Welch's analysis of variance. */
      readonly p: number;
      /** Rank-sum test with correction or, of more than two groups, Kruskal and Wallis's. */
      readonly rankP: number;
      readonly standardisedDifference: number;
    }
  | {
      readonly kind: 'categorical';
      readonly overall: LevelCounts;
      readonly groups: readonly LevelCounts[];
      /** Chi-squared test without correction. */
      readonly p: number;
      readonly standardisedDifference: number;
    };

/** Rows per level, and those without one. */
export interface LevelCounts {
  readonly counts: Int32Array;
  readonly missing: number;
}

/**
 * The first table of a study: each variable over all rows and by group, missing values left out and counted. The
 * standardised difference is that of the first two groups (means: average variance; categories: Yang and Dalton, 2012);
 * where there are more, the largest absolute one over all pairs. Tests and differences that cannot be formed are NaN.
 *
 * @param group codes 0…groups − 1
 */
export function tableOne(
  variables: readonly TableOneVariable[],
  group: Int32Array,
  groups: number,
): TableOneRow[] {
  const rows = groupIndices(group, groups);
  return variables.map((variable) =>
    variable.kind === 'continuous'
      ? continuousRow(variable.values, rows)
      : categoricalRow(variable.codes, variable.levels, rows),
  );
}

function continuousRow(values: Float64Array, rows: readonly Int32Array[]): TableOneRow {
  const parts = rows.map((members) =>
    Float64Array.from(members, (i) => values[i] as number).filter((v) => !Number.isNaN(v)),
  );
  const [x, y] = parts;
  const isPair = parts.length === 2 && x && y;
  const isEstimable = parts.length > 1 && parts.every((part) => part.length > 1);
  return {
    kind: 'continuous',
    overall: summarise(values),
    groups: rows.map((members) => summarise(Array.from(members, (i) => values[i] as number))),
    p: !isEstimable ? Number.NaN : isPair ? tTest(x, y).p : oneWayAnova(parts, false).p,
    rankP: !isEstimable ? Number.NaN : isPair ? rankSumTest(x, y).corrected : kruskalWallisTest(parts).p,
    standardisedDifference: largestDifference(
      parts,
      (a, b) => standardisedMeanDifference(a, b).averageVariance,
    ),
  };
}

function categoricalRow(codes: Int32Array, levels: number, rows: readonly Int32Array[]): TableOneRow {
  const groups = rows.map((members) =>
    levelCounts(
      Array.from(members, (i) => codes[i] as number),
      levels,
    ),
  );
  const isEstimable = groups.length > 1 && groups.every(({ counts }) => counts.some((count) => count > 0));
  return {
    kind: 'categorical',
    overall: levelCounts(Array.from(codes), levels),
    groups,
    p: isEstimable ? contingencyTest(groups.map(({ counts }) => Array.from(counts))).p : Number.NaN,
    standardisedDifference: largestDifference(
      groups.map(({ counts }) => counts),
      categoricalDifference,
    ),
  };
}

function levelCounts(codes: readonly number[], levels: number): LevelCounts {
  const counts = new Int32Array(levels);
  let missing = 0;
  for (const code of codes) {
    if (code < 0) missing++;
    else counts[code] = (counts[code] as number) + 1;
  }
  return { counts, missing };
}

/** Of two parts with its sign; of more the largest absolute one. */
function largestDifference<T>(parts: readonly T[], difference: (a: T, b: T) => number): number {
  const [first, second] = parts;
  if (parts.length === 2 && first && second) return difference(first, second);
  let largest = Number.NaN;
  parts.forEach((a, i) => {
    for (const b of parts.slice(i + 1)) {
      const size = Math.abs(difference(a, b));
      if (!(size <= largest)) largest = size;
    }
  });
  return largest;
}
