import fc from 'fast-check';
import { expect, test } from 'vitest';
import { yearOf } from '../../shared/explore/oddities.ts';
import '../propertySeed.ts';

test('the year of a day is that of the calendar, from 1600 to 2400', () => {
  const days = fc.integer({ min: -135_140, max: 157_054 });
  fc.assert(
    fc.property(days, (day) => {
      expect(yearOf(day)).toBe(new Date(day * 86_400_000).getUTCFullYear());
    }),
  );
});

test.each([1600, 1899, 1900, 1970, 1999, 2000, 2024, 2100])('a year begins on 1 January: %i', (year) => {
  const first = Date.UTC(year, 0, 1) / 86_400_000;
  expect([yearOf(first - 1), yearOf(first)]).toEqual([year - 1, year]);
});
