import { isSmall, type OutputRules } from '../disclosure/outputRules.ts';
import type { PublishedCount } from '../disclosure/publishedCount.ts';
import { keepsItsRange } from '../disclosure/publishLinked.ts';
import type { ConceptCounts, HierarchyCounts } from './conceptApi.ts';
import type { ConceptUsage } from './conceptUsage.ts';
import { publishHierarchy } from './publishHierarchy.ts';
import type { UsedDescendants } from './usedDescendants.ts';

/** A release's use of its concepts as it may be shown, decided once for all concepts so that no order of asking matters. */
export interface PublishedUsage {
  /** By place. */
  own(at: number): ConceptCounts;
  /** Null where no descendant is used. */
  withDescendants(at: number): HierarchyCounts | null;
}

const ROLES = [null, 'standard', 'source', 'both'] as const;

/**
 * Decides which counts may be shown. A concept of few persons is withheld with its records. Then, because readers know
 * the rows of each table, a column's withheld concepts must not follow from its rows and its shown concepts; nor those
 * of the source codes of a standard concept from its records. Sums over the hierarchy follow in `publishHierarchy`.
 */
export function publishUsage(
  usage: ConceptUsage,
  below: UsedDescendants,
  rules: OutputRules,
): PublishedUsage {
  const withheld = withheldConcepts(usage, rules);
  const sums = publishHierarchy(usage, below, withheld, rules);
  const own = (at: number): ConceptCounts => {
    const hidden = hiddenCount(withheld.get(at), rules);
    return {
      persons: hidden ?? usage.persons[at]?.length ?? 0,
      records: hidden ?? usage.records[at] ?? 0,
      role: ROLES[usage.roles[at] ?? 0] ?? null,
    };
  };
  return { own, withDescendants: (at) => sums.get(at) ?? null };
}

/** Why a concept's counts are withheld, by place. */
export type Withheld = ReadonlyMap<number, 'small' | 'complementary'>;

export function hiddenCount(
  why: 'small' | 'complementary' | undefined,
  { minimumCell }: OutputRules,
): PublishedCount | undefined {
  return why && { withheld: why, below: minimumCell };
}

export function withheldConcepts(usage: ConceptUsage, rules: OutputRules): Withheld {
  const withheld = new Map<number, 'small' | 'complementary'>();
  usage.persons.forEach((persons, at) => {
    if (!persons) return;
    if (isSmall(persons.length, rules)) withheld.set(at, 'small');
    else if (isSmall(usage.population - persons.length, rules)) withheld.set(at, 'complementary');
  });
  const equations = [...sourceEquations(usage), ...columnEquations(usage)];
  withholdNestedSources(usage, withheld, rules);
  // What one equation withholds only protects the others better.
  for (const equation of equations) protectEquation(equation, withheld, rules);
  return withheld;
}

/** Cells that add up to something that the reader knows. */
interface Equation {
  readonly cells: readonly { readonly at: number; readonly records: number }[];
  /** The concept whose records are the sum; null where the sum is known for good. */
  readonly sum: number | null;
}

/** The rows of a table are on the release's card. What is no concept is a cell that is not shown, but can be worked out. */
function columnEquations({ columns }: ConceptUsage): Equation[] {
  return columns.map(({ places, records }) => ({
    cells: Array.from(places, (at, i) => ({ at, records: records[i] ?? 0 })),
    sum: null,
  }));
}

/** The source codes that lie wholly within a standard concept, with its records as their sum. */
function sourceEquations({ pairs, records }: ConceptUsage): Equation[] {
  const byStandard = new Map<number, { at: number; records: number }[]>();
  for (const pair of pairs) {
    if (pair.records !== records[pair.source]) continue;
    const cells = byStandard.get(pair.standard) ?? [];
    cells.push({ at: pair.source, records: pair.records });
    byStandard.set(pair.standard, cells);
  }
  return [...byStandard].map(([sum, cells]) => ({ cells, sum }));
}

/** A source code that all but few persons of its standard concept have would tell how few have another. */
function withholdNestedSources(
  usage: ConceptUsage,
  withheld: Map<number, 'small' | 'complementary'>,
  rules: OutputRules,
): void {
  for (const { cells, sum } of sourceEquations(usage)) {
    const all = usage.persons[sum ?? -1]?.length ?? 0;
    for (const { at } of cells) {
      const others = all - (usage.persons[at]?.length ?? 0);
      if (!withheld.has(at) && isSmall(others, rules)) withheld.set(at, 'complementary');
    }
  }
}

function protectEquation(
  { cells, sum }: Equation,
  withheld: Map<number, 'small' | 'complementary'>,
  rules: OutputRules,
): void {
  if (sum !== null && withheld.has(sum)) return;
  const isHidden = ({ at, records }: { at: number; records: number }) =>
    at < 0 ? isSmall(records, rules) : withheld.has(at);
  const hidden = cells.filter(isHidden);
  if (hidden.length === 0) return;
  let small = hidden.filter(({ records }) => isSmall(records, rules)).length;
  let large = hidden.length - small;
  let total = hidden.reduce((whole, { records }) => whole + records, 0);
  const shown = cells.filter((cell) => cell.at >= 0 && !isHidden(cell)).sort((a, b) => a.records - b.records);
  // A lone large cell (few persons with many records) follows from the sum as exactly as a small one.
  const isSafe = () => (small === 0 ? large > 1 : keepsItsRange(small, large, total, rules.minimumCell));
  while (!isSafe()) {
    const next = shown.shift();
    if (!next) {
      if (sum !== null) withheld.set(sum, 'complementary');
      return;
    }
    withheld.set(next.at, 'complementary');
    if (isSmall(next.records, rules)) small += 1;
    else large += 1;
    total += next.records;
  }
}
