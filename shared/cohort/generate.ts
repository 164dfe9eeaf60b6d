import { type Cell, toRows } from '../engine/columns.ts';
import { type Job, throwIfCancelled } from '../engine/job.ts';
import type { EngineConnection, QueryEngine } from '../engine/queryEngine.ts';
import { join, literal, name, type Sql, sql } from '../engine/sql.ts';
import { AkashiError, type Failure, toFailure } from '../errors/akashiError.ts';
import { ConceptSetPool } from '../vocabulary/resolveConceptSets.ts';
import type { AttritionBase } from './attrition.ts';
import { availableColumns } from './availableColumns.ts';
import {
  attritionCounts,
  attritionTables,
  compileEntriesWithReason,
  compileRulePatterns,
  exitReasons,
} from './compile/attritionSql.ts';
import { type CohortTables, cdmTables } from './compile/cohortTables.ts';
import { compileEntries } from './compile/compileCohort.ts';
import { collapsedCohorts } from './compile/eraCollapse.ts';
import { missingRelation } from './compile/requirements.ts';
import type { CohortDefinition } from './expression/cohortDefinition.ts';
import { SharedEvents } from './sharedEvents.ts';

/** A definition and the number under which its rows are stored. */
export interface CohortToGenerate {
  readonly key: number;
  readonly definition: CohortDefinition;
}

export interface GenerateOptions {
  /** Milliseconds of a monotonic clock. */
  readonly clock: () => number;
  /** Whether to count what attrition needs as well; costs a few statements per definition. Default no. */
  readonly attrition?: boolean;
  /** Statements at once; default what the engine can usefully run. */
  readonly parallelism?: number;
}

/** How one definition went. Raw counts: mask them before they are shown. */
export type GeneratedCohort =
  | {
      readonly key: number;
      readonly ok: true;
      readonly rows: number;
      readonly persons: number;
      readonly milliseconds: number;
      /** Null unless asked for. */
      readonly attrition: AttritionBase | null;
    }
  | { readonly key: number; readonly ok: false; readonly failure: Failure; readonly milliseconds: number };

/** Cohort periods: cohort_key INTEGER, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE. */
export const cohortTable: Sql = name('work', 'cohort');

/** Events, of some 40 bytes each, that are picked out into memory; with more they are read where they lie. */
const mostEventsToShare = { native: 40_000_000, wasm: 10_000_000 } as const;

/** Creates {@link cohortTable} if it is not there. */
export async function ensureCohortTable(connection: EngineConnection, job?: Job): Promise<void> {
  await connection.run(
    sql`CREATE TABLE IF NOT EXISTS ${cohortTable} (cohort_key INTEGER, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE)`,
    job,
  );
}

/**
 * Generates cohorts into {@link cohortTable}, replacing rows of the same keys. Concept sets of all definitions are
 * resolved first and once; then definitions run on several connections. A definition that fails leaves no rows and
 * does not stop the others.
 * @param engine with an opened release in schema `cdm`
 * @throws AkashiError `cancelled`; `engine.*` when concept sets cannot be resolved
 */
export async function generateCohorts(
  engine: QueryEngine,
  cohorts: readonly CohortToGenerate[],
  options: GenerateOptions,
  job: Job,
): Promise<GeneratedCohort[]> {
  const before = running.get(engine) ?? Promise.resolve();
  const run = before.then(() => {
    throwIfCancelled(job);
    return new GenerationRun(engine, cohorts, options, job).generate();
  });
  running.set(
    engine,
    run.then(
      () => {},
      () => {},
    ),
  );
  return run;
}

/** The last run of each engine: runs share working tables, so they follow each other. */
const running = new WeakMap<QueryEngine, Promise<void>>();

class GenerationRun {
  readonly #engine: QueryEngine;
  readonly #cohorts: readonly CohortToGenerate[];
  readonly #options: GenerateOptions;
  readonly #job: Job;
  readonly #pool = new ConceptSetPool();
  readonly #members = name('work', 'concept_set_member');
  readonly #entries = name('work', 'cohort_entry');

  constructor(engine: QueryEngine, cohorts: readonly CohortToGenerate[], options: GenerateOptions, job: Job) {
    this.#engine = engine;
    this.#cohorts = cohorts;
    this.#options = options;
    this.#job = job;
  }

  async generate(): Promise<GeneratedCohort[]> {
    const wanted = this.#options.parallelism ?? this.#engine.parallelism;
    const connections = await Promise.all(
      Array.from({ length: Math.max(1, Math.min(wanted, this.#cohorts.length)) }, () =>
        this.#engine.connect(),
      ),
    );
    try {
      return await this.#generateOn(connections);
    } finally {
      await Promise.all(connections.map((connection) => connection.close()));
    }
  }

  async #generateOn(connections: readonly EngineConnection[]): Promise<GeneratedCohort[]> {
    const [first] = connections;
    if (first === undefined || this.#cohorts.length === 0) return [];
    const keys = new Map(
      this.#cohorts.map(({ key, definition }) => [key, this.#pool.add(definition.conceptSets)]),
    );
    const shared = new SharedEvents(this.#members);
    try {
      await this.#prepare(first);
      const results = await this.#runAll(connections, keys, shared);
      await first.run(
        sql`INSERT INTO ${cohortTable}\n${collapsedCohorts(this.#cohorts, this.#entries)}`,
        this.#job,
      );
      return await this.#counted(first, results);
    } finally {
      const leftovers = [...shared.cleanUp(), sql`DROP TABLE IF EXISTS ${this.#entries}`];
      for (const statement of leftovers) await first.run(statement);
    }
  }

  /** Cohort entries of every definition. @param keys of the concept sets, by cohort */
  async #runAll(
    connections: readonly EngineConnection[],
    keys: ReadonlyMap<number, ReadonlyMap<number, number>>,
    shared: SharedEvents,
  ): Promise<Map<number, GeneratedCohort>> {
    const [first] = connections;
    const results = new Map<number, GeneratedCohort>();
    if (first === undefined) return results;
    const available = await availableColumns(first, this.#job);
    for (const { key, definition } of this.#cohorts) {
      if (missingRelation(definition, available) === null) shared.add(definition, keys.get(key) ?? new Map());
    }
    const share = await this.#isWorthSharing(first, shared);
    if (share) await inParallel(connections, shared.statements(), (one, sql) => one.run(sql, this.#job));
    await inParallel(connections, this.#cohorts, async (connection, cohort) => {
      throwIfCancelled(this.#job);
      const keyOf = keys.get(cohort.key) ?? new Map<number, number>();
      const tables = share ? shared.tablesFor(keyOf) : cdmTables(this.#members, keyOf);
      results.set(cohort.key, await this.#generateOne(connection, cohort, available, tables));
      const fraction = results.size / this.#cohorts.length;
      this.#job.report({ phase: 'generating', fraction, detail: cohort.definition.name });
    });
    return results;
  }

  async #prepare(connection: EngineConnection): Promise<void> {
    this.#job.report({ phase: 'conceptSets', fraction: null });
    await ensureCohortTable(connection, this.#job);
    const keys = join(this.#cohorts.map(({ key }) => literal(key)));
    await connection.run(sql`DELETE FROM ${cohortTable} WHERE cohort_key IN (${keys})`, this.#job);
    await connection.run(
      sql`CREATE OR REPLACE TABLE ${this.#entries} (cohort_key INTEGER, person_id BIGINT, start_date DATE, end_date DATE)`,
      this.#job,
    );
    await connection.run(
      sql`CREATE OR REPLACE TABLE ${this.#members} AS\n${this.#pool.resolve()}`,
      this.#job,
    );
  }

  /** Picked-out events are held in memory: only as many as it should hold. */
  async #isWorthSharing(connection: EngineConnection, shared: SharedEvents): Promise<boolean> {
    const [held] = toRows(await connection.query(shared.heldEvents(), this.#job));
    return Number(held?.n ?? 0) <= mostEventsToShare[this.#engine.kind];
  }

  async #generateOne(
    connection: EngineConnection,
    { key, definition }: CohortToGenerate,
    available: ReadonlySet<string>,
    tables: CohortTables,
  ): Promise<GeneratedCohort> {
    const started = this.#options.clock();
    try {
      const table = missingRelation(definition, available);
      if (table !== null)
        throw new AkashiError('definition.missingTable', { definition: definition.name, table });
      const attrition = this.#options.attrition
        ? await this.#generateWithAttrition(connection, { key, definition }, tables)
        : null;
      if (attrition === null) await this.#insertEntries(connection, key, compileEntries(definition, tables));
      return { key, ok: true, rows: 0, persons: 0, milliseconds: this.#options.clock() - started, attrition };
    } catch (thrown) {
      throwIfCancelled(this.#job);
      return { key, ok: false, failure: toFailure(thrown), milliseconds: this.#options.clock() - started };
    }
  }

  async #insertEntries(connection: EngineConnection, key: number, entries: Sql): Promise<void> {
    await connection.run(
      sql`INSERT INTO ${this.#entries}\nSELECT ${key}, person_id, start_date, end_date FROM (\n${entries}\n) AS entries`,
      this.#job,
    );
  }

  /** As the plain way, but the events with their rules are kept until they are counted. */
  async #generateWithAttrition(
    connection: EngineConnection,
    { key, definition }: CohortToGenerate,
    tables: CohortTables,
  ): Promise<AttritionBase> {
    const { events, entries } = attritionTables(key);
    const run = (statement: Sql): Promise<void> => connection.run(statement, this.#job);
    try {
      await run(sql`CREATE OR REPLACE TABLE ${events} AS\n${compileRulePatterns(definition, tables)}`);
      const withReason = compileEntriesWithReason(definition, tables, events);
      await run(sql`CREATE OR REPLACE TABLE ${entries} AS\n${withReason}`);
      const counts = await connection.query(attritionCounts(definition, events, entries), this.#job);
      await this.#insertEntries(connection, key, sql`FROM ${entries}`);
      return readAttrition(definition.inclusionRules.length, toRows(counts));
    } finally {
      await connection.run(sql`DROP TABLE IF EXISTS ${events}`);
      await connection.run(sql`DROP TABLE IF EXISTS ${entries}`);
    }
  }

  /** Adds row and person counts, in the order asked for. */
  async #counted(
    connection: EngineConnection,
    results: ReadonlyMap<number, GeneratedCohort>,
  ): Promise<GeneratedCohort[]> {
    const counts = toRows(
      await connection.query(
        sql`SELECT cohort_key, CAST(COUNT(*) AS INTEGER) AS entries, CAST(COUNT(DISTINCT subject_id) AS INTEGER) AS persons FROM ${cohortTable} GROUP BY cohort_key`,
        this.#job,
      ),
    );
    const byKey = new Map(counts.map((row) => [row.cohort_key, row]));
    return this.#cohorts.flatMap(({ key }) => {
      const result = results.get(key);
      if (result === undefined) return [];
      const row = byKey.get(key);
      return result.ok
        ? { ...result, rows: Number(row?.entries ?? 0), persons: Number(row?.persons ?? 0) }
        : result;
    });
  }
}

/** Runs a task per item, one at a time on each connection. After a failure the rest is left, but nothing runs on. */
async function inParallel<T>(
  connections: readonly EngineConnection[],
  items: readonly T[],
  task: (connection: EngineConnection, item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const settled = await Promise.allSettled(
    connections.map(async (connection) => {
      try {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) await task(connection, next);
      } finally {
        queue.length = 0;
      }
    }),
  );
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
}

function readAttrition(ruleCount: number, rows: readonly Record<string, Cell>[]): AttritionBase {
  const of = (kind: string) =>
    rows
      .filter((row) => row.kind === kind)
      .map((row) => ({ label: String(row.label), count: Number(row.n) }));
  return {
    ruleCount,
    persons: of('persons').map(({ label, count }) => ({ patterns: label.split(','), count })),
    events: of('events').map(({ label, count }) => ({ pattern: label, count })),
    exits: of('exits').map(({ label, count }) => ({
      reason: exitReasons[Number(label)] ?? 'observationEnd',
      persons: count,
    })),
  };
}
