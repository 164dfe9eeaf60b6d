import type { DraftCounts, DraftNodeCount } from '../cohort/live/draftApi.ts';
import type { LiveCounts, LiveNode, LiveStage } from '../cohort/live/liveCounts.ts';
import { isSmall, type OutputRules } from '../disclosure/outputRules.ts';
import { isWithheld, type PublishedCount } from '../disclosure/publishedCount.ts';
import { ShownCells } from '../disclosure/shownCells.ts';
import type { PersonSet, ShownSets } from '../disclosure/shownSets.ts';
import { type ConditionSet, completesSmallCell } from '../disclosure/smallCell.ts';

/** What was shown of the sets of conditions asked of the same persons. */
interface ShownConditions {
  readonly bits: Map<string, ConditionSet>;
  readonly counts: Map<ConditionSet, number>;
}

/** Beyond this many the oldest are forgotten. */
const mostStages = 500;

/**
 * Live counts as they may be shown. Everything shown of a release while it is open is taken into account: a number is
 * withheld when it is small, when it lies too near to one shown before of more or fewer of the same persons
 * ({@link ShownSets}), or when the numbers shown last add up to a small one ({@link ShownCells}), or those of one stage
 * over two or three of its conditions ({@link completesSmallCell}). Each stage decides in one order: outcome, everybody asked, what is left after each part,
 * what each passes, all but each.
 */
export class PublishedDrafts {
  readonly #rules: OutputRules;
  readonly #shown: ShownSets;
  readonly #cells: ShownCells;
  readonly #stages = new Map<string, ShownConditions>();

  constructor(rules: OutputRules, shown: ShownSets) {
    this.#rules = rules;
    this.#shown = shown;
    this.#cells = new ShownCells(rules);
  }

  publish(counts: LiveCounts): Omit<DraftCounts, 'milliseconds'> {
    const final = this.#whole(counts.final);
    const entry = this.#whole(counts.entry);
    return { final, entry, nodes: counts.stages.flatMap((stage) => this.#stage(stage)) };
  }

  #whole(set: PersonSet): PublishedCount {
    const below = this.#rules.minimumCell;
    if (!isSmall(set.count, this.#rules) && this.#cells.tellsOnFew(set))
      return { withheld: 'complementary', below };
    const decision = this.#shown.publish(set);
    if (!isWithheld(decision)) this.#cells.add(set);
    return decision;
  }

  #stage(stage: LiveStage): DraftNodeCount[] {
    const decide = new StageDecisions(
      stage,
      this.#conditionsOf(stage),
      this.#shown,
      this.#cells,
      this.#rules,
    );
    for (const node of stage.nodes) decide.withIt(node);
    decide.universe();
    for (const node of stage.nodes) decide.remaining(node);
    for (const place of stage.nodes.keys()) decide.passes(place);
    return stage.nodes.map((node, place) => ({
      path: node.path,
      passes: decide.passes(place),
      aloneRemoves: decide.aloneRemoves(node),
      remaining: decide.remaining(node),
    }));
  }

  #conditionsOf({ key }: LiveStage): ShownConditions {
    const known = this.#stages.get(key) ?? { bits: new Map(), counts: new Map() };
    this.#stages.delete(key);
    this.#stages.set(key, known);
    const [oldest] = this.#stages.keys();
    if (this.#stages.size > mostStages && oldest !== undefined) this.#stages.delete(oldest);
    return known;
  }
}

class StageDecisions {
  readonly #stage: LiveStage;
  readonly #conditions: ShownConditions;
  readonly #shown: ShownSets;
  readonly #cells: ShownCells;
  readonly #rules: OutputRules;
  /** The conditions of this definition: others belong to earlier edits. */
  readonly #present: readonly ConditionSet[];
  readonly #decided = new Map<PersonSet, PublishedCount>();
  readonly #decidedConditions = new Map<ConditionSet, PublishedCount>();

  constructor(
    stage: LiveStage,
    conditions: ShownConditions,
    shown: ShownSets,
    cells: ShownCells,
    rules: OutputRules,
  ) {
    this.#stage = stage;
    this.#conditions = conditions;
    this.#shown = shown;
    this.#cells = cells;
    this.#rules = rules;
    const keys = stage.nodes.flatMap((node) => node.conditions?.passes ?? []);
    this.#present = [...new Set(keys)].map((key) => this.#bit(key));
  }

  universe(): void {
    const { kind, universe } = this.#stage;
    if (kind === 'all') this.#decide(universe, []);
    else this.#conditions.counts.set(0n, universe.count);
  }

  withIt({ withIt, conditions }: LiveNode): PublishedCount {
    return this.#decide(withIt, conditions?.withIt ?? null);
  }

  remaining({ remaining, conditions }: LiveNode): PublishedCount | null {
    return remaining && this.#decide(remaining, conditions?.remaining ?? null);
  }

  passes(place: number): PublishedCount {
    const node = this.#stage.nodes[place];
    if (!node) return 0;
    return this.#decide(node.passes, node.conditions?.passes ?? null);
  }

  /** The difference that a part makes: withheld as small, or where it would give a withheld count away. */
  aloneRemoves(node: LiveNode): PublishedCount {
    const below = this.#rules.minimumCell;
    const difference = Math.abs(node.withoutIt.count - node.withIt.count);
    if (isSmall(difference, this.#rules)) return { withheld: 'small', below };
    const ends = [this.withIt(node), this.#decide(node.withoutIt, node.conditions?.withoutIt ?? null)];
    return ends.some(isWithheld) ? { withheld: 'complementary', below } : difference;
  }

  /** @param keys of the conditions that the set's persons meet; null where they are no such set */
  #decide(set: PersonSet, keys: readonly string[] | null): PublishedCount {
    if (keys === null) return remembered(this.#decided, set, () => this.#decideAnew(set, null));
    const conditions = keys.reduce((all, key) => all | this.#bit(key), 0n);
    if (this.#conditions.counts.has(conditions)) return set.count;
    return remembered(this.#decidedConditions, conditions, () => {
      const decision = this.#decideAnew(set, conditions);
      if (!isWithheld(decision)) this.#conditions.counts.set(conditions, this.#meetingAll(set));
      return decision;
    });
  }

  #decideAnew(set: PersonSet, conditions: ConditionSet | null): PublishedCount {
    const below = this.#rules.minimumCell;
    if (isSmall(set.count, this.#rules)) return { withheld: 'small', below };
    if (this.#shown.isTooNear(set) || this.#cells.tellsOnFew(set))
      return { withheld: 'complementary', below };
    const { counts } = this.#conditions;
    if (
      conditions !== null &&
      completesSmallCell(conditions, this.#meetingAll(set), this.#present, counts, this.#rules)
    ) {
      return { withheld: 'complementary', below };
    }
    this.#shown.add(set);
    this.#cells.add(set);
    return set.count;
  }

  /** Where persons pass by any condition, those outside the set are the ones who meet all of the opposite. */
  #meetingAll({ count }: PersonSet): number {
    return this.#stage.kind === 'all' ? count : this.#stage.universe.count - count;
  }

  #bit(key: string): ConditionSet {
    const { bits } = this.#conditions;
    const bit = bits.get(key) ?? 1n << BigInt(bits.size);
    bits.set(key, bit);
    return bit;
  }
}

function remembered<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}
