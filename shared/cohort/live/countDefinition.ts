import { allBits, type Bits, noBits, or } from '../../disclosure/bits.ts';
import { type PersonSet, personSet } from '../../disclosure/shownSets.ts';
import { limitOfIncluded, limitOfQualified } from '../compile/entryEvents.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { countStage } from './countStage.ts';
import { exitsMatter, limitedEvents, personsOf, personsWithPeriods } from './entryPersons.ts';
import type { LeastRecent } from './leastRecent.ts';
import type { LiveCounts, LiveStage } from './liveCounts.ts';
import type { LiveEntry, LiveReader } from './liveEvents.ts';
import type { LivePlan, PlanLeaf, PlanNode } from './livePlan.ts';

/**
 * Counts a definition from what the reader knows or asks: entry events once, every criterion once; groups, rules, limits
 * and periods are computed here. `final` is how many persons the compiled definition has.
 * @param off places of inclusion rules that are switched off
 * @param known sets of persons that were counted before
 * @throws AkashiError `definition.missingTable`, `draft.tooManyEvents`, `cancelled`, `engine.*`
 */
export async function countDefinition(
  reader: LiveReader,
  definition: CohortDefinition,
  off: ReadonlySet<number>,
  known: LeastRecent<PersonSet>,
): Promise<LiveCounts> {
  const plan = await reader.plan(definition);
  const entry = await reader.entry(plan);
  const leaves = new Map<PlanLeaf, Bits>();
  for (const leaf of leavesOf([...(plan.additional ? [plan.additional] : []), ...plan.rules])) {
    leaves.set(leaf, await reader.leaf(plan, entry, leaf));
  }
  const everything = allBits(entry.size);
  const source = { entry, leaves, known };
  const stages = [await entryStage(reader, plan, entry, everything)];

  let qualified = everything;
  let key = `${entry.id}`;
  if (plan.additional) {
    const { stage, passing } = countStage({ ...source, universe: everything, key }, [plan.additional], none);
    stages.push(stage);
    const limit = limitOfQualified(definition);
    qualified = limitedEvents(entry, passing, limit);
    key = `${entry.id} ${limit} ${plan.additional.key}`;
  }
  const ruled = countStage({ ...source, universe: qualified, key }, plan.rules, off);
  if (plan.rules.length > 0) stages.push(ruled.stage);
  const included = limitedEvents(entry, ruled.passing, limitOfIncluded(definition));
  return {
    everybody: entry.persons,
    stages,
    entry: ruled.stage.universe,
    final: exitsMatter(definition)
      ? personsWithPeriods(definition, entry, included, await reader.exits(plan, entry))
      : personsOf(entry, included),
  };
}

const none: ReadonlySet<number> = new Set();

/** Somebody enters by any of the entry events. */
async function entryStage(
  reader: LiveReader,
  plan: LivePlan,
  entry: LiveEntry,
  everything: Bits,
): Promise<LiveStage> {
  const [first, ...more] = plan.entryCriteria;
  const entered = personsOf(entry, everything);
  const sets =
    more.length === 0
      ? [entered]
      : await inOrder(plan.entryCriteria, async (_, place) =>
          personSet(await reader.entryPersons(plan, place)),
        );
  const nobody = noBits(entry.persons);
  const union = (wanted: (place: number) => boolean): PersonSet =>
    personSet(sets.filter((_, place) => wanted(place)).reduce((bits, set) => or(bits, set.bits), nobody));
  const keys = (wanted: (place: number) => boolean): string[] => [
    ...new Set(plan.entryCriteria.filter((_, place) => wanted(place)).map(({ key }) => key)),
  ];
  return {
    kind: 'any',
    key: 'entry',
    universe: personSet(allBits(entry.persons)),
    nodes: [...(first ? [first] : []), ...more].map(({ path }, place) => ({
      path,
      passes: sets[place] ?? entered,
      withIt: entered,
      withoutIt: union((other) => other !== place),
      remaining: union((other) => other <= place),
      conditions: {
        passes: keys((other) => other === place),
        withIt: keys(() => true),
        withoutIt: keys((other) => other !== place),
        remaining: keys((other) => other <= place),
      },
    })),
  };
}

async function inOrder<T, R>(
  items: readonly T[],
  work: (item: T, place: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (const [place, item] of items.entries()) results.push(await work(item, place));
  return results;
}

function leavesOf(nodes: readonly PlanNode[]): PlanLeaf[] {
  return nodes.flatMap((node) => (node.kind === 'group' ? leavesOf(node.members) : [node]));
}
