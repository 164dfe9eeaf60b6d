import { allBits, type Bits, countBits, isEmpty, isWithin, or } from '../../disclosure/bits.ts';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import type { CohortDefinition, Limit } from '../expression/cohortDefinition.ts';
import { CriterionReader, type WantedEvents } from './criterionReader.ts';
import { asksIndexEnd, factsOfDemographic, isAskedHere, markDemographic } from './demographicCount.ts';
import { askedThere, exitDays } from './engineAnswers.ts';
import { exitsMatter } from './entryPersons.ts';
import { EntryReader, entryDetail } from './entryReader.ts';
import { LiveAccess } from './liveAccess.ts';
import type { Answers, LiveEvents } from './liveEvents.ts';
import { type LivePlan, leavesOf, livePlan, type PlanLeaf } from './livePlan.ts';
import type { LiveSelection } from './liveSelection.ts';
import { sharedBits } from './sharedNumbers.ts';
import {
  isCountedHere,
  looksOnlyAtStarts,
  markEventsWithin,
  needsEnds,
  needsIndexEnds,
} from './windowCount.ts';

/** A selection, and of its events those that meet each criterion. Of other events the bits say nothing. */
export interface LiveAnswers {
  readonly selection: LiveSelection;
  readonly leaves: ReadonlyMap<PlanLeaf, Bits>;
}

/** So many criteria are counted before others have their turn: each takes some milliseconds at a million persons. */
const answersAtOnce = 3;

/** A selection of more than one in this many of its entry's events is much of it. */
const muchOf = 4;

/** Asks on behalf of one count; to be closed after it. */
export class LiveReader {
  readonly #access: LiveAccess;
  readonly #criteria: CriterionReader;
  readonly #entries: EntryReader;

  constructor(events: LiveEvents, connection: EngineConnection, job: Job) {
    this.#access = new LiveAccess(events, connection, job);
    this.#criteria = new CriterionReader(this.#access);
    this.#entries = new EntryReader(this.#access, this.#criteria);
  }

  close(): Promise<void> {
    return this.#access.close();
  }

  /** @throws AkashiError `definition.missingTable`, `cancelled`, `engine.*` */
  async plan(definition: CohortDefinition): Promise<LivePlan> {
    const { events, connection, job } = this.#access;
    await events.refuseMissing(definition, connection, job);
    const sets = await events.members.resolve(connection, definition.conceptSets, job);
    return livePlan(definition, sets, events.names);
  }

  /** @throws AkashiError `draft.tooManyEvents`, `cancelled`, `engine.*` */
  async answers(plan: LivePlan): Promise<LiveAnswers> {
    const { events, connection, job } = this.#access;
    await events.periods(connection, job);
    const leaves = leavesOf(plan);
    let isExact = exitsMatter(plan.definition) || leaves.some((leaf) => this.#needsExact(plan, leaf));
    await this.#criteria.prepare(plan, [
      ...plan.definition.entry.criteria.map((criterion) => ({ criterion, detail: entryDetail(isExact) })),
      ...leaves.flatMap((leaf) => wantedBy(leaf) ?? []),
    ]);
    for (;;) {
      const selection = await this.#entries.selection(plan, isExact);
      const answers = await this.#leaves(plan, selection, isExact || selection.isChosenThere);
      if (answers) return { selection, leaves: answers };
      isExact = true;
    }
  }

  /** Persons with an event of one of several entry criteria, in observation. */
  entryPersons(plan: LivePlan, place: number): Promise<Bits> {
    return this.#entries.persons(plan, place);
  }

  /** The day on which the period of each event of a selection ends. */
  exits(plan: LivePlan, selection: LiveSelection): Promise<Int32Array> {
    return exitDays(this.#access, plan, selection);
  }

  /** Whether it matters which of a day's index events is which. */
  #needsExact(plan: LivePlan, { kind, leaf }: PlanLeaf): boolean {
    if (kind === 'demographic') return asksIndexEnd(leaf) || !isAskedHere(leaf, this.#membersIn(plan));
    return !isCountedHere(leaf) || needsIndexEnds(leaf);
  }

  #membersIn(plan: LivePlan): (conceptSetId: number) => readonly number[] {
    return (set) => this.#access.events.members.of(plan.setKeys.get(set) ?? -1);
  }

  /** Null where the engine must be asked and the entry is not exact. */
  async #leaves(
    plan: LivePlan,
    selection: LiveSelection,
    isExact: boolean,
  ): Promise<ReadonlyMap<PlanLeaf, Bits> | null> {
    const { met } = this.#access.events;
    const leaves = new Map<PlanLeaf, Bits>();
    const unchanged = new Map<string, Bits>();
    let asked = 0;
    for (const leaf of leavesOf(plan)) {
      throwIfCancelled(this.#access.job);
      const name = `${selection.key} ${leaf.kind} ${leaf.key}`;
      let found = met.get(name) ?? this.#answered(plan, leaf, selection);
      if (!found) {
        // While nothing is awaited nobody can say that the count is no longer wanted.
        if (++asked % answersAtOnce === 0) await this.#access.giveWay();
        found = (await this.#answer(plan, leaf, selection, isExact, unchanged)) ?? undefined;
        if (!found) return null;
        met.set(name, found);
      }
      leaves.set(leaf, found);
    }
    return leaves;
  }

  /** Events that meet a criterion, where all of a selection were asked about before, with others of the same entry. */
  #answered(plan: LivePlan, leaf: PlanLeaf, { entry, events }: LiveSelection): Bits | undefined {
    if (entry.isByPerson) return undefined;
    const known = this.#access.events.answers.get(`${entry.id} ${this.#question(plan, leaf)}`);
    return known && isWithin(events, known.asked) ? known.met : undefined;
  }

  /** Names what is asked of an index event. */
  #question(plan: LivePlan, leaf: PlanLeaf): string {
    return `${this.#needsExact(plan, leaf)} ${leaf.kind} ${leaf.key}`;
  }

  /**
   * Asks about the selection's events that were not asked about yet, and mostly about all of the entry.
   * @param unchanged persons with the same event in the selection and in earlier ones
   */
  async #answer(
    plan: LivePlan,
    leaf: PlanLeaf,
    selection: LiveSelection,
    isExact: boolean,
    unchanged: Map<string, Bits>,
  ): Promise<Bits | null> {
    const { entry, key } = selection;
    const events = worthAsking(selection);
    const { answers } = this.#access.events;
    const of = this.#question(plan, leaf);
    const [name = of, ...others] = entry.isByPerson
      ? chosenFirst(plan.definition.entry.limit).map((limit) => `${limit} ${of}`)
      : [`${entry.id} ${of}`];
    let asked = events;
    const fresh = sharedBits(entry.size);
    fresh.set(events);
    const met = sharedBits(entry.size);
    for (const each of [name, ...others]) {
      const known = answers.get(each);
      if (!known) continue;
      const same = entry.isByPerson ? await this.#sameEvents(known, selection, unchanged) : known.asked;
      if (!entry.isByPerson) asked = or(known.asked, events);
      takeAnswers(known, same, fresh, met);
    }
    if (isEmpty(fresh) || (await this.#markHere(plan, leaf, selection, fresh, met))) {
      answers.set(name, { asked, met, selection: key });
      return met;
    }
    return isExact ? askedThere(this.#access, plan, leaf, selection) : null;
  }

  /** Persons with the same event in a selection and in the one that was asked. */
  async #sameEvents(
    { asked, selection }: Answers,
    { entry, key }: LiveSelection,
    unchanged: Map<string, Bits>,
  ): Promise<Bits> {
    if (selection === key) return asked;
    const { selections, threads } = this.#access.events;
    const known = unchanged.get(selection);
    if (known) return known;
    const same = sharedBits(entry.size);
    const before = selections.get(selection);
    if (before) await threads.run('markUnchanged', { before: before.entry, after: entry, same }, entry.size);
    unchanged.set(selection, same);
    return same;
  }

  /** @returns false where the engine must be asked */
  async #markHere(
    plan: LivePlan,
    { kind, leaf }: PlanLeaf,
    { entry }: LiveSelection,
    asked: Bits,
    met: Bits,
  ): Promise<boolean> {
    const { connection, job, events } = this.#access;
    if (kind === 'demographic') {
      const membersIn = this.#membersIn(plan);
      if (!isAskedHere(leaf, membersIn)) return false;
      if (!(await events.facts.read(factsOfDemographic(leaf), connection, job))) return false;
      markDemographic(leaf, entry, { facts: events.facts, membersOf: membersIn }, asked, met);
      return true;
    }
    const wanted = wantedBy({ kind, leaf });
    const counted = wanted && (await this.#criteria.counted(plan, wanted, looksOnlyAtStarts(leaf)));
    if (!counted) return false;
    await markEventsWithin(leaf, entry, counted, asked, met, events.threads);
    return true;
  }
}

/** Where a window leaves much of an entry, all of it is asked about: other windows have the answers then. */
function worthAsking({ entry, events }: LiveSelection): Bits {
  const isMuch = !entry.isByPerson && muchOf * countBits(events) > entry.size;
  return isMuch ? allBits(entry.size) : events;
}

/** Takes over what is known of the same events. */
function takeAnswers({ asked, met: knownMet }: Answers, same: Bits, fresh: Bits, met: Bits): void {
  for (let i = 0; i < fresh.length; i++) {
    const still = (asked[i] ?? 0) & (same[i] ?? 0);
    fresh[i] = (fresh[i] ?? 0) & ~still;
    met[i] = (met[i] ?? 0) | ((knownMet[i] ?? 0) & still);
  }
}

/** A limit before the others: with each, other events of the same persons were asked about. */
function chosenFirst(limit: Limit): Limit[] {
  const limits: readonly Limit[] = ['First', 'Last', 'All'];
  return [limit, ...limits.filter((other) => other !== limit)];
}

/** The events that are counted for a criterion here; null where none are. */
function wantedBy({ kind, leaf }: Pick<PlanLeaf, 'kind' | 'leaf'>): WantedEvents | null {
  if (kind === 'demographic' || !('criterion' in leaf) || !isCountedHere(leaf)) return null;
  return { criterion: leaf.criterion, detail: { ends: needsEnds(leaf), ids: false, values: [] } };
}
