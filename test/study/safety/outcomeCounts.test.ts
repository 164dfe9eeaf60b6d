import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CountingRules,
  countOutcome,
  groupCount,
  type RiskWindow,
  WindowTotals,
} from '../../../shared/study/safety/outcomeCounts.ts';
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

test('persons, events and days at risk are those of a count day by day', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 12 }), rules, (persons, rule) => {
      const rows = persons.length;
      const group = Uint8Array.from(persons, (one) => one.group);
      const window: RiskWindow = {
        timeAtRisk: 'any',
        from: Int32Array.from(persons, ({ from }) => from),
        to: Int32Array.from(persons, ({ to }) => to),
      };
      const all = persons.flatMap(({ events }, row) => events.map((day) => ({ row, day })));
      const events: SafetyEvents = {
        outcomes: [],
        starts: Int32Array.of(0, all.length),
        row: Int32Array.from(all, ({ row }) => row),
        day: Int32Array.from(all, ({ day }) => day),
      };
      const totals = new WindowTotals({ rows, group }, window);
      expect(countOutcome({ group }, window, totals, events, 0, rule)).toEqual(plainCount(persons, rule));
    }),
  );
});
