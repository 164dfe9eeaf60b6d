import { rename, rm } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import {
  BIGINT,
  DATE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBInstance,
  type DuckDBValue,
  VARCHAR,
} from '@duckdb/node-api';
import { type Columns, cellOf } from '../../shared/engine/columns.ts';
import { type Job, throwIfCancelled } from '../../shared/engine/job.ts';
import { literal, name } from '../../shared/engine/sql.ts';
import type { WritableTable } from '../../shared/engine/tableWriter.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { isDiskFull } from './diskFull.ts';

const types = { bigint: BIGINT, date: DATE, text: VARCHAR } as const;
const CHUNK_ROWS = 2048;

/** The table writer of the native hosts: a DuckDB of its own, so that the release's engine never gains write access. */
export async function writeTable(path: string, table: WritableTable, job: Job): Promise<number> {
  const format = extname(path).toLowerCase().slice(1);
  if (format !== 'parquet' && format !== 'csv') throw new AkashiError('file.unwritable', { path });
  const target = resolve(path);
  const partial = `${target}.partial`;
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: '' });
  const connection = await instance.connect();
  try {
    const rows = await fill(connection, table, job);
    throwIfCancelled(job);
    const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet, COMPRESSION zstd';
    await connection.run(`COPY output TO ${literal(partial).text} (${options})`);
    await rename(partial, target);
    return rows;
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    throw asFileError(error, path);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function fill(connection: DuckDBConnection, table: WritableTable, job: Job): Promise<number> {
  const columns = table.columns.map((column) => `${name(column.name).text} ${types[column.type]}`);
  await connection.run(`CREATE TABLE output (${columns.join(', ')})`);
  const appender = await connection.createAppender('output');
  let rows = 0;
  for await (const batch of table.batches) {
    throwIfCancelled(job);
    for (let from = 0; from < batch.rowCount; from += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, batch.rowCount - from);
      const chunk = DuckDBDataChunk.create(table.columns.map((column) => types[column.type]));
      chunk.rowCount = count;
      table.columns.forEach((column, i) => {
        chunk.setColumnValues(i, valuesOf(batch, i, column.type, from, count));
      });
      appender.appendDataChunk(chunk);
    }
    rows += batch.rowCount;
  }
  appender.closeSync();
  return rows;
}

function valuesOf(
  batch: Columns,
  index: number,
  type: keyof typeof types,
  from: number,
  count: number,
): DuckDBValue[] {
  const column = batch.columns[index];
  if (!column) throw new RangeError('a column is missing');
  return Array.from({ length: count }, (_, i) => {
    const cell = cellOf(column, from + i);
    if (cell === null) return null;
    if (type === 'date') return new DuckDBDateValue(Number(cell));
    return type === 'bigint' && typeof cell === 'number' ? BigInt(cell) : cell;
  });
}

function asFileError(error: unknown, path: string): AkashiError {
  if (error instanceof AkashiError) return error;
  return new AkashiError(isDiskFull(error) ? 'file.diskFull' : 'file.unwritable', { path }, error);
}
