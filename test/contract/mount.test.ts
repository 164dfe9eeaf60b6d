import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl, type Progress } from '../../shared/engine/job.ts';
import type { CsvFormat, MountableFile, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { epochDays, name, type Sql, sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { engines } from './engines.ts';
import { fileInMemory, fileOnDisk } from './files.ts';

const csv: CsvFormat = {
  kind: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  columns: [
    { name: 'id', type: 'bigint' },
    { name: 'n', type: 'integer' },
    { name: 'd', type: 'date' },
    { name: 't', type: 'timestamp' },
    { name: 'x', type: 'double' },
    { name: 's', type: 'text' },
  ],
};
const header = 'id,n,d,t,x,s\n';

/** All of a relation in the one form in which both engines must give it. */
function everything(relation: Sql): Sql {
  return sql`SELECT id, n, ${epochDays(name('d'))} AS d, CAST(epoch(t) AS DOUBLE) AS t, x, s FROM ${relation} ORDER BY id`;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(joinPath(tmpdir(), 'akashi-mount-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Both ways in which a file can come: on disk and from a stream. */
const places = ['on disk', 'in a stream'] as const;

function placed(place: (typeof places)[number], file: MountableFile, content: Uint8Array): MountableFile {
  if (place === 'in a stream') return file;
  const path = joinPath(folder, `${Math.random()}-${file.path}`);
  writeFileSync(path, content);
  return fileOnDisk(file, path);
}

function shiftJis(text: string): Uint8Array {
  const table: Readonly<Record<string, readonly number[]>> = {
    狭: [0x8b, 0xb7],
    心: [0x90, 0x53],
    症: [0x8f, 0xc7],
    // Their second bytes are a backslash and a bar.
    表: [0x95, 0x5c],
    翻: [0x96, 0x7c],
  };
  return Uint8Array.from([...text].flatMap((character) => table[character] ?? [character.charCodeAt(0)]));
}

describe.each(engines)('the $kind engine', ({ create }) => {
  let engine: QueryEngine;
  beforeAll(async () => {
    engine = await create();
  });
  afterAll(() => engine.close());

  let files = 0;
  async function mount(place: (typeof places)[number], content: string | Uint8Array, format = csv) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const path = `${engine.kind}${files++}.csv`;
    const file = placed(place, fileInMemory(path, bytes, format, 7), bytes);
    return { path, relation: engine.mount(file, new JobControl()) };
  }

  async function rowsOf(relation: Sql): Promise<unknown[]> {
    const connection = await engine.connect();
    try {
      return toRows(await connection.query(everything(relation)));
    } finally {
      await connection.close();
    }
  }

  describe.each(places)('with CSV %s', (place) => {
    test('reads every type, NULLs, quotes, line ends and a byte order mark', async () => {
      const { relation } = await mount(
        place,
        `\uFEFF${header}9007199254740993,-5,2024-02-29,2024-02-29 10:20:30.5,1.5e-3,"a ""b"", c"\n` +
          '-9223372036854775808,2147483647,1899-12-31,2024-01-01T00:00:00,.5,狭心症\n' +
          '3,,,,,\n' +
          '4,"7","2020-01-01",2020-01-01 23:59,"8","two\nlines"\n' +
          '5, 6 ,2020-01-01,2020-01-01,-1,\' "odd" \'\n',
      );
      expect(await rowsOf(await relation)).toEqual([
        { id: -9223372036854775808n, n: 2147483647, d: -25568, t: 1704067200, x: 0.5, s: '狭心症' },
        { id: 3n, n: null, d: null, t: null, x: null, s: null },
        { id: 4n, n: 7, d: 18262, t: 1577923140, x: 8, s: 'two\nlines' },
        { id: 5n, n: 6, d: 18262, t: 1577836800, x: -1, s: '\' "odd" \'' },
        { id: 9007199254740993n, n: -5, d: 19782, t: 1709202030.5, x: 0.0015, s: 'a "b", c' },
      ]);
    });

    test('reads carriage returns, no last newline, whole numbers with .0 and other dates', async () => {
      const { relation } = await mount(
        place,
        'id,n,d,t,x,s\r\n1,2.0,2024/3/1,,,a\r\n2,+3,20240302,,1,"b"\r\n\r\n3,4,2024-3-3,,,c',
      );
      expect(await rowsOf(await relation)).toEqual([
        { id: 1n, n: 2, d: 19783, t: null, x: null, s: 'a' },
        { id: 2n, n: 3, d: 19784, t: null, x: 1, s: 'b' },
        { id: 3n, n: 4, d: 19785, t: null, x: null, s: 'c' },
      ]);
    });

    test('reads Shift_JIS', async () => {
      const bytes = shiftJis('id,n,d,t,x,s\n1,1,2024-01-01,,,狭心症\n2,,,,,"表,翻"\n');
      const { relation } = await mount(place, bytes, { ...csv, encoding: 'shift_jis' });
      expect((await rowsOf(await relation)).map((row) => (row as { s: string }).s)).toEqual([
        '狭心症',
        '表,翻',
      ]);
    });

    test('reads only a header as no rows', async () => {
      const { relation } = await mount(place, header);
      expect(await rowsOf(await relation)).toEqual([]);
    });

    const good = '1,1,2024-01-01,,1,a\n';
    test.each([
      ['too few fields', `${header}${good}2,2,2024-01-01\n`, { row: 3, expected: 6, found: 3 }],
      [
        'too many fields',
        `${header}${good}${good}3,2,2024-01-01,,1,a,b\n`,
        { row: 4, expected: 6, found: 7 },
      ],
    ])('says which row has %s', async (_case, content, params) => {
      const { path, relation } = await mount(place, content);
      await expect(relation).rejects.toMatchObject({
        code: 'release.csvRow',
        params: { file: path, ...params },
      });
    });

    test.each([
      ['text after a quote', `${header}1,1,2024-01-01,,1,"a"b\n`, 2],
      ['a quote left open', `${header}${good}2,1,2024-01-01,,1,"a\n${good}`, 3],
    ])('says which row has %s', async (_case, content, row) => {
      const { path, relation } = await mount(place, content);
      await expect(relation).rejects.toMatchObject({ code: 'release.csvQuote', params: { file: path, row } });
    });

    test.each([
      ['id', 'bigint', `${header}${good}x,1,2024-01-01,,1,a\n`, 3],
      ['id', 'bigint', `${header}9223372036854775808,1,2024-01-01,,1,a\n`, 2],
      ['n', 'integer', `${header}1,1.5,2024-01-01,,1,a\n`, 2],
      ['n', 'integer', `${header}1,1e3,2024-01-01,,1,a\n`, 2],
      ['n', 'integer', `${header}1,0x1F,2024-01-01,,1,a\n`, 2],
      ['n', 'integer', `${header}1,2147483648,2024-01-01,,1,a\n`, 2],
      ['d', 'date', `${header}1,1,2023-02-29,,1,a\n`, 2],
      ['d', 'date', `${header}1,1,令和6年,,1,a\n`, 2],
      ['t', 'timestamp', `${header}1,1,2024-01-01,2024-01-01 25:00:00,1,a\n`, 2],
      ['x', 'double', `${header}"1",1,2024-01-01,,nan,"two\nlines"\n`, 2],
      ['x', 'double', `${header}"1",1,2024-01-01,,1,"two\nlines"\n1,1,2024-01-01,,inf,b\n`, 4],
    ])('says where a value is no %s of type %s: %j', async (column, type, content, row) => {
      const { path, relation } = await mount(place, content);
      await expect(relation).rejects.toMatchObject({
        code: 'release.type',
        params: { file: path, row, column, type },
      });
    });

    test.each([
      ['UTF-8', 'utf-8', 3],
      ['Shift_JIS', 'shift_jis', 3],
    ] as const)('says which row is not %s', async (_name, encoding, row) => {
      const wrong = encoding === 'utf-8' ? [0x93, 0xfa] : [0xfd, 0xff];
      const text = new TextEncoder();
      const bytes = Uint8Array.from([
        ...text.encode(`${header}${good}2,1,2024-01-01,,1,`),
        ...wrong,
        ...text.encode(`\n${good}`),
      ]);
      const { path, relation } = await mount(place, bytes, { ...csv, encoding });
      await expect(relation).rejects.toMatchObject({ code: 'release.encoding', params: { file: path, row } });
    });

    test('leaves nothing behind of a file that failed', async () => {
      const connection = await engine.connect();
      const before = await connection.query(sql`SELECT table_name FROM information_schema.tables`);
      await expect((await mount(place, `${header}${good}2,2\n`)).relation).rejects.toMatchObject({
        code: 'release.csvRow',
      });
      const after = await connection.query(sql`SELECT table_name FROM information_schema.tables`);
      expect(after.rowCount).toBe(before.rowCount);
      await connection.close();
    });

    test('reads many rows, and stops when cancelled', async () => {
      const lines = Array.from(
        { length: 60_000 },
        (_, i) => `${i},${i % 7},2024-01-${String((i % 28) + 1).padStart(2, '0')},,${i / 4},値${i % 100}`,
      );
      const bytes = new TextEncoder().encode(`${header}${lines.join('\n')}\n`);
      const file = (path: string) => placed(place, fileInMemory(path, bytes, csv, 100_000), bytes);
      const seen: Progress[] = [];
      const relation = await engine.mount(
        file(`${engine.kind}-many-${place}.csv`),
        new JobControl((progress) => seen.push(progress)),
      );
      const connection = await engine.connect();
      expect(
        toRows(
          await connection.query(sql`SELECT CAST(count(*) AS INTEGER) AS rows, CAST(sum(id) AS DOUBLE) AS ids,
            CAST(sum(x) AS DOUBLE) AS x, CAST(count(DISTINCT s) AS INTEGER) AS texts, CAST(sum(n) AS DOUBLE) AS n FROM ${relation}`),
        ),
      ).toEqual([{ rows: 60000, ids: 1799970000, x: 449992500, texts: 100, n: 179994 }]);
      await connection.close();
      expect(seen.every(({ phase }) => phase === 'reading')).toBe(true);
      const job: JobControl = new JobControl(() => job.cancel());
      await expect(engine.mount(file(`${engine.kind}-cancelled-${place}.csv`), job)).rejects.toMatchObject({
        code: 'cancelled',
      });
    });
  });

  describe.each(places)('with Parquet %s', (place) => {
    test('reads the same rows in the same types', async () => {
      const path = joinPath(folder, `${engine.kind}-${places.indexOf(place)}.parquet`);
      await writeParquet(path);
      const bytes = await readFile(path);
      const file = fileInMemory(`${place}.parquet`, bytes, { kind: 'parquet' });
      const relation = await engine.mount(
        place === 'on disk' ? fileOnDisk(file, path) : file,
        new JobControl(),
      );
      const connection = await engine.connect();
      const rows = toRows(
        await connection.query(sql`
          SELECT id, n, ${epochDays(name('d'))} AS d, CAST(epoch(t) AS DOUBLE) AS t, x, s, b, CAST(small AS INTEGER) AS small,
            CAST(dec AS DOUBLE) AS dec FROM ${relation} WHERE id IN (9007199254740993, 9007199254740994, 9007199254840992)
          ORDER BY id`),
      );
      expect(rows).toEqual([
        {
          id: 9007199254740993n,
          n: null,
          d: 18262,
          t: 1577836800.25,
          x: 0,
          s: null,
          b: true,
          small: 1,
          dec: -12.345,
        },
        {
          id: 9007199254740994n,
          n: 1,
          d: 18263,
          t: 1577836801.25,
          x: 0.5,
          s: '値1',
          b: false,
          small: 1,
          dec: -11.345,
        },
        {
          id: 9007199254840992n,
          n: 99999,
          d: null,
          t: null,
          x: 49999.5,
          s: '値99999',
          b: null,
          small: 1,
          dec: 99986.655,
        },
      ]);
      const types = await connection.query(
        sql`SELECT typeof(id) AS id, typeof(n) AS n, typeof(d) AS d, typeof(t) AS t, typeof(x) AS x, typeof(s) AS s, typeof(b) AS b FROM ${relation} LIMIT 1`,
      );
      expect(toRows(types)).toEqual([
        { id: 'BIGINT', n: 'INTEGER', d: 'DATE', t: 'TIMESTAMP', x: 'DOUBLE', s: 'VARCHAR', b: 'BOOLEAN' },
      ]);
      await connection.close();
    });

    test('takes the day of a moment with a zone in UTC, and leaves out what no engine of ours reads', async () => {
      const path = joinPath(folder, `${engine.kind}-zone-${places.indexOf(place)}.parquet`);
      await copyTo(
        path,
        `SELECT TIMESTAMPTZ '2020-01-01 23:30:00+00' AS z, 'ab'::BLOB AS odd, 'b'::ENUM('a', 'b') AS e,
        CAST(7 AS UBIGINT) AS u, CAST(2.5 AS REAL) AS r`,
      );
      const file = fileInMemory(`zone-${place}.parquet`, await readFile(path), { kind: 'parquet' });
      const relation = await engine.mount(
        place === 'on disk' ? fileOnDisk(file, path) : file,
        new JobControl(),
      );
      const connection = await engine.connect();
      expect(
        toRows(
          await connection.query(sql`SELECT ${epochDays(name('z'))} AS d, CAST(epoch(CAST(z AS TIMESTAMP)) AS DOUBLE) AS t,
            CAST(e AS VARCHAR) AS e, CAST(u AS BIGINT) AS u, CAST(r AS DOUBLE) AS r FROM ${relation}`),
        ),
      ).toEqual([{ d: 18262, t: 1577921400, e: 'b', u: 7n, r: 2.5 }]);
      await connection.close();
    });

    test('names a damaged file', async () => {
      const path = joinPath(folder, `${engine.kind}-damaged-${places.indexOf(place)}.parquet`);
      await writeParquet(path);
      const whole = await readFile(path);
      for (const bytes of [
        whole.subarray(0, whole.length - 100),
        whole.subarray(0, 3),
        new Uint8Array(0),
        new TextEncoder().encode(header),
      ]) {
        writeFileSync(path, bytes);
        const file = fileInMemory(`damaged-${bytes.length}.parquet`, bytes, { kind: 'parquet' });
        await expect(
          engine.mount(place === 'on disk' ? fileOnDisk(file, path) : file, new JobControl()),
        ).rejects.toMatchObject({ code: 'release.fileDamaged', params: { file: file.path } });
      }
    });
  });

  test('a file that is too large is refused before a byte of it is read', async () => {
    const huge: MountableFile = {
      path: 'huge.parquet',
      bytes: 5 * 1024 ** 3,
      localPath: null,
      format: { kind: 'parquet' },
      read: async () => {
        throw new AkashiError('file.unreadable', { path: 'read' });
      },
      stream: () => {
        throw new Error('streamed');
      },
    };
    const mounting = engine.mount(huge, new JobControl());
    const limitBytes = engine.mountLimitBytes;
    if (limitBytes === null) await expect(mounting).rejects.toMatchObject({ code: 'file.unreadable' });
    else {
      const params = { file: 'huge.parquet', bytes: huge.bytes, limitBytes };
      await expect(mounting).rejects.toMatchObject({ code: 'release.fileTooLarge', params });
    }
  });
});

function writeParquet(path: string): Promise<void> {
  return copyTo(
    path,
    `SELECT 9007199254740993 + x AS id,
      CASE WHEN x = 0 THEN NULL ELSE CAST(x AS INTEGER) END AS n,
      CASE WHEN x = 99999 THEN NULL ELSE DATE '2020-01-01' + CAST(x % 5000 AS INTEGER) END AS d,
      CASE WHEN x = 99999 THEN NULL ELSE TIMESTAMP '2020-01-01 00:00:00.25' + to_seconds(x) END AS t,
      CAST(x AS DOUBLE) / 2 AS x, CASE WHEN x = 0 THEN NULL ELSE '値' || x END AS s,
      CASE WHEN x = 99999 THEN NULL ELSE x % 2 = 0 END AS b, CAST(1 AS TINYINT) AS small,
      CAST(x - 12.345 AS DECIMAL(12, 3)) AS dec
    FROM range(100000) AS r(x)`,
  );
}

async function copyTo(path: string, query: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${query}) TO '${path}' (FORMAT parquet, ROW_GROUP_SIZE 30000)`);
  connection.closeSync();
  instance.closeSync();
}
