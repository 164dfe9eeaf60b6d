import type { DuckDBBindings } from '@duckdb/duckdb-wasm/blocking';
import { toRows } from '../../shared/engine/columns.ts';
import { arrowIpcOf } from '../../shared/engine/ingest/arrowIpc.ts';
import { batchSqlTypes } from '../../shared/engine/ingest/batch.ts';
import { csvBatches } from '../../shared/engine/ingest/csvBatches.ts';
import {
  type ParquetModule,
  parquetPieces,
  readParquetFooter,
} from '../../shared/engine/ingest/parquetReader.ts';
import type { Job } from '../../shared/engine/job.ts';
import type { CsvFormat, MountableFile, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { join, name, Sql, sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { WasmConnection, type WasmContext } from './wasmConnection.ts';

export interface WasmEngineOptions {
  /** Instantiated with the runtime that has no files (`DEFAULT_RUNTIME`), not yet opened. */
  readonly bindings: DuckDBBindings;
  /** `parquet-wasm` with its WebAssembly started. */
  readonly parquet: ParquetModule;
  /** Waits until messages that have arrived were handled: how a running statement learns of its cancellation. */
  readonly pause: () => Promise<void>;
  /** Most bytes of data (Parquet: decompressed) that all mounted files together may have. */
  readonly mountLimitBytes?: number;
  /** Most memory for DuckDB; a 32-bit WebAssembly memory ends at 4 GiB. */
  readonly memoryLimitBytes?: number;
}

const gibibyte = 1024 ** 3;

/** How long a statement runs before messages are let in. */
const sliceMs = 15;

/**
 * Opens DuckDB-Wasm in memory with the schemas `raw`, `cdm` and `work`, within the calling thread: a worker, or Node.
 * It has no file system, and neither loads nor fetches extensions.
 * @throws AkashiError `engine.unavailable` when the instance does not start
 */
export async function createWasmEngine(options: WasmEngineOptions): Promise<QueryEngine> {
  const { bindings } = options;
  const memoryLimitBytes = options.memoryLimitBytes ?? 3 * gibibyte;
  try {
    bindings.open({
      path: ':memory:',
      maximumThreads: 1,
      query: {
        queryPollingInterval: sliceMs,
        castBigIntToDouble: false,
        castDecimalToDouble: false,
        castTimestampToDate: false,
        castDurationToTime64: false,
      },
    });
    const engine = new WasmEngine(options, memoryLimitBytes);
    await engine.withConnection(async (connection) => {
      // First of all, for an extension that is fetched without a network never arrives.
      await connection.run(sql`SET autoinstall_known_extensions = FALSE`);
      await connection.run(sql`SET autoload_known_extensions = FALSE`);
      await connection.run(sql`SET temp_directory = ''`);
      await connection.run(sql`SET memory_limit = ${`${memoryLimitBytes} B`}`);
      for (const schema of ['raw', 'cdm', 'work']) await connection.run(sql`CREATE SCHEMA ${name(schema)}`);
    });
    return engine;
  } catch (thrown) {
    throw new AkashiError('engine.unavailable', { engine: 'DuckDB-Wasm' }, thrown);
  }
}

class WasmEngine implements QueryEngine, WasmContext {
  readonly kind = 'wasm';
  readonly version: string;
  readonly parallelism = 1;
  readonly bindings: DuckDBBindings;
  readonly memoryLimitBytes: number;
  readonly mountLimitBytes: number;
  readonly #parquet: ParquetModule;
  readonly #connections = new Set<WasmConnection>();
  readonly pause: () => Promise<void>;
  #mountedBytes = 0;
  #sealed = false;
  #closed = false;

  constructor(options: WasmEngineOptions, memoryLimitBytes: number) {
    this.bindings = options.bindings;
    this.#parquet = options.parquet;
    this.memoryLimitBytes = memoryLimitBytes;
    this.mountLimitBytes = options.mountLimitBytes ?? 2 * gibibyte;
    this.version = `DuckDB-Wasm ${options.bindings.getVersion()}`;
    this.pause = options.pause;
  }

  get sealed(): boolean {
    return this.#sealed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  broken(): void {
    this.#closed = true;
  }

  async connect(): Promise<WasmConnection> {
    if (this.#closed) throw new AkashiError('engine.closed', {});
    const handle = this.bindings.connect();
    // biome-ignore lint/correctness/useHookAtTopLevel: no React hook; it is how a connection tells its id.
    const id = handle.useUnsafe((_bindings, connectionId) => connectionId);
    const connection: WasmConnection = new WasmConnection(this, id, () => {
      this.#connections.delete(connection);
      handle.close();
    });
    this.#connections.add(connection);
    return connection;
  }

  async withConnection<T>(work: (connection: WasmConnection) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  async mount(file: MountableFile, job: Job): Promise<Sql> {
    if (this.#sealed) throw new AkashiError('engine.refused', { what: 'mount' });
    this.#refuseTooLarge(file, file.bytes);
    const table = name('raw', file.path);
    return this.withConnection(async (connection) => {
      try {
        const { format } = file;
        if (format.kind === 'parquet') await this.#loadParquet(connection, file, job);
        else await this.#loadCsv(connection, file, format, job);
        return table;
      } catch (thrown) {
        if (!this.#closed) await connection.run(sql`DROP TABLE IF EXISTS ${table}`);
        throw thrown;
      }
    });
  }

  async seal(): Promise<void> {
    if (this.#sealed) return;
    await this.withConnection(async (connection) => {
      await connection.run(sql`SET enable_external_access = FALSE`);
      await connection.run(sql`SET lock_configuration = TRUE`);
    });
    this.#sealed = true;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([...this.#connections].map((connection) => connection.close()));
    this.bindings.reset();
  }

  #refuseTooLarge(file: MountableFile, bytes: number): void {
    if (this.#mountedBytes + bytes <= this.mountLimitBytes) return;
    throw new AkashiError('release.fileTooLarge', {
      file: file.path,
      bytes,
      limitBytes: this.mountLimitBytes,
    });
  }

  async #loadParquet(connection: WasmConnection, file: MountableFile, job: Job): Promise<void> {
    const footer = await readParquetFooter(this.#parquet, file);
    const bytes = footer.rowGroupBytes.reduce((sum, group) => sum + group, 0);
    this.#refuseTooLarge(file, bytes);
    await connection.insert(footer.schema, file.path, true);
    for await (const ipc of parquetPieces(this.#parquet, file, footer, job)) {
      await connection.insert(ipc, file.path, false);
      await this.pause();
    }
    await this.#dropZones(connection, file.path);
    this.#mountedBytes += bytes;
  }

  /** Moments with a zone become moments in UTC: this build of DuckDB cannot take a day from them. */
  async #dropZones(connection: WasmConnection, table: string): Promise<void> {
    const zoned = toRows(
      await connection.query(sql`SELECT column_name AS name FROM information_schema.columns
        WHERE table_schema = 'raw' AND table_name = ${table} AND data_type = 'TIMESTAMP WITH TIME ZONE'`),
    );
    for (const column of zoned) {
      await connection.run(
        sql`ALTER TABLE ${name('raw', table)} ALTER ${name(String(column.name))} SET DATA TYPE TIMESTAMP`,
      );
    }
  }

  async #loadCsv(
    connection: WasmConnection,
    file: MountableFile,
    format: CsvFormat,
    job: Job,
  ): Promise<void> {
    const columns = format.columns.map(
      (column) => sql`${name(column.name)} ${Sql.unchecked(batchSqlTypes[column.type])}`,
    );
    await connection.run(sql`CREATE TABLE ${name('raw', file.path)} (${join(columns)})`);
    for await (const batch of csvBatches(file, format, job)) {
      await connection.insert(arrowIpcOf(format, batch), file.path, false);
      await this.pause();
    }
    this.#mountedBytes += file.bytes;
  }
}
