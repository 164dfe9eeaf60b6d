import { allBits, type Bits, bitsOf, without } from '../../disclosure/bits.ts';
import type { Columns } from '../../engine/columns.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../engine/queryEngine.ts';
import { epochDays, type Sql, sql } from '../../engine/sql.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import { availableColumns } from '../availableColumns.ts';
import { cohortEntries } from '../compile/cohortExit.ts';
import { CompileContext } from '../compile/compileContext.ts';
import { indexEventColumns, observedEvents, primaryEvents } from '../compile/entryEvents.ts';
import { correlatedHits, demographicHits } from '../compile/groupCondition.ts';
import { missingRelation, withNested } from '../compile/requirements.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type { Criterion } from '../expression/criterion.ts';
import type { PersonNumbers } from '../personNumbers.ts';
import { ConceptMembers } from './conceptMembers.ts';
import { LeastRecent } from './leastRecent.ts';
import { type LivePlan, livePlan, type PlanLeaf } from './livePlan.ts';
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
  readonly persons: number;
}

/** Exit of an event that makes no cohort period. */
export const noExit = -2147483648;

/** Memory for live counts: tables in the engine, bits here; and how many rows one table may have. */
const room = {
  native: { tables: 2e9, bits: 256e6, days: 256e6, events: 25_000_000, picked: 25_000_000 },
  wasm: { tables: 4e8, bits: 64e6, days: 64e6, events: 4_000_000, picked: 4_000_000 },
} as const;

/**
 * What live counts know of a release: entry events, and for every criterion asked of them which meet it. Each is asked
 * of the engine once and kept, within limits, until the release closes.
 */
export class LiveEvents {
  readonly #engine: QueryEngine;
  readonly persons: PersonNumbers;
  readonly members = new ConceptMembers();
  readonly tables: WorkTables;
  readonly bits: LeastRecent<Bits>;
  readonly days: LeastRecent<Int32Array>;
  /** Queries about criteria and entry events so far: tests count them. */
  queries = 0;
  #available: ReadonlySet<string> | null = null;
  readonly #entries = new WeakMap<WorkTable, LiveEntry>();
  #nextEntry = 1;

  constructor(engine: QueryEngine, persons: PersonNumbers) {
    this.#engine = engine;
    this.persons = persons;
    const { tables, bits, days } = room[engine.kind];
    this.tables = new WorkTables(tables);
    this.bits = new LeastRecent<Bits>(bits, ({ byteLength }) => byteLength);
    this.days = new LeastRecent<Int32Array>(days, ({ byteLength }) => byteLength);
  }

  get limits(): { readonly events: number; readonly picked: number } {
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
    const columns = await connection.query(
      sql`SELECT event_key, person_no, ${epochDays(sql`start_date`)} AS start_day FROM ${table.table}`,
      job,
    );
    const [keys, persons_, starts] = [0, 1, 2].map((i) => integers(columns, i));
    const entry: LiveEntry = {
      table,
      id: this.#nextEntry++,
      size: table.rows,
      personOf: placed(keys, persons_, table.rows),
      startOf: placed(keys, starts, table.rows),
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
    if (table.rows > limits.events) throw new AkashiError('draft.tooManyEvents', { limit: limits.events });
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
  LIMIT ${limits.events + 1}
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
    const days = placed(integers(columns, 0), integers(columns, 1), entry.size, noExit);
    this.#events.days.set(key, days);
    return days;
  }

  async #kept(key: string, make: () => Promise<Bits>): Promise<Bits> {
    const known = this.#events.bits.get(key);
    if (known) return known;
    this.#events.queries++;
    const made = await make();
    this.#events.bits.set(key, made);
    return made;
  }

  async #numbers(query: Sql): Promise<Int32Array> {
    return integers(await this.#connection.query(query, this.#job), 0);
  }

  async #context(plan: LivePlan, criteria: readonly Criterion[]): Promise<CompileContext> {
    const { tables, members, limits } = this.#events;
    const picked = await pickEvents(
      { tables, members: members.table, mostRows: limits.picked },
      this.#connection,
      criteria.flatMap(withNested),
      plan.setKeys,
      (table) => this.#held.push(table),
      this.#job,
    );
    return new CompileContext(plan.definition, picked);
  }
}

function integers({ columns }: Columns, place: number): Int32Array {
  const column = columns[place];
  if (column?.type !== 'int32') throw new RangeError('not a column of whole numbers');
  return column.values;
}

/** Values at their events' places. */
function placed(
  keys: Int32Array = new Int32Array(),
  values: Int32Array = new Int32Array(),
  size: number,
  otherwise = 0,
): Int32Array {
  const result = new Int32Array(size).fill(otherwise);
  for (let i = 0; i < keys.length; i++) result[keys[i] ?? 0] = values[i] ?? 0;
  return result;
}
