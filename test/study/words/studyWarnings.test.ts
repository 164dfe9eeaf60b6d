import { expect, test } from 'vitest';
import { shippedCohorts } from '../../../shared/demo/cohorts/shippedCohorts.ts';
import { shippedStudies } from '../../../shared/demo/studies/shippedStudies.ts';
import { parseStudy } from '../../../shared/study/specification/parseStudy.ts';
import {
  type StudyRelease,
  type studyWarningKinds,
  studyWarnings,
} from '../../../shared/study/words/studyWarnings.ts';
import { type JsonObject, sampleStudy } from '../specification/sampleStudy.ts';

function codes(changes: JsonObject, release: StudyRelease | null = null): string[] {
  const parsed = parseStudy({ name: 't', text: JSON.stringify({ ...sampleStudy(), ...changes }) });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  for (const { text, path } of studyWarnings(parsed.study, 'ja', release)) {
    expect(text).not.toMatch(/\{\w/);
    expect(path.length).toBeGreaterThan(0);
  }
  return studyWarnings(parsed.study, 'en', release).map(({ code }) => code);
}

const quiet = codes({ overrides: [] });
const sample = sampleStudy();
const arms = sample.arms as JsonObject[];
const [beta = {}, calcium = {}, cells = {}] = arms;
const cutBy = (category: JsonObject): JsonObject => ({
  arms: [beta, calcium, { ...cells, cells: category }],
});
const window = {
  id: 'w',
  name: 'W',
  start: { anchor: 'index', days: 1 },
  end: { anchor: 'index', days: 400 },
};
const cloned: JsonObject = {
  arms: [cells, { ...cells, id: 'longer', cells: { duration: ['band1', 'band2'] } }],
  doseResponse: null,
  overrides: [],
  immortalTime: { kind: 'cloneCensorWeight', graceDays: 30 },
};
const conservative = JSON.parse(
  shippedCohorts().find(({ name }) => name === 'angina-conservative')?.text ?? '{}',
) as JsonObject;
const lookingAhead: JsonObject = {
  definitions: {
    ...(sample.definitions as JsonObject),
    later: { name: 'L', expression: conservative.expression ?? {} },
  },
  arms: [{ ...beta, cohort: 'later' }, calcium, cells],
};

test('a plain study has only few remarks', () => {
  expect(quiet).toEqual(['fewNegativeControls']);
});

test.each<[keyof typeof studyWarningKinds, JsonObject, StudyRelease | null]>([
  ['armLooksAhead', lookingAhead, null],
  ['armsTheSame', { arms: [beta, { ...calcium, cohort: 'angina-beta-blocker' }, cells] }, null],
  ['cloneCensorWeight', cloned, null],
  ['horizonBeyondRisk', { timesAtRisk: [window], overrides: [] }, null],
  ['horizonBeyondRelease', {}, { days: 1000 }],
  [
    'indexDayAtRisk',
    { timesAtRisk: [{ ...window, start: { anchor: 'index', days: 0 } }], horizons: [365], overrides: [] },
    null,
  ],
  ['landmark', { immortalTime: { kind: 'landmark', day: 90 } }, null],
  [
    'landmarkTooEarly',
    { ...cutBy({ duration: ['band2'] }), immortalTime: { kind: 'landmark', day: 90 } },
    null,
  ],
  [
    'manyResults',
    {
      outcomes: Array.from({ length: 15 }, (_, i) => ({
        id: `o${i}`,
        name: 'O',
        cohort: 'outcome-infarction',
      })),
      overrides: [],
    },
    null,
  ],
  ['matchingIsAtt', { adjustment: { method: 'matching', estimand: 'ATE' } }, null],
  ['noAdjustment', { adjustment: { method: 'none' } }, null],
  ['noCovariates', { covariates: { domains: [] } }, null],
  ['noNegativeControls', { negativeControls: [] }, null],
  ['outcomeIsArm', { outcomes: [{ id: 'infarction', name: 'O', cohort: 'angina-beta-blocker' }] }, null],
  ['pickedModelOnly', { adjustment: { propensity: { model: 'picked' } } }, null],
  ['shortHistory', { population: { priorObservationDays: 100 } }, null],
  ['trimmed', { adjustment: { trim: { kind: 'optimal' } } }, null],
])('%s', (code, changes, release) => {
  expect(codes(changes, release)).toContain(code);
  expect(quiet).not.toContain(code);
});

test('overrides are remarked on', () => {
  const parsed = parseStudy({ name: 't', text: JSON.stringify(sampleStudy()) });
  if (!parsed.ok) throw new Error('not a study');
  expect(studyWarnings(parsed.study, 'en').map(({ code }) => code)).toContain('overridden');
});

test('an arm that looks 90 days ahead may be compared from a landmark on that day', () => {
  expect(codes({ ...lookingAhead, immortalTime: { kind: 'landmark', day: 89 } })).toContain('armLooksAhead');
  expect(codes({ ...lookingAhead, immortalTime: { kind: 'landmark', day: 90 } })).not.toContain(
    'armLooksAhead',
  );
});

test('the shipped studies have no serious remarks', () => {
  for (const file of shippedStudies()) {
    const parsed = parseStudy(file);
    if (!parsed.ok) throw new Error(`${file.name} is not a study`);
    const serious = studyWarnings(parsed.study, 'ja', { days: 5113 }).filter(
      ({ severity }) => severity !== 'info',
    );
    expect(serious, file.name).toEqual([]);
  }
});
