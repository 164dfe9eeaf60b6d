import { describe, expect, test } from 'vitest';
import type { Failure } from '../../../shared/errors/akashiError.ts';
import { translate } from '../../../shared/i18n/translate.ts';
import { parseStudy, studyText } from '../../../shared/study/specification/parseStudy.ts';
import { type Json, type JsonObject, sampleStudy } from './sampleStudy.ts';

function parsed(json: Json) {
  return parseStudy({ name: 'trial', text: JSON.stringify(json) });
}

function accepted(json: Json) {
  const result = parsed(json);
  if (!result.ok) throw new Error(JSON.stringify(result.failures));
  return result;
}

function failuresOf(text: string): readonly Failure[] {
  const result = parseStudy({ name: 'trial', text });
  return result.ok ? [] : result.failures;
}

/** The sample with the value at a place changed; undefined removes it. */
function changed(path: readonly (string | number)[], value: Json | undefined): JsonObject {
  const study = sampleStudy();
  let inside = study as Record<string | number, Json | undefined>;
  for (const step of path.slice(0, -1)) inside = inside[step] as Record<string | number, Json | undefined>;
  inside[path.at(-1) ?? ''] = value;
  return study;
}

test('a study is read with its defaults filled in', () => {
  const { study, hash } = accepted(sampleStudy());
  expect(study.adjustment).toMatchObject({ method: 'weighting', estimand: 'ATT', strata: 10 });
  expect(study.outcomes[0]).toMatchObject({ competing: 'death', priorOutcome: { lookbackDays: null } });
  expect(study.matrix?.axes[0]).toMatchObject({ withinDays: 0 });
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
});

test('what is printed is read back as the same study with the same hash', () => {
  const first = accepted(sampleStudy());
  const again = parseStudy({ name: 'again', text: studyText(first.study) });
  expect(again).toEqual(first);
});

describe('the hash', () => {
  const { hash } = accepted(sampleStudy());
  test.each([
    ['order of keys', Object.fromEntries(Object.entries(sampleStudy()).reverse())],
    ['overrides', changed(['overrides'], [])],
    ['a default written out', changed(['adjustment'], { method: 'weighting', strata: 10 })],
    ['a null written out', changed(['immortalTime'], null)],
  ])('does not see %s', (_, study) => expect(accepted(study).hash).toBe(hash));
  test.each([
    ['the seed', changed(['seed'], 1)],
    ['an arm', changed(['arms', 0, 'name'], 'other')],
    ['a definition', changed(['definitions', 'outcome-infarction', 'expression', 'CollapseSettings'], {})],
  ])('sees %s', (_, study) => expect(accepted(study).hash).not.toBe(hash));
});

test('a byte order mark is no syntax error', () => {
  expect(parseStudy({ name: 't', text: `\uFEFF${JSON.stringify(sampleStudy())}` }).ok).toBe(true);
});

test.each<[string, string, Failure['code'], object]>([
  ['text', 'study', 'study.notJson', { line: 1, column: 1 }],
  ['a file cut off', '{\n  "akashiStudy": 1,', 'study.notJson', { line: 2, column: 20 }],
  ['a list', '[]', 'study.notAStudy', {}],
  ['another kind of file', '{"akashi":"project"}', 'study.notAStudy', {}],
  ['a newer one', '{"akashiStudy":2,"new":true}', 'study.newer', { version: 2, known: 1 }],
  [
    'nesting',
    `{"akashiStudy":1,"definitions":${'['.repeat(90_000)}${']'.repeat(90_000)}}`,
    'study.tooDeep',
    {},
  ],
])('%s is refused', (_, text, code, params) => {
  expect(failuresOf(text)).toEqual([{ code, params: expect.objectContaining(params) }]);
});

type Case = [string, readonly (string | number)[], Json | undefined, Failure['code'], object];

test.each<Case>([
  ['no type', ['type'], undefined, 'study.unknownType', { known: '"comparison", "safety"' }],
  ['an unknown type', ['type'], 'survey', 'study.unknownType', { known: '"comparison", "safety"' }],
  ['another type', ['type'], 'safety', 'study.invalidValue', { path: '$.type', expected: '"comparison"' }],
  ['version 0', ['akashiStudy'], 0, 'study.invalidValue', { path: '$.akashiStudy', expected: '1' }],
  ['no name', ['name'], undefined, 'study.missingValue', { path: '$.name', expected: '"…" (1 … 500)' }],
  ['no seed', ['seed'], undefined, 'study.missingValue', { path: '$.seed', expected: '0 … 4294967295' }],
  ['one arm', ['arms'], [], 'study.invalidValue', { path: '$.arms', expected: '[…] (2 … 20)' }],
  ['a typing error', ['outcome'], [], 'study.misspeltKey', { path: '$.outcome', nearest: 'outcomes' }],
  ['an unknown key', ['arms', 0, 'colour'], 'red', 'study.unknownKey', { known: 'id, name, cohort, cells' }],
  [
    'a typing error in an axis',
    ['matrix', 'axes', 1, 'units'],
    'mg',
    'study.misspeltKey',
    { path: '$.matrix.axes[1].units', nearest: 'unit' },
  ],
  [
    'an unknown axis',
    ['matrix', 'axes', 1, 'kind'],
    'size',
    'study.invalidValue',
    {
      path: '$.matrix.axes[1].kind',
      expected:
        '"treatment" | "dailyDose" | "duration" | "cumulativeDose" | "deviceQuality" | "deviceSize" | "lengthOfStay"',
    },
  ],
  [
    'a key in a branch of a union',
    ['outcomes', 0, 'priorOutcome'],
    { lookbackDay: 1, lookbackDays: null },
    'study.misspeltKey',
    { path: '$.outcomes[0].priorOutcome.lookbackDay', nearest: 'lookbackDays' },
  ],
  [
    'neither branch of a union',
    ['outcomes', 0, 'priorOutcome'],
    true,
    'study.invalidValue',
    { path: '$.outcomes[0].priorOutcome', expected: 'false | {…}' },
  ],
  ['a date', ['population'], { from: '2020-13-01' }, 'study.invalidValue', { expected: 'YYYY-MM-DD | null' }],
  ['a name with blanks', ['definitions', 'a b'], {}, 'study.invalidValue', { path: '$.definitions["a b"]' }],
  ['a number too large', ['adjustment'], { strata: 101 }, 'study.invalidValue', { expected: '1 … 100' }],
  [
    'a cohort that is not there',
    ['arms', 0, 'cohort'],
    'nobody',
    'study.unknownName',
    { path: '$.arms[0].cohort', name: 'nobody' },
  ],
  ['a cohort named like what objects have', ['arms', 0, 'cohort'], 'constructor', 'study.unknownName', {}],
  ['a base that is not there', ['matrix', 'base'], 'x', 'study.unknownName', { path: '$.matrix.base' }],
  [
    'an axis that is not there',
    ['arms', 2, 'cells'],
    { size: ['band0'] },
    'study.unknownName',
    { path: '$.arms[2].cells.size', known: 'kind, dose, duration' },
  ],
  [
    'a band that is not there',
    ['arms', 2, 'cells', 'dose'],
    ['band0', 'band3'],
    'study.unknownName',
    { path: '$.arms[2].cells.dose[1]', name: 'band3', known: 'band0, band1, band2' },
  ],
  [
    'a competing event that is not there',
    ['outcomes', 0, 'competing'],
    'x',
    'study.unknownName',
    { path: '$.outcomes[0].competing' },
  ],
  ['a dose of no arm', ['doseResponse', 'arms', 0, 'arm'], 'x', 'study.unknownName', {}],
  [
    'an override of no outcome',
    ['overrides', 0, 'outcome'],
    'x',
    'study.unknownName',
    { path: '$.overrides[0].outcome', known: 'infarction' },
  ],
  ['two arms of one name', ['arms', 1, 'id'], 'beta', 'study.duplicateName', { path: '$.arms[1]' }],
  [
    'a control named like an outcome',
    ['negativeControls', 0, 'id'],
    'infarction',
    'study.duplicateName',
    { path: '$.negativeControls[0]' },
  ],
  ['an arm of nothing', ['arms', 0, 'cohort'], null, 'study.armOfNothing', { arm: 'beta' }],
  ['an arm of no cells', ['arms', 2, 'cells'], {}, 'study.armOfNothing', { arm: 'betaLow' }],
  ['an arm of both', ['arms', 2, 'cohort'], 'angina-beta-blocker', 'study.armOfBoth', { path: '$.arms[2]' }],
  ['cells of no matrix', ['matrix'], null, 'study.noMatrix', { arm: 'betaLow' }],
  [
    'an arm cut after index',
    ['arms', 2, 'cells', 'duration'],
    ['band2'],
    'study.immortalTime',
    { path: '$.arms[2].cells.duration', axis: 'duration' },
  ],
  [
    'clones of a cohort',
    ['immortalTime'],
    { kind: 'cloneCensorWeight', graceDays: 30 },
    'study.cohortCannotBeCloned',
    { path: '$.arms[0]', arm: 'beta' },
  ],
  [
    'an arm of what is begun after index',
    ['matrix', 'axes', 0, 'withinDays'],
    7,
    'study.immortalTime',
    { arm: 'betaLow' },
  ],
  [
    'no time at risk',
    ['timesAtRisk', 0, 'end'],
    { anchor: 'index', days: 0 },
    'study.noTimeAtRisk',
    { path: '$.timesAtRisk[0]' },
  ],
  [
    'breaks that fall',
    ['subgroups', 1, 'breaks'],
    [75, 65],
    'study.notAscending',
    { path: '$.subgroups[1].breaks' },
  ],
  ['breaks that stay', ['matrix', 'axes', 1, 'breaks'], [5, 5], 'study.notAscending', {}],
  ['horizons that fall', ['horizons'], [730, 365], 'study.notAscending', { path: '$.horizons' }],
  [
    'a period backwards',
    ['population'],
    { from: '2025-01-01', to: '2024-01-01' },
    'study.reversed',
    { path: '$.population.to' },
  ],
  ['ages backwards', ['population'], { ageFrom: 70, ageTo: 20 }, 'study.reversed', { from: '70', to: '20' }],
  [
    'daily doses that are not given',
    ['matrix', 'axes', 1, 'unit'],
    'DDD',
    'study.missingValue',
    { path: '$.matrix.axes[1].dailyDoses' },
  ],
  [
    'a definition that is none',
    ['definitions', 'outcome-infarction', 'expression'],
    {},
    'definition.notCirce',
    { definition: 'trial › outcome-infarction' },
  ],
])('%s: named with its place', (_, path, value, code, params) => {
  expect(failuresOf(JSON.stringify(changed(path, value)))).toContainEqual({
    code,
    params: expect.objectContaining(params),
  });
});

test('an arm cut after index is read with a guard', () => {
  const study = changed(['arms', 2, 'cells', 'duration'], ['band2']);
  study.immortalTime = { kind: 'landmark', day: 180 };
  expect(parsed(study).ok).toBe(true);
  study.timesAtRisk = [
    { id: 'itt', name: 'x', start: { anchor: 'index', days: 1 }, end: { anchor: 'index', days: 90 } },
  ];
  expect(failuresOf(JSON.stringify(study))).toMatchObject([{ code: 'study.noTimeAtRisk' }]);
});

test('an axis of doses must be about something', () => {
  const study = sampleStudy();
  const matrix = study.matrix as JsonObject;
  matrix.axes = (matrix.axes as Json[]).slice(1);
  study.arms = (study.arms as Json[]).slice(0, 2);
  study.doseResponse = null;
  expect(failuresOf(JSON.stringify(study))).toMatchObject([
    { code: 'study.axisOfNothing', params: { axis: 'dose' } },
    { code: 'study.axisOfNothing', params: { axis: 'duration' } },
  ]);
});

test('more problems than anybody reads are counted', () => {
  const arms = Array.from({ length: 20 }, () => ({ wrong: 1, false: 2, id: 3 }));
  const failures = failuresOf(JSON.stringify({ ...sampleStudy(), arms }));
  expect(failures).toHaveLength(31);
  expect(failures[30]).toEqual({ code: 'study.moreProblems', params: { study: 'trial', count: 50 } });
});

test('every message says its place in both languages', () => {
  const [failure] = failuresOf(JSON.stringify(changed(['arms', 2, 'cells', 'duration'], ['band2'])));
  if (failure?.code !== 'study.immortalTime') throw new Error('expected the guard');
  for (const locale of ['ja', 'en'] as const) {
    const message = translate(locale, `error.${failure.code}`, failure.params);
    expect(message).toContain('$.arms[2].cells.duration');
    expect(message).not.toMatch(/\{\w+/);
  }
});
