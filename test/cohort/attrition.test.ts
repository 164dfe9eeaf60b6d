import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AttritionBase, attrition } from '../../shared/cohort/attrition.ts';
import { eventStatistics } from './eventStatistics.ts';

const base: AttritionBase = {
  ruleCount: 3,
  persons: [
    { patterns: ['111', '100'], count: 5 },
    { patterns: ['011', '110'], count: 3 },
    { patterns: ['101'], count: 2 },
    { patterns: ['000'], count: 1 },
  ],
  events: [
    { pattern: '111', count: 5 },
    { pattern: '100', count: 5 },
    { pattern: '011', count: 3 },
    { pattern: '110', count: 3 },
    { pattern: '101', count: 2 },
    { pattern: '000', count: 1 },
  ],
  exits: [],
};

test('one event must satisfy all rules', () => {
  const counts = attrition(base, [0, 1, 2]);
  expect(counts.entry).toBe(11);
  expect(counts.rules.map(({ passes }) => passes)).toEqual([10, 8, 10]);
  expect(counts.rules.map(({ remaining }) => remaining)).toEqual([10, 8, 5]);
  expect(counts.rules.map(({ aloneRemoves }) => aloneRemoves)).toEqual([3, 2, 3]);
  expect(counts.final).toBe(5);
});

test('a rule that is off removes nobody and says what it would remove', () => {
  const counts = attrition(base, [2, 0]);
  expect(counts.rules.map(({ index, enabled }) => [index, enabled])).toEqual([
    [2, true],
    [0, true],
    [1, false],
  ]);
  expect(counts.final).toBe(7);
  expect(counts.rules[2]).toMatchObject({ aloneRemoves: 2, remaining: null });
});

test('statistics of events are those of Circe', () => {
  expect(eventStatistics(base)).toEqual({
    total: 19,
    rules: [
      { satisfying: 15, failingAlone: 3 },
      { satisfying: 11, failingAlone: 2 },
      { satisfying: 10, failingAlone: 3 },
    ],
  });
});

const patterns = (rules: number) =>
  fc.array(
    fc.array(fc.constantFrom('0', '1'), { minLength: rules, maxLength: rules }).map((bits) => bits.join('')),
    {
      minLength: 1,
      maxLength: 4,
    },
  );
const bases = fc.constantFrom(1, 5, 40, 70).chain((ruleCount) =>
  fc
    .array(fc.record({ patterns: patterns(ruleCount), count: fc.integer({ min: 1, max: 9 }) }), {
      maxLength: 8,
    })
    .map((persons): AttritionBase => ({ ruleCount, persons, events: [], exits: [] })),
);

test('attrition is monotone, does not depend on order, and agrees with counting one by one', () => {
  fc.assert(
    fc.property(bases, fc.array(fc.nat(69), { maxLength: 12 }), (some, wanted) => {
      const rules = [...new Set(wanted.filter((rule) => rule < some.ruleCount))];
      const counts = attrition(some, rules);
      const left = [counts.entry, ...counts.rules.flatMap(({ remaining }) => remaining ?? [])];
      expect(left).toEqual(left.toSorted((a, b) => b - a));
      expect(attrition(some, rules.toReversed()).final).toBe(counts.final);
      const satisfying = some.persons.filter((person) =>
        person.patterns.some((pattern) => rules.every((rule) => pattern[rule] === '1')),
      );
      expect(counts.final).toBe(satisfying.reduce((sum, { count }) => sum + count, 0));
    }),
  );
});
