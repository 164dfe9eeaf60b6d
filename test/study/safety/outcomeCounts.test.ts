import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CountingRules,
  countOutcome,
  groupCount,
  type RiskWindow,
  WindowTotals,
} from '../../../shared/study/safety/analysis/outcomeCounts.ts';
import type { SafetyEvents } from '../../../shared/study/safety/safetyPersons.ts';

interface Person {
  readonly group: number;
  readonly from: number;
  readonly to: number;
  readonly events: readonly number[];
}

const person: fc.Arbitrary<Person> = fc.record({
  group: fc.integer({ min: 0, max: groupCount - 1 }),
  from: fc.integer({ min: 0, max: 5 }),
  to: fc.integer({ min: -1, max: 25 }),
  events: fc
    .uniqueArray(fc.integer({ min: -12, max: 30 }), { maxLength: 6 })
    .map((days) => days.sort((a, b) => a - b)),
});

const rules: fc.Arbitrary<CountingRules> = fc.record({
  cleanWindowDays: fc.option(fc.integer({ min: 0, max: 10 }), { nil: null }),
  count: fc.constantFrom('first', 'recurrent'),
});

/** Day by day, as the definition says it. */
function plainCount(persons: readonly Person[], { cleanWindowDays, count }: CountingRules) {
  const groups = Array.from({ length: groupCount }, () => ({ persons: 0, withEvent: 0, events: 0, days: 0 }));
  for (const { group, from, to, events } of persons) {
    const cell = groups[group];
    if (!cell) continue;
    let days = 0;
    let counted = 0;
    for (let day = from; day <= to; day++) {
      const isClean = !events.some(
        (at) => at < day && (cleanWindowDays === null || day - at <= cleanWindowDays),
      );
      if (!isClean || (count === 'first' && counted > 0)) continue;
      days++;
      if (events.includes(day)) counted++;
    }
    cell.persons += days > 0 ? 1 : 0;
    cell.withEvent += counted > 0 ? 1 : 0;
    cell.events += counted;
    cell.days += days;
  }
  return groups;
}

/** Persons as columns with every day of theirs on which something happens, sorted. */
function eventTable(lists: readonly (readonly number[])[]): SafetyEvents {
  const all = lists.flatMap((events, row) => events.map((day) => ({ row, day })));
  return {
    outcomes: [],
    starts: Int32Array.of(0, all.length),
    row: Int32Array.from(all, ({ row }) => row),
    day: Int32Array.from(all, ({ day }) => day),
  };
}

function windowOf(all: readonly { readonly from: number; readonly to: number }[]): RiskWindow {
  return {
    timeAtRisk: 'any',
    from: Int32Array.from(all, ({ from }) => from),
    to: Int32Array.from(all, ({ to }) => to),
  };
}

function countIn(persons: readonly Person[], rule: CountingRules) {
  const rows = persons.length;
  const group = Uint8Array.from(persons, (one) => one.group);
  const window = windowOf(persons);
  const totals = new WindowTotals({ rows, group }, window);
  const events = eventTable(persons.map((one) => one.events));
  return countOutcome({ group }, window, totals, events, 0, rule);
}

test('persons, events and days at risk are those of a count day by day', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 12 }), rules, (persons, rule) => {
      expect(countIn(persons, rule)).toEqual(plainCount(persons, rule));
    }),
  );
});

/** Years of follow-up that end for each person on a day of their own, and times at risk as studies have them. */
const followed = fc.record({
  group: fc.integer({ min: 0, max: groupCount - 1 }),
  followedTo: fc.integer({ min: 0, max: 900 }),
  treatedTo: fc.integer({ min: 0, max: 500 }),
  events: fc
    .uniqueArray(
      fc.oneof(
        fc.integer({ min: -800, max: 950 }),
        // Where a day more or less decides: index, ends of windows, and a clean window of a year from either.
        fc.constantFrom(-366, -365, -364, -1, 0, 1, 7, 8, 30, 31, 90, 365, 366, 730, 731),
      ),
      { maxLength: 7 },
    )
    .map((days) => days.sort((a, b) => a - b)),
});

const timesAtRisk = [
  { name: 'from index', from: 0, to: ({ followedTo }: { followedTo: number }) => followedTo },
  { name: 'on treatment', from: 1, to: ({ treatedTo }: { treatedTo: number }) => treatedTo },
  { name: 'one year', from: 1, to: () => 365 },
  { name: 'days 1 to 7', from: 1, to: () => 7 },
  { name: 'days 91 to 365', from: 91, to: () => 365 },
] as const;

test.each([null, 0, 30, 365])(
  'clean window %s: every time at risk of the same events, first and recurrent',
  (cleanWindowDays) => {
    fc.assert(
      fc.property(fc.array(followed, { maxLength: 8 }), (all) => {
        for (const timeAtRisk of timesAtRisk) {
          const persons = all.map(
            (one): Person => ({
              group: one.group,
              from: timeAtRisk.from,
              // Whatever is asked, follow-up ends when the person is censored.
              to: Math.min(one.followedTo, timeAtRisk.to(one)),
              events: one.events,
            }),
          );
          for (const count of ['first', 'recurrent'] as const) {
            const rule = { cleanWindowDays, count };
            expect([timeAtRisk.name, count, countIn(persons, rule)]).toEqual([
              timeAtRisk.name,
              count,
              plainCount(persons, rule),
            ]);
          }
        }
      }),
      { numRuns: 60 },
    );
  },
);

test('an event before, on and after the first and the last day', () => {
  const one = (event: number, rule: CountingRules) => {
    const [counts] = countIn([{ group: 0, from: 1, to: 10, events: [event] }], rule);
    return [counts?.persons, counts?.withEvent, counts?.days];
  };
  const ever: CountingRules = { cleanWindowDays: null, count: 'first' };
  const none: CountingRules = { cleanWindowDays: 0, count: 'recurrent' };
  // On the day of index, before time at risk: why the drug was given.
  expect([one(0, ever), one(0, none)]).toEqual([
    [0, 0, 0],
    [1, 0, 10],
  ]);
  expect([one(1, ever), one(1, none)]).toEqual([
    [1, 1, 1],
    [1, 1, 10],
  ]);
  expect([one(10, ever), one(10, none)]).toEqual([
    [1, 1, 10],
    [1, 1, 10],
  ]);
  expect([one(11, ever), one(11, none)]).toEqual([
    [1, 0, 10],
    [1, 0, 10],
  ]);
});
