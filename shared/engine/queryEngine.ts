import type { Columns } from './columns.ts';
import type { Job } from './job.ts';
import type { Sql } from './sql.ts';

/**
 * A SQL engine that holds one release in memory or in place. Native DuckDB (main/engine) and DuckDB-Wasm
 * (renderer/engine) implement it; SQL must stay within what both run.
 */
export interface QueryEngine {
  readonly kind: 'native' | 'wasm';
  /** The engine's own version, for provenance. */
  readonly version: string;
  /** Connections that can usefully run at once. */
  readonly parallelism: number;
  /** A file of more bytes than this cannot be mounted, so that it can be refused before anything is read. Null: any. */
  readonly mountLimitBytes: number | null;
  connect(): Promise<EngineConnection>;
  /**
   * Makes a file readable by SQL. In place where the engine can (native: Parquet on disk), otherwise loaded into a
   * table of schema `raw`.
   * @returns a relation usable after FROM
   * @throws AkashiError `release.fileDamaged`, `release.csvRow`, `release.csvQuote`, `release.encoding`, `release.type`, `release.fileTooLarge`
   */
  mount(file: MountableFile, job: Job): Promise<Sql>;
  /** After this no SQL can reach the file system beyond the mounted files, or the network, or change that. */
  seal(): Promise<void>;
  close(): Promise<void>;
}

/** One statement at a time; temp tables belong to it. Use one connection per job so that cancelling hits only that job. */
export interface EngineConnection {
  /** Runs a statement for its effect. @throws AkashiError `cancelled`, `engine.query`, `engine.outOfMemory` */
  run(statement: Sql, job?: Job): Promise<void>;
  /** Runs a query and returns all its rows. @throws AkashiError as {@link run} */
  query(statement: Sql, job?: Job): Promise<Columns>;
  close(): Promise<void>;
}

/** A file of a release as the host gives it. */
export interface MountableFile {
  /** Path inside the release, `/` between parts. */
  readonly path: string;
  readonly bytes: number;
  /** Where it lies on this machine, when it does (not inside a zip, not in a browser). */
  readonly localPath: string | null;
  readonly format: FileFormat;
  /** Reads bytes [start, end). */
  read(start: number, end: number): Promise<Uint8Array>;
  /** The whole content in order, in pieces. */
  stream(): AsyncIterable<Uint8Array>;
}

export type FileFormat = { readonly kind: 'parquet' } | CsvFormat;

export interface CsvFormat {
  readonly kind: 'csv';
  readonly encoding: 'utf-8' | 'shift_jis';
  readonly delimiter: string;
  /** The header's columns in file order with the type to read them as; an empty field is NULL. */
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
}

export type ColumnType = 'integer' | 'bigint' | 'double' | 'text' | 'date' | 'timestamp';
