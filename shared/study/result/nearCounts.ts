import { isSmall, type OutputRules } from '../../disclosure/outputRules.ts';
import type { PublishedCount } from '../../disclosure/publishedCount.ts';

/**
 * Decides on numbers of persons that are parts of each other (the steps by which an arm was cut, the same outcome in several
 * times-at-risk): a number is withheld when it is small, or when its difference from one shown before is. The same number
 * may be shown again. Numbers are decided in the order in which they are asked, so ask the important ones first.
 */
export class NearCounts {
  readonly #rules: OutputRules;
  readonly #shown = new Set<number>();
  readonly #hidden = new Set<number>();

  constructor(rules: OutputRules) {
    this.#rules = rules;
  }

  /** A number that is shown, or not, for reasons of others. */
  decided(count: number, published: PublishedCount): PublishedCount {
    if (typeof published === 'number') this.#shown.add(count);
    else this.#hidden.add(count);
    return published;
  }

  publish(count: number): PublishedCount {
    const below = this.#rules.minimumCell;
    if (isSmall(count, this.#rules)) return { withheld: 'small', below };
    if (this.isNear(count)) return { withheld: 'complementary', below };
    this.#shown.add(count);
    return count;
  }

  isNear(count: number): boolean {
    if (this.#shown.has(count)) return false;
    if ([...this.#shown].some((shown) => isSmall(Math.abs(shown - count), this.#rules))) return true;
    return [...this.#hidden].some((hidden) => Math.abs(hidden - count) < this.#rules.minimumCell);
  }
}

/** Families of numbers by name, made when first asked for. */
export class CountFamilies {
  readonly #rules: OutputRules;
  readonly #families = new Map<string, NearCounts>();

  constructor(rules: OutputRules) {
    this.#rules = rules;
  }

  of(...name: readonly string[]): NearCounts {
    const key = JSON.stringify(name);
    const known = this.#families.get(key);
    if (known) return known;
    const made = new NearCounts(this.#rules);
    this.#families.set(key, made);
    return made;
  }
}
