import { expect, test } from 'vitest';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { analyseSafety } from '../../../shared/study/safety/analysis/analyseSafety.ts';
import { publishSafety } from '../../../shared/study/safety/publishing/publishSafety.ts';
import { safetySpecification } from '../../../shared/study/safety/specification/safetySpecification.ts';
import { drawnEvents, eventsOf, personsOf, simulatedPersons } from './simulatedSafety.ts';

const rules = { minimumCell: 10 };
const provenance = {
  releaseId: 'r',
  releaseDigest: 'd',
  definitionHash: 'h',
  method: 'm',
  engine: 'e',
  akashiVersion: '0',
  generatedAt: '2026-01-01T00:00:00Z',
  milliseconds: 0,
};
const study = safetySpecification.parse({
  akashiStudy: 1,
  type: 'safety',
  name: '薬 / Drug',
  seed: 7,
  exposure: { name: '薬 / Drug', cohort: 'drug' },
  timesAtRisk: [
    { kind: 'intentionToTreat', id: 'year', name: '1年 / One year' },
    { kind: 'fixed', id: 'month', name: '1か月 / One month', from: 0, to: 29 },
  ],
  events: { cleanWindowDays: null, minimumPersons: 1 },
  tree: { replications: 99 },
});

function analysed() {
  const all = simulatedPersons(1_500, 3);
  const persons = personsOf(all);
  const [year] = persons.windows;
  const month = year?.to.map(() => 29) ?? new Int32Array();
  const leaves = Array.from({ length: 24 }, (_, j) => ({
    parents: [24 + (j % 3)],
    level: 1,
    events: drawnEvents(
      all,
      ({ group }) => (0.002 + 0.004 * (j % 7)) * (j === 5 && group === 0 ? 6 : 1),
      50 + j,
    ),
  }));
  const chapters = [0, 1, 2].map((c) => ({
    events: leaves.filter((_, j) => j % 3 === c).flatMap(({ events }) => events),
  }));
  const windows = [...persons.windows, { timeAtRisk: 'month', from: new Int32Array(all.length), to: month }];
  return analyseSafety({
    studyHash: 'x',
    study,
    persons: { ...persons, windows },
    events: eventsOf([...leaves, ...chapters]),
    controls: null,
  });
}

const analysis = analysed();
const published = publishSafety(analysis, provenance, study, rules);

test('no figure stands beside a withheld count of events', () => {
  let withheld = 0;
  for (const { rows } of published.timesAtRisk) {
    for (const { groups, against } of rows) {
      for (const rate of groups) {
        if (!isWithheld(rate.withEvent)) expect(rate.withEvent > 0 && rate.withEvent < 10).toBe(false);
        else {
          withheld++;
          expect([isWithheld(rate.events), rate.personYears, rate.rate]).toEqual([true, null, null]);
        }
      }
      if (groups.slice(0, 2).some(({ withEvent }) => isWithheld(withEvent))) {
        for (const [name, value] of Object.entries(against[0] ?? {})) {
          if (name === 'with' || name === 'signal') continue;
          expect(value).toBeNull();
        }
      }
    }
  }
  expect(withheld).toBeGreaterThan(10);
  const first = published.timesAtRisk[0]?.rows ?? [];
  expect(first.filter(({ against }) => against[0]?.rateRatio).length).toBeGreaterThan(8);
});

test('the same outcome in two times-at-risk never differs by few where both are shown', () => {
  const [year, month] = published.timesAtRisk;
  const later = new Map(month?.rows.map((row) => [row.id, row]));
  let compared = 0;
  for (const row of year?.rows ?? []) {
    row.groups.forEach((rate, g) => {
      const other = later.get(row.id)?.groups[g]?.withEvent;
      if (other === undefined || isWithheld(other) || isWithheld(rate.withEvent)) return;
      compared++;
      const difference = Math.abs(rate.withEvent - other);
      expect(difference > 0 && difference < 10).toBe(false);
    });
  }
  expect(compared).toBeGreaterThan(5);
});

test('the tree leads with what was put in, and tells no withheld count', () => {
  expect(analysis.result.tree[0]).toMatchObject({ id: '5', p: 0.01 });
  expect(published.tree[0]?.id).toBe('5');
  for (const { exposed, unexposed } of published.tree) {
    for (const count of [exposed, unexposed])
      expect(typeof count === 'number' && (count === 0 || count >= 10)).toBe(true);
  }
});

test('the same seed gives the same dashboard', () => {
  expect(analysed()).toEqual(analysis);
});
