import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WrittenFile } from '../../shared/demo/demoManifest.ts';
import type { ReleaseTable } from '../../shared/demo/releaseTables.ts';
import { type Job, throwIfCancelled } from '../../shared/engine/job.ts';
import type { ColumnType } from '../../shared/engine/queryEngine.ts';
import { join as joinSql, literal, name, type Sql, sql } from '../../shared/engine/sql.ts';
import { findCdmTable } from '../../shared/release/cdm/cdmTables.ts';
import type { DemoDatabase } from './demoDatabase.ts';

/** A table to write: `parts` are Parquet files that hold its rows; without any its own query does. */
export interface TableToWrite {
  readonly table: ReleaseTable;
  readonly parts: readonly string[];
}

/**
 * Writes each table as one Parquet file in its order, with every column of the CDM in its place and type, and deletes
 * the parts.
 * @throws AkashiError `cancelled`, `file.diskFull`, `engine.query`
 */
export async function writeTables(
  database: DemoDatabase,
  release: string,
  tables: readonly TableToWrite[],
  job: Job,
): Promise<WrittenFile[]> {
  const files: WrittenFile[] = [];
  for (const [index, { table, parts }] of tables.entries()) {
    job.report({ phase: 'writing', fraction: 0.8 + (0.2 * index) / tables.length, detail: table.name });
    const source =
      parts.length === 0 ? sql`(${table.rows})` : sql`read_parquet([${joinSql(parts.map(literal))}])`;
    const path = `${table.name}.parquet`;
    const file = join(release, path);
    const columns = completeColumns(table.name, await columnsOf(database, source, job));
    const rows = sql`SELECT ${joinSql(columns)} FROM ${source} ORDER BY ${table.order}`;
    await database.run(copyStatement(rows, file, 'zstd'), job, file);
    for (const part of parts) await rm(part);
    files.push({
      table: table.name,
      path,
      bytes: (await stat(file)).size,
      sha256: await sha256Of(file, job),
      fields: (await columnsOf(database, sql`read_parquet(${file})`, job)).map((column) => ({
        name: column.name,
        type: frictionlessTypes[column.type] ?? 'any',
      })),
    });
  }
  return files;
}

/** Writes the rows of a query to a Parquet file. */
export function copyStatement(rows: Sql, file: string, compression: 'snappy' | 'zstd'): Sql {
  return sql`COPY (${rows}) TO ${file} (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE 122880)`;
}

const duckdbTypes: Readonly<Record<ColumnType, Sql>> = {
  integer: sql`INTEGER`,
  bigint: sql`BIGINT`,
  double: sql`DOUBLE`,
  text: sql`VARCHAR`,
  date: sql`DATE`,
  timestamp: sql`TIMESTAMP`,
};

function completeColumns(tableName: string, present: readonly { readonly name: string }[]): Sql[] {
  const columns = findCdmTable(tableName)?.columns;
  if (!columns) return present.map((column) => name(column.name));
  return columns.map((column) => {
    const given = present.some((each) => each.name === column.name);
    return sql`CAST(${given ? name(column.name) : null} AS ${duckdbTypes[column.type]}) AS ${name(column.name)}`;
  });
}

const frictionlessTypes: Readonly<Record<string, string>> = {
  BIGINT: 'integer',
  INTEGER: 'integer',
  DOUBLE: 'number',
  VARCHAR: 'string',
  DATE: 'date',
  TIMESTAMP: 'datetime',
};

async function columnsOf(
  database: DemoDatabase,
  source: Sql,
  job: Job,
): Promise<{ readonly name: string; readonly type: string }[]> {
  const described = await database.query(
    sql`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${source})`,
    job,
  );
  const [names, types] = described.columns;
  if (names?.type !== 'text' || types?.type !== 'text') return [];
  return names.values.map((column, i) => ({ name: column, type: types.values[i] ?? '' }));
}

async function sha256Of(file: string, job: Job): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) {
    throwIfCancelled(job);
    hash.update(piece);
  }
  return hash.digest('hex');
}
