import { allBits, type Bits, bitsOf, without } from '../../disclosure/bits.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../engine/queryEngine.ts';
import { epochDays, join, plainName, type Sql, sql } from '../../engine/sql.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import { availableColumns } from '../availableColumns.ts';
import { cohortEntries } from '../compile/cohortExit.ts';
import { CompileContext } from '../compile/compileContext.ts';
import { criterionEvents } from '../compile/criterionEvents.ts';
import { indexEventColumns, observedEvents, primaryEvents } from '../compile/entryEvents.ts';
import { correlatedHits, demographicHits } from '../compile/groupCondition.ts';
import { missingRelation, withNested } from '../compile/requirements.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type { CorrelatedCriterion } from '../expression/criteriaGroup.ts';
import type { Criterion } from '../expression/criterion.ts';
import { type PersonNumbers, wholeNumbers } from '../personNumbers.ts';
import { ConceptMembers } from './conceptMembers.ts';
import { ConceptOrder } from './conceptOrder.ts';
import { LeastRecent } from './leastRecent.ts';
import { type LivePlan, livePlan, type PlanLeaf } from './livePlan.ts';
import {
  bytesOfEvents,
  eventsWithin,
  filteredEvents,
  isCountedHere,
  isNumberFilter,
  needsEnds,
  noDay,
  type PersonEvents,
  sortedEvents,
} from './personEvents.ts';
import { pickEvents } from './pickedEvents.ts';
import { type WorkTable, WorkTables } from './workTables.ts';

/** Entry events numbered from 0, a person's together and by start date, event id and criterion. */
export interface LiveEntry {
  readonly table: WorkTable;
  /** Not shared by two tables, even of the same events. */
  readonly id: number;
  readonly size: number;
  /** Number of the event's person; never falls. */
  readonly personOf: Int32Array;
  /** Start in days since 1970. */
  readonly startOf: Int32Array;
  /** End, {@link noDay} where missing; observation period. */
  readonly endOf: Int32Array;
  readonly opStartOf: Int32Array;
  readonly opEndOf: Int32Array;
  readonly persons: number;
}

/** Stands for the events of a criterion that are too many to hold. */
const tooMany: PersonEvents = { offsets: new Int32Array(), starts: new Int32Array(), ends: null, values: [] };

/** Exit of an event that makes no cohort period. */
export const noExit = noDay;

/** Bytes for live counts: tables in the engine, the rest here; and how many rows there may be of each kind. */
const room = {
  native: { tables: 1e9, bits: 256e6, days: 128e6, events: 512e6, entry: 25e6, picked: 25e6, counted: 12e6 },
  wasm: { tables: 3e8, bits: 64e6, days: 32e6, events: 192e6, entry: 4e6, picked: 4e6, counted: 3e6 },
} as const;

/**
 * What live counts know of a release: entry events, and for every criterion asked of them which meet it. Each is asked
 * of the engine once and kept, within limits, until the release closes.
 */
export class LiveEvents {
  readonly #engine: QueryEngine;
  readonly persons: PersonNumbers;
  /** Copies of tables that criteria read faster. */
  readonly order: ConceptOrder;
  readonly members = new ConceptMembers();
  readonly tables: WorkTables;
  readonly bits: LeastRecent<Bits>;
  readonly days: LeastRecent<Int32Array>;
  readonly events: LeastRecent<PersonEvents>;
  /** Questions about criteria, entry events and exits that the engine was asked so far. */
  queries = 0;
  #available: ReadonlySet<string> | null = null;
  readonly #entries = new WeakMap<WorkTable, LiveEntry>();
  #nextEntry = 1;

  constructor(engine: QueryEngine, persons: PersonNumbers, order = new ConceptOrder(engine, [])) {
    this.#engine = engine;
    this.order = order;
    this.persons = persons;
    const { tables, bits, days, events } = room[engine.kind];
    this.tables = new WorkTables(tables);
    this.bits = new LeastRecent<Bits>(bits, ({ byteLength }) => byteLength);
    this.events = new LeastRecent<PersonEvents>(events, bytesOfEvents);
    this.days = new LeastRecent<Int32Array>(days, ({ byteLength }) => byteLength);
  }

  get limits(): { readonly entry: number; readonly picked: number; readonly counted: number } {
    return room[this.#engine.kind];
  }

  /** @throws AkashiError `definition.missingTable` when the release lacks what the definition needs */
  async refuseMissing(definition: CohortDefinition, connection: EngineConnection, job: Job): Promise<void> {
    this.#available ??= await availableColumns(connection, job);
    const table = missingRelation(definition, this.#available);
    if (table !== null)
      throw new AkashiError('definition.missingTable', { definition: definition.name, table });
  }

  /** The entry that a table holds, read from it when it is new. */
  async entryIn(table: WorkTable, connection: EngineConnection, job: Job): Promise<LiveEntry> {
    const known = this.#entries.get(table);
    if (known) return known;
    const persons = await this.persons.size(connection, job);
    const dates = ['start_date', 'end_date', 'op_start_date', 'op_end_date'].map(
      (column) => sql`COALESCE(${epochDays(plainName(column))}, ${noDay})`,
    );
    const columns = await connection.query(
      sql`SELECT event_key, person_no, ${join(dates)} FROM ${table.table}`,
      job,
    );
    const keys = wholeNumbers(columns, 0);
    const at = (place: number) => placed(keys, wholeNumbers(columns, place), table.rows);
    const entry: LiveEntry = {
      table,
      id: this.#nextEntry++,
      size: table.rows,
      personOf: at(1),
      startOf: at(2),
      endOf: at(3),
      opStartOf: at(4),
      opEndOf: at(5),
      persons,
    };
    this.#entries.set(table, entry);
    return entry;
  }
}

/** One count's access to {@link LiveEvents}: holds the tables that it reads until it is closed. */
export class LiveReader {
  readonly #events: LiveEvents;
  readonly #connection: EngineConnection;
  readonly #job: Job;
  readonly #held: WorkTable[] = [];

  constructor(events: LiveEvents, connection: EngineConnection, job: Job) {
    this.#events = events;
    this.#connection = connection;
    this.#job = job;
  }

  async close(): Promise<void> {
    for (const table of this.#held) await this.#events.tables.release(this.#connection, table);
    this.#held.length = 0;
  }

  /** @throws AkashiError `definition.missingTable`, `cancelled`, `engine.*` */
  async plan(definition: CohortDefinition): Promise<LivePlan> {
    await this.#events.refuseMissing(definition, this.#connection, this.#job);
    const { members } = this.#events;
    return livePlan(definition, await members.resolve(this.#connection, definition.conceptSets, this.#job));
  }

  /** @throws AkashiError `draft.tooManyEvents`, `cancelled`, `engine.*` */
  async entry(plan: LivePlan): Promise<LiveEntry> {
    const { tables, persons, limits } = this.#events;
    const known = tables.find(plan.entryKey, []);
    const table = known ?? (await this.#makeEntry(plan));
    this.#held.push(table);
    if (table.rows > limits.entry) throw new AkashiError('draft.tooManyEvents', { limit: limits.entry });
    await persons.size(this.#connection, this.#job);
    return this.#events.entryIn(table, this.#connection, this.#job);
  }

  async #makeEntry(plan: LivePlan): Promise<WorkTable> {
    const { tables, persons, limits } = this.#events;
    const { criteria } = plan.definition.entry;
    await persons.size(this.#connection, this.#job);
    const context = await this.#context(plan, criteria);
    const primary = primaryEvents(context);
    const order = sql`person_no, start_date, event_id${criteria.length > 1 ? sql`, criterion` : sql``}`;
    this.#events.queries++;
    return tables.make(
      this.#connection,
      plan.entryKey,
      [
        'event_key',
        'person_no',
        'person_id',
        'event_id',
        'start_date',
        'end_date',
        'op_start_date',
        'op_end_date',
        'visit_occurrence_id',
      ],
      sql`${context.steps()}SELECT CAST(ROW_NUMBER() OVER (ORDER BY ${order}) - 1 AS INTEGER) AS event_key, e.person_no, ${indexEventColumns}
FROM (
  SELECT n.person_no, e.* FROM ${primary} AS e
  JOIN ${persons.table} AS n ON n.person_id = e.person_id
  LIMIT ${limits.entry + 1}
) AS e
ORDER BY event_key`,
      this.#job,
    );
  }

  /** Persons with an event of one of several entry criteria, in observation. */
  entryPersons(plan: LivePlan, place: number): Promise<Bits> {
    const { key, criterion } = plan.entryCriteria[place] ?? {};
    return this.#kept(`persons ${key}`, async () => {
      const context = await this.#context(plan, criterion ? [criterion] : []);
      const found = observedEvents(context, criterion ? [criterion] : []);
      const { table } = this.#events.persons;
      return bitsOf(
        await this.#numbers(
          sql`${context.steps()}SELECT DISTINCT n.person_no FROM (\n${found}\n) AS e JOIN ${table} AS n ON n.person_id = e.person_id`,
        ),
        await this.#events.persons.size(this.#connection, this.#job),
      );
    });
  }

  /** Entry events that meet a criterion. */
  async leaf(plan: LivePlan, entry: LiveEntry, leaf: PlanLeaf): Promise<Bits> {
    return this.#kept(`${entry.id} ${leaf.kind} ${leaf.key}`, async () => {
      if (leaf.kind === 'demographic') {
        const context = await this.#context(plan, []);
        const found = demographicHits(context, leaf.leaf, entry.table.table);
        return bitsOf(await this.#numbers(sql`${context.steps()}${found}`), entry.size);
      }
      const events = isCountedHere(leaf.leaf) ? await this.#eventsOf(plan, leaf.leaf) : null;
      if (events) return eventsWithin(leaf.leaf, entry, events);
      const context = await this.#context(plan, withNested(leaf.leaf.criterion));
      const hits = correlatedHits(context, leaf.leaf, entry.table.table, 'found');
      if (hits === null) return allBits(entry.size);
      const keys = await this.#numbers(
        sql`${context.steps()}SELECT DISTINCT event_key FROM (\n${hits.found}\n) AS hit`,
      );
      const found = bitsOf(keys, entry.size);
      return hits.negated ? without(allBits(entry.size), found) : found;
    });
  }

  /** The events of a criterion, whatever its windows; null when they are too many to hold. */
  async #eventsOf(plan: LivePlan, leaf: CorrelatedCriterion): Promise<PersonEvents | null> {
    const { events, persons, limits } = this.#events;
    const ends = needsEnds(leaf);
    const numbers = leaf.criterion.filters.filter(isNumberFilter);
    const filters = leaf.criterion.filters.filter((filter) => !isNumberFilter(filter));
    const criterion = { ...leaf.criterion, filters };
    const values = numbers.map(({ attribute }) => attribute);
    const key = plan.keyOf({ ends, values, criterion });
    const known = events.get(key);
    if (known) return known === tooMany ? null : filteredEvents(known, numbers);
    this.#events.queries++;
    const { size, byId } = await persons.numbered(this.#connection, this.#job);
    const context = await this.#context(plan, withNested(leaf.criterion).slice(1), [leaf.criterion]);
    const found = criterionEvents(context, criterion, { counted: null, sortDate: false, values }, 'found');
    const person = byId ? sql`CAST(a.person_id - ${byId.lowest} AS INTEGER)` : sql`n.person_no`;
    const numbering = byId
      ? sql`WHERE a.person_id BETWEEN ${byId.lowest} AND ${byId.lowest + BigInt(byId.numbers.length - 1)}`
      : sql`JOIN ${persons.table} AS n ON n.person_id = a.person_id`;
    const valueColumns = values.map((_, i) => sql`, a.${plainName(`value_${i + 1}`)}`);
    const columns = await this.#connection.query(
      sql`${context.steps()}SELECT ${person} AS person, ${epochDays(sql`a.start_date`)} AS start_day${ends ? sql`, ${epochDays(sql`a.end_date`)} AS end_day` : sql``}${join(valueColumns, '')}
FROM (
${found}
) AS a
${numbering}
LIMIT ${limits.counted + 1}`,
      this.#job,
    );
    const many = columns.rowCount > limits.counted;
    const sorted = many ? tooMany : sortedEvents(columns, size, byId?.numbers ?? null, ends);
    events.set(key, sorted);
    return many ? null : filteredEvents(sorted, numbers);
  }

  /** The day on which the period of each entry event ends; {@link noExit} where it makes none. */
  async exits(plan: LivePlan, entry: LiveEntry): Promise<Int32Array> {
    const key = `${entry.id} ${plan.exitKey}`;
    const known = this.#events.days.get(key);
    if (known) return known;
    const context = await this.#context(plan, plan.definition.censoring.flatMap(withNested));
    const entries = cohortEntries(context, entry.table.table, { withKey: true });
    this.#events.queries++;
    const columns = await this.#connection.query(
      sql`${context.steps()}SELECT event_key, ${epochDays(sql`end_date`)} AS exit_day FROM (\n${entries}\n) AS x`,
      this.#job,
    );
    const days = placed(wholeNumbers(columns, 0), wholeNumbers(columns, 1), entry.size, noExit);
    this.#events.days.set(key, days);
    return days;
  }

  async #kept(key: string, make: () => Promise<Bits>): Promise<Bits> {
    const known = this.#events.bits.get(key);
    if (known) return known;
    const made = await make();
    this.#events.bits.set(key, made);
    return made;
  }

  async #numbers(query: Sql): Promise<Int32Array> {
    this.#events.queries++;
    return wholeNumbers(await this.#connection.query(query, this.#job), 0);
  }

  /** @param beside criteria that are read where their events lie */
  async #context(
    plan: LivePlan,
    criteria: readonly Criterion[],
    beside: readonly Criterion[] = [],
  ): Promise<CompileContext> {
    const { tables, members, limits } = this.#events;
    const picked = await pickEvents(
      { tables, members: members.table, order: this.#events.order, mostRows: limits.picked },
      this.#connection,
      { criteria: criteria.flatMap(withNested), reading: [...criteria, ...beside].flatMap(withNested) },
      plan.setKeys,
      (table) => this.#held.push(table),
      this.#job,
    );
    return new CompileContext(plan.definition, picked);
  }
}

/** Values at their events' places. */
function placed(keys: Int32Array, values: Int32Array, size: number, otherwise = 0): Int32Array {
  const result = new Int32Array(size).fill(otherwise);
  for (let i = 0; i < keys.length; i++) result[keys[i] ?? 0] = values[i] ?? 0;
  return result;
}
