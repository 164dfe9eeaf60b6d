import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import type { RiskWindow } from '../../../shared/study/safety/analysis/outcomeCounts.ts';
import { outcomePictures } from '../../../shared/study/safety/analysis/outcomePictures.ts';
import { safetyTable } from '../../../shared/study/safety/analysis/safetyTable.ts';
import { StrataCells } from '../../../shared/study/safety/analysis/strataCounts.ts';
import { publishPictures } from '../../../shared/study/safety/publishing/publishPictures.ts';
import { publishTables } from '../../../shared/study/safety/publishing/publishTables.ts';
import { readReports } from '../../../shared/study/safety/reports/readReports.ts';
import { reportedAgainstObserved } from '../../../shared/study/safety/reports/reportedAgainstObserved.ts';
import {
  drawnEvents,
  eventsOf,
  personsOf,
  type SimulatedPerson,
  simulatedPersons,
} from './simulatedSafety.ts';

const breaks = [40, 60];

function draw(
  all: readonly SimulatedPerson[],
  happened: readonly (readonly [number, number])[],
  count: 'first' | 'recurrent',
) {
  const persons = personsOf(all);
  const window = persons.windows[0] as RiskWindow;
  const events = eventsOf([{ events: happened }]);
  const rules = { cleanWindowDays: 20, count };
  const counted = outcomePictures(persons, window, events, 0, {
    rules,
    windows: [7, 30, 90],
    ageBreaks: breaks,
    institutionName: (code) => `I${code}`,
  });
  const cells = new StrataCells(persons, breaks);
  const { table, persons: atRisk } = safetyTable(persons, window, cells, events, null, {
    rules,
    minimumPersons: 0,
    level: 0.05,
  });
  return { counted, table, atRisk };
}

const person = fc.record({
  group: fc.integer({ min: 0, max: 1 }),
  age: fc.integer({ min: 20, max: 90 }),
  sex: fc.integer({ min: 0, max: 1 }),
  to: fc.integer({ min: -1, max: 150 }),
  institution: fc.integer({ min: 0, max: 2 }),
  dose: fc.constantFrom(5, 10, 20),
  events: fc.uniqueArray(fc.integer({ min: -15, max: 160 }), { maxLength: 4 }),
});

test('windows, ages, doses and institutions add up to the row of the table', () => {
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 30 }),
      fc.constantFrom('first', 'recurrent'),
      (all, count) => {
        const happened = all.flatMap(({ events }, row) => events.map((day): [number, number] => [row, day]));
        const { counted, table } = draw(all, happened, count as 'first' | 'recurrent');
        const { onset, byAgeAndSex, byDose, byInstitution } = counted.pictures;
        table.rows[0]?.groups.forEach((whole, g) => {
          const sum = (parts: readonly { readonly groups: readonly (typeof whole)[] }[]) =>
            parts.reduce((total, { groups }) => total + (groups[g]?.events ?? 0), 0);
          expect([sum(onset), sum(byAgeAndSex)]).toEqual([whole.events, whole.events]);
          const years = onset.reduce((total, { groups }) => total + (groups[g]?.personYears ?? 0), 0);
          expect(years).toBeCloseTo(whole.personYears ?? 0, 9);
          expect(byAgeAndSex.reduce((total, { groups }) => total + (groups[g]?.persons ?? 0), 0)).toBe(
            whole.persons,
          );
          if (g > 0) return;
          for (const parts of [byDose, byInstitution]) {
            expect(parts.reduce((total, { rate }) => total + rate.events, 0)).toBe(whole.events);
            expect(parts.reduce((total, { rate }) => total + rate.persons, 0)).toBe(whole.persons);
          }
        });
      },
    ),
    { numRuns: 200 },
  );
});

const all = simulatedPersons(3_000, 21).map((one, k) => ({
  ...one,
  institution: k % 6,
  dose: [5, 10, 20][k % 3] ?? 5,
}));
const happened = drawnEvents(all, ({ dose = 0, group }) => (group === 0 ? 0.004 * dose : 0.02), 22);

test('a dose response is seen, and rates of the exposed standardised to themselves are their own', () => {
  const { counted, table } = draw(all, happened, 'first');
  expect(counted.pictures.byDose.map(({ rate }) => rate.persons)).toEqual([1_000, 1_000, 1_000]);
  expect(counted.pictures.doseTrendP).toBeLessThan(0.001);
  const own = table.rows[0]?.groups[0]?.rate?.estimate ?? 0;
  expect(counted.pictures.ageStandardised[0]?.rate?.estimate).toBeCloseTo(own, 6);
  expect(counted.pictures.byInstitution).toHaveLength(6);
  const curve = counted.pictures.curves[0];
  // Nobody is censored before the end: the curve ends at the share with an event.
  const exposed = table.rows[0]?.groups[0];
  expect(curve?.incidence.at(-1)).toBeCloseTo((exposed?.withEvent ?? 0) / (exposed?.persons ?? 1), 9);
});

test('published pictures tell no small part of a row', () => {
  const { counted, table, atRisk } = draw(all, happened, 'first');
  const rules = { minimumCell: 10 };
  const [shown] = publishTables(
    [table],
    [{ kind: 'fixed', id: 'year', name: 'y', from: 0, to: 364 }],
    [atRisk],
    () => false,
    rules,
    0.05,
  );
  const row = shown?.rows[0];
  if (!row) throw new Error('the outcome has a row');
  const pictures = publishPictures(counted, row, [row], { byAgeAndSex: [], ageStandardised: [] }, rules);
  row.groups.forEach((whole, g) => {
    const events = pictures.onset.map(({ groups }) => groups[g]?.events ?? 0);
    expect(events.filter(isWithheld).length).not.toBe(1);
    for (const count of events) expect(!isWithheld(count) && count > 0 && count < 10).toBe(false);
    expect(isWithheld(whole.events)).toBe(false);
    const at = pictures.curves[g]?.days ?? [];
    const source = counted.curves[g];
    const counts = at.map((day) => source?.events[source.curve.days.indexOf(day)] ?? 0);
    counts.forEach((count, k) => {
      expect(count - (counts[k - 1] ?? 0)).toBeGreaterThanOrEqual(10);
    });
    expect(at.length).toBeGreaterThan(2);
  });
  const ages = { byAgeAndSex: [], ageStandardised: [] };
  const twin = { ...row, id: 'below', parents: [row.id] };
  expect(publishPictures(counted, row, [row, twin], ages, rules)).toEqual(pictures);
  // Parts of a row less the same parts of one below it would tell the few persons between.
  const fewer = twin.groups.map((own, g) => (g === 0 ? { ...own, withEvent: 7 } : own));
  const above = publishPictures(counted, row, [row, { ...twin, groups: fewer }], ages, rules);
  const parts = [
    ...above.onset.flatMap(({ groups }) => groups),
    ...above.byDose.map(({ rate }) => rate),
    ...above.byInstitution.map(({ rate }) => rate),
  ];
  expect(parts.length).toBeGreaterThan(9);
  for (const { events, withEvent, rate } of parts) {
    expect([isWithheld(events), isWithheld(withEvent), rate]).toEqual([true, true, null]);
  }
  expect(above.curves.flatMap(({ days }) => days)).toEqual([]);
  expect(above.doseTrendP).toBeNull();
});

test('a planted reporting fraction is recovered', () => {
  const { table } = draw(
    all,
    drawnEvents(all, ({ group }) => (group === 0 ? 0.3 : 0.05), 30),
    'first',
  );
  const [exposed] = table.rows[0]?.groups ?? [];
  // One case in ten above the background is reported.
  const reports = Math.round(((exposed?.personYears ?? 0) * 0.25) / 10);
  const file = {
    name: 'reports.csv',
    text: `drug,event,count\na,C0,${reports}\na,C9,100\nb,C0,20\nb,C9,900`,
  };
  const book = readReports([file], new Set(['a']));
  const rowsOf = book.events.map((event) => (event === 'C0' ? [0] : []));
  const input = { book, rows: table.rows, rowsOf, yearsOfUse: null };
  const [row] = reportedAgainstObserved(input).rows;
  expect(row?.reportingFraction?.estimate).toBeGreaterThan(0.08);
  expect(row?.reportingFraction?.estimate).toBeLessThan(0.12);
  // In twice the years of use there were twice the cases; what else was observed is told as it is.
  const yearsOfUse = 2 * (exposed?.personYears ?? 0);
  const [ofAll] = reportedAgainstObserved({ ...input, yearsOfUse }).rows;
  const half = (value: number | null | undefined) => (value ?? 0) / 2;
  expect(ofAll?.excess).toBe(row?.excess);
  for (const side of ['estimate', 'lower', 'upper'] as const)
    expect(ofAll?.reportingFraction?.[side]).toBeCloseTo(half(row?.reportingFraction?.[side]), 12);
  const prr = reports / (reports + 100) / (20 / 920);
  expect(row?.prr).toBeCloseTo(prr, 9);
  expect(row?.ebgm).toBeNull();
});
