import { type AttritionBase, attrition, passingCounter, type RuleSet, ruleSet } from '../cohort/attrition.ts';
import { isSmall, type OutputRules } from '../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import { publishParts } from '../disclosure/publishParts.ts';
import { RuleSetPublisher } from '../disclosure/ruleSetPublisher.ts';
import type { Attrition } from '../workbenchApi.ts';

/**
 * A cohort's attrition as it may be shown, for any order and choice of its rules. One per cohort and release: what it
 * has shown decides what it may show next.
 */
export class PublishedAttrition {
  readonly #base: AttritionBase;
  readonly #ruleNames: readonly string[];
  readonly #rules: OutputRules;
  readonly #publisher: RuleSetPublisher;

  /** @param cohortPersons the cohort's size, which the user sees elsewhere */
  constructor(base: AttritionBase, ruleNames: readonly string[], cohortPersons: number, rules: OutputRules) {
    this.#base = base;
    this.#ruleNames = ruleNames;
    this.#rules = rules;
    this.#publisher = new RuleSetPublisher(base.ruleCount, passingCounter(base), rules, [cohortPersons]);
  }

  /** All rules in the definition's order. */
  get definitionOrder(): readonly number[] {
    return this.#ruleNames.map((_, rule) => rule);
  }

  /** @param order the rules that are on, by their place in the definition, in the order applied */
  view(order: readonly number[]): Attrition {
    const { rules } = attrition(this.#base, order);
    const on = rules.filter(({ enabled }) => enabled).map(({ index }) => index);
    const all = ruleSet(on);
    return {
      entry: this.#publisher.publish(0n),
      rules: rules.map(({ index, enabled, aloneRemoves }, place) => {
        const rule = ruleSet([index]);
        return {
          index,
          name: this.#ruleNames[index] ?? '',
          enabled,
          passes: this.#publisher.publish(rule),
          aloneRemoves: this.#publishDifference(aloneRemoves, enabled ? all & ~rule : all, all | rule),
          remaining: enabled ? this.#publisher.publish(ruleSet(on.slice(0, place + 1))) : null,
        };
      }),
      final: this.#publisher.publish(all),
      exits: this.#exits(),
    };
  }

  /** Persons that pass `fewer` rules but not `more`: withheld as small, or where it would give a withheld count away. */
  #publishDifference(persons: number, fewer: RuleSet, more: RuleSet): PublishedCount {
    const below = this.#rules.minimumCell;
    if (isSmall(persons, this.#rules)) return { withheld: 'small', below };
    const ends = [fewer, more].map((set) => this.#publisher.publish(set));
    return ends.some(isWithheld) ? { withheld: 'complementary', below } : persons;
  }

  #exits(): Attrition['exits'] {
    const { exits } = this.#base;
    const { published } = publishParts(
      exits.map(({ persons }) => persons),
      this.#rules,
    );
    return exits.map(({ reason }, i) => ({ reason, persons: published[i] ?? 0 }));
  }
}
