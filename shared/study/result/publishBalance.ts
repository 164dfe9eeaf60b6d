import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import type { CountedBalanceRow } from '../analysis/pairBalance.ts';
import type { BalanceMoments, BalanceRow } from './comparisonResult.ts';

/** Persons of a pair's arms before and after adjustment. */
export interface BalanceTotals {
  readonly before: ArmPair;
  readonly after: ArmPair;
}

interface ArmPair {
  readonly target: number;
  readonly comparator: number;
}

/** Windows before index, each within those before it. */
const WIDEST_FIRST: readonly (string | null)[] = ['anyTime', 'long', 'medium', 'short'];

const sides = ['target', 'comparator'] as const;

/**
 * Balance as it may be shown. The mean of a binary covariate times the persons is a count: in an arm where few persons have
 * it or few do not, before or after adjustment, the arm's moments are withheld, and the standardised differences, from
 * which they would follow. Where few persons with it (or without) were left out by the adjustment, or few have it in a
 * window but not in a narrower one of the same concept that is shown, so are they.
 */
export function publishBalanceRows(
  rows: readonly CountedBalanceRow[],
  totals: BalanceTotals,
  rules: OutputRules,
): BalanceRow[] {
  const shownByConcept = new Map<string, ArmPair[]>();
  const decided = new Map<CountedBalanceRow, BalanceRow>();
  for (const row of widestFirst(rows)) {
    const key = conceptOf(row);
    const others = key === null ? [] : (shownByConcept.get(key) ?? []);
    const hidden = sides.filter((side) => tellsOnFew(row, side, totals, others, rules));
    decided.set(row, withoutSides(row, hidden));
    if (key !== null) shownByConcept.set(key, [...others, row.counts.before]);
  }
  return rows.flatMap((row) => decided.get(row) ?? []);
}

function widestFirst(rows: readonly CountedBalanceRow[]): CountedBalanceRow[] {
  const rank = ({ covariate }: CountedBalanceRow): number => {
    const place = WIDEST_FIRST.indexOf(covariate.window);
    return place < 0 ? WIDEST_FIRST.length : place;
  };
  return [...rows].sort((a, b) => rank(a) - rank(b));
}

function conceptOf({ covariate }: CountedBalanceRow): string | null {
  if (covariate.concept === null || covariate.kind !== 'binary') return null;
  return `${covariate.domain} ${JSON.stringify(covariate.concept)}`;
}

function tellsOnFew(
  { covariate, counts }: CountedBalanceRow,
  side: keyof ArmPair,
  totals: BalanceTotals,
  others: readonly ArmPair[],
  rules: OutputRules,
): boolean {
  if (covariate.kind !== 'binary') return false;
  const before = counts.before[side];
  const after = counts.after[side];
  const without = totals.before[side] - before;
  const withoutAfter = totals.after[side] - after;
  const differences = [before - after, without - withoutAfter];
  const fromOthers = others.map((other) => Math.abs(other[side] - before));
  return [before, after, without, withoutAfter, ...differences, ...fromOthers].some((count) =>
    isSmall(count, rules),
  );
}

function withoutSides(row: CountedBalanceRow, hidden: readonly (keyof ArmPair)[]): BalanceRow {
  const { covariate } = row;
  const of = (moments: BalanceMoments): BalanceMoments => {
    if (hidden.length === 0) return moments;
    const target = hidden.includes('target') ? null : moments.target;
    const comparator = hidden.includes('comparator') ? null : moments.comparator;
    return {
      target,
      comparator,
      sdTarget: target === null ? null : moments.sdTarget,
      sdComparator: comparator === null ? null : moments.sdComparator,
      standardisedDifference: null,
    };
  };
  return { covariate, before: of(row.before), after: of(row.after) };
}
