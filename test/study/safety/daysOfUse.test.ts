import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NEVER } from '../../../shared/study/population/personPeriods.ts';
import { coveredDays } from '../../../shared/study/safety/persons/daysOfUse.ts';
import type { ReleasePersons } from '../../../shared/study/safety/persons/releasePersons.ts';
import type { Supplies } from '../../../shared/study/safety/persons/supplies.ts';

const spans = (most: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 12 })), { maxLength: most })
    .map((all) =>
      all.map(([from, days]) => [from, from + days] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]),
    );

/** Periods of observation lie apart. */
const observed = spans(3).map((all) =>
  all.filter(([from], i) => all.slice(0, i).every(([, to]) => to < from)),
);

test('days of use are those of a count day by day: observed, with a supply, each once', () => {
  const people = fc.array(fc.record({ observed, supplied: spans(6) }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(people, (all) => {
      const flat = (of: 'observed' | 'supplied') =>
        all.flatMap((one, person) => one[of].map(([from, to]) => [person, from, to] as const));
      const column = (rows: readonly (readonly number[])[], at: number) =>
        Int32Array.from(rows, (row) => row[at] as number);
      const [periods, supplies] = [flat('observed'), flat('supplied')];
      const size = all.length;
      /** Where each person's rows begin. */
      const offsets = (rows: readonly (readonly number[])[]) =>
        Int32Array.from({ length: size + 1 }, (_, person) => rows.filter(([of = 0]) => of < person).length);
      const release: ReleasePersons = {
        size,
        born: new Int32Array(size),
        sex: new Uint8Array(size),
        institution: new Int32Array(size),
        death: new Int32Array(size).fill(NEVER),
        observed: offsets(periods),
        observedFrom: column(periods, 1),
        observedTo: column(periods, 2),
      };
      const taken: Supplies = {
        of: offsets(supplies),
        start: column(supplies, 1),
        end: column(supplies, 2),
        latestEnd: new Int32Array(supplies.length),
        dailyDose: new Float64Array(supplies.length),
      };
      const isIn = (list: readonly (readonly [number, number])[], day: number) =>
        list.some(([from, to]) => from <= day && day <= to);
      let days = 0;
      for (const one of all) {
        for (let day = 0; day <= 80; day++) if (isIn(one.observed, day) && isIn(one.supplied, day)) days++;
      }
      expect(coveredDays(release, taken)).toBe(days);
    }),
    { numRuns: 300 },
  );
});
