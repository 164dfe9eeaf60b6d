import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cumulativeIncidence } from '../../../shared/stats/competing/cumulativeIncidence.ts';
import type { RiskWindow } from '../../../shared/study/safety/analysis/outcomeCounts.ts';
import { outcomeCurves } from '../../../shared/study/safety/analysis/outcomeCurves.ts';
import { outcomeSpells } from '../../../shared/study/safety/analysis/outcomeSpells.ts';
import { eventsOf, personsOf } from './simulatedSafety.ts';

const person = fc.record({
  group: fc.integer({ min: 0, max: 2 }),
  age: fc.constant(50),
  sex: fc.constant(0),
  to: fc.integer({ min: -1, max: 40 }),
  death: fc.integer({ min: -1, max: 45 }),
  events: fc.uniqueArray(fc.integer({ min: -15, max: 45 }), { maxLength: 3 }),
});

test('curves by day are the Aalen–Johansen estimate over persons', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 40 }), (all) => {
      const persons = { ...personsOf(all), death: Int32Array.from(all, ({ death }) => death) };
      const window = persons.windows[0] as RiskWindow;
      const happened = all.flatMap(({ events }, row) => events.map((day): [number, number] => [row, day]));
      const events = eventsOf([{ events: happened }]);
      const spells = outcomeSpells(persons, window, events, 0, { cleanWindowDays: 10, count: 'first' });
      const curves = outcomeCurves(persons, window, spells, [0, 1, 2]);
      curves.forEach(({ curve, events: withEvent }, g) => {
        const own = [...spells.row.keys()].filter((k) => {
          const row = spells.row[k] as number;
          return persons.group[row] === g && (k === 0 || spells.row[k - 1] !== row);
        });
        if (own.length === 0) {
          expect(curve.days).toEqual([]);
          return;
        }
        const causes = own.map((k) => {
          const dead = persons.death[spells.row[k] as number] as number;
          return spells.hasEvent[k] === 1 ? 1 : dead >= 0 && dead <= (spells.to[k] as number) ? 2 : 0;
        });
        const fitted = cumulativeIncidence({
          time: Float64Array.from(own, (k) => (spells.to[k] as number) + 1),
          entry: Float64Array.from(own, (k) => spells.from[k] as number),
          cause: Int32Array.from(causes),
          causes: 2,
        });
        const days = [...fitted.time].flatMap((time, k) =>
          causes.some((cause, i) => cause > 0 && (spells.to[own[i] as number] as number) + 1 === time)
            ? [k]
            : [],
        );
        expect(curve.days).toEqual(days.map((k) => (fitted.time[k] as number) - 1));
        days.forEach((k, i) => {
          expect(curve.incidence[i]).toBeCloseTo(fitted.causes[0]?.estimate[k] ?? 9, 12);
          expect(curve.death[i]).toBeCloseTo(fitted.causes[1]?.estimate[k] ?? 9, 12);
        });
        expect(withEvent.at(-1) ?? 0).toBe(causes.filter((cause) => cause === 1).length);
      });
    }),
    { numRuns: 300 },
  );
});
