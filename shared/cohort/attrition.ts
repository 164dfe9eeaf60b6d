/**
 * Which inclusion rules the events of how many persons satisfy: everything that attrition needs, so that rules can
 * be reordered and switched off without the engine. Raw counts: mask what is derived before it is shown.
 */
export interface AttritionBase {
  readonly ruleCount: number;
  /** Persons whose qualified events have exactly these rule patterns between them. */
  readonly persons: readonly { readonly patterns: readonly RulePattern[]; readonly count: number }[];
  /** Qualified events by rule pattern. */
  readonly events: readonly { readonly pattern: RulePattern; readonly count: number }[];
  /** Persons with a cohort period, by why the last one ended. */
  readonly exits: readonly { readonly reason: CohortExit; readonly persons: number }[];
}

/** One character per rule in the definition's order: `1` where the event satisfies it. Empty without rules. */
export type RulePattern = string;

/** End of observation, exit strategy, a censoring event, or cut by the censor window. */
export type CohortExit = 'observationEnd' | 'strategy' | 'censored' | 'censorWindow';

/** Counts along the rules, in the order applied. */
export interface AttritionCounts {
  /** Persons with a qualified event. */
  readonly entry: number;
  readonly rules: readonly RuleCounts[];
  /** Persons with an event that satisfies every rule that is switched on. */
  readonly final: number;
}

export interface RuleCounts {
  /** Place of the rule in the definition, from 0. */
  readonly index: number;
  readonly enabled: boolean;
  /** Persons with an event that satisfies this rule, whatever the others say. */
  readonly passes: number;
  /**
   * Persons that only this rule removes: some event satisfies every other rule that is on, but none this one too.
   * For a rule that is off: how many it would remove.
   */
  readonly aloneRemoves: number;
  /** Persons left after this and all rules before it; null for a rule that is off. */
  readonly remaining: number | null;
}

/**
 * Attrition of persons with some rules on, in a chosen order. A person passes a set of rules when one and the same
 * event satisfies all of them. Rules that are off follow those that are on, in the definition's order.
 * @param rules places of the rules that are on, in the order to apply them; places that do not exist are ignored
 */
export function attrition(base: AttritionBase, rules: readonly number[]): AttritionCounts {
  const on = [...new Set(rules)].filter((rule) => rule >= 0 && rule < base.ruleCount);
  const off = Array.from({ length: base.ruleCount }, (_, rule) => rule).filter((rule) => !on.includes(rule));
  const count = passingCounter(base);
  const passing = (wanted: readonly number[]): number => count(ruleSet(wanted));
  const all = passing(on);
  const counts = (index: number, place: number): RuleCounts => {
    const enabled = place >= 0;
    return {
      index,
      enabled,
      passes: passing([index]),
      aloneRemoves: enabled
        ? passing(on.filter((rule) => rule !== index)) - all
        : all - passing([...on, index]),
      remaining: enabled ? passing(on.slice(0, place + 1)) : null,
    };
  };
  return {
    entry: count(0n),
    rules: [...on.map((rule, place) => counts(rule, place)), ...off.map((rule) => counts(rule, -1))],
    final: all,
  };
}

/** Sets of rules as bits: bit i is rule i of the definition. */
export type RuleSet = bigint;

export function ruleSet(rules: readonly number[]): RuleSet {
  return rules.reduce((bits, rule) => bits | (1n << BigInt(rule)), 0n);
}

/** How many persons have one event that satisfies every rule of a set. */
export function passingCounter(base: AttritionBase): (rules: RuleSet) => number {
  const persons = base.persons.map(({ patterns, count }) => ({
    masks: maximal(patterns.map(maskOf)),
    count,
  }));
  return (rules) => sum(persons.filter(({ masks }) => masks.some((has) => (has & rules) === rules)));
}

function maskOf(pattern: RulePattern): bigint {
  return [...pattern].reduce((mask, bit, rule) => (bit === '1' ? mask | (1n << BigInt(rule)) : mask), 0n);
}

/** Only masks that no other contains: the others never decide. */
function maximal(masks: readonly bigint[]): bigint[] {
  return masks.filter(
    (mask, i) => !masks.some((other, j) => (other & mask) === mask && (other !== mask || j < i)),
  );
}

function sum(counted: readonly { readonly count: number }[]): number {
  return counted.reduce((total, { count }) => total + count, 0);
}
