import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observedDimension, observedMonths } from '../../shared/explore/personBins.ts';
import { NO_DAY } from '../../shared/explore/read/readPersons.ts';
import '../propertySeed.ts';

const years = { first: 2012, last: 2016 };
const day = fc.integer({ min: 14_000, max: 18_000 });

function factsOf(periods: readonly (readonly [number, number] | null)[]) {
  const none = new Int32Array(periods.length).fill(NO_DAY);
  return {
    persons: periods.length,
    ids: new BigInt64Array(periods.length),
    sex: new Uint8Array(periods.length),
    birthYear: none,
    firstDay: Int32Array.from(periods, (period) => period?.[0] ?? NO_DAY),
    lastDay: Int32Array.from(periods, (period) => period?.[1] ?? NO_DAY),
    deathDay: none,
  };
}

test('a person is under observation in the months of some day of it, and in the years of those months', () => {
  const period = fc.option(fc.tuple(day, fc.integer({ min: -10, max: 2000 })));
  fc.assert(
    fc.property(fc.array(period, { minLength: 1, maxLength: 5 }), (drawn) => {
      const facts = factsOf(drawn.map((each) => each && ([each[0], each[0] + each[1]] as const)));
      const runs = observedMonths(facts, years);
      const { masks } = observedDimension(facts, years);
      for (let person = 0; person < facts.persons; person += 1) {
        const months = new Set<number>();
        const [from = 0, to = 0] = [facts.firstDay[person], facts.lastDay[person]];
        for (let at = from; from !== NO_DAY && at <= to; at += 1) {
          const date = new Date(at * 86_400_000);
          months.add((date.getUTCFullYear() - years.first) * 12 + date.getUTCMonth());
        }
        const inRange = [...months].filter((month) => month >= 0 && month < 60);
        const [first = -1, last = -1] = [runs.first[person], runs.last[person]];
        expect([first, last]).toEqual(inRange.length === 0 ? [-1, -1] : [inRange[0], inRange.at(-1)]);
        const ofYears = new Set(inRange.map((month) => Math.floor(month / 12)));
        const mask = [...ofYears].reduce((sum, year) => sum + 2 ** year, 0);
        expect(masks[person]).toBe(mask);
      }
    }),
  );
});
