import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import type { Columns } from '../../shared/engine/columns.ts';
import { cellOf, toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import {
  addDays,
  dateLiteral,
  daysBetween,
  epochDays,
  join,
  literal,
  name,
  type Sql,
  sql,
} from '../../shared/engine/sql.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';
import { engines } from './engines.ts';

describe.each(engines)('the $kind engine', ({ create }) => {
  let engine: QueryEngine;
  let connection: EngineConnection;

  beforeAll(async () => {
    engine = await create();
    connection = await engine.connect();
  });
  afterAll(() => engine.close());

  const rows = async (statement: Sql) => toRows(await connection.query(statement));

  test('answers with typed columns', async () => {
    const result: Columns = await connection.query(sql`
      SELECT * FROM (VALUES
        (1, CAST(9007199254740993 AS BIGINT), CAST(0.1 AS DOUBLE), TRUE, 'a'),
        (-2147483648, CAST(-9223372036854775808 AS BIGINT), CAST(-1e300 AS DOUBLE), FALSE, ''),
        (NULL, NULL, NULL, NULL, NULL)) AS t(i, b, d, f, s)`);
    expect(result).toEqual({
      rowCount: 3,
      names: ['i', 'b', 'd', 'f', 's'],
      columns: [
        { type: 'int32', values: Int32Array.of(1, -2147483648, 0), nulls: Uint8Array.of(0, 0, 1) },
        {
          type: 'int64',
          values: BigInt64Array.of(9007199254740993n, -9223372036854775808n, 0n),
          nulls: Uint8Array.of(0, 0, 1),
        },
        { type: 'float64', values: Float64Array.of(0.1, -1e300, 0), nulls: Uint8Array.of(0, 0, 1) },
        { type: 'bool', values: Uint8Array.of(1, 0, 0), nulls: Uint8Array.of(0, 0, 1) },
        { type: 'text', values: ['a', '', ''], nulls: Uint8Array.of(0, 0, 1) },
      ],
    });
  });

  test('a column without NULL has no mask, an empty result has its columns', async () => {
    const full = await connection.query(sql`SELECT CAST(range AS INTEGER) AS n FROM range(3)`);
    expect(full.columns[0]?.nulls).toBeNull();
    const empty = await connection.query(sql`SELECT 1 AS n, 'x' AS s, CAST(1 AS BIGINT) AS b WHERE FALSE`);
    expect(empty).toEqual({
      rowCount: 0,
      names: ['n', 's', 'b'],
      columns: [
        { type: 'int32', values: new Int32Array(0), nulls: null },
        { type: 'text', values: [], nulls: null },
        { type: 'int64', values: new BigInt64Array(0), nulls: null },
      ],
    });
    expect(await rows(sql`SELECT NULL AS nothing`)).toEqual([{ nothing: null }]);
  });

  test('rows keep order and NULLs over many chunks', async () => {
    const result = await connection.query(sql`
      SELECT CAST(x AS BIGINT) AS id, CASE WHEN x % 3 = 0 THEN NULL ELSE '値' || x END AS s,
        CASE WHEN x % 5 = 0 THEN NULL ELSE x / 4.0 END::DOUBLE AS d, x % 2 = 0 AS even
      FROM range(100000) AS r(x) ORDER BY x`);
    expect(result.rowCount).toBe(100000);
    const wrong: number[] = [];
    for (let x = 0; x < 100000; x++) {
      const cells = result.columns.map((column) => cellOf(column, x));
      const expected = [BigInt(x), x % 3 === 0 ? null : `値${x}`, x % 5 === 0 ? null : x / 4, x % 2 === 0];
      if (cells.some((cell, i) => cell !== expected[i])) wrong.push(x);
    }
    expect(wrong).toEqual([]);
  });

  test('text is what it was, whatever it holds', async () => {
    const texts = [
      "it's",
      '"quoted"',
      'a\\b',
      '狭心症\u{20B9F}',
      'é\n\t',
      '%_;--',
      '😀'.repeat(20),
      "'; DROP TABLE x; --",
    ];
    const values = join(texts.map((text, i) => sql`(${i}, ${text})`));
    expect(await rows(sql`SELECT s FROM (VALUES ${values}) AS t(i, s) ORDER BY i`)).toEqual(
      texts.map((s) => ({ s })),
    );
    const odd = name('work', 'we"ird 表');
    await connection.run(sql`CREATE TABLE ${odd} (${name('列"1')} INTEGER)`);
    await connection.run(sql`INSERT INTO ${odd} VALUES (7)`);
    expect(await rows(sql`SELECT ${name('列"1')} AS n FROM ${odd}`)).toEqual([{ n: 7 }]);
  });

  test('dates leave as epoch days, sums and decimals as doubles', async () => {
    const day = dateLiteral('2024-02-28');
    expect(
      await rows(sql`
        SELECT ${epochDays(day)} AS days, ${epochDays(addDays(day, 2))} AS later,
          ${epochDays(dateLiteral('1899-12-31'))} AS early,
          ${daysBetween(day, dateLiteral('2024-03-01'))} AS between_days,
          CAST(CAST(12.345 AS DECIMAL(10, 3)) AS DOUBLE) AS dec,
          CAST(sum(x) AS DOUBLE) AS total, CAST(count(*) AS INTEGER) AS n
        FROM range(1000001) AS r(x)`),
    ).toEqual([
      {
        days: 19781,
        later: 19783,
        early: -25568,
        between_days: 2,
        dec: 12.345,
        total: 500000500000,
        n: 1000001,
      },
    ]);
    expect(await rows(sql`SELECT ${literal(1.1)} AS a, ${literal(2n ** 62n)} AS b, ${1e15} AS c`)).toEqual([
      { a: 1.1, b: 2n ** 62n, c: 10n ** 15n },
    ]);
  });

  test.each([
    [sql`SELECT CURRENT_DATE AS d`],
    [sql`SELECT CAST(1 AS HUGEINT) AS h`],
    [sql`SELECT CAST(1.5 AS DECIMAL(4, 1)) AS d`],
    [sql`SELECT CAST(1 AS SMALLINT) AS s`],
    [sql`SELECT CAST(1 AS REAL) AS f`],
    [sql`SELECT INTERVAL 1 DAY AS i`],
    [sql`SELECT [1, 2] AS l`],
    [sql`SELECT nothing FROM nowhere`],
    [sql`SELEC 1`],
    [sql`SELECT CAST('patient' AS INTEGER) AS i`],
    [sql`SELECT 1; SELECT 2`],
  ])('what cannot be answered is an error without values: %s', async (statement) => {
    const error = await connection.query(statement).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'engine.query' });
    expect(JSON.stringify(error.params)).not.toContain('patient');
    expect(await rows(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  test('a statement may end in a semicolon and hold one in a text or a comment', async () => {
    expect(
      await rows(sql`-- 一; two
      SELECT 'a;b' AS s /* ; 三 */;`),
    ).toEqual([{ s: 'a;b' }]);
  });

  test('a cancelled statement stops soon and leaves the connection usable', async () => {
    const job = new JobControl();
    const running = connection.query(
      sql`SELECT CAST(count(*) AS INTEGER) AS n FROM range(100000000000) AS r(x) WHERE x % 7 = 3`,
      job,
    );
    setTimeout(() => job.cancel(), 50);
    const started = performance.now();
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - started).toBeLessThan(3000);
    expect(await rows(sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  });

  test('connections work side by side, each with its temp tables', async () => {
    const others = [await engine.connect(), await engine.connect(), await engine.connect()];
    const answers = await Promise.all(
      others.map(async (other, i) => {
        await other.run(
          sql`CREATE TEMP TABLE mine AS SELECT CAST(x AS INTEGER) AS x FROM range(${(i + 1) * 1000}) AS r(x)`,
        );
        await other.run(sql`CREATE TABLE ${name('work', `shared${i}`)} AS SELECT * FROM mine`);
        return toRows(await other.query(sql`SELECT CAST(sum(x) AS DOUBLE) AS s FROM mine`));
      }),
    );
    expect(answers).toEqual([[{ s: 499500 }], [{ s: 1999000 }], [{ s: 4498500 }]]);
    for (const other of others) await other.close();
    await expect(rows(sql`SELECT * FROM mine`)).rejects.toMatchObject({ code: 'engine.query' });
    expect(await rows(sql`SELECT CAST(count(*) AS INTEGER) AS n FROM work.shared2`)).toEqual([{ n: 3000 }]);
  });

  test('statements on one connection run in the order given', async () => {
    const statements = [
      sql`CREATE TABLE work.ordered (n INTEGER)`,
      ...Array.from({ length: 5 }, (_, n) => sql`INSERT INTO work.ordered VALUES (${n})`),
    ];
    await Promise.all(statements.map((statement) => connection.run(statement)));
    expect(await rows(sql`SELECT CAST(sum(n) AS INTEGER) AS s FROM work.ordered`)).toEqual([{ s: 10 }]);
  });
});

describe.each(engines)('the $kind engine, sealed', ({ create }) => {
  let engine: QueryEngine;
  beforeAll(async () => {
    engine = await create();
    await engine.seal();
  });
  afterAll(() => engine.close());

  test.each([
    [sql`SET enable_external_access = TRUE`],
    [sql`SET lock_configuration = FALSE`],
    [sql`RESET memory_limit`],
    [sql`PRAGMA memory_limit = '9GB'`],
    [sql`INSTALL httpfs`],
    [sql`LOAD httpfs`],
    [sql`ATTACH ':memory:' AS other`],
    [sql`COPY (SELECT 1) TO ${resolve(tmpdir(), 'akashi-never.csv')}`],
    [sql`EXPORT DATABASE ${resolve(tmpdir(), 'akashi-never')}`],
    [sql`CALL pragma_version()`],
    [sql`SELECT * FROM read_csv('/etc/passwd')`],
    [sql`SELECT * FROM glob('/etc/*')`],
    [sql`SELECT * FROM read_text('/etc/passwd')`],
    [sql`SELECT * FROM read_csv('https://127.0.0.1:9/a.csv')`],
  ])('refuses %s', async (statement) => {
    const connection = await engine.connect();
    await expect(connection.run(statement)).rejects.toMatchObject({ code: 'engine.refused' });
    await connection.close();
  });

  test('computes on', async () => {
    const connection = await engine.connect();
    await connection.run(sql`CREATE TABLE work.t AS SELECT 1 AS n`);
    await connection.run(sql`INSERT INTO work.t SELECT n + 1 FROM work.t`);
    await connection.run(sql`UPDATE work.t SET n = n * 10`);
    await connection.run(sql`DELETE FROM work.t WHERE n = 10`);
    expect(toRows(await connection.query(sql`WITH a AS (FROM work.t) SELECT n FROM a`))).toEqual([{ n: 20 }]);
    expect(toRows(await connection.query(sql`(SELECT 1 AS n) UNION ALL (SELECT 2) ORDER BY n`))).toEqual([
      { n: 1 },
      { n: 2 },
    ]);
    await connection.run(sql`DROP TABLE work.t`);
  });

  test('is closed once closed', async () => {
    const other = await create();
    const connection = await other.connect();
    await other.close();
    await other.close();
    await expect(connection.run(sql`SELECT 1`)).rejects.toMatchObject({ code: 'engine.closed' });
    await expect(other.connect()).rejects.toMatchObject({ code: 'engine.closed' });
  });
});

test.each([
  ['native', () => createNativeEngine({ threads: 1, memoryLimitBytes: 60_000_000 })],
  ['wasm', () => createNodeWasmEngine({ memoryLimitBytes: 60_000_000 })],
] as const)('the %s engine says when memory runs out, and goes on', async (_kind, create) => {
  const engine = await create();
  const connection = await engine.connect();
  await expect(
    connection.run(
      sql`CREATE TABLE work.big AS SELECT md5(CAST(x AS VARCHAR)) AS h FROM range(20000000) AS r(x)`,
    ),
  ).rejects.toMatchObject({ code: 'engine.outOfMemory', params: { limitBytes: 60_000_000 } });
  expect(toRows(await connection.query(sql`SELECT 1 AS one`))).toEqual([{ one: 1 }]);
  await engine.close();
});
