import { availableParallelism, totalmem } from 'node:os';
import { DuckDBInstance } from '@duckdb/node-api';
import duckdb from '@duckdb/node-bindings';
import type { Job } from '../../shared/engine/job.ts';
import type { MountableFile, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { join, literal, name, type Sql, sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { type ConnectionContext, NativeConnection } from './nativeConnection.ts';
import { exactPattern, loadCsv, loadParquet, openParquet } from './nativeMount.ts';

export interface NativeEngineOptions {
  /** Threads that DuckDB uses; default: the machine's. */
  readonly threads?: number;
  /** Memory that DuckDB may use; default: three quarters of the machine's. */
  readonly memoryLimitBytes?: number;
}

/** Statements run on Node's thread pool of four; one is left for the file system. */
const mostConnectionsAtOnce = 3;

/**
 * Opens native DuckDB in memory with the schemas `raw`, `cdm` and `work`. It never writes to disk: no spill
 * directory, no extensions, no database file.
 * @throws AkashiError `engine.unavailable` when the binding cannot start
 */
export async function createNativeEngine(options: NativeEngineOptions = {}): Promise<QueryEngine> {
  const threads = options.threads ?? availableParallelism();
  const memoryLimitBytes = options.memoryLimitBytes ?? Math.floor(totalmem() * 0.75);
  try {
    const instance = await DuckDBInstance.create(':memory:', {
      threads: String(threads),
      memory_limit: `${memoryLimitBytes} B`,
      temp_directory: '',
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      allow_community_extensions: 'false',
    });
    const engine = new NativeEngine(instance, threads, memoryLimitBytes);
    await engine.withConnection(async (connection) => {
      // Otherwise what day a moment with a zone falls on would depend on where the machine stands.
      await connection.run(sql`SET GLOBAL TimeZone = 'UTC'`);
      for (const schema of ['raw', 'cdm', 'work']) await connection.run(sql`CREATE SCHEMA ${name(schema)}`);
    });
    return engine;
  } catch (thrown) {
    throw new AkashiError('engine.unavailable', { engine: 'DuckDB' }, thrown);
  }
}

class NativeEngine implements QueryEngine, ConnectionContext {
  readonly kind = 'native';
  readonly mountLimitBytes = null;
  readonly version = `DuckDB ${duckdb.library_version()}`;
  readonly parallelism: number;
  readonly memoryLimitBytes: number;
  readonly #instance: DuckDBInstance;
  readonly #connections = new Set<NativeConnection>();
  readonly #filesInPlace: string[] = [];
  #sealed = false;
  #closed = false;

  constructor(instance: DuckDBInstance, threads: number, memoryLimitBytes: number) {
    this.#instance = instance;
    this.parallelism = Math.min(threads, mostConnectionsAtOnce);
    this.memoryLimitBytes = memoryLimitBytes;
  }

  get sealed(): boolean {
    return this.#sealed;
  }

  get closed(): boolean {
    return this.#closed;
  }

  async connect(): Promise<NativeConnection> {
    if (this.#closed) throw new AkashiError('engine.closed', {});
    const connection = new NativeConnection(await this.#instance.connect(), this, (closed) =>
      this.#connections.delete(closed),
    );
    this.#connections.add(connection);
    return connection;
  }

  async withConnection<T>(work: (connection: NativeConnection) => Promise<T>): Promise<T> {
    const connection = await this.connect();
    try {
      return await work(connection);
    } finally {
      await connection.close();
    }
  }

  async mount(file: MountableFile, job: Job): Promise<Sql> {
    const { localPath, format } = file;
    if (this.#sealed) throw new AkashiError('engine.refused', { what: 'mount' });
    return this.withConnection(async (connection) => {
      job.report({ phase: 'reading', fraction: null, detail: file.path });
      if (format.kind === 'csv') return loadCsv(connection, file, format, job);
      if (localPath === null) return loadParquet(connection, file, job);
      const relation = await openParquet(connection, file.path, localPath, job);
      this.#filesInPlace.push(localPath);
      return relation;
    });
  }

  async seal(): Promise<void> {
    if (this.#sealed) return;
    await this.withConnection(async (connection) => {
      // Both the pattern and what it expands to are checked.
      const paths = join(this.#filesInPlace.flatMap((path) => [literal(path), literal(exactPattern(path))]));
      await connection.run(sql`SET allowed_paths = [${paths}]`);
      await connection.run(sql`SET allowed_directories = []`);
      await connection.run(sql`SET enable_external_access = FALSE`);
      await connection.run(sql`SET lock_configuration = TRUE`);
    });
    this.#sealed = true;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all([...this.#connections].map((connection) => connection.close()));
    this.#instance.closeSync();
  }
}
