import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { fnv1a } from '../../shared/demo/codes/conceptId.ts';
import { bell, exponential, pick, randomMacros, uniform } from '../../shared/demo/random.ts';
import { toRows } from '../../shared/engine/columns.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { type Sql, sql } from '../../shared/engine/sql.ts';

let engine: QueryEngine;
let connection: EngineConnection;

beforeAll(async () => {
  engine = await createNativeEngine({ threads: 2 });
  connection = await engine.connect();
  for (const statement of randomMacros()) await connection.run(statement);
});
afterAll(async () => engine.close());

async function one(select: Sql): Promise<Record<string, number>> {
  const [row] = toRows(await connection.query(select));
  return Object.fromEntries(Object.entries(row ?? {}).map(([key, value]) => [key, Number(value)]));
}

/** The same mixer in JavaScript's integers, written from its definition. */
function mix(value: number): number {
  let x = value >>> 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d) >>> 0;
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b) >>> 0;
  x ^= x >>> 16;
  return x >>> 0;
}

test('a draw is the documented function of seed, person, stream and index', async () => {
  for (const [seed, person, index] of [
    [1, 1, 0],
    [42, 1_000_000, 7],
    [2 ** 31, 9_999_999, 183 * 1024],
  ] as const) {
    const key = mix((mix(seed) ^ person) >>> 0);
    const expected =
      mix(Number((BigInt(key) + BigInt(fnv1a('test')) + BigInt(index) * 2654435769n) & 0xffffffffn)) /
      2 ** 32;
    const { u } = await one(
      sql`SELECT ${uniform('test', index)} AS u FROM (SELECT demo.person_key(${seed}, ${person}) AS k)`,
    );
    expect(u).toBe(expected);
  }
});

const people = sql`(SELECT demo.person_key(7, i) AS k FROM range(1, 200001) AS r(i))`;

test('draws are uniform and independent of their neighbours', async () => {
  const stats =
    await one(sql`SELECT avg(a) AS mean, var_pop(a) AS variance, corr(a, b) AS streams, corr(a, c) AS indexes,
    min(a) AS lowest, max(a) AS highest
    FROM (SELECT ${uniform('one')} AS a, ${uniform('two')} AS b, ${uniform('one', 1)} AS c FROM ${people})`);
  expect(stats.mean).toBeCloseTo(0.5, 2);
  expect(stats.variance).toBeCloseTo(1 / 12, 2);
  expect(Math.abs(stats.streams ?? 1)).toBeLessThan(0.01);
  expect(Math.abs(stats.indexes ?? 1)).toBeLessThan(0.01);
  expect(stats.lowest).toBeGreaterThanOrEqual(0);
  expect(stats.highest).toBeLessThan(1);
});

test('keys of persons are all different', async () => {
  const { n } = await one(sql`SELECT CAST(count(DISTINCT k) AS INTEGER) AS n FROM ${people}`);
  expect(n).toBe(200_000);
});

test('exponential draws agree with the logarithm and bell-shaped ones with their moments', async () => {
  const stats =
    await one(sql`SELECT avg(e) AS mean, max(abs(e + ln(1 - u))) AS error, avg(z) AS centre, stddev_pop(z) AS spread
    FROM (SELECT ${exponential('x')} AS e, ${uniform('x')} AS u, ${bell('z')} AS z FROM ${people})`);
  expect(stats.mean).toBeCloseTo(1, 1);
  expect(stats.error).toBeLessThan(2e-3);
  expect(stats.centre).toBeCloseTo(0, 1);
  expect(stats.spread).toBeCloseTo(1, 1);
});

test('a piecewise hazard is inverted exactly', async () => {
  const { early, middle, late } =
    await one(sql`SELECT demo.piecewise(0.05e0, 0.1e0, 1e0, 0.4e0, 2e0, 0.2e0) AS early,
    demo.piecewise(0.5e0, 0.1e0, 1e0, 0.4e0, 2e0, 0.2e0) AS middle, demo.piecewise(1.1e0, 0.1e0, 1e0, 0.4e0, 2e0, 0.2e0) AS late`);
  expect(early).toBeCloseTo(0.5, 12);
  expect(middle).toBeCloseTo(2, 12);
  expect(late).toBeCloseTo(4, 12);
});

test('a picked value is as frequent as in its list', async () => {
  const { share } = await one(
    sql`SELECT avg(CASE WHEN v = 2 THEN 1e0 ELSE 0e0 END) AS share FROM (SELECT ${pick([1, 2, 2, 2], uniform('pick'))} AS v FROM ${people})`,
  );
  expect(share).toBeCloseTo(0.75, 2);
});

test('one and two threads draw the same', async () => {
  const sums: unknown[] = [];
  for (const threads of ['1', '2']) {
    const instance = await DuckDBInstance.create(':memory:', { threads });
    const other = await instance.connect();
    for (const statement of randomMacros()) await other.run(statement.text);
    const result = await other.runAndReadAll(
      sql`SELECT sum(CAST(floor(${uniform('t')} * 4294967296e0) AS HUGEINT))::VARCHAR FROM ${people}`.text,
    );
    sums.push(result.getRows()[0]?.[0]);
    other.closeSync();
    instance.closeSync();
  }
  expect(sums[0]).toBe(sums[1]);
});
