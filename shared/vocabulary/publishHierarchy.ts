import { isSmall, type OutputRules } from '../disclosure/outputRules.ts';
import type { HierarchyCounts } from './conceptApi.ts';
import { type ConceptUsage, PersonUnion } from './conceptUsage.ts';
import { hiddenCount } from './publishUsage.ts';
import type { UsedDescendants } from './usedDescendants.ts';
import { type OwnDecision, sumIsSilent, type UsageCell } from './withheldConcepts.ts';

/**
 * Decides which counts of concepts with their descendants may be shown, from below upwards. What a sum counts are the
 * concepts whose own counts are shown, and whole groups of withheld ones: groups form where a concept has enough
 * withheld concepts below it (that are in no group yet) for their sum to say nothing of each. Groups never overlap, so
 * that from any two shown sums follows at most the sum of some groups; a withheld concept outside such a group is left
 * out of the sum. Of persons, who may be counted under several concepts, no two nested shown counts differ by few, and
 * what the parts have in common is not few.
 */
export function publishHierarchy(
  usage: ConceptUsage,
  below: UsedDescendants,
  { withheld, knownSums }: OwnDecision,
  rules: OutputRules,
): ReadonlyMap<number, HierarchyCounts> {
  const union = new PersonUnion(usage);
  const groups = new Groups();
  const personsOf = (at: number) => usage.persons[at]?.length ?? 0;
  const recordsOf = (at: number) => usage.records[at] ?? 0;
  const shown = new ShownSums();
  const published = new Map<number, HierarchyCounts>();
  const upwards = [...below].sort(([a, x], [b, y]) => x.length - y.length || a - b);
  for (const [at, used] of upwards) {
    if (used.length === 1 && used[0] === at) continue;
    const hidden = used.filter((one) => withheld.has(one));
    const free = hidden.filter((one) => !groups.has(one));
    if (groups.areWholeIn(hidden) && mayFormGroup(free)) groups.form(free);
    const counted = new Set(groups.wholeIn(hidden));
    const parts = used.filter((one) => !withheld.has(one) || counted.has(one));
    const persons = union.count(parts);
    const records = parts.reduce((sum, one) => sum + recordsOf(one), 0);
    const leftOut = hidden.length - counted.size;
    const nothingShown = parts.length === 0 && leftOut > 0;
    // Of one withheld concept alone its own reason is known; whether several are few together is not said.
    const why = nothingShown && hidden.length === 1 ? withheld.get(hidden[0] ?? -1) : 'complementary';
    const instead = nothingShown || tellsOnFew(used, parts, persons) ? hiddenCount(why, rules) : undefined;
    if (!instead) shown.add({ used, persons });
    published.set(at, { persons: instead ?? persons, records: instead ?? records, leftOut });
  }
  return published;

  /**
   * Whether the sum of these withheld concepts says nothing about each of them, nor what it leaves of a sum that readers
   * know already.
   */
  function mayFormGroup(cells: readonly number[]): boolean {
    if (cells.length < 3 || union.count(cells) < rules.minimumCell) return false;
    if (!sumIsSilent(cells, personsOf, rules) || !sumIsSilent(cells, recordsOf, rules)) return false;
    const grouped = new Set(cells);
    return knownSums.every((known) => {
      const inside = known.filter(({ at }) => grouped.has(at)).length;
      if (inside === 0) return true;
      const rest = known.filter(({ at }) => at < 0 || !(grouped.has(at) || groups.has(at)));
      const personsIn = ({ at, records }: UsageCell) => (at < 0 ? records : personsOf(at));
      return (
        inside === cells.length &&
        sumIsSilent(rest, ({ records }) => records, rules) &&
        sumIsSilent(rest, personsIn, rules)
      );
    });
  }

  function tellsOnFew(used: readonly number[], parts: readonly number[], persons: number): boolean {
    const isFew = (count: number) => isSmall(Math.abs(count), rules);
    if (isFew(persons) || isFew(usage.population - persons)) return true;
    const own = parts.filter((one) => !withheld.has(one)).map(personsOf);
    const nested = shown.within(used);
    if ([...own, ...nested.map((sum) => sum.persons)].some((other) => isFew(persons - other))) return true;
    const ofParts = parts.reduce((sum, one) => sum + personsOf(one), 0);
    return isFew(ofParts - persons) || isFew(ofLargest(nested, parts) - persons);
  }

  /** Persons of the largest sums that do not overlap, and of the parts outside them. */
  function ofLargest(nested: readonly ShownSum[], parts: readonly number[]): number {
    const taken = new Set<number>();
    let persons = 0;
    for (const sum of [...nested].sort((a, b) => b.used.length - a.used.length)) {
      if (sum.used.length === 1 || sum.used.some((one) => taken.has(one))) continue;
      for (const one of sum.used) taken.add(one);
      persons += sum.persons;
    }
    return parts.reduce((sum, one) => (taken.has(one) ? sum : sum + personsOf(one)), persons);
  }
}

interface ShownSum {
  readonly used: readonly number[];
  readonly persons: number;
}

/** Sums that are shown, to be found by what they are of. */
class ShownSums {
  readonly #over = new Map<number, ShownSum[]>();

  add(sum: ShownSum): void {
    for (const one of sum.used) {
      const known = this.#over.get(one);
      if (known) known.push(sum);
      else this.#over.set(one, [sum]);
    }
  }

  /** Those of nothing but these concepts. */
  within(used: readonly number[]): ShownSum[] {
    const found = new Map<ShownSum, number>();
    for (const one of used) {
      for (const sum of this.#over.get(one) ?? []) found.set(sum, (found.get(sum) ?? 0) + 1);
    }
    return [...found].filter(([sum, count]) => sum.used.length === count).map(([sum]) => sum);
  }
}

/** Disjoint groups of withheld concepts. */
class Groups {
  readonly #groupOf = new Map<number, number>();
  readonly #sizes: number[] = [];

  has(cell: number): boolean {
    return this.#groupOf.has(cell);
  }

  /** The cells among these whose whole group is. */
  wholeIn(cells: readonly number[]): number[] {
    const present = new Map<number, number>();
    for (const cell of cells) {
      const group = this.#groupOf.get(cell);
      if (group !== undefined) present.set(group, (present.get(group) ?? 0) + 1);
    }
    return cells.filter((cell) => {
      const group = this.#groupOf.get(cell);
      return group !== undefined && present.get(group) === this.#sizes[group];
    });
  }

  /** Whether no group lies only partly in these cells. */
  areWholeIn(cells: readonly number[]): boolean {
    return this.wholeIn(cells).length === cells.filter((cell) => this.has(cell)).length;
  }

  /** Makes a group of cells that are in none. */
  form(cells: readonly number[]): void {
    for (const cell of cells) this.#groupOf.set(cell, this.#sizes.length);
    this.#sizes.push(cells.length);
  }
}
