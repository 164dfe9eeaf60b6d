import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { CsvFormat, FileFormat, MountableFile, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { literal, type Sql, sql } from '../../shared/engine/sql.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';
import { type Benchmark, type Figure, fastest } from './benchmark.ts';

const csv: CsvFormat = {
  kind: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  columns: [
    { name: 'condition_occurrence_id', type: 'bigint' },
    { name: 'person_id', type: 'bigint' },
    { name: 'condition_concept_id', type: 'bigint' },
    { name: 'condition_start_date', type: 'date' },
    { name: 'condition_start_datetime', type: 'timestamp' },
    { name: 'condition_type_concept_id', type: 'bigint' },
    { name: 'visit_occurrence_id', type: 'bigint' },
    { name: 'condition_source_value', type: 'text' },
  ],
};

const engines = [
  { engine: 'native', create: (): Promise<QueryEngine> => createNativeEngine() },
  { engine: 'wasm', create: (): Promise<QueryEngine> => createNodeWasmEngine() },
];

/** Mounting a million condition occurrences in every way, copying results out, and how soon a cancelled query stops. */
export const engineBenchmark: Benchmark = {
  name: 'engine',
  async *run({ scale }) {
    const rows = Math.round(1_000_000 * scale);
    const folder = mkdtempSync(join(tmpdir(), 'akashi-bench-'));
    try {
      const files = await writeConditions(folder, rows);
      for (const { engine, create } of engines) {
        for (const { what, file } of files) {
          yield { what, engine, rows, milliseconds: await mountTime(await create(), file) };
        }
        yield* queries(engine, await create(), rows);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

async function mountTime(engine: QueryEngine, file: MountableFile): Promise<number> {
  const time = await fastest(1, () => engine.mount(file, new JobControl()));
  await engine.close();
  return time;
}

async function* queries(engine: string, opened: QueryEngine, rows: number): AsyncGenerator<Figure> {
  const connection = await opened.connect();
  const copyOut = (what: string, statement: Sql) => async () => {
    const milliseconds = await fastest(3, () => connection.query(statement));
    return { what, engine, rows, milliseconds };
  };
  yield await copyOut(
    'query: 5 numbers a row',
    sql`SELECT CAST(x AS BIGINT) AS a, CAST(x AS INTEGER) AS b,
    CAST(x AS DOUBLE) AS c, CAST(x % 7 AS INTEGER) AS d, x % 2 = 0 AS e FROM range(${literal(rows)}) AS r(x)`,
  )();
  yield await copyOut(
    'query: a short text a row',
    sql`SELECT 'E11.' || (x % 100) AS s FROM range(${literal(rows)}) AS r(x)`,
  )();
  yield {
    what: 'query: SELECT 1',
    engine,
    milliseconds: await fastest(20, () => connection.query(sql`SELECT 1 AS n`)),
  };
  yield { what: 'cancel to stop', engine, milliseconds: await cancelTime(opened) };
  await opened.close();
}

async function cancelTime(engine: QueryEngine): Promise<number> {
  const connection = await engine.connect();
  const job = new JobControl();
  const running = connection
    .query(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM range(100000000000) AS r(x) WHERE x % 7 = 3`, job)
    .catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const start = performance.now();
  job.cancel();
  await running;
  return performance.now() - start;
}

async function writeConditions(folder: string, rows: number) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const parquet = join(folder, 'condition_occurrence.parquet');
  const text = join(folder, 'condition_occurrence.csv');
  await connection.run(`CREATE TABLE c AS SELECT x AS condition_occurrence_id, x // 12 AS person_id,
    4000000 + x % 3000 AS condition_concept_id, DATE '2015-01-01' + CAST(x % 3000 AS INTEGER) AS condition_start_date,
    TIMESTAMP '2015-01-01 09:00:00' + to_days(CAST(x % 3000 AS INTEGER)) AS condition_start_datetime,
    32020 AS condition_type_concept_id, x * 3 AS visit_occurrence_id, 'E11.' || (x % 10) AS condition_source_value
    FROM range(${rows}) AS r(x)`);
  await connection.run(`COPY c TO '${parquet}' (FORMAT parquet, COMPRESSION zstd)`);
  await connection.run(`COPY c TO '${text}' (FORMAT csv, HEADER)`);
  connection.closeSync();
  return [
    { what: 'Parquet on disk', file: fileAt(parquet, { kind: 'parquet' }, true) },
    { what: 'Parquet in a zip or page', file: fileAt(parquet, { kind: 'parquet' }, false) },
    { what: 'CSV on disk', file: fileAt(text, csv, true) },
    { what: 'CSV in a zip or page', file: fileAt(text, csv, false) },
    { what: 'CSV in Shift_JIS', file: fileAt(text, { ...csv, encoding: 'shift_jis' }, false) },
  ];
}

function fileAt(path: string, format: FileFormat, onDisk: boolean): MountableFile {
  const content = readFileSync(path);
  const piece = 1024 * 1024;
  return {
    path: path.slice(path.lastIndexOf('/') + 1),
    bytes: content.length,
    localPath: onDisk ? path : null,
    format,
    read: async (start, end) => content.subarray(start, end),
    stream: async function* () {
      for (let at = 0; at < content.length; at += piece) yield content.subarray(at, at + piece);
    },
  };
}
