import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import { analyseSafety } from '../../../shared/study/safety/analysis/analyseSafety.ts';
import { agesAndSexes, filteredPictures } from '../../../shared/study/safety/filter/agesAndSexes.ts';
import { decideFilters } from '../../../shared/study/safety/filter/decideFilters.ts';
import { type FilteredStudy, filteredSafety } from '../../../shared/study/safety/filter/filteredSafety.ts';
import { filterPersons } from '../../../shared/study/safety/filter/filterPersons.ts';
import { SafetyViews } from '../../../shared/study/safety/filter/safetyViews.ts';
import { publishSafety } from '../../../shared/study/safety/publishing/publishSafety.ts';
import { safetySpecification } from '../../../shared/study/safety/specification/safetySpecification.ts';
import { attack, type Published } from './attackSafety.ts';
import { eventsOf, personsOf, type SimulatedPerson } from './simulatedSafety.ts';

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

interface World {
  readonly seed: number;
  readonly exposed: number;
  readonly minimumCell: number;
  readonly ageBreaks: readonly number[];
  readonly count: 'first' | 'recurrent';
  readonly unknownSex: number;
}

const world: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  exposed: fc.integer({ min: 30, max: 500 }),
  minimumCell: fc.constantFrom(3, 5, 10),
  ageBreaks: fc.constantFrom([], [60], [50, 70]),
  count: fc.constantFrom('first' as const, 'first' as const, 'recurrent' as const),
  unknownSex: fc.constantFrom(0, 0, 0.03),
});

/** Persons in three groups, and a hierarchy in which most branches are the sum of those below them. */
function studied({ seed, exposed, minimumCell, ageBreaks, count, unknownSex }: World) {
  const random = seededRandom(seed);
  const all: SimulatedPerson[] = [0, 1, 2].flatMap((group) =>
    Array.from({ length: exposed * (group === 1 ? 2 : 1) }, () => ({
      group,
      age: 30 + Math.floor(random() ** 0.5 * 60),
      sex: random() < unknownSex ? 2 : random() < 0.4 ? 0 : 1,
    })),
  );
  const persons = personsOf(all);
  const [year] = persons.windows;
  if (!year) throw new Error('no window');
  const leaves = Array.from({ length: 6 }, (_, leaf) => {
    const rate = random() ** 2 * 0.25;
    const events: [number, number][] = [];
    all.forEach((person, row) => {
      if (random() > rate * (person.sex === leaf % 3 ? 0.2 : 1)) return;
      // Some had it before.
      const day = Math.floor(random() * 500) - 100;
      events.push([row, day]);
      if (count === 'recurrent' && random() < 0.3) events.push([row, day + 20]);
    });
    return { events, parents: [6 + (leaf % 2)], level: 2 };
  });
  const blocks = [0, 1].map((b) => ({
    events: leaves.filter((_, leaf) => leaf % 2 === b).flatMap(({ events }) => events),
    parents: [8],
    level: 1,
  }));
  const chapter = { events: leaves.flatMap(({ events }) => events), level: 0 };
  const study = safetySpecification.parse({
    akashiStudy: 1,
    type: 'safety',
    name: '薬 / Drug',
    seed: 7,
    exposure: { name: '薬 / Drug', cohort: 'drug' },
    timesAtRisk: [
      { kind: 'intentionToTreat', id: 'year', name: 'y' },
      { kind: 'fixed', id: 'early', name: 'e', from: 0, to: 90 },
    ],
    ageBreaks,
    events: { cleanWindowDays: count === 'first' ? null : 10, count, minimumPersons: 1 },
    tree: { replications: 99 },
    negativeControls: Array.from({ length: 4 }, (_, c) => ({
      id: `c${c}`,
      name: `c${c}`,
      domain: 'condition',
      concepts: [{ conceptId: c + 1 }],
    })),
  });
  const early = { timeAtRisk: 'early', from: year.from, to: year.to.map(() => 90) };
  const data = {
    studyHash: 'x',
    study,
    persons: { ...persons, windows: [year, early] },
    events: eventsOf([...leaves, ...blocks, chapter]),
    controls: eventsOf(
      leaves.slice(0, 4).map(({ events }) => ({ events: events.map(([row, day]) => [row, day] as const) })),
    ),
  };
  const rules = { minimumCell };
  const analysis = analyseSafety(data);
  const published = publishSafety(analysis, provenance, study, rules);
  const views = new SafetyViews(ageBreaks.length + 1);
  const decision = decideFilters({
    parts: analysis.parts,
    published,
    study,
    rules,
    withheldPersons: published.exposure.groups.map(() => new Uint8Array(views.size)),
  });
  const whole: FilteredStudy = { study, parts: analysis.parts, published, decision, rules };
  const filtered = views.named.slice(1).map((view) => {
    const filter = views.filter(view);
    const part = analyseSafety({
      ...data,
      study: { ...study, timesAtRisk: study.timesAtRisk.slice(0, 1) },
      persons: filterPersons({ ...data.persons, windows: [year] }, filter, ageBreaks),
      controls: null,
    });
    return filteredSafety(whole, filter, view, part, provenance);
  });
  const pictures = published.timesAtRisk.flatMap(({ timeAtRisk, rows }, t) =>
    rows.map(({ id }, row) => ({
      timeAtRisk,
      pictures: filteredPictures(id, agesAndSexes(whole, t, row, 0)),
    })),
  );
  const out: Published = { whole: published, filtered, pictures };
  return { analysis, out };
}

test('from the whole study, every filter and every picture no withheld count is narrowed', () => {
  let shown = 0;
  fc.assert(
    fc.property(world, (own) => {
      const { analysis, out } = studied(own);
      expect(attack(out, analysis.parts, own.minimumCell, { takesSums: false })).toEqual([]);
      for (const { timesAtRisk } of out.filtered) {
        for (const { rows } of timesAtRisk) {
          for (const { groups } of rows) {
            for (const { withEvent, persons } of groups) {
              for (const count of [withEvent, persons]) {
                if (typeof count !== 'number') continue;
                if (count > 0) shown++;
                expect(count > 0 && count < own.minimumCell).toBe(false);
              }
            }
          }
        }
      }
    }),
    { numRuns: 40 },
  );
  expect(shown).toBeGreaterThan(1_000);
});
