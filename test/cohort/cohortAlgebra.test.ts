import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { cohortOverlap, combinedPeriods } from '../../shared/cohort/cohortAlgebra.ts';
import { cohortTable, ensureCohortTable } from '../../shared/cohort/generate.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { addDays, epochDays, join, sql } from '../../shared/engine/sql.ts';
import type { CohortOperation } from '../../shared/workbenchApi.ts';

let engine: QueryEngine;
let connection: EngineConnection;
beforeAll(async () => {
  engine = await createNativeEngine({ threads: 1 });
  connection = await engine.connect();
  await ensureCohortTable(connection);
});
afterAll(() => engine.close());

interface Period {
  readonly cohort: number;
  readonly person: number;
  readonly start: number;
  readonly end: number;
}

const period = fc
  .record({ cohort: fc.nat(2), person: fc.nat(2), start: fc.nat(20), length: fc.nat(6) })
  .map(({ length, ...rest }): Period => ({ ...rest, end: rest.start + length }));

async function store(periods: readonly Period[]): Promise<void> {
  await connection.run(sql`DELETE FROM ${cohortTable}`);
  const day = (n: number) => addDays(sql`'1970-01-01'`, n);
  const rows = periods.map(
    ({ cohort, person, start, end }) => sql`(${cohort}, ${person}, ${day(start)}, ${day(end)})`,
  );
  if (rows.length > 0) await connection.run(sql`INSERT INTO ${cohortTable} VALUES ${join(rows)}`);
}

function days(periods: readonly Period[], cohort: number, person: number): Set<number> {
  return new Set(
    periods
      .filter((one) => one.cohort === cohort && one.person === person)
      .flatMap(({ start, end }) => Array.from({ length: end - start + 1 }, (_, i) => start + i)),
  );
}

async function daysOf(operation: CohortOperation): Promise<string[]> {
  const combined = combinedPeriods(operation, [0, 1, 2]);
  const rows = toRows(
    await connection.query(
      sql`SELECT CAST(person_id AS INTEGER) AS p, ${epochDays(sql`start_date`)} AS a, ${epochDays(sql`end_date`)} AS z FROM (${combined}) AS x`,
    ),
  );
  return rows
    .flatMap(({ p, a, z }) =>
      Array.from({ length: Number(z) - Number(a) + 1 }, (_, i) => `${p}:${Number(a) + i}`),
    )
    .sort();
}

test('combinations are set operations on days, and no day comes twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(period, { maxLength: 14 }), async (periods) => {
      await store(periods);
      const expected = (keep: (a: boolean, b: boolean, c: boolean) => boolean) =>
        [0, 1, 2]
          .flatMap((person) => {
            const [a, b, c] = [0, 1, 2].map((cohort) => days(periods, cohort, person));
            const all = Array.from({ length: 40 }, (_, day) => day);
            return all
              .filter((day) => keep(a?.has(day) ?? false, b?.has(day) ?? false, c?.has(day) ?? false))
              .map((day) => `${person}:${day}`);
          })
          .sort();
      expect(await daysOf('union')).toEqual(expected((a, b, c) => a || b || c));
      expect(await daysOf('intersection')).toEqual(expected((a, b, c) => a && b && c));
      expect(await daysOf('difference')).toEqual(expected((a, b, c) => a && !b && !c));
    }),
    { numRuns: 40 },
  );
});

test('every person is in exactly one combination of the overlap', async () => {
  const at = (cohort: number, person: number): Period => ({ cohort, person, start: 1, end: 2 });
  await store([at(0, 1), at(1, 1), at(0, 2), at(0, 3), at(2, 4), at(2, 4)]);
  expect(await cohortOverlap(connection, [0, 1, 2], new JobControl())).toEqual([
    { members: [true, true, false], persons: 1 },
    { members: [true, false, false], persons: 2 },
    { members: [false, false, true], persons: 1 },
  ]);
});
