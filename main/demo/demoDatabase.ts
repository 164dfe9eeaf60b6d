import { availableParallelism, totalmem } from 'node:os';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Job, throwIfCancelled } from '../../shared/engine/job.ts';
import type { Sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { NativeConnection } from '../engine/nativeConnection.ts';
import { isDiskFull } from '../files/diskFull.ts';

/**
 * A DuckDB that may write files, for making demo releases only. It holds synthetic persons and may spill to `spillFolder`.
 * @param threads default: the machine's
 */
export async function openDemoDatabase(spillFolder: string, threads?: number): Promise<DemoDatabase> {
  const memoryLimitBytes = Math.floor(totalmem() * 0.5);
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads ?? availableParallelism()),
    memory_limit: `${memoryLimitBytes} B`,
    temp_directory: spillFolder,
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const context = { memoryLimitBytes, sealed: false, closed: false };
  const connection = new NativeConnection(await instance.connect(), context, () => {});
  return new DemoDatabase(instance, connection);
}

export class DemoDatabase {
  readonly #instance: DuckDBInstance;
  readonly #connection: NativeConnection;

  constructor(instance: DuckDBInstance, connection: NativeConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Runs one statement. @throws AkashiError `cancelled`, `file.diskFull` (naming `path`), `engine.query`, `engine.outOfMemory` */
  async run(statement: Sql, job: Job, path: string): Promise<void> {
    throwIfCancelled(job);
    try {
      await this.#connection.run(statement, job);
    } catch (thrown) {
      throw isDiskFull(thrown) ? new AkashiError('file.diskFull', { path }, thrown) : thrown;
    }
  }

  query(statement: Sql, job: Job) {
    return this.#connection.query(statement, job);
  }

  async close(): Promise<void> {
    await this.#connection.close();
    this.#instance.closeSync();
  }
}
