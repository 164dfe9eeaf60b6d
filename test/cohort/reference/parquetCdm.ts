import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { CdmData, Cell, Row } from './cdmData.ts';

const readable = new Set(['INTEGER', 'BIGINT', 'DOUBLE', 'VARCHAR', 'DATE']);

/** Reads every Parquet file of a folder as a table. Columns of other types than the evaluator knows are left out. */
export async function readParquetFolder(folder: string): Promise<CdmData> {
  if (!existsSync(folder)) throw new Error(`${folder} is missing`);
  const tables: Record<string, readonly Row[]> = {};
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.parquet'))) {
    tables[basename(file, '.parquet')] = await readParquet(join(folder, file));
  }
  return tables;
}

let connection: DuckDBConnection | undefined;

export async function readParquet(file: string): Promise<Row[]> {
  connection ??= await (await DuckDBInstance.create(':memory:')).connect();
  const from = `FROM '${file.replaceAll("'", "''")}'`;
  const header = await connection.runAndReadAll(`SELECT * ${from} LIMIT 0`);
  const types = header.columnTypes().map(String);
  const names = header.columnNames().filter((_, i) => readable.has(types[i] ?? ''));
  const columns = names.map((column) => {
    const quoted = `"${column}"`;
    const type = types[header.columnNames().indexOf(column)];
    if (type === 'DATE') return `${quoted} - DATE '1970-01-01' AS ${quoted}`;
    return type === 'VARCHAR' ? quoted : `CAST(${quoted} AS DOUBLE) AS ${quoted}`;
  });
  const reader = await connection.runAndReadAll(`SELECT ${columns.join(', ')} ${from}`);
  return reader.getRows().map((values) => {
    const row: Record<string, Cell> = {};
    names.forEach((column, i) => {
      const value = values[i];
      row[column] = typeof value === 'bigint' ? Number(value) : ((value ?? null) as Cell);
    });
    return row;
  });
}
