import { toRows } from '../engine/columns.ts';
import { type Job, throwIfCancelled } from '../engine/job.ts';
import type { EngineConnection, QueryEngine } from '../engine/queryEngine.ts';
import { join, literal, name, type Sql, sql } from '../engine/sql.ts';
import { AkashiError, type Failure, toFailure } from '../errors/akashiError.ts';
import { ConceptSetPool } from '../vocabulary/resolveConceptSets.ts';
import { compileCohort } from './compile/compileCohort.ts';
import { resolvedConceptSets } from './compile/conceptSetSource.ts';
import { missingRelation } from './compile/requirements.ts';
import type { CohortDefinition } from './expression/cohortDefinition.ts';

/** A definition and the number under which its rows are stored. */
export interface CohortToGenerate {
  readonly key: number;
  readonly definition: CohortDefinition;
}

export interface GenerateOptions {
  /** Milliseconds of a monotonic clock. */
  readonly clock: () => number;
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
    }
  | { readonly key: number; readonly ok: false; readonly failure: Failure; readonly milliseconds: number };

/** Cohort periods: cohort_key INTEGER, subject_id BIGINT, cohort_start_date DATE, cohort_end_date DATE. */
export const cohortTable: Sql = name('work', 'cohort');

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
  const run = new GenerationRun(engine, cohorts, options, job);
  return run.generate();
}

class GenerationRun {
  readonly #engine: QueryEngine;
  readonly #cohorts: readonly CohortToGenerate[];
  readonly #options: GenerateOptions;
  readonly #job: Job;
  readonly #pool = new ConceptSetPool();
  readonly #members: Sql;

  constructor(engine: QueryEngine, cohorts: readonly CohortToGenerate[], options: GenerateOptions, job: Job) {
    this.#engine = engine;
    this.#cohorts = cohorts;
    this.#options = options;
    this.#job = job;
    this.#members = name('work', 'concept_set_member');
  }

  async generate(): Promise<GeneratedCohort[]> {
    const keys = new Map(
      this.#cohorts.map(({ key, definition }) => [key, this.#pool.add(definition.conceptSets)]),
    );
    const wanted = this.#options.parallelism ?? this.#engine.parallelism;
    const connections = await Promise.all(
      Array.from({ length: Math.max(1, Math.min(wanted, this.#cohorts.length)) }, () =>
        this.#engine.connect(),
      ),
    );
    try {
      const [first] = connections;
      if (first === undefined) return [];
      await this.#prepare(first);
      const available = await availableColumns(first, this.#job);
      const results = new Map<number, GeneratedCohort>();
      const queue = [...this.#cohorts];
      const work = async (connection: EngineConnection): Promise<void> => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          throwIfCancelled(this.#job);
          const conceptSets = resolvedConceptSets(this.#members, keys.get(next.key) ?? new Map());
          const query = (): Sql => compileCohort(definition, conceptSets);
          const { definition } = next;
          results.set(next.key, await this.#generateOne(connection, next, available, query));
          this.#job.report({
            phase: 'generating',
            fraction: results.size / this.#cohorts.length,
            detail: definition.name,
          });
        }
      };
      await settleAll(connections.map(work));
      return await this.#counted(first, results);
    } finally {
      await Promise.all(connections.map((connection) => connection.close()));
    }
  }

  async #prepare(connection: EngineConnection): Promise<void> {
    this.#job.report({ phase: 'conceptSets', fraction: null });
    await ensureCohortTable(connection, this.#job);
    if (this.#cohorts.length > 0) {
      const keys = join(this.#cohorts.map(({ key }) => literal(key)));
      await connection.run(sql`DELETE FROM ${cohortTable} WHERE cohort_key IN (${keys})`, this.#job);
    }
    await connection.run(
      sql`CREATE OR REPLACE TABLE ${this.#members} AS\n${this.#pool.resolve()}`,
      this.#job,
    );
  }

  async #generateOne(
    connection: EngineConnection,
    { key, definition }: CohortToGenerate,
    available: ReadonlySet<string>,
    query: () => Sql,
  ): Promise<GeneratedCohort> {
    const started = this.#options.clock();
    try {
      const table = missingRelation(definition, available);
      if (table !== null)
        throw new AkashiError('definition.missingTable', { definition: definition.name, table });
      await connection.run(
        sql`INSERT INTO ${cohortTable}\nSELECT ${key}, person_id, start_date, end_date FROM (\n${query()}\n) AS cohort`,
        this.#job,
      );
      return { key, ok: true, rows: 0, persons: 0, milliseconds: this.#options.clock() - started };
    } catch (thrown) {
      throwIfCancelled(this.#job);
      return { key, ok: false, failure: toFailure(thrown), milliseconds: this.#options.clock() - started };
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

/** Waits for all, then throws the first failure: no statement is left running behind. */
async function settleAll(work: readonly Promise<void>[]): Promise<void> {
  const settled = await Promise.allSettled(work);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
}

/** `table.column` of everything in schema cdm. */
async function availableColumns(connection: EngineConnection, job: Job): Promise<Set<string>> {
  const rows = toRows(
    await connection.query(
      sql`SELECT CAST(table_name AS VARCHAR) AS t, CAST(column_name AS VARCHAR) AS c FROM information_schema.columns WHERE table_schema = 'cdm'`,
      job,
    ),
  );
  return new Set(rows.map(({ t, c }) => `${t}.${c}`));
}
