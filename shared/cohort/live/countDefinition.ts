import { allBits, noBits, or } from '../../disclosure/bits.ts';
import { type PersonSet, personSet } from '../../disclosure/shownSets.ts';
import { limitOfIncluded, limitOfQualified } from '../compile/entryEvents.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { countStage } from './countStage.ts';
import { exitsMatter, limitedEvents, personsWithPeriods } from './entryPersons.ts';
import { personsOf } from './eventPersons.ts';
import type { LeastRecent } from './leastRecent.ts';
import type { LiveCounts, LiveStage } from './liveCounts.ts';
import type { LivePlan } from './livePlan.ts';
import type { LiveReader } from './liveReader.ts';
import type { LiveSelection } from './liveSelection.ts';

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
  const { selection, leaves } = await reader.answers(plan);
  const { entry, events } = selection;
  const source = { entry, leaves, known };
  const stages = [await entryStage(reader, plan, selection, known)];

  let qualified = events;
  let key = selection.key;
  if (plan.additional) {
    const { stage, passing } = countStage({ ...source, universe: qualified, key }, [plan.additional], none);
    stages.push(stage);
    const limit = limitOfQualified(definition);
    qualified = limitedEvents(entry, passing, limit);
    key = `${selection.key} ${limit} ${plan.additional.key}`;
  }
  const ruled = countStage({ ...source, universe: qualified, key }, plan.rules, off);
  if (plan.rules.length > 0) stages.push(ruled.stage);
  return {
    everybody: entry.persons,
    stages,
    entry: ruled.stage.universe,
    final: exitsMatter(definition)
      ? personsWithPeriods(
          definition,
          entry,
          limitedEvents(entry, ruled.passing, limitOfIncluded(definition)),
          await reader.exits(plan, selection),
        )
      : ruled.outcome,
  };
}

const none: ReadonlySet<number> = new Set();

/** Somebody enters by any of the entry events. */
async function entryStage(
  reader: LiveReader,
  plan: LivePlan,
  selection: LiveSelection,
  known: LeastRecent<PersonSet>,
): Promise<LiveStage> {
  const { entry, events } = selection;
  const [first, ...more] = plan.entryCriteria;
  const name = `${selection.key} entered`;
  const entered = known.get(name) ?? personsOf(entry, events);
  known.set(name, entered);
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
