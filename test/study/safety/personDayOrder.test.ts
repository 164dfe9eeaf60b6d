import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DaysAfterRecords, isInRanges } from '../../../shared/study/safety/persons/dayRanges.ts';
import { GrowingInts } from '../../../shared/study/safety/persons/growingInts.ts';
import { offsetsOf, personDayOrder } from '../../../shared/study/safety/persons/personDayOrder.ts';

test('records are in order of person, day and place', () => {
  const record = fc.tuple(fc.integer({ min: -1, max: 6 }), fc.integer({ min: -9, max: 9 }));
  fc.assert(
    fc.property(
      fc.oneof(fc.array(record, { maxLength: 40 }), fc.array(record, { minLength: 1_500, maxLength: 3_000 })),
      (records) => {
        const persons = Int32Array.from(records, ([person]) => person);
        const days = Int32Array.from(records, ([, day]) => day);
        const plain = records
          .map(([person, day], at) => ({ person, day, at }))
          .filter(({ person }) => person >= 0)
          .sort((a, b) => a.person - b.person || a.day - b.day || a.at - b.at);
        expect([...personDayOrder(persons, days, 7)]).toEqual(plain.map(({ at }) => at));
        expect([...offsetsOf(persons, 7)]).toEqual(
          Array.from({ length: 8 }, (_, person) => plain.filter((one) => one.person < person).length),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('ranges hold the days of the year after a record', () => {
  const earliest = 700;
  const latest = 2_600;
  const person = fc.array(fc.integer({ min: earliest, max: latest }), { maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(fc.tuple(fc.nat(), fc.integer({ min: -400, max: 400 })), { minLength: 20, maxLength: 60 }),
      (persons, atOnce, asked) => {
        const made = new DaysAfterRecords(persons.length, earliest, latest);
        for (let start = 0; start < persons.length; start += atOnce) {
          const end = Math.min(persons.length, start + atOnce);
          made.begin(start, end);
          for (let at = start; at < end; at++) for (const day of persons[at] ?? []) made.add(at, day);
          made.finish();
        }
        const { ranges } = made;
        const isAfter = (days: readonly number[], day: number): boolean =>
          days.some((record) => record < day && day - record <= 365);
        persons.forEach((days, at) => {
          // Days at the edges of ranges, and some days round them.
          const edges = days.flatMap((day) => [day, day + 1, day + 365, day + 366]);
          const near = asked.map(([which, by]) => (edges[which % (edges.length || 1)] ?? earliest) + by);
          for (const day of [...edges, ...near]) expect(isInRanges(ranges, at, day)).toBe(isAfter(days, day));
          for (let place = (ranges.of[at] ?? 0) + 1; place < (ranges.of[at + 1] ?? 0); place++)
            expect(ranges.from[place]).toBeGreaterThan((ranges.to[place - 1] ?? 0) + 1);
        });
      },
    ),
    { numRuns: 200 },
  );
});

test('numbers that grow keep what was put in', () => {
  const ints = new GrowingInts();
  const plain: number[] = [];
  for (let i = 0; i < 5_000; i++) {
    ints.push(i);
    plain.push(i);
    if (i % 1_000 !== 0) continue;
    ints.append(Int32Array.from({ length: i }, (_, k) => -k));
    plain.push(...Array.from({ length: i }, (_, k) => 0 - k));
  }
  expect(ints.length).toBe(plain.length);
  expect(Array.from(ints.values)).toEqual(plain.map((value) => value || 0));
});
