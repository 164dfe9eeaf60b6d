import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { JobControl } from '../../../../shared/engine/job.ts';
import type { SeriesOptions } from '../../../../shared/study/safety/refine/caseSeries.ts';
import { readFinding } from '../../../../shared/study/safety/refine/findingRecords.ts';
import { selfControlled } from '../../../../shared/study/safety/refine/selfControlled.ts';
import { safetySpecification } from '../../../../shared/study/safety/specification/safetySpecification.ts';
import { engines } from '../../../contract/engines.ts';
import { StudyEngine } from '../../population/studyEngine.ts';
import { loadSafetyRelease, type SafetyPerson } from '../randomSafety.ts';

const folder = resolve(import.meta.dirname, '../../../../../shared/reference/safety');

const study = safetySpecification.parse({
  akashiStudy: 1,
  type: 'safety',
  name: 'vaccine',
  seed: 1,
  exposure: { name: 'vaccine', drugs: [{ conceptId: 11 }] },
  timesAtRisk: [{ kind: 'onTreatment', id: 't', name: 't' }],
});

/** Rows of a data set of R's package SCCS as a release: everybody is born on the first day of 2018. */
function personsOf(file: string, eventColumn: string, windows: readonly [number, number]): SafetyPerson[] {
  const [header = [], ...rows] = readFileSync(resolve(folder, file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  const at = (row: readonly string[], column: string): number => Number(row[header.indexOf(column)]);
  const cases = new Map<number, SafetyPerson>();
  for (const row of rows) {
    const id = at(row, 'case');
    const day = at(row, eventColumn);
    const event = { concept: 21, from: day, to: day };
    const vaccinated = at(row, 'mmr');
    cases.set(id, {
      id,
      gender: 8507,
      born: 2018,
      observed: [[at(row, 'sta'), at(row, 'end')]],
      death: null,
      drugs: [{ concept: 11, from: vaccinated + windows[0], to: vaccinated + windows[1] }],
      conditions: [...(cases.get(id)?.conditions ?? []), event],
      measurements: [],
      visits: [],
      site: null,
    });
  }
  return [...cases.values()];
}

async function ratios(persons: readonly SafetyPerson[], options: Partial<SeriesOptions>) {
  const native = engines.find(({ kind }) => kind === 'native');
  if (!native) throw new Error('no engine');
  const engine = await StudyEngine.start(native.create);
  try {
    await loadSafetyRelease(engine.connection, persons);
    const records = await readFinding(engine.context(), study, { concept: 21 }, new JobControl());
    const found = selfControlled(records, {
      treatment: { fromDay: 0, gapDays: 0, lagDays: 0 },
      rules: { cleanWindowDays: 0, count: 'recurrent' },
      population: { ...study.population, priorObservationDays: 0 },
      ageBreaks: [],
      preExposureDays: 0,
      seasons: false,
      ...options,
    });
    return new Map(found.periods.map((own) => [own.period, { ...own, cases: found.cases.count }]));
  } finally {
    await engine.close();
  }
}

test('measles-mumps-rubella vaccination and meningitis: IRR 12.037 (3.002 to 48.260), as in R', async () => {
  if (!existsSync(folder)) return process.stdout.write('skipped: ../shared/reference is not here\n');
  const found = await ratios(personsOf('sccs_amdat.txt', 'am', [15, 35]), { ageBreaks: [548 / 365.25] });
  const { rateRatio, cases } = found.get('exposed') ?? {};
  expect(cases).toBe(10);
  expect(Math.log(rateRatio?.estimate ?? 0)).toBeCloseTo(2.487975, 5);
  expect(rateRatio?.lower).toBeCloseTo(3.002, 3);
  expect(rateRatio?.upper).toBeCloseTo(48.26, 2);
});

test('vaccination and thrombocytopenic purpura: three windows after it, as in R', async () => {
  if (!existsSync(folder)) return process.stdout.write('skipped: ../shared/reference is not here\n');
  // Days 15 to 28 are the treatment, the days before and after it the other two windows.
  const found = await ratios(personsOf('sccs_itpdat.txt', 'itp', [15, 28]), {
    treatment: { fromDay: 0, gapDays: 0, lagDays: 14 },
    preExposureDays: 15,
    ageBreaks: [427, 488, 549, 610, 671].map((cut) => cut / 365.25),
  });
  const expected = {
    before: [1.309, 0.299, 5.725, 2],
    exposed: [5.954, 2.519, 14.072, 8],
    after: [2.6, 0.745, 9.071, 3],
  } as const;
  for (const [period, [estimate, lower, upper, events]] of Object.entries(expected)) {
    const own = found.get(period as keyof typeof expected);
    expect(own?.events?.count).toBe(events);
    expect(own?.rateRatio?.estimate).toBeCloseTo(estimate, 2);
    expect(own?.rateRatio?.lower).toBeCloseTo(lower, 2);
    expect(own?.rateRatio?.upper).toBeCloseTo(upper, 2);
  }
});
