import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import type { Columns } from '../../shared/engine/columns.ts';
import { toEngineError } from '../../shared/engine/duckdbErrors.ts';
import { type Job, throwIfCancelled } from '../../shared/engine/job.ts';
import type { EngineConnection } from '../../shared/engine/queryEngine.ts';
import type { Sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { statementKind } from './statementKind.ts';
import { readColumns } from './wasmColumns.ts';

/** What a connection needs to know of its engine. */
export interface WasmContext {
  readonly bindings: DuckDBBindings;
  readonly memoryLimitBytes: number;
  readonly sealed: boolean;
  readonly closed: boolean;
  /** Lets waiting messages in, a cancellation among them. */
  pause(): Promise<void>;
  /** Told when the WebAssembly instance has trapped and cannot be used any more. */
  broken(): void;
}

/** Statements that stay inside the database. */
const keywordsInside: ReadonlySet<string> = new Set(
  'SELECT WITH FROM VALUES TABLE PIVOT UNPIVOT DESCRIBE SUMMARIZE INSERT UPDATE DELETE CREATE DROP ALTER BEGIN COMMIT ROLLBACK EXPLAIN ANALYZE'.split(
    ' ',
  ),
);

/** A connection to DuckDB-Wasm. Statements advance in slices of time, so that they can be cancelled from outside. */
export class WasmConnection implements EngineConnection {
  readonly #engine: WasmContext;
  readonly #id: number;
  readonly #disconnect: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(engine: WasmContext, id: number, disconnect: () => void) {
    this.#engine = engine;
    this.#id = id;
    this.#disconnect = disconnect;
  }

  async run(statement: Sql, job?: Job): Promise<void> {
    await this.#enqueue(() => this.#execute(statement, job));
  }

  query(statement: Sql, job?: Job): Promise<Columns> {
    return this.#enqueue(async () => readColumns(await this.#execute(statement, job)));
  }

  /** Appends an Arrow IPC stream to a table, which is made from the stream's schema when `create` is set. */
  insert(ipc: Uint8Array, table: string, create: boolean): Promise<void> {
    return this.#enqueue(async () => {
      this.#engine.bindings.insertArrowFromIPCStream(this.#id, ipc, { name: table, schema: 'raw', create });
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#last;
    this.#disconnect();
  }

  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(async () => {
      this.#throwIfClosed();
      try {
        return await work();
      } catch (thrown) {
        if (thrown instanceof WebAssembly.RuntimeError) {
          this.#engine.broken();
          throw new AkashiError('engine.outOfMemory', { limitBytes: this.#engine.memoryLimitBytes }, thrown);
        }
        throw toEngineError(thrown, this.#engine.memoryLimitBytes);
      }
    });
    this.#last = next.catch(() => {});
    return next;
  }

  #throwIfClosed(): void {
    if (this.#closed || this.#engine.closed) throw new AkashiError('engine.closed', {});
  }

  async #execute(statement: Sql, job: Job | undefined): Promise<Uint8Array[]> {
    if (job) throwIfCancelled(job);
    const { bindings } = this.#engine;
    this.#check(statement);
    let header = bindings.startPendingQuery(this.#id, statement.text, false);
    while (header === null) {
      await this.#engine.pause();
      if (this.#closed || this.#engine.closed || job?.cancelled) {
        bindings.cancelPendingQuery(this.#id);
        throw new AkashiError('cancelled', {});
      }
      header = bindings.pollPendingQuery(this.#id);
    }
    const pieces = [header];
    for (;;) {
      const piece = bindings.fetchQueryResults(this.#id);
      if (piece === null) continue;
      if (piece.length === 0) return pieces;
      pieces.push(piece);
    }
  }

  #check(statement: Sql): void {
    const { statements, keyword } = statementKind(this.#engine.bindings, statement.text);
    if (statements !== 1) throw new AkashiError('engine.query', { reason: 'more than one statement' });
    if (this.#engine.sealed && !keywordsInside.has(keyword)) {
      throw new AkashiError('engine.refused', { what: keyword });
    }
  }
}
