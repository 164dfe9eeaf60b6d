import type { Bits } from '../../disclosure/bits.ts';
import type { Job } from '../../engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../engine/queryEngine.ts';
import { epochDays, sql } from '../../engine/sql.ts';
import { AkashiError } from '../../errors/akashiError.ts';
import { availableColumns } from '../availableColumns.ts';
import { missingRelation } from '../compile/requirements.ts';
import type { CohortDefinition } from '../expression/cohortDefinition.ts';
import type { PersonNumbers } from '../personNumbers.ts';
import { ConceptEvents } from './conceptEvents.ts';
import { ConceptMembers } from './conceptMembers.ts';
import { ConceptOrder } from './conceptOrder.ts';
import { bytesOfSpans, type EventSpans } from './eventSpans.ts';
import { KeyNames } from './keyNames.ts';
import { LeastRecent } from './leastRecent.ts';
import { bytesOfEntry, type LiveEntry } from './liveEntry.ts';
import { bytesOfSelection, type LiveSelection } from './liveSelection.ts';
import { type ObservationPeriods, observationPeriods } from './observationPeriods.ts';
import { bytesOfEvents, type PersonEvents, rowsOf, sortedEvents } from './personEvents.ts';
import { PersonFacts } from './personFacts.ts';
import { TwoThreads } from './twoThreads.ts';
import { WorkTables } from './workTables.ts';

/** Index events that were asked about a criterion, and those of them that meet it. */
export interface Answers {
  readonly asked: Bits;
  readonly met: Bits;
  /** Key of the selection that was asked: it tells which event was each person's, as long as it is kept. */
  readonly selection: string;
}

/** Bytes for live counts: tables in the engine, the rest here; and how many rows there may be of each kind. */
const room = {
  native: {
    tables: 1e9,
    answers: 256e6,
    days: 128e6,
    parts: 640e6,
    events: 192e6,
    kept: 128e6,
    spans: 320e6,
    entries: 384e6,
    entry: 25e6,
    picked: 25e6,
    counted: 12e6,
  },
  wasm: {
    tables: 3e8,
    answers: 64e6,
    days: 32e6,
    parts: 160e6,
    events: 64e6,
    kept: 32e6,
    spans: 64e6,
    entries: 96e6,
    entry: 4e6,
    picked: 4e6,
    counted: 3e6,
  },
} as const;

/**
 * What live counts know of a release: events of criteria by concept, index events, and for every criterion asked of
 * them which meet it. Each is asked of the engine once and kept, within limits, until the release closes.
 */
export class LiveEvents {
  readonly engine: QueryEngine;
  readonly persons: PersonNumbers;
  readonly facts: PersonFacts;
  /** Where events are counted. */
  readonly threads: TwoThreads;
  /** Copies of tables that criteria read faster. */
  readonly order: ConceptOrder;
  readonly members = new ConceptMembers();
  /** Names of the parts of definitions. */
  readonly names = new KeyNames();
  readonly tables: WorkTables;
  readonly answers: LeastRecent<Answers>;
  /** Of a selection's events those that meet a criterion. */
  readonly met: LeastRecent<Bits>;
  /** Index events after window and limit. */
  readonly selections: LeastRecent<LiveSelection>;
  /** Persons with an event of one of several entry criteria. */
  readonly entered: LeastRecent<Bits>;
  readonly days: LeastRecent<Int32Array>;
  /** Events by concept. */
  readonly parts: ConceptEvents;
  /** Events of criteria that are no plain rows of a concept set, and of sets that have many parts. */
  readonly events: LeastRecent<PersonEvents>;
  /** Which events of a part satisfy filters. */
  readonly kept: LeastRecent<Uint8Array>;
  /** First and last events of each person, of those that criteria count. */
  readonly spans: LeastRecent<EventSpans>;
  readonly entries: LeastRecent<LiveEntry>;
  /** Criteria and entries of more events than are held here. */
  readonly tooMany = new Set<string>();
  /** Questions about criteria, entry events and exits that the engine was asked so far. */
  queries = 0;
  #available: ReadonlySet<string> | null = null;
  #periods: ObservationPeriods | null = null;
  #nextEntry = 1;

  constructor(
    engine: QueryEngine,
    persons: PersonNumbers,
    order = new ConceptOrder(engine, []),
    threads = new TwoThreads(null),
  ) {
    this.threads = threads;
    this.engine = engine;
    this.order = order;
    this.persons = persons;
    this.facts = new PersonFacts(persons);
    const { tables, answers, days, parts, events, kept, spans, entries } = room[engine.kind];
    const bytes = ({ byteLength }: { readonly byteLength: number }) => byteLength;
    this.tables = new WorkTables(tables);
    this.answers = new LeastRecent<Answers>(answers, ({ met }) => 2 * met.byteLength);
    this.met = new LeastRecent<Bits>(answers / 2, bytes);
    this.selections = new LeastRecent<LiveSelection>(entries / 2, bytesOfSelection);
    this.entered = new LeastRecent<Bits>(answers / 8, bytes);
    this.days = new LeastRecent<Int32Array>(days, bytes);
    this.parts = new ConceptEvents(parts);
    this.events = new LeastRecent<PersonEvents>(events, bytesOfEvents);
    this.kept = new LeastRecent<Uint8Array>(kept, bytes);
    this.spans = new LeastRecent<EventSpans>(spans, bytesOfSpans);
    this.entries = new LeastRecent<LiveEntry>(entries, bytesOfEntry);
  }

  get roomForParts(): number {
    return room[this.engine.kind].parts;
  }

  get limits(): { readonly entry: number; readonly picked: number; readonly counted: number } {
    return room[this.engine.kind];
  }

  nextEntry(): number {
    return this.#nextEntry++;
  }

  /** @throws AkashiError `definition.missingTable` when the release lacks what the definition needs */
  async refuseMissing(definition: CohortDefinition, connection: EngineConnection, job: Job): Promise<void> {
    this.#available ??= await availableColumns(connection, job);
    const table = missingRelation(definition, this.#available);
    if (table !== null)
      throw new AkashiError('definition.missingTable', { definition: definition.name, table });
  }

  async periods(connection: EngineConnection, job: Job): Promise<ObservationPeriods> {
    if (this.#periods) return this.#periods;
    const size = await this.persons.size(connection, job);
    const columns = await connection.query(
      sql`SELECT n.person_no, ${epochDays(sql`p.observation_period_start_date`)} AS start_day, ${epochDays(sql`p.observation_period_end_date`)} AS end_day
FROM cdm.observation_period AS p
JOIN ${this.persons.table} AS n ON n.person_id = p.person_id
ORDER BY 1, 2, 3`,
      job,
    );
    const rows = rowsOf(columns, null, { ends: true, ids: false, values: [] }, false);
    this.#periods = observationPeriods(sortedEvents(rows, size), size);
    return this.#periods;
  }
}
