import { allBits, and, type Bits, bitsOf, noBits, or, without } from '../../disclosure/bits.ts';
import { type Job, throwIfCancelled } from '../../engine/job.ts';
import type { EngineConnection } from '../../engine/queryEngine.ts';
import { epochDays, sql } from '../../engine/sql.ts';
import { cohortEntries } from '../compile/cohortExit.ts';
import { observedEvents } from '../compile/entryEvents.ts';
import { correlatedHits, demographicHits } from '../compile/groupCondition.ts';
import { withNested } from '../compile/requirements.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import { wholeNumbers } from '../personNumbers.ts';
import { type CountingSpace, countingSpace } from './countingSpace.ts';
import { CriterionReader, type WantedEvents } from './criterionReader.ts';
import { asksIndexEnd, factsOfDemographic, isAskedHere, markDemographic } from './demographicCount.ts';
import { exitsMatter, limitedEvents, noExit } from './entryPersons.ts';
import { entryOf, entryTable } from './entryTable.ts';
import { LiveAccess } from './liveAccess.ts';
import { type LiveEntry, membersOf, observedEntry, personsOfCriterion, windowedEvents } from './liveEntry.ts';
import type { LiveEvents } from './liveEvents.ts';
import { type LivePlan, leavesOf, livePlan, type PlanLeaf } from './livePlan.ts';
import { isCountedHere, markEventsWithin, needsEnds, needsIndexEnds } from './windowCount.ts';

/** Index events that a definition asks about: those of an entry that its window and limit leave. */
export interface LiveSelection {
  readonly entry: LiveEntry;
  readonly events: Bits;
  /** Names them. */
  readonly key: string;
  /** Whether the engine chose the events, so that other windows and limits need other entries. */
  readonly isChosenThere: boolean;
  readonly space: CountingSpace;
}

/** A selection, and those in its space that meet each criterion. Of what is not selected the bits say nothing. */
export interface LiveAnswers {
  readonly selection: LiveSelection;
  readonly leaves: ReadonlyMap<PlanLeaf, Bits>;
}

/** Asks on behalf of one count; to be closed after it. */
export class LiveReader {
  readonly #access: LiveAccess;
  readonly #criteria: CriterionReader;

  constructor(events: LiveEvents, connection: EngineConnection, job: Job) {
    this.#access = new LiveAccess(events, connection, job);
    this.#criteria = new CriterionReader(this.#access);
  }

  close(): Promise<void> {
    return this.#access.close();
  }

  /** @throws AkashiError `definition.missingTable`, `cancelled`, `engine.*` */
  async plan(definition: CohortDefinition): Promise<LivePlan> {
    const { events, connection, job } = this.#access;
    await events.refuseMissing(definition, connection, job);
    return livePlan(definition, await events.members.resolve(connection, definition.conceptSets, job));
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
      const selection = await this.#selection(plan, isExact);
      const answers = await this.#leaves(plan, selection, isExact || selection.isChosenThere);
      if (answers) return { selection, leaves: answers };
      isExact = true;
    }
  }

  /** Persons with an event of one of several entry criteria, in observation. */
  async entryPersons(plan: LivePlan, { entry, isChosenThere }: LiveSelection, place: number): Promise<Bits> {
    const { selections, persons } = this.#access.events;
    const { connection, job } = this.#access;
    const { key, criterion } = plan.entryCriteria[place] ?? {};
    const name = isChosenThere ? `persons ${key}` : `persons ${entry.id} ${windowKey(plan)} ${place}`;
    const known = selections.get(name);
    if (known) return known;
    if (!isChosenThere) {
      const made = personsOfCriterion(entry, this.#windowed(plan, entry), place);
      selections.set(name, made);
      return made;
    }
    const context = await this.#access.context(plan, criterion ? [criterion] : []);
    const found = observedEvents(context, criterion ? [criterion] : []);
    const numbers = await this.#access.query(
      sql`${context.steps()}SELECT DISTINCT n.person_no FROM (\n${found}\n) AS e JOIN ${persons.table} AS n ON n.person_id = e.person_id`,
    );
    const made = bitsOf(wholeNumbers(numbers, 0), await persons.size(connection, job));
    selections.set(name, made);
    return made;
  }

  /** The day on which the period of each event of a selection ends; {@link noExit} where it makes none. */
  async exits(plan: LivePlan, { entry, events, key }: LiveSelection): Promise<Int32Array> {
    const { days } = this.#access.events;
    const name = `${key} ${plan.exitKey}`;
    const known = days.get(name);
    if (known) return known;
    const { table, rows } = await entryTable(this.#access, plan);
    const context = await this.#access.context(plan, plan.definition.censoring.flatMap(withNested));
    const entries = cohortEntries(context, table, { withKey: true });
    const columns = await this.#access.query(
      sql`${context.steps()}SELECT event_key, ${epochDays(sql`end_date`)} AS exit_day FROM (\n${entries}\n) AS x`,
    );
    const places = membersOf(events, rows);
    const [keys, exitDays] = [wholeNumbers(columns, 0), wholeNumbers(columns, 1)];
    const exits = new Int32Array(entry.size).fill(noExit);
    for (let i = 0; i < keys.length; i++) exits[places[keys[i] ?? 0] ?? 0] = exitDays[i] ?? noExit;
    days.set(name, exits);
    return exits;
  }

  async #selection(plan: LivePlan, isExact: boolean): Promise<LiveSelection> {
    const { limit } = plan.definition.entry;
    const entry = await this.#entry(plan, isExact);
    if (!entry) {
      const chosen = await this.#entryThere(plan);
      const all = allBits(chosen.size);
      return this.#selected({ entry: chosen, events: all, key: `${chosen.id}`, isChosenThere: true });
    }
    const key = `${entry.id} ${windowKey(plan)} ${limit}`;
    const { selections } = this.#access.events;
    const events = selections.get(key) ?? limitedEvents(entry, this.#windowed(plan, entry), limit);
    selections.set(key, events);
    return this.#selected({ entry, events, key, isChosenThere: false });
  }

  #selected(selection: Omit<LiveSelection, 'space'>): LiveSelection {
    const { entry, events } = selection;
    const space = spaces.get(events) ?? countingSpace(entry, events);
    spaces.set(events, space);
    return { ...selection, space };
  }

  #windowed(plan: LivePlan, entry: LiveEntry): Bits {
    const { selections } = this.#access.events;
    const key = `${entry.id} ${windowKey(plan)}`;
    const events = selections.get(key) ?? windowedEvents(entry, plan.definition.entry);
    selections.set(key, events);
    return events;
  }

  /** Every event of the entry criteria; null where the engine must choose among them. */
  async #entry(plan: LivePlan, isExact: boolean): Promise<LiveEntry | null> {
    const { events, connection, job } = this.#access;
    const { entries, tooMany, limits } = events;
    const { criteria } = plan.definition.entry;
    // The limit looks at the start before such a period replaces it.
    if (criteria.some(({ userDefinedPeriod }) => userDefinedPeriod !== null)) return null;
    const content = plan.keyOf({ criteria });
    if (tooMany.has(`entry ${content}`)) return null;
    const known = entries.get(`exact ${content}`) ?? (isExact ? undefined : entries.get(content));
    if (known) return known;
    const pieces = [];
    for (const criterion of criteria) {
      const of = await this.#criteria.pieces(plan, { criterion, detail: entryDetail(isExact) });
      if (!of) return null;
      pieces.push(of);
    }
    const [periods, persons] = [
      await events.periods(connection, job),
      await events.persons.size(connection, job),
    ];
    const entry = observedEntry(pieces, periods, persons, events.nextEntry(), limits.entry);
    if (entry) entries.set(isExact ? `exact ${content}` : content, entry);
    else tooMany.add(`entry ${content}`);
    return entry;
  }

  async #entryThere(plan: LivePlan): Promise<LiveEntry> {
    const { entries } = this.#access.events;
    const key = `there ${plan.entryKey}`;
    const known = entries.get(key);
    if (known) return known;
    const entry = await entryOf(this.#access, await entryTable(this.#access, plan));
    entries.set(key, entry);
    return entry;
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
    const { space, key } = selection;
    const { met } = this.#access.events;
    const leaves = new Map<PlanLeaf, Bits>();
    for (const leaf of leavesOf(plan)) {
      throwIfCancelled(this.#access.job);
      const name = `${key} ${leaf.kind} ${leaf.key}`;
      let found = met.get(name);
      if (!found) {
        const events = await this.#answer(plan, leaf, selection, isExact);
        if (!events) return null;
        found = space.ofEvents(events);
        met.set(name, found);
      }
      leaves.set(leaf, found);
    }
    return leaves;
  }

  /** Asks about the selection's events that were not asked about yet. */
  async #answer(
    plan: LivePlan,
    leaf: PlanLeaf,
    selection: LiveSelection,
    isExact: boolean,
  ): Promise<Bits | null> {
    const { entry, events } = selection;
    const { answers } = this.#access.events;
    const name = `${entry.id} ${leaf.kind} ${leaf.key}`;
    const known = answers.get(name) ?? { asked: noBits(entry.size), met: noBits(entry.size) };
    const fresh = without(events, known.asked);
    let met: Bits = known.met.slice();
    if (!(await this.#markHere(plan, leaf, entry, fresh, met))) {
      if (!isExact) return null;
      met = or(met, and(await this.#askedThere(plan, leaf, selection), fresh));
    }
    answers.set(name, { asked: or(known.asked, events), met });
    return met;
  }

  /** @returns false where the engine must be asked */
  async #markHere(
    plan: LivePlan,
    { kind, leaf }: PlanLeaf,
    entry: LiveEntry,
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
    const pieces = wanted && (await this.#criteria.pieces(plan, wanted));
    if (!pieces) return false;
    markEventsWithin(leaf, entry, pieces, asked, met);
    return true;
  }

  /** The selection's events that the engine finds to meet a criterion. */
  async #askedThere(plan: LivePlan, leaf: PlanLeaf, { entry, events }: LiveSelection): Promise<Bits> {
    const { table, rows } = await entryTable(this.#access, plan);
    const places = membersOf(events, rows);
    const found = async (query: Parameters<LiveAccess['query']>[0]): Promise<Bits> => {
      const keys = wholeNumbers(await this.#access.query(query), 0);
      return bitsOf(
        keys.map((key) => places[key] ?? 0),
        entry.size,
      );
    };
    if (leaf.kind === 'demographic') {
      const context = await this.#access.context(plan, []);
      const hits = demographicHits(context, leaf.leaf, table);
      return found(sql`${context.steps()}${hits}`);
    }
    const context = await this.#access.context(plan, withNested(leaf.leaf.criterion));
    const hits = correlatedHits(context, leaf.leaf, table, 'found');
    if (hits === null) return events;
    const met = await found(sql`${context.steps()}SELECT DISTINCT event_key FROM (\n${hits.found}\n) AS hit`);
    return hits.negated ? without(events, met) : met;
  }
}

/** Of selections, as long as they are kept. */
const spaces = new WeakMap<Bits, CountingSpace>();

function entryDetail(isExact: boolean): WantedEvents['detail'] {
  return { ends: isExact, ids: isExact, values: [] };
}

function windowKey({ definition }: LivePlan): string {
  return `${definition.entry.priorDays} ${definition.entry.postDays}`;
}

/** The events that are counted for a criterion here; null where none are. */
function wantedBy({ kind, leaf }: Pick<PlanLeaf, 'kind' | 'leaf'>): WantedEvents | null {
  if (kind === 'demographic' || !('criterion' in leaf) || !isCountedHere(leaf)) return null;
  return { criterion: leaf.criterion, detail: { ends: needsEnds(leaf), ids: false, values: [] } };
}
