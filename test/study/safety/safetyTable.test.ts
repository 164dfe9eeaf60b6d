import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareRates } from '../../../shared/stats/rates/rateRatio.ts';
import type { RiskWindow } from '../../../shared/study/safety/analysis/outcomeCounts.ts';
import { safetyTable, type TableOptions } from '../../../shared/study/safety/analysis/safetyTable.ts';
import { StrataCells } from '../../../shared/study/safety/analysis/strataCounts.ts';
import { zeroCellRatio } from '../../../shared/study/safety/analysis/zeroCellRatio.ts';
import type { SafetyPersons } from '../../../shared/study/safety/safetyPersons.ts';
import {
  drawnEvents,
  eventsOf,
  personsOf,
  type SimulatedPerson,
  simulatedPersons,
} from './simulatedSafety.ts';

const options: TableOptions = {
  rules: { cleanWindowDays: null, count: 'first' },
  minimumPersons: 1,
  level: 0.05,
};
const breaks = [40, 60, 80];

function analyse(
  persons: SafetyPersons,
  events: ReturnType<typeof eventsOf>,
  controls: ReturnType<typeof eventsOf> | null = null,
) {
  const window = persons.windows[0] as RiskWindow;
  return safetyTable(persons, window, new StrataCells(persons, breaks), events, controls, options);
}

const person: fc.Arbitrary<SimulatedPerson & { readonly event: number | null }> = fc.record({
  group: fc.integer({ min: 0, max: 2 }),
  age: fc.integer({ min: 20, max: 90 }),
  sex: fc.integer({ min: 0, max: 2 }),
  to: fc.integer({ min: -1, max: 60 }),
  event: fc.option(fc.integer({ min: -5, max: 70 }), { nil: null }),
});

describe('counts and ratios', () => {
  test('are those of a plain count by stratum', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 40 }), (all) => {
        const persons = personsOf(all);
        const happened = all.flatMap(({ event }, row): [number, number][] =>
          event === null ? [] : [[row, event]],
        );
        const { table } = analyse(persons, eventsOf([{ events: happened }]));
        const seen = all.map(({ group, age = 0, sex, to = -1, event }) => {
          const isAtRisk = to >= 0 && (event === null || event >= 0);
          const hasEvent = isAtRisk && event !== null && event <= to;
          const days = isAtRisk ? (hasEvent ? event : to) + 1 : 0;
          return { group, stratum: `${breaks.filter((cut) => age >= cut).length} ${sex}`, days, hasEvent };
        });
        const row = table.rows[0];
        const withEvent = seen.filter(({ hasEvent }) => hasEvent).length;
        expect(row === undefined).toBe(withEvent === 0);
        if (!row) return;
        const present = [0, 1, 2].filter((g) => g === 0 || all.some(({ group }) => group === g));
        present.forEach((g, k) => {
          const own = seen.filter(({ group }) => group === g);
          expect(row.groups[k]).toMatchObject({
            persons: own.filter(({ days }) => days > 0).length,
            withEvent: own.filter(({ hasEvent }) => hasEvent).length,
            events: own.filter(({ hasEvent }) => hasEvent).length,
          });
          const years = own.reduce((sum, { days }) => sum + days, 0) / 365.25;
          expect(row.groups[k]?.personYears).toBeCloseTo(years, 9);
        });
        present.slice(1).forEach((g, k) => {
          const sums = [0, 0];
          for (const stratum of new Set(seen.map((one) => one.stratum))) {
            const of = (group: number) =>
              seen.filter((one) => one.stratum === stratum && one.group === group);
            const [t1 = 0, t0 = 0] = [0, g].map((group) => of(group).reduce((s, { days }) => s + days, 0));
            const [x1 = 0, x0 = 0] = [0, g].map((group) => of(group).filter((one) => one.hasEvent).length);
            if (t1 === 0 || t0 === 0) continue;
            sums[0] = (sums[0] as number) + (x1 * t0) / (t1 + t0);
            sums[1] = (sums[1] as number) + (x0 * t1) / (t1 + t0);
          }
          const [r = 0, s = 0] = sums;
          const ratio = row.against[k]?.rateRatio;
          if (r === 0 && s === 0) expect(ratio).toBeNull();
          else if (s === 0) expect([ratio?.estimate, ratio?.upper]).toEqual([null, null]);
          else expect(ratio?.estimate).toBeCloseTo(r / s, 9);
        });
        // Nothing infinite, which JSON does not know.
        expect(JSON.parse(JSON.stringify(table))).toEqual(table);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    { x1: 6, time1: 100, x0: 0, time0: 380 },
    { x1: 0, time1: 100, x0: 9, time0: 380 },
    { x1: 1, time1: 10, x0: 0, time0: 3 },
    { x1: 0, time1: 40, x0: 1, time0: 10 },
  ])('with a zero cell are the exact mid-p ones: %o', (table) => {
    const plain = compareRates(table);
    const own = zeroCellRatio([table]);
    expect(own.p).toBeCloseTo(plain.midCentralP, 10);
    const side = table.x1 === 0 ? 'upper' : 'lower';
    expect(own.rateRatio[side] / plain.midP[side]).toBeCloseTo(1, 6);
    // Strata of the same shares of time are one.
    const halves = zeroCellRatio([
      { ...table, time1: table.time1 / 2, time0: table.time0 / 2 },
      { x1: 0, x0: 0, time1: table.time1 / 2, time0: table.time0 / 2 },
    ]);
    expect(halves.rateRatio[side]).toBeCloseTo(own.rateRatio[side], 8);
  });

  test('number needed to harm is told only of an interval above 0', () => {
    const all = simulatedPersons(2_000, 5);
    const harm = drawnEvents(all, ({ group }) => (group === 0 ? 0.3 : 0.1), 6);
    const none = drawnEvents(all, () => 0.1, 7);
    const { table } = analyse(personsOf(all), eventsOf([{ events: harm }, { events: none }]));
    const [first, second] = table.rows.map(({ against }) => against[0]);
    expect(first?.numberNeededToHarm).toBeCloseTo(1 / (first?.riskDifference?.estimate ?? 0), 9);
    expect((second?.riskDifference?.lower ?? 1) > 0).toBe(false);
    expect(second?.numberNeededToHarm).toBeNull();
  });
});

describe('odd studies', () => {
  test('nobody exposed: rows without ratios, nothing found', () => {
    const all = Array.from({ length: 30 }, () => ({ group: 1 }));
    const { table } = analyse(
      personsOf(all),
      eventsOf([
        {
          events: [
            [0, 3],
            [4, 9],
          ],
        },
      ]),
    );
    expect(table.rows[0]?.groups.map(({ withEvent, rate }) => [withEvent, rate?.estimate ?? null])).toEqual([
      [0, null],
      [2, expect.any(Number)],
    ]);
    expect(table.rows[0]?.against[0]).toMatchObject({
      rateRatio: null,
      rateDifference: null,
      riskRatio: null,
      p: null,
      adjustedP: null,
      signal: false,
    });
  });

  test('strata of one person say nothing together and crash nothing', () => {
    const all = [45, 65, 85].map((age, k) => ({ group: k === 1 ? 1 : 0, age }));
    const { table } = analyse(
      personsOf(all),
      eventsOf([
        {
          events: [
            [0, 3],
            [1, 9],
          ],
        },
      ]),
    );
    expect(table.rows[0]?.against[0]).toMatchObject({ rateRatio: null, rateDifference: null, p: null });
    expect(table.rows[0]?.against[0]?.riskRatio?.estimate).toBe(0.5);
  });
});

describe('a simulated drug', () => {
  const all = simulatedPersons(4_000, 1);
  const frail = ({ age = 0 }: SimulatedPerson) => 0.02 * (age > 60 ? 3 : 1);
  const ratios = [1.5, 2, 4, ...Array.from({ length: 37 }, () => 1)];
  const outcomes = ratios.map((ratio, j) => ({
    parents: [40 + (j % 4)],
    level: 1,
    events: drawnEvents(all, (one) => frail(one) * (one.group === 0 ? ratio : 1), 100 + j),
  }));
  const chapters = Array.from({ length: 4 }, (_, c) => ({
    events: outcomes.filter((_, j) => j % 4 === c).flatMap(({ events }) => events),
  }));
  const controls = eventsOf(
    Array.from({ length: 30 }, (_, j) => ({ events: drawnEvents(all, frail, 900 + j) })),
  );
  const persons = personsOf(all);
  const events = eventsOf([...outcomes, ...chapters]);

  test('intervals hold the ratios that were put in, controls are null, and what is true is found', () => {
    const { table, controls: strips, comparisons } = analyse(persons, events, controls);
    const leaves = table.rows.slice(0, 40).map(({ against }) => against[0]);
    const covered = leaves.filter((own, j) => {
      const { lower, upper } = own?.rateRatio ?? { lower: 9, upper: 0 };
      return lower <= (ratios[j] as number) && (ratios[j] as number) <= (upper ?? Number.POSITIVE_INFINITY);
    });
    expect(covered.length).toBeGreaterThanOrEqual(35);
    expect(strips[0]?.strip.estimable).toBe(30);
    expect(Math.abs(strips[0]?.strip.nullMean ?? 9)).toBeLessThan(0.05);
    expect(leaves.flatMap((own, j) => (own?.signal ? [j] : []))).toEqual([0, 1, 2]);
    expect(comparisons).toBe(44);
    for (const row of table.rows.slice(40)) {
      expect(row.against[0]?.adjustedP).not.toBeNull();
      // What lies in a chapter is the finding, not the chapter.
      expect(row.against[0]?.signal).toBe(false);
    }
  });

  test('without 20 controls nothing is calibrated or called a signal', () => {
    const few = eventsOf(
      Array.from({ length: 19 }, (_, j) => ({ events: drawnEvents(all, frail, 900 + j) })),
    );
    const { table, controls: strips } = analyse(persons, events, few);
    expect(strips[0]?.strip.estimable).toBe(19);
    expect(table.rows.some(({ against }) => against.some((own) => own.signal || own.calibrated))).toBe(false);
    expect(table.rows[2]?.against[0]?.adjustedP).toBeLessThan(0.001);
  });
});
