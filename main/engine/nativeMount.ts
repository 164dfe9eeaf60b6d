import type { Job } from '../../shared/engine/job.ts';
import type { ColumnType, CsvFormat, EngineConnection } from '../../shared/engine/queryEngine.ts';
import { join, name, type Sql, sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';

const columnSqlTypes: Readonly<Record<ColumnType, string>> = {
  integer: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  text: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
};

/** DuckDB reads every path as a glob pattern; this pattern matches `localPath` alone. */
export function exactPattern(localPath: string): string {
  return localPath.replaceAll(/[[*?]/g, '[$&]');
}

/**
 * A Parquet file on this machine, to be read in place.
 * @throws AkashiError `release.fileDamaged` when it has no readable footer
 */
export async function openParquet(
  connection: EngineConnection,
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

/**
 * Loads a UTF-8 CSV file on this machine into a table of schema `raw`, strictly in the given columns.
 * @throws AkashiError `release.csvRow`, `release.encoding`, `release.type`
 */
export async function loadCsv(
  connection: EngineConnection,
  file: string,
  localPath: string,
  format: CsvFormat,
  job: Job,
): Promise<Sql> {
  const columns = join(format.columns.map((column) => sql`${column.name}: ${columnSqlTypes[column.type]}`));
  const table = name('raw', file);
  try {
    await connection.run(
      sql`CREATE TABLE ${table} AS FROM read_csv(${exactPattern(localPath)}, auto_detect = FALSE, header = TRUE,
        delim = ${format.delimiter}, quote = '"', escape = '"', nullstr = '', strict_mode = TRUE,
        null_padding = FALSE, ignore_errors = FALSE, dateformat = '%Y-%m-%d', columns = {${columns}})`,
      job,
    );
  } catch (thrown) {
    throw isQueryError(thrown) ? placeOfFault(thrown, file, format) : thrown;
  }
  return table;
}

function isQueryError(thrown: unknown): thrown is AkashiError<'engine.query'> {
  return thrown instanceof AkashiError && thrown.code === 'engine.query';
}

/** Reads row and column, and nothing else, out of DuckDB's message. */
function placeOfFault(thrown: AkashiError, file: string, format: CsvFormat): AkashiError {
  const message = thrown.cause instanceof Error ? thrown.cause.message : '';
  const row = Number(/CSV Error on Line: (\d+)/.exec(message)?.[1] ?? 0);
  const column = /Error when converting column "([^"]+)"/.exec(message)?.[1];
  const type = format.columns.find((candidate) => candidate.name === column)?.type;
  if (column && type) return new AkashiError('release.type', { file, row, column, type }, thrown);
  if (/unicode|utf-?8/i.test(message)) return new AkashiError('release.encoding', { file, row }, thrown);
  const found = Number(/Found: (\d+)/.exec(message)?.[1] ?? 0);
  return new AkashiError('release.csvRow', { file, row, expected: format.columns.length, found }, thrown);
}
