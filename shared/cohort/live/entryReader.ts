import { type Bits, bitsOf } from '../../disclosure/bits.ts';
import { sql } from '../../engine/sql.ts';
import { observedEvents } from '../compile/entryEvents.ts';
import type { Criterion } from '../expression/criterion.ts';
import { wholeNumbers } from '../personNumbers.ts';
import type { CriterionReader, WantedEvents } from './criterionReader.ts';
import { entryOf, entryTable } from './entryTable.ts';
import type { CountedEvents } from './eventPieces.ts';
import { limitedSelection, personsObserved } from './limitedSelection.ts';
import type { LiveAccess } from './liveAccess.ts';
import { observedEntry } from './liveEntry.ts';
import type { LivePlan } from './livePlan.ts';
import { everySelection, type LiveSelection, wholeSelection } from './liveSelection.ts';

/** Gives the index events of definitions. */
export class EntryReader {
  readonly #access: LiveAccess;
  readonly #criteria: CriterionReader;

  constructor(access: LiveAccess, criteria: CriterionReader) {
    this.#access = access;
    this.#criteria = criteria;
  }

  /**
   * Index events after window and limit.
   * @param isExact whether it matters which of a day's events is which
   * @throws AkashiError `draft.tooManyEvents`, `cancelled`, `engine.*`
   */
  async selection(plan: LivePlan, isExact: boolean): Promise<LiveSelection> {
    const { selections } = this.#access.events;
    const key = isExact ? `exact ${plan.entryKey}` : plan.entryKey;
    const known = selections.get(`exact ${plan.entryKey}`) ?? selections.get(key);
    if (known) return known;
    const made = (await this.#selected(plan, isExact, key)) ?? (await this.#selectedThere(plan, key));
    selections.set(key, made);
    return made;
  }

  /** Persons with an event of one of several entry criteria, in observation. */
  async persons(plan: LivePlan, place: number): Promise<Bits> {
    const { entered, persons, threads } = this.#access.events;
    const { connection, job } = this.#access;
    const { key = '', criterion } = plan.entryCriteria[place] ?? {};
    const known = entered.get(key);
    if (known) return known;
    const own = criterion ? [criterion] : [];
    const [counted] = (await this.#counted(plan, own, false)) ?? [];
    let made: Bits;
    if (counted) {
      const periods = await this.#access.events.periods(connection, job);
      const size = await persons.size(connection, job);
      made = await personsObserved(counted, periods, size, plan.definition.entry, threads);
    } else {
      const context = await this.#access.context(plan, own);
      const numbers = await this.#access.query(
        sql`${context.steps()}SELECT DISTINCT n.person_no FROM (\n${observedEvents(context, own)}\n) AS e JOIN ${persons.table} AS n ON n.person_id = e.person_id`,
      );
      made = bitsOf(wholeNumbers(numbers, 0), await persons.size(connection, job));
    }
    entered.set(key, made);
    return made;
  }

  /** Null where the engine must choose among the events. */
  async #selected(plan: LivePlan, isExact: boolean, key: string): Promise<LiveSelection | null> {
    const { events, connection, job } = this.#access;
    const { entries, tooMany, limits } = events;
    const { entry: window } = plan.definition;
    const content = `${isExact} ${plan.keyOf(window.criteria)}`;
    if (tooMany.has(content)) return null;
    const known = window.limit === 'All' ? entries.get(content) : undefined;
    if (known) return everySelection(known, window, key, events.threads);
    const counted = await this.#counted(plan, window.criteria, isExact);
    if (!counted) return null;
    const periods = await events.periods(connection, job);
    const persons = await events.persons.size(connection, job);
    if (window.limit !== 'All')
      return limitedSelection(counted, periods, persons, window, isExact, key, events.threads);
    const entry = observedEntry(counted, periods.all, persons, events.nextEntry(), limits.entry);
    if (entry) entries.set(content, entry);
    else tooMany.add(content);
    return entry && everySelection(entry, window, key, events.threads);
  }

  /** Events of each of the entry criteria; null where the engine must choose among them. */
  async #counted(
    plan: LivePlan,
    criteria: readonly Criterion[],
    isExact: boolean,
  ): Promise<CountedEvents[] | null> {
    // The limit looks at the start before such a period replaces it.
    if (criteria.some(({ userDefinedPeriod }) => userDefinedPeriod !== null)) return null;
    const counted: CountedEvents[] = [];
    for (const criterion of criteria) {
      const of = await this.#criteria.counted(plan, { criterion, detail: entryDetail(isExact) }, false);
      if (!of) return null;
      counted.push(of);
    }
    return counted;
  }

  async #selectedThere(plan: LivePlan, key: string): Promise<LiveSelection> {
    const entry = await entryOf(this.#access, await entryTable(this.#access, plan));
    return wholeSelection(entry, plan.definition.entry.limit !== 'All', key);
  }
}

export function entryDetail(isExact: boolean): WantedEvents['detail'] {
  return { ends: isExact, ids: isExact, values: [] };
}
