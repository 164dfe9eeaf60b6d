import {
  type DuckDBConnection,
  type DuckDBMaterializedResult,
  type DuckDBPreparedStatement,
  StatementType,
} from '@duckdb/node-api';
import type { Columns } from '../../shared/engine/columns.ts';
import { toEngineError } from '../../shared/engine/duckdbErrors.ts';
import { type Job, throwIfCancelled } from '../../shared/engine/job.ts';
import type { EngineConnection } from '../../shared/engine/queryEngine.ts';
import type { Sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { readColumns } from './nativeColumns.ts';

/** What a connection needs to know of its engine. */
export interface ConnectionContext {
  readonly memoryLimitBytes: number;
  /** From sealing on only statements that stay inside the database run. */
  readonly sealed: boolean;
  readonly closed: boolean;
}

/** `COPY … TO` an allowed path would overwrite a release's file, so statements are judged by kind as well. */
const statementsInside: ReadonlySet<StatementType> = new Set([
  StatementType.SELECT,
  StatementType.INSERT,
  StatementType.UPDATE,
  StatementType.DELETE,
  StatementType.CREATE,
  StatementType.CREATE_FUNC,
  StatementType.DROP,
  StatementType.ALTER,
  StatementType.TRANSACTION,
  StatementType.EXPLAIN,
  StatementType.ANALYZE,
]);

/** How often a cancelled statement is interrupted again: an interrupt that arrives before it has started is lost. */
const interruptEveryMs = 20;

/** A connection to native DuckDB: statements run one after another on the thread pool and can be interrupted. */
export class NativeConnection implements EngineConnection {
  readonly #connection: DuckDBConnection;
  readonly #engine: ConnectionContext;
  readonly #onClose: (connection: NativeConnection) => void;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    connection: DuckDBConnection,
    engine: ConnectionContext,
    onClose: (connection: NativeConnection) => void,
  ) {
    this.#connection = connection;
    this.#engine = engine;
    this.#onClose = onClose;
  }

  async run(statement: Sql, job?: Job): Promise<void> {
    await this.#enqueue(() => this.#execute(statement, job));
  }

  query(statement: Sql, job?: Job): Promise<Columns> {
    return this.#enqueue(async () => readColumns(await this.#execute(statement, job)));
  }

  /** Runs `work` with the raw connection after what runs on it now: for bulk loading. */
  withConnection<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    return this.#enqueue(() => work(this.#connection));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.interrupt();
    await this.#last;
    this.#connection.closeSync();
    this.#onClose(this);
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(async () => {
      if (this.#closed || this.#engine.closed) throw new AkashiError('engine.closed', {});
      try {
        return await work();
      } catch (thrown) {
        throw toEngineError(thrown, this.#engine.memoryLimitBytes);
      }
    });
    this.#last = next.catch(() => {});
    return next;
  }

  async #execute(statement: Sql, job: Job | undefined): Promise<DuckDBMaterializedResult> {
    if (job) throwIfCancelled(job);
    const stopInterrupting = job ? this.#interruptOnCancel(job) : () => {};
    let prepared: DuckDBPreparedStatement | null = null;
    try {
      prepared = await this.#prepareOne(statement);
      if (this.#engine.sealed && !statementsInside.has(prepared.statementType)) {
        throw new AkashiError('engine.refused', {
          what: StatementType[prepared.statementType] ?? 'statement',
        });
      }
      const result = await prepared.run();
      if (job) throwIfCancelled(job);
      return result;
    } finally {
      stopInterrupting();
      prepared?.destroySync();
    }
  }

  async #prepareOne(statement: Sql): Promise<DuckDBPreparedStatement> {
    const extracted = await this.#connection.extractStatements(statement.text);
    if (extracted.count !== 1) throw new AkashiError('engine.query', { reason: 'more than one statement' });
    return extracted.prepare(0);
  }

  #interruptOnCancel(job: Job): () => void {
    let timer: ReturnType<typeof setInterval> | null = null;
    const stopListening = job.onCancel(() => {
      this.#connection.interrupt();
      timer = setInterval(() => this.#connection.interrupt(), interruptEveryMs);
    });
    return () => {
      stopListening();
      if (timer) clearInterval(timer);
    };
  }
}
