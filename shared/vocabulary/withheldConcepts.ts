import { isSmall, type OutputRules } from '../disclosure/outputRules.ts';
import { keepsItsRange } from '../disclosure/publishLinked.ts';
import type { ConceptUsage } from './conceptUsage.ts';

/** Why a concept's own counts are withheld, by place. */
export type Withheld = ReadonlyMap<number, 'small' | 'complementary'>;

/** A concept's records; place −1 is what is no concept of the vocabulary, which nobody shows. */
export interface UsageCell {
  readonly at: number;
  readonly records: number;
}

export interface OwnDecision {
  readonly withheld: Withheld;
  /** Withheld cells whose sum readers can work out, because it is what shown counts leave of a known total. */
  readonly knownSums: readonly (readonly UsageCell[])[];
}

/**
 * Decides which concepts' own counts are withheld: those of few persons, and what must go with them. Readers know the
 * rows of each column (from the release's card) and the records of a standard concept, which are those of the source
 * codes that map to it; what the shown counts leave of either must say nothing about each withheld one.
 */
export function withheldConcepts(usage: ConceptUsage, rules: OutputRules): OwnDecision {
  const withheld = new Map<number, 'small' | 'complementary'>();
  usage.persons.forEach((persons, at) => {
    if (!persons) return;
    if (isSmall(persons.length, rules)) withheld.set(at, 'small');
    else if (isSmall(usage.population - persons.length, rules)) withheld.set(at, 'complementary');
  });
  const parts = sourceParts(usage);
  withholdNestedSources(usage, parts, withheld, rules);
  for (const part of parts) {
    if (!protect(part.cells, withheld, rules)) withheld.set(part.sum, 'complementary');
  }
  const columns = usage.columns.map(({ places, records }) =>
    Array.from(places, (at, i): UsageCell => ({ at, records: records[i] ?? 0 })),
  );
  // What one total withholds only protects the others better; a part that is given up joins its column again.
  for (const column of columns) {
    let inParts = partsWithin(column, parts, withheld);
    const outside = () => {
      const cells = new Set(inParts.flatMap((part) => part.cells.map(({ at }) => at)));
      return column.filter(({ at }) => !cells.has(at));
    };
    while (!protect(outside(), withheld, rules)) {
      const [smallest] = inParts.toSorted(
        (a, b) => (usage.records[a.sum] ?? 0) - (usage.records[b.sum] ?? 0),
      );
      if (!smallest) break;
      withheld.set(smallest.sum, 'complementary');
      inParts = partsWithin(column, parts, withheld);
    }
  }
  const hiddenOf = (cells: readonly UsageCell[]) => cells.filter((cell) => isHidden(cell, withheld, rules));
  const knownParts = parts.filter(({ sum }) => !withheld.has(sum));
  const inParts = new Set(knownParts.flatMap(({ cells }) => cells.map(({ at }) => at)));
  return {
    withheld,
    knownSums: [
      ...knownParts.map(({ cells }) => hiddenOf(cells)),
      ...columns.map((cells) => hiddenOf(cells.filter(({ at }) => !inParts.has(at)))),
    ].filter((cells) => cells.length > 0),
  };
}

/** The source codes that lie wholly within a standard concept, whose records are then their sum. */
interface SourcePart {
  readonly sum: number;
  readonly cells: readonly UsageCell[];
}

function sourceParts({ pairs, records }: ConceptUsage): readonly SourcePart[] {
  const byStandard = new Map<number, UsageCell[]>();
  for (const pair of pairs) {
    if (pair.records !== records[pair.source]) continue;
    const cells = byStandard.get(pair.standard) ?? [];
    cells.push({ at: pair.source, records: pair.records });
    byStandard.set(pair.standard, cells);
  }
  return [...byStandard].map(([sum, cells]) => ({ sum, cells }));
}

/** The parts whose sum is shown and whose cells all stand in the column. */
function partsWithin(
  column: readonly UsageCell[],
  parts: readonly SourcePart[],
  withheld: Withheld,
): readonly SourcePart[] {
  const places = new Set(column.map(({ at }) => at));
  return parts.filter(({ sum, cells }) => !withheld.has(sum) && cells.every(({ at }) => places.has(at)));
}

/** A source code that all but few persons of its standard concept have would tell how few have another. */
function withholdNestedSources(
  usage: ConceptUsage,
  parts: readonly SourcePart[],
  withheld: Map<number, 'small' | 'complementary'>,
  rules: OutputRules,
): void {
  for (const { sum, cells } of parts) {
    const all = usage.persons[sum]?.length ?? 0;
    for (const { at } of cells) {
      const others = all - (usage.persons[at]?.length ?? 0);
      if (!withheld.has(at) && isSmall(others, rules)) withheld.set(at, 'complementary');
    }
  }
}

function isHidden({ at, records }: UsageCell, withheld: Withheld, rules: OutputRules): boolean {
  return at < 0 ? isSmall(records, rules) : withheld.has(at);
}

/**
 * Withholds as many more of the cells, the smallest first, as it takes until the sum of the withheld ones says nothing
 * about each. @returns false when not even all of them suffice
 */
function protect(
  cells: readonly UsageCell[],
  withheld: Map<number, 'small' | 'complementary'>,
  rules: OutputRules,
): boolean {
  const hidden = cells.filter((cell) => isHidden(cell, withheld, rules));
  const shown = cells
    .filter((cell) => cell.at >= 0 && !isHidden(cell, withheld, rules))
    .sort((a, b) => a.records - b.records || a.at - b.at);
  while (!sumIsSilent(hidden, ({ records }) => records, rules)) {
    const next = shown.shift();
    if (!next) return false;
    withheld.set(next.at, 'complementary');
    hidden.push(next);
  }
  return true;
}

/**
 * Whether the sum of withheld cells leaves each small one its whole range. A lone large one (few persons with many
 * records) follows from the sum as exactly as a small one.
 */
export function sumIsSilent<T>(
  cells: readonly T[],
  sizeOf: (cell: T) => number,
  rules: OutputRules,
): boolean {
  if (cells.length === 0) return true;
  const small = cells.filter((cell) => isSmall(sizeOf(cell), rules)).length;
  const large = cells.length - small;
  const sum = cells.reduce((total, cell) => total + sizeOf(cell), 0);
  return small === 0 ? large > 1 : keepsItsRange(small, large, sum, rules.minimumCell);
}
