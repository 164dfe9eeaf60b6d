import { isSmall, type OutputRules } from './outputRules.ts';
import type { PublishedCount } from './publishedCount.ts';
import { completesSmallCell } from './smallCell.ts';

/** Sets of rules as bits: bit i is rule i. */
export type RuleSet = bigint;

/** Up to this many rules every set is decided beforehand, so that what is shown does not depend on what was asked. */
const LATTICE_LIMIT = 10;

/**
 * Decides which of the counts "persons that pass all rules of a set" may be shown. Sets differ by rules, so two shown
 * counts whose difference is small, or an alternating sum over the sets between two sets that differ in up to three
 * rules, would tell how few persons a rule removes. All sets are therefore taken in one fixed order (all rules, none,
 * prefixes, single rules, all but one, the rest by number) and a count is shown only if no difference with those shown
 * before is small. With more than ten rules sets outside that beginning are decided in the order in which they are asked.
 */
export class RuleSetPublisher {
  readonly #conditions: readonly RuleSet[];
  readonly #count: (set: RuleSet) => number;
  readonly #rules: OutputRules;
  /** Counts that the reader sees elsewhere of persons who pass all rules (the cohort's size). */
  readonly #anchors: readonly number[];
  readonly #shown = new Map<RuleSet, number>();
  readonly #decided = new Map<RuleSet, PublishedCount>();

  constructor(
    ruleCount: number,
    count: (set: RuleSet) => number,
    rules: OutputRules,
    anchors: readonly number[] = [],
  ) {
    this.#conditions = Array.from({ length: ruleCount }, (_, rule) => bit(rule));
    this.#count = count;
    this.#rules = rules;
    this.#anchors = anchors;
    for (const set of canonicalOrder(ruleCount)) this.publish(set);
  }

  /** The count of persons that pass every rule of `set`, as it may be shown. */
  publish(set: RuleSet): PublishedCount {
    const known = this.#decided.get(set);
    if (known !== undefined) return known;
    const count = this.#count(set);
    const below = this.#rules.minimumCell;
    let decision: PublishedCount = count;
    if (isSmall(count, this.#rules)) decision = { withheld: 'small', below };
    else if (this.#tellsOnFew(set, count)) decision = { withheld: 'complementary', below };
    else this.#shown.set(set, count);
    this.#decided.set(set, decision);
    return decision;
  }

  #tellsOnFew(set: RuleSet, count: number): boolean {
    if (this.#anchors.some((anchor) => isSmall(Math.abs(count - anchor), this.#rules))) return true;
    for (const [other, shown] of this.#shown) {
      const common = set & other;
      if ((common === set || common === other) && isSmall(Math.abs(count - shown), this.#rules)) return true;
    }
    return completesSmallCell(set, count, this.#conditions, this.#shown, this.#rules);
  }
}

function bit(rule: number): RuleSet {
  return 1n << BigInt(rule);
}

function canonicalOrder(ruleCount: number): RuleSet[] {
  const all = bit(ruleCount) - 1n;
  const rules = Array.from({ length: ruleCount }, (_, rule) => rule);
  const beginning = [
    all,
    0n,
    ...rules.map((rule) => bit(rule + 1) - 1n),
    ...rules.map((rule) => bit(rule)),
    ...rules.map((rule) => all & ~bit(rule)),
  ];
  const rest =
    ruleCount <= LATTICE_LIMIT ? Array.from({ length: 1 << ruleCount }, (_, set) => BigInt(set)) : [];
  return [...new Set([...beginning, ...rest])];
}
