import { expect, test } from 'vitest';
import { type App, createApp, redo, undo } from '../../renderer/state/app.ts';
import { importDefinitions } from '../../renderer/state/cohortActions.ts';
import { failureTab, readStudy } from '../../renderer/state/readStudy.ts';
import { chooseAndOpenRelease, startWorkbench } from '../../renderer/state/releaseActions.ts';
import { isStale, type Study, studyTitle } from '../../renderer/state/studies.ts';
import {
  addEmptyStudy,
  addStudies,
  addStudyOfCohorts,
  duplicateStudy,
  editStudy,
  editStudyText,
  exportStudy,
  removeStudy,
  renameStudy,
} from '../../renderer/state/studyActions.ts';
import { findPatientsLike, overrideDiagnostics, runStudy } from '../../renderer/state/studyRuns.ts';
import { shippedCohorts } from '../../shared/demo/cohorts/shippedCohorts.ts';
import { memoryPlatform } from './preview/memoryPlatform.ts';
import { memoryWorkbench } from './preview/memoryWorkbench.ts';
import { memoryWorkStore } from './preview/memoryWorkStore.ts';
import { sampleStudies } from './preview/sampleStudies.ts';

async function openWindow(released = true) {
  const workbench = memoryWorkbench({ step: 0, openFailures: [], withCohorts: false });
  const platform = memoryPlatform();
  const app = createApp(platform, () => workbench, memoryWorkStore(), await platform.readSettings());
  await startWorkbench(app);
  if (released) await chooseAndOpenRelease(app, 'folder');
  return { app, platform, workbench };
}

function only(app: App): Study {
  const [study] = Object.values(app.store.getState().studies);
  if (!study) throw new Error('no study');
  return study;
}

const sample = () => sampleStudies()[1] ?? sampleStudies()[0];

async function withSample() {
  const window = await openWindow();
  const file = sample();
  if (file) addStudies(window.app, [file]);
  return { ...window, study: only(window.app) };
}

const edit = { title: { key: 'studies.change.arms' }, tab: 'arms' } as const;

test('an empty study says what it lacks, each with the tab that can mend it', async () => {
  const { app } = await openWindow();
  addEmptyStudy(app);
  const { failures, form } = readStudy(only(app));
  expect(new Set(failures.map(failureTab))).toEqual(new Set(['arms', 'followUp']));
  expect(form?.timesAtRisk).toHaveLength(1);
  expect(form?.adjustment.method).toBe('weighting');
});

test('a study of two cohorts holds their definitions whole and lacks only an outcome', async () => {
  const { app } = await openWindow();
  const [first, second] = shippedCohorts();
  if (!first || !second) throw new Error('no cohorts');
  await importDefinitions(app, [first, second]);
  const [target, comparator] = app.store.getState().shelf.map(({ id }) => id);
  expect(addStudyOfCohorts(app, target ?? '', comparator ?? '')).toBe(true);
  const { form, failures } = readStudy(only(app));
  expect(Object.values(form?.definitions ?? {}).map(({ expression }) => expression)).toEqual([
    JSON.parse(first.text),
    JSON.parse(second.text),
  ]);
  expect(new Set(failures.map(failureTab))).toEqual(new Set(['followUp']));
});

test('edits are undone and done again one by one; typing in one field is one step', async () => {
  const { app, study } = await withSample();
  await renameStudy(app, study.id, 'N');
  await renameStudy(app, study.id, 'Name');
  await editStudy(app, study.id, [{ path: ['seed'], value: 7 }], edit);
  const edited = only(app).text;
  expect(JSON.parse(edited)).toMatchObject({ name: 'Name', seed: 7 });
  await undo(app);
  expect(JSON.parse(only(app).text).seed).toBe(20260401);
  expect(studyTitle(only(app))).toBe('Name');
  await undo(app);
  expect(only(app).text).toBe(study.text);
  await redo(app);
  await redo(app);
  expect(only(app).text).toBe(edited);
});

test('what can no longer be read stays as it was typed, and forms leave it alone', async () => {
  const { app, study } = await withSample();
  await editStudyText(app, study.id, '{ "name": "half', { title: edit.title, tab: 'file' });
  await editStudy(app, study.id, [{ path: ['seed'], value: 7 }], edit);
  expect(only(app).text).toBe('{ "name": "half');
  expect(readStudy(only(app)).document).toBeNull();
  expect(readStudy(only(app)).failures.map(({ code }) => code)).toEqual(['study.notJson']);
});

test('a copy has a name of its own and is compared with what it was copied from', async () => {
  const { app, study } = await withSample();
  duplicateStudy(app, study.id);
  const { studies, openStudy, studyWork } = app.store.getState();
  expect(Object.keys(studies)).toHaveLength(2);
  const copy = studies[openStudy ?? ''];
  expect(copy && studyTitle(copy)).not.toBe(studyTitle(study));
  expect(copy && { ...JSON.parse(copy.text), name: '' }).toEqual({ ...JSON.parse(study.text), name: '' });
  expect(studyWork.comparedWith[openStudy ?? '']).toBe(study.id);
});

test('a removed study comes back by undo, and its file is exported as it is', async () => {
  const { app, platform, study } = await withSample();
  await exportStudy(app, study.id);
  expect(platform.saved).toEqual([{ name: `${study.name}.json`, content: study.text }]);
  await removeStudy(app, study.id);
  expect(app.store.getState()).toMatchObject({ studies: {}, openStudy: null });
  await undo(app);
  expect(only(app)).toEqual(study);
  expect(app.store.getState().openStudy).toBe(study.id);
});

test('a result is stale as soon as the study says something else, and no longer when that is undone', async () => {
  const { app, study } = await withSample();
  await runStudy(app, study.id);
  const stale = () => {
    const { studyWork, release } = app.store.getState();
    const run = studyWork.runs[study.id];
    return run && isStale(run, only(app), release?.digest ?? null);
  };
  expect(stale()).toBe(false);
  await editStudyText(app, study.id, `${study.text}  \n`, edit);
  expect(stale()).toBe(false);
  await editStudy(app, study.id, [{ path: ['seed'], value: 8 }], edit);
  expect(stale()).toBe(true);
  await undo(app);
  expect(stale()).toBe(false);
});

test('a run that is cancelled or fails leaves the result before on screen', async () => {
  const { app, study, workbench } = await withSample();
  await runStudy(app, study.id);
  const { result } = app.store.getState().studyWork.runs[study.id] ?? {};
  workbench.fail('studies.run', { code: 'host.noRelease', params: {} });
  await runStudy(app, study.id);
  const run = app.store.getState().studyWork.runs[study.id];
  expect(run).toMatchObject({ state: 'failed', failure: { code: 'host.noRelease' } });
  expect(run?.result).toBe(result);
});

test('an override is written into the file with who and why, and the study runs again with it', async () => {
  const { app, study, workbench } = await withSample();
  await runStudy(app, study.id);
  const override = {
    target: 'coated',
    comparator: 'bare',
    outcome: 'tvr',
    timeAtRisk: 'itt',
    reason: '背景を確かめたうえで見る。',
    by: '解析者',
    at: '2026-11-20T00:00:00.000Z',
  };
  await overrideDiagnostics(app, study.id, override, []);
  expect(JSON.parse(only(app).text).overrides).toEqual([override]);
  expect(readStudy(only(app)).failures).toEqual([]);
  const runs = workbench.calls.filter(({ operation }) => operation === 'studies.run');
  expect(runs.at(-1)?.input).toMatchObject({ text: only(app).text });
  expect(runs).toHaveLength(2);
});

test('of two questions about patients the answer to the last counts', async () => {
  const { app, study } = await withSample();
  await runStudy(app, study.id);
  const profile = { ageFrom: null, ageTo: null, sex: null, categories: {} };
  await Promise.all([
    findPatientsLike(app, study.id, 'hash', profile),
    findPatientsLike(app, study.id, 'hash', { ...profile, sex: 'male' }),
  ]);
  const asked = app.store.getState().studyWork.patients[study.id];
  expect(asked?.profile.sex).toBe('male');
  expect(asked?.loading).toBe(false);
  expect(asked?.value?.arms[0]?.persons).toBe(412);
});
