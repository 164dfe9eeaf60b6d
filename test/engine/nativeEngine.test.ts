import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { FileFormat, MountableFile, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { Sql, sql } from '../../shared/engine/sql.ts';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(joinPath(tmpdir(), 'akashi-engine-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const file of ['mounted', 'other', '[odd]*']) {
    await connection.run(`COPY (SELECT range AS id FROM range(5000)) TO '${folder}/${file}.parquet'`);
  }
  connection.closeSync();
});

afterAll(() => rmSync(folder, { recursive: true }));

function localFile(path: string, format: FileFormat = { kind: 'parquet' }): MountableFile {
  const localPath = joinPath(folder, path);
  const content = readFileSync(localPath);
  return {
    path,
    localPath,
    bytes: content.length,
    format,
    read: async (start, end) => content.subarray(start, end),
    stream: async function* () {
      yield content;
    },
  };
}

describe('a sealed engine', () => {
  let engine: QueryEngine;
  beforeAll(async () => {
    engine = await createNativeEngine({ threads: 2 });
    const mounted = await engine.mount(localFile('mounted.parquet'), new JobControl());
    const odd = await engine.mount(localFile('[odd]*.parquet'), new JobControl());
    await engine.seal();
    const connection = await engine.connect();
    for (const relation of [mounted, odd]) {
      const rows = toRows(
        await connection.query(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM ${relation}`),
      );
      expect(rows).toEqual([{ n: 5000 }]);
    }
  });
  afterAll(() => engine.close());

  test.each([
    "SELECT * FROM read_parquet('FOLDER/other.parquet')",
    "SELECT * FROM read_parquet('FOLDER/*.parquet')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT content FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('/*')",
    "SELECT * FROM read_parquet('https://127.0.0.1:9/a.parquet')",
    "COPY (SELECT 1) TO 'FOLDER/out.csv'",
    "COPY (SELECT 1) TO 'FOLDER/mounted.parquet' (FORMAT parquet, USE_TMP_FILE FALSE)",
    "COPY (SELECT 1) TO 'FOLDER/mounted.parquet' (FORMAT csv, USE_TMP_FILE FALSE)",
    "ATTACH 'FOLDER/other.db' AS other",
    "ATTACH ':memory:' AS other",
    "EXPORT DATABASE 'FOLDER/export'",
    'INSTALL httpfs',
    'LOAD httpfs',
    'SET enable_external_access = TRUE',
    'SET lock_configuration = FALSE',
    "SET allowed_paths = ['/']",
    "SET temp_directory = 'FOLDER'",
    'RESET temp_directory',
    "PRAGMA enable_profiling = 'json'",
  ])('refuses %s', async (text) => {
    const before = readFileSync(joinPath(folder, 'mounted.parquet'));
    const connection = await engine.connect();
    const statement = Sql.unchecked(text.replaceAll('FOLDER', folder));
    await expect(connection.run(statement)).rejects.toMatchObject({ code: 'engine.refused' });
    expect(readFileSync(joinPath(folder, 'mounted.parquet')).equals(before)).toBe(true);
    await connection.close();
  });

  test('mounts nothing more', async () => {
    await expect(engine.mount(localFile('other.parquet'), new JobControl())).rejects.toMatchObject({
      code: 'engine.refused',
    });
  });
});

describe('a running statement', () => {
  const slow = sql`SELECT CAST(count(*) AS INTEGER) AS n FROM range(100000000000) AS a(x) WHERE x % 7 = 3`;

  test('is interrupted by its job, and only it', async () => {
    const engine = await createNativeEngine({ threads: 2 });
    const [first, second] = [await engine.connect(), await engine.connect()];
    const job = new JobControl();
    const running = first.query(slow, job);
    setTimeout(() => job.cancel(), 100);
    const other = second.query(sql`SELECT CAST(sum(x) AS DOUBLE) AS s FROM range(30000000) AS a(x)`);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(toRows(await other)).toEqual([{ s: 449999985000000 }]);
    expect(toRows(await first.query(sql`SELECT 1 AS one`))).toEqual([{ one: 1 }]);
    await engine.close();
  });

  test('does not start for a job that is cancelled already', async () => {
    const engine = await createNativeEngine({ threads: 1 });
    const connection = await engine.connect();
    const job = new JobControl();
    job.cancel();
    await expect(connection.run(sql`CREATE TABLE work.t (x INTEGER)`, job)).rejects.toMatchObject({
      code: 'cancelled',
    });
    await engine.close();
    await expect(connection.run(sql`SELECT 1`)).rejects.toMatchObject({ code: 'engine.closed' });
    await expect(engine.connect()).rejects.toMatchObject({ code: 'engine.closed' });
  });

  test('is interrupted when the engine closes', async () => {
    const engine = await createNativeEngine({ threads: 1 });
    const connection = await engine.connect();
    const running = expect(connection.query(slow)).rejects.toMatchObject({ code: 'cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await engine.close();
    await running;
  });
});

test('a damaged Parquet file is named', async () => {
  const engine = await createNativeEngine({ threads: 1 });
  writeFileSync(joinPath(folder, 'cut.parquet'), readFileSync(joinPath(folder, 'other.parquet')));
  truncateSync(joinPath(folder, 'cut.parquet'), 3000);
  await expect(engine.mount(localFile('cut.parquet'), new JobControl())).rejects.toMatchObject({
    code: 'release.fileDamaged',
    params: { file: 'cut.parquet' },
  });
  await engine.close();
});

test('an error tells its class and no value', async () => {
  const engine = await createNativeEngine({ threads: 1 });
  const connection = await engine.connect();
  await expect(connection.query(sql`SELECT CAST('secret' AS INTEGER)`)).rejects.toMatchObject({
    code: 'engine.query',
    params: { reason: 'Conversion' },
  });
  await expect(connection.query(sql`SELECT 1; SELECT 2`)).rejects.toMatchObject({ code: 'engine.query' });
  await expect(connection.query(sql`SELECT DATE '2020-01-01' AS d`)).rejects.toMatchObject({
    params: { reason: 'result type DATE' },
  });
  await engine.close();
});
