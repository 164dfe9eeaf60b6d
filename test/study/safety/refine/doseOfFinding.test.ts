import { expect, test } from 'vitest';
import { isWithheld } from '../../../../shared/disclosure/publishedCount.ts';
import { mantelHaenszelRates } from '../../../../shared/stats/rates/mantelHaenszelRates.ts';
import { groupRate } from '../../../../shared/study/safety/analysis/compareGroups.ts';
import { doseOfFinding, publishDose } from '../../../../shared/study/safety/refine/doseOfFinding.ts';
import type { SafetyRow } from '../../../../shared/study/safety/safetyResult.ts';
import { safetySpecification } from '../../../../shared/study/safety/specification/safetySpecification.ts';
import {
  drawnEvents,
  eventsOf,
  personsOf,
  type SimulatedPerson,
  simulatedPersons,
} from '../simulatedSafety.ts';

const study = safetySpecification.parse({
  akashiStudy: 1,
  type: 'safety',
  name: 'dose',
  seed: 1,
  exposure: { name: 'drug', cohort: 'drug' },
  timesAtRisk: [{ kind: 'intentionToTreat', id: 'year', name: 'year' }],
  events: { cleanWindowDays: null },
});
const doses = [10, 20, 40];
const all: readonly SimulatedPerson[] = simulatedPersons(900, 5).map((one, row) =>
  one.group === 0 ? { ...one, dose: doses[row % 3] as number } : one,
);
const drawn = drawnEvents(all, ({ dose = 0, age = 0 }) => 0.08 * (1 + dose / 20) * (age > 60 ? 2 : 1), 9);
const found = doseOfFinding(
  { studyHash: '', study, persons: personsOf(all), events: eventsOf([{ events: drawn }]), controls: null },
  0,
);

/** Events and years of some persons, counted one by one. */
function counted(isOne: (person: SimulatedPerson) => boolean) {
  const day = new Map(drawn);
  const rows = all.flatMap((person, row) => (isOne(person) ? [row] : []));
  return {
    events: rows.filter((row) => day.has(row)).length,
    years: rows.reduce((sum, row) => sum + (day.get(row) ?? 364) + 1, 0) / 365.25,
  };
}

const band = (age: number): number => [40, 50, 60, 70, 80].filter((start) => age >= start).length;
const strata = [0, 1, 2, 3, 4, 5].flatMap((own) =>
  [0, 1].map((sex) => (one: SimulatedPerson) => band(one.age ?? 0) === own && one.sex === sex),
);

test('each third against the unexposed of the same ages and sexes is that of a recount', () => {
  expect(found.doses.map(({ from, to }) => [from, to])).toEqual([
    [null, 15],
    [15, 30],
    [30, null],
  ]);
  doses.forEach((dose, k) => {
    const own = found.doses[k];
    const whole = counted((one) => one.dose === dose);
    expect(own?.rate.events).toBe(whole.events);
    expect(own?.rate.personYears).toBeCloseTo(whole.years, 9);
    const tables = strata.flatMap((isIn) => {
      const a = counted((one) => one.dose === dose && isIn(one));
      const b = counted((one) => one.group === 1 && isIn(one));
      return a.years > 0 && b.years > 0
        ? [{ x1: a.events, time1: a.years, x0: b.events, time0: b.years }]
        : [];
    });
    expect(own?.rateRatio?.estimate).toBeCloseTo(mantelHaenszelRates(tables).ratio.estimate, 9);
  });
});

test('the trend is the stratified score test of the thirds', () => {
  let [score, variance] = [0, 0];
  for (const isIn of strata) {
    const parts = doses.map((dose) => counted((one) => one.dose === dose && isIn(one)));
    const years = parts.reduce((sum, part) => sum + part.years, 0);
    const events = parts.reduce((sum, part) => sum + part.events, 0);
    if (years === 0) continue;
    const mean = (parts[1]?.years ?? 0) / years + (2 * (parts[2]?.years ?? 0)) / years;
    parts.forEach((part, k) => {
      score += part.events * (k - mean);
      variance += (events * (k - mean) ** 2 * part.years) / years;
    });
  }
  // The tail of the chi-squared distribution with one degree of freedom, by Simpson's rule of the normal density.
  const z = Math.abs(score) / Math.sqrt(variance);
  const steps = 20_000;
  const width = 12 / steps;
  let tail = 0;
  for (let i = 0; i <= steps; i++) {
    const at = z + i * width;
    tail += (i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2) * Math.exp((-at * at) / 2);
  }
  const p = (2 * tail * width) / 3 / Math.sqrt(2 * Math.PI);
  expect(Math.log(found.trendP ?? 0)).toBeCloseTo(Math.log(p), 5);
  expect(found.trendP).toBeLessThan(0.01);
});

test('a third that the table withholds, or that is small, has no ratio, and then there is no trend', () => {
  const sum = found.doses.reduce((total, { rate }) => total + rate.events, 0);
  const persons = found.doses.reduce((total, { rate }) => total + rate.persons, 0);
  const exposed = { ...groupRate({ persons, withEvent: sum, events: sum, days: 9 }) };
  const row = { groups: [exposed, groupRate({ persons: 3_600, withEvent: 90, events: 90, days: 9 })] };
  const open = publishDose(found, row as unknown as SafetyRow, { minimumCell: 10 });
  expect(open.doses.every(({ rateRatio }) => rateRatio !== null)).toBe(true);
  expect(open.trendP).toBe(found.trendP);
  const strict = publishDose(found, row as unknown as SafetyRow, {
    minimumCell: Math.min(...found.doses.map(({ rate }) => rate.events)) + 1,
  });
  expect(strict.trendP).toBeNull();
  for (const { rate, rateRatio } of strict.doses)
    expect(rateRatio === null).toBe(isWithheld(rate.events) || rate.rate === null);
  expect(strict.doses.filter(({ rateRatio }) => rateRatio === null).length).toBeGreaterThan(1);
});
