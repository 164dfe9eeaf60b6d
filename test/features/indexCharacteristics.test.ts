import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNativeEngine } from '../../main/engine/nativeEngine.ts';
import { JobControl } from '../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../shared/engine/queryEngine.ts';
import { sql } from '../../shared/engine/sql.ts';
import { characteriseAtIndex } from '../../shared/features/indexCharacteristics.ts';

let engine: QueryEngine;
let connection: EngineConnection;

beforeAll(async () => {
  engine = await createNativeEngine({ threads: 1 });
  connection = await engine.connect();
  // 100 men born 1950, 60 women born 1940 to 1979, 5 women born 1900, 2 persons of unknown sex.
  await connection.run(sql`CREATE TABLE cdm.person AS
    SELECT CAST(i AS BIGINT) AS person_id, CAST(CASE WHEN i < 100 THEN 8507 WHEN i < 165 THEN 8532 ELSE 0 END AS BIGINT) AS gender_concept_id,
      CASE WHEN i < 100 THEN 1950 WHEN i < 160 THEN 1940 + i % 40 ELSE 1900 END AS year_of_birth
    FROM range(167) AS t(i)`);
  await connection.run(sql`CREATE TABLE work.entered AS
    SELECT person_id AS subject_id, DATE '2020-01-01' + CAST(person_id % 90 AS INTEGER) AS cohort_start_date,
      DATE '2020-01-01' + CAST(person_id % 90 AS INTEGER) + 30 AS cohort_end_date FROM cdm.person
    UNION ALL SELECT person_id, DATE '2021-05-01', DATE '2021-05-11' FROM cdm.person WHERE person_id < 50`);
});

afterAll(async () => {
  await connection.close();
  await engine.close();
});

test('age and sex are those at the first entry, small cells and what would tell them are withheld', async () => {
  const result = await characteriseAtIndex(
    connection,
    sql`work.entered`,
    { minimumCell: 10 },
    new JobControl(),
  );
  const seventy = result.ageAtIndex.find(({ from }) => from === 70);
  expect(seventy?.male).toBe(100);
  expect(result.ageAtIndex.at(-1)).toMatchObject({ from: 100, to: null, female: { withheld: 'small' } });
  expect(result.sex).toEqual([
    { sex: 'male', persons: 100 },
    { sex: 'female', persons: { withheld: 'complementary', below: 10 } },
    { sex: 'unknown', persons: { withheld: 'small', below: 10 } },
  ]);
  const shownWomen = result.ageAtIndex
    .map(({ female }) => female)
    .filter((count) => typeof count === 'number');
  expect(shownWomen.reduce((sum, count) => sum + count, 0)).toBeLessThan(55);
});

test('calendar time has every month between the first and the last entry', async () => {
  const { calendar } = await characteriseAtIndex(
    connection,
    sql`work.entered`,
    { minimumCell: 10 },
    new JobControl(),
  );
  expect(calendar.unit).toBe('month');
  expect(calendar.periods).toHaveLength(17);
  expect(calendar.periods.at(0)).toEqual({ period: '2020-01', entries: 62 });
  expect(calendar.periods.at(3)).toEqual({ period: '2020-04', entries: 0 });
  expect(calendar.periods.at(-1)).toEqual({ period: '2021-05', entries: 50 });
});

test('duration is told in quartiles, and not at all for few persons', async () => {
  const all = await characteriseAtIndex(connection, sql`work.entered`, { minimumCell: 10 }, new JobControl());
  expect(all.duration).toEqual({ lower: 30, median: 30, upper: 30 });
  const few = sql`(SELECT * FROM work.entered WHERE subject_id < 9)`;
  const result = await characteriseAtIndex(connection, few, { minimumCell: 10 }, new JobControl());
  expect(result.duration).toBeNull();
});

test('an empty cohort has no bands and no periods', async () => {
  const none = sql`(SELECT * FROM work.entered WHERE FALSE)`;
  const result = await characteriseAtIndex(connection, none, { minimumCell: 10 }, new JobControl());
  expect(result).toMatchObject({ ageAtIndex: [], calendar: { periods: [] }, duration: null });
});
