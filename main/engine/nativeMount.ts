import type { DuckDBAppender } from '@duckdb/node-api';
import { arrowBatches, batchSchemaOf } from '../../shared/engine/ingest/arrowBatches.ts';
import { type Batch, type BatchSchema, batchSqlTypes } from '../../shared/engine/ingest/batch.ts';
import { csvBatches } from '../../shared/engine/ingest/csvBatches.ts';
import {
  type ParquetFooter,
  type ParquetModule,
  parquetPieces,
  readParquetFooter,
} from '../../shared/engine/ingest/parquetReader.ts';
import type { Job } from '../../shared/engine/job.ts';
import type { ColumnType, CsvFormat, MountableFile } from '../../shared/engine/queryEngine.ts';
import { join, name, Sql, sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { appendBatch } from './nativeAppend.ts';
import type { NativeConnection } from './nativeConnection.ts';

/** DuckDB reads every path as a glob pattern; this pattern matches `localPath` alone. */
export function exactPattern(localPath: string): string {
  return localPath.replaceAll(/[[*?]/g, '[$&]');
}

/**
 * A Parquet file on this machine, to be read in place.
 * @throws AkashiError `release.fileDamaged` when it has no readable footer
 */
export async function openParquet(
  connection: NativeConnection,
  file: string,
  localPath: string,
  job: Job,
): Promise<Sql> {
  const relation = sql`read_parquet(${exactPattern(localPath)}, hive_partitioning = FALSE)`;
  try {
    await connection.run(sql`SELECT * FROM ${relation} LIMIT 0`, job);
  } catch (thrown) {
    throw isQueryError(thrown) ? new AkashiError('release.fileDamaged', { file }, thrown) : thrown;
  }
  return relation;
}

/** Loads a Parquet file that does not lie on this machine (in a zip), row group by row group. */
export async function loadParquet(connection: NativeConnection, file: MountableFile, job: Job): Promise<Sql> {
  // Six megabytes that a release on disk never needs.
  const { loadParquetModule } = await import('./parquetModule.ts');
  const module = loadParquetModule();
  const footer = await readParquetFooter(module, file);
  return loadBatches(
    connection,
    file,
    batchSchemaOf(footer.schema),
    parquetBatches(module, file, footer, job),
  );
}

/**
 * Loads a CSV file into a table of schema `raw`. DuckDB reads a UTF-8 file on disk fast; whatever it does not take,
 * and any other file, goes through Akashi's own strict reader, which decides and names the place of a fault.
 * @throws AkashiError `release.csvRow`, `release.csvQuote`, `release.encoding`, `release.type`
 */
export async function loadCsv(
  connection: NativeConnection,
  file: MountableFile,
  format: CsvFormat,
  job: Job,
): Promise<Sql> {
  const table = name('raw', file.path);
  if (file.localPath !== null && format.encoding === 'utf-8') {
    try {
      await connection.run(sql`CREATE TABLE ${table} AS ${strictCsv(file.localPath, format)}`, job);
      if (await allFinite(connection, table, format)) return table;
      await connection.run(sql`DROP TABLE ${table}`);
    } catch (thrown) {
      if (!isQueryError(thrown)) throw thrown;
    }
  }
  return loadBatches(connection, file, format, csvBatches(file, format, job));
}

async function* parquetBatches(
  module: ParquetModule,
  file: MountableFile,
  footer: ParquetFooter,
  job: Job,
): AsyncGenerator<Batch> {
  for await (const ipc of parquetPieces(module, file, footer, job)) yield* arrowBatches(ipc);
}

async function loadBatches(
  connection: NativeConnection,
  file: MountableFile,
  schema: BatchSchema,
  batches: AsyncIterable<Batch>,
): Promise<Sql> {
  const table = name('raw', file.path);
  const columns = schema.columns.map(
    ({ name: column, type }) => sql`${name(column)} ${Sql.unchecked(batchSqlTypes[type])}`,
  );
  await connection.run(sql`CREATE TABLE ${table} (${join(columns)})`);
  try {
    await connection.withConnection(async (raw) => {
      let appender: DuckDBAppender | null = await raw.createAppender(file.path, 'raw');
      try {
        for await (const batch of batches) appendBatch(appender, batch);
        appender.closeSync();
        appender = null;
      } finally {
        appender?.clear();
      }
    });
  } catch (thrown) {
    await connection.run(sql`DROP TABLE ${table}`);
    throw thrown;
  }
  return table;
}

const columnSqlTypes: Readonly<Record<ColumnType, string>> = batchSqlTypes;

/**
 * DuckDB's own CSV reader would round 1.5 to 2 and take 1e3, 0x1F and 1_000 for whole numbers, so those columns are
 * read as text and cast only when they are digits.
 */
function strictCsv(localPath: string, format: CsvFormat): Sql {
  const isWhole = (type: ColumnType) => type === 'integer' || type === 'bigint';
  const columns = format.columns.map(
    ({ name: column, type }) => sql`${column}: ${isWhole(type) ? 'VARCHAR' : columnSqlTypes[type]}`,
  );
  const values = format.columns.map(({ name: column, type }) => {
    const value = name(column);
    if (!isWhole(type)) return value;
    const cast = sql`CAST(${value} AS ${Sql.unchecked(columnSqlTypes[type])})`;
    return sql`CASE WHEN regexp_full_match(${value}, ' *[+-]?[0-9]+ *') THEN ${cast} WHEN ${value} IS NOT NULL
      THEN error('not a whole number') END AS ${value}`;
  });
  return sql`SELECT ${join(values)} FROM read_csv(${exactPattern(localPath)}, auto_detect = FALSE, header = TRUE,
    delim = ${format.delimiter}, quote = '"', escape = '"', nullstr = '', strict_mode = TRUE, null_padding = FALSE,
    ignore_errors = FALSE, dateformat = '%Y-%m-%d', columns = {${join(columns)}})`;
}

/** Whether no number is NaN or infinite, which DuckDB reads but no column of a release may hold. */
async function allFinite(connection: NativeConnection, table: Sql, format: CsvFormat): Promise<boolean> {
  const doubles = format.columns.filter(({ type }) => type === 'double');
  if (doubles.length === 0) return true;
  const checks = doubles.map(({ name: column }) => sql`isfinite(${name(column)})`);
  const found = await connection.query(
    sql`SELECT 1 FROM ${table} WHERE NOT (${join(checks, ' AND ')}) LIMIT 1`,
  );
  return found.rowCount === 0;
}

function isQueryError(thrown: unknown): thrown is AkashiError<'engine.query'> {
  return thrown instanceof AkashiError && thrown.code === 'engine.query';
}
