import { isSmall, type OutputRules } from '../../../disclosure/outputRules.ts';
import type { SafetyTimeAtRisk } from '../specification/safetySpecification.ts';

/** Which times-at-risk are the sum of which: a whole, and others that do not overlap (by place). */
export interface Relation {
  readonly whole: number;
  readonly parts: readonly number[];
}

/** Every time-at-risk may be within every other; fixed ones that do not overlap may make up another. */
export function relationsOf(timesAtRisk: readonly SafetyTimeAtRisk[]): Relation[] {
  let sets: number[][] = timesAtRisk.map((_, t) => [t]);
  const isApart = (a: number, b: number): boolean => {
    const [one, two] = [timesAtRisk[a], timesAtRisk[b]];
    return one?.kind === 'fixed' && two?.kind === 'fixed' && (one.to < two.from || two.to < one.from);
  };
  timesAtRisk.forEach((_, t) => {
    const longer = sets.filter(
      (set) => !set.includes(t) && Math.max(...set) < t && set.every((s) => isApart(s, t)),
    );
    sets = [...sets, ...longer.map((set) => [...set, t])];
  });
  return sets.flatMap((parts) =>
    timesAtRisk.flatMap((_, whole) => (parts.includes(whole) ? [] : [{ whole, parts }])),
  );
}

/** Counts of the same outcome in other times-at-risk, by key: those shown, and those withheld for the sake of others. */
export class ShownBefore {
  readonly #relations: readonly Relation[];
  readonly #rules: OutputRules;
  readonly #shown = new Map<string, Map<number, number>>();
  readonly #withheld = new Map<string, number[]>();

  constructor(relations: readonly Relation[], rules: OutputRules) {
    this.#relations = relations;
    this.#rules = rules;
  }

  #add(table: number, key: string, count: number): void {
    const known = this.#shown.get(key) ?? new Map<number, number>();
    this.#shown.set(key, known.set(table, count));
  }

  /** Remembers what was decided of a count. */
  decided(table: number, key: string, count: number, isWithheld: boolean): void {
    if (!isWithheld) this.#add(table, key, count);
    else if (!isSmall(count, this.#rules))
      this.#withheld.set(key, [...(this.#withheld.get(key) ?? []), count]);
  }

  /**
   * Whether a count would with those shown leave few, or narrow a withheld one that it may be a part of. A small one is
   * narrowed by none that may be shown.
   */
  tells(table: number, key: string, count: number): boolean {
    const { minimumCell } = this.#rules;
    const withheld = this.#withheld.get(key) ?? [];
    if (count > 0 && withheld.some((other) => other > 0 && Math.abs(other - count) < minimumCell))
      return true;
    const known = this.#shown.get(key);
    if (!known) return false;
    const of = (at: number): number | undefined => (at === table ? count : known.get(at));
    return this.#relations.some(({ whole, parts }) => {
      if (whole !== table && !parts.includes(table)) return false;
      const sum = parts.reduce((total, part) => total + (of(part) ?? Number.NaN), 0);
      return isSmall(Math.abs((of(whole) ?? Number.NaN) - sum), this.#rules);
    });
  }
}
