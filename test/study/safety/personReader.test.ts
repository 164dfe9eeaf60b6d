import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PersonNumbers } from '../../../shared/cohort/personNumbers.ts';
import { JobControl } from '../../../shared/engine/job.ts';
import type { EngineConnection, QueryEngine } from '../../../shared/engine/queryEngine.ts';
import { addDays, dateLiteral, epochDays, join, literal, sql } from '../../../shared/engine/sql.ts';
import { recordsAroundIndex } from '../../../shared/study/safety/events/recordsAroundIndex.ts';
import { readCareSettings } from '../../../shared/study/safety/persons/careSettings.ts';
import { PersonReader } from '../../../shared/study/safety/persons/personReader.ts';
import { loadSmallRelease } from '../../cohort/smallRelease.ts';
import { engines } from '../../contract/engines.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

interface Visit {
  readonly person: number;
  readonly kind: 9201 | 9202;
  readonly day: number;
}

const FIRST = 17_000;
const available = new Set(['visit_occurrence.visit_start_date']);

const release = fc.record({
  /** How ids lie: close together, far apart, too far for a table by id, or round 0. */
  ids: fc.constantFrom(
    (i: number) => 100 + i,
    (i: number) => 100 + 9 * i,
    (i: number) => 5 + 1_000_000_007 * i,
    (i: number) => 3 * i - 20,
  ),
  persons: fc.integer({ min: 1, max: 12 }),
  visits: fc.array(
    fc.record({
      // A few are of nobody.
      person: fc.integer({ min: 0, max: 13 }),
      kind: fc.constantFrom(9201 as const, 9202 as const),
      day: fc.integer({ min: FIRST, max: FIRST + 1_500 }),
    }),
    { minLength: 5, maxLength: 60 },
  ),
  rowsAtOnce: fc.constantFrom(1, 5, 20, 1_000),
});

describe.each(engines)('on the $kind engine', ({ kind, create }) => {
  let engine: QueryEngine;
  let connection: EngineConnection;
  beforeAll(async () => {
    engine = await create();
    connection = await engine.connect();
    await loadSmallRelease(connection, {});
  });
  afterAll(async () => {
    await connection.close();
    await engine.close();
  });

  const load = async (persons: number, idOf: (i: number) => number, visits: readonly Visit[]) => {
    await connection.run(sql`DELETE FROM cdm.person`);
    await connection.run(sql`DELETE FROM cdm.visit_occurrence`);
    const ids = Array.from({ length: persons }, (_, i) => sql`SELECT ${literal(idOf(i))} AS person_id`);
    await connection.run(sql`INSERT INTO cdm.person BY NAME ${join(ids, ' UNION ALL ')}`);
    const rows = visits.map(
      ({ person, kind: concept, day }) =>
        sql`SELECT ${literal(idOf(person))} AS person_id, ${concept} AS visit_concept_id, ${addDays(dateLiteral('1970-01-01'), day)} AS visit_start_date`,
    );
    await connection.run(sql`INSERT INTO cdm.visit_occurrence BY NAME ${join(rows, ' UNION ALL ')}`);
  };

  test('everybody comes once in slices, and care and records are those of a plain look', async () => {
    const runs = kind === 'native' ? 60 : 10;
    let slices = 0;
    await fc.assert(
      fc.asyncProperty(fc.noBias(release), async ({ ids, persons, visits, rowsAtOnce }) => {
        await load(persons, ids, visits);
        const job = new JobControl();
        const reader = await PersonReader.start(connection, new PersonNumbers(), job, rowsAtOnce);
        expect(reader.size).toBe(persons);
        const known = visits.filter(({ person }) => person < persons);
        const source = {
          from: sql`cdm.visit_occurrence AS e`,
          person: sql`e.person_id`,
          code: { value: sql`${epochDays(sql`e.visit_start_date`)} - ${FIRST}`, count: 1_501 },
          values: [sql`CAST(e.visit_concept_id AS INTEGER) AS kind`],
          where: sql`e.visit_concept_id > 0`,
          rows: visits.length,
        };
        const seen: string[] = [];
        let next = 0;
        for await (const slice of reader.read(source, job, 'visits')) {
          slices++;
          expect(slice.first).toBe(next);
          next = slice.end;
          const kinds = slice.columns[0]?.values ?? [];
          slice.persons.forEach((person, row) => {
            if (person < 0) return;
            expect(person).toBeGreaterThanOrEqual(slice.first);
            expect(person).toBeLessThan(slice.end);
            seen.push(`${person} ${kinds[row]} ${FIRST + (slice.codes[row] ?? 0)}`);
          });
        }
        expect(next).toBe(persons);
        expect(seen.sort()).toEqual(
          known.map(({ person, kind: of, day }) => `${person} ${of} ${day}`).sort(),
        );

        const care = await readCareSettings(connection, reader, available, job);
        for (let person = 0; person < persons; person++) {
          const own = known.filter((visit) => visit.person === person);
          const days = own.flatMap(({ day }) => [day, day + 1, day + 200, day + 365, day + 366]);
          for (const day of [FIRST, ...days]) {
            const kinds = own.filter((visit) => visit.day < day && visit.day >= day - 365);
            const expected = kinds.some((visit) => visit.kind === 9201) ? 2 : kinds.length > 0 ? 1 : 0;
            expect(care.before(person, day)).toBe(expected);
          }
        }

        // Two rows of every other person, in two groups.
        const some = Array.from({ length: persons }, (_, i) => i).filter((i) => i % 2 === 0);
        const personNo = Int32Array.from([...some, ...some]);
        const rows = {
          rows: personNo.length,
          personNo,
          group: Uint8Array.from(personNo, (_, row) => (row < some.length ? 0 : 2)),
          indexDay: Int32Array.from(personNo, (_, row) => FIRST + 400 + 50 * (row % 7)),
        };
        const reach = { from: rowsAtOnce === 5 ? null : -100, to: personNo.map((_, row) => 30 * (row % 5)) };
        const events = {
          from: sql`cdm.visit_occurrence AS e`,
          person: sql`e.person_id`,
          date: sql`e.visit_start_date`,
          key: sql`e.visit_concept_id`,
          where: sql`TRUE`,
          rows: visits.length,
          detail: 'visits',
        };
        const found = await recordsAroundIndex(reader, events, rows, reach, job);
        const plain = Array.from(personNo).flatMap((person, row) =>
          known
            .filter((visit) => visit.person === person)
            .map((visit) => ({ row, day: visit.day - (rows.indexDay[row] ?? 0), key: visit.kind }))
            .filter(({ day }) => day <= (reach.to[row] ?? 0) && day >= (reach.from ?? -10_000))
            .sort((a, b) => a.day - b.day),
        );
        const got = Array.from(found.row, (row, at) => ({
          row,
          day: found.day[at] ?? 0,
          key: found.keys[found.key[at] ?? -1] ?? 0,
        }));
        expect(got.map(({ row, day }) => [row, day])).toEqual(plain.map(({ row, day }) => [row, day]));
        const text = (one: { row: number; day: number; key: number }) => `${one.row} ${one.day} ${one.key}`;
        expect(got.map(text).sort()).toEqual(plain.map(text).sort());
        expect([...found.keys]).toEqual([...new Set(plain.map(({ key }) => key))].sort());
      }),
      { numRuns: runs },
    );
    expect(slices).toBeGreaterThan(1.5 * runs);
  });

  test('a reader that is left early leaves the connection free, and one whose job is cancelled stops', async () => {
    await load(
      12,
      (i) => i,
      Array.from({ length: 40 }, (_, i) => ({ person: i % 12, kind: 9202 as const, day: FIRST + i })),
    );
    const source = {
      from: sql`cdm.visit_occurrence AS e`,
      person: sql`e.person_id`,
      values: [],
      where: null,
      rows: 40,
    };
    const job = new JobControl();
    const reader = await PersonReader.start(connection, new PersonNumbers(), job, 5);
    for await (const slice of reader.read(source, job, 'visits')) {
      expect(slice.first).toBe(0);
      break;
    }
    const read: number[] = [];
    const all = async () => {
      for await (const { first } of reader.read(source, job, 'visits')) {
        read.push(first);
        if (read.length === 3) job.cancel();
      }
    };
    await expect(all()).rejects.toMatchObject({ code: 'cancelled' });
    expect(read.length).toBe(3);
    expect((await connection.query(sql`SELECT CAST(7 AS INTEGER) AS n`)).rowCount).toBe(1);
  });
});
