import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type App, createApp, goTo, redo, undo } from '../../renderer/state/app.ts';
import { combineCohorts, importDefinitions, removeCohorts } from '../../renderer/state/cohortActions.ts';
import {
  addDraft,
  discardDraft,
  duplicateCohort,
  duplicateDraft,
  editDraft,
  renameDraft,
  saveDraft,
  switchRules,
} from '../../renderer/state/draftActions.ts';
import { startWorkbench } from '../../renderer/state/releaseActions.ts';
import { restoreWork } from '../../renderer/state/restoreWork.ts';
import {
  addStudies,
  duplicateStudy,
  editStudyText,
  removeStudy,
  renameStudy,
} from '../../renderer/state/studyActions.ts';
import { memoryPlatform } from './preview/memoryPlatform.ts';
import { memoryWorkbench } from './preview/memoryWorkbench.ts';
import { type MemoryWorkStore, memoryWorkStore } from './preview/memoryWorkStore.ts';

async function openWindow(store: MemoryWorkStore) {
  const workbench = memoryWorkbench({ step: 0, openFailures: [], withCohorts: false });
  const platform = memoryPlatform();
  const app = createApp(platform, () => workbench, store, await platform.readSettings());
  const settled = await restoreWork(app);
  await startWorkbench(app);
  return { app, settled, workbench };
}

/** All that a restart must give back. */
function work(app: App) {
  const { shelf, drafts, studies, openStudy, openDraft, draftPlace, history } = app.store.getState();
  return {
    shelf,
    drafts,
    studies,
    openStudy,
    openDraft,
    draftPlace,
    past: history.past.map(({ title }) => title),
    future: history.future.map(({ title }) => title),
  };
}

/** What changes are about: not where the user looks. */
function content(app: App) {
  const { shelf, drafts, studies } = app.store.getState();
  return { shelf, drafts, studies };
}

const doings: Readonly<Record<string, (app: App, pick: number) => unknown>> = {
  add: (app, pick) => addDraft(app, { name: `draft ${pick}`, document: { n: pick }, cohort: null }),
  edit: (app, pick) => onDraft(app, pick, (id) => edit(app, id, pick)),
  type: (app, pick) => onDraft(app, pick, (id) => edit(app, id, pick, 'field')),
  rename: (app, pick) => onDraft(app, pick, (id) => renameDraft(app, id, `name ${pick}`)),
  discard: (app, pick) => onDraft(app, pick, (id) => discardDraft(app, id)),
  duplicate: (app, pick) => onDraft(app, pick, (id) => duplicateDraft(app, id)),
  switch: (app, pick) =>
    onDraft(app, pick, (id) => switchRules(app, id, [pick % 3], { key: 'app.name' }, [])),
  save: (app, pick) => onDraft(app, pick, (id) => saveDraft(app, id)),
  import: (app, pick) => importDefinitions(app, [{ name: `file ${pick % 3}`, text: `{"n":${pick}}` }]),
  copyCohort: (app, pick) => onCohort(app, pick, (id) => duplicateCohort(app, id)),
  combine: (app, pick) => onCohort(app, pick, (id) => combineCohorts(app, 'union', [id], `both ${pick % 3}`)),
  addStudy: (app, pick) => addStudies(app, [{ name: `study ${pick}`, text: `{"name":"study ${pick}"}` }]),
  editStudy: (app, pick) => onStudy(app, pick, (id) => editStudyText(app, id, `{"n":${pick}`, studyEdit)),
  renameStudy: (app, pick) => onStudy(app, pick, (id) => renameStudy(app, id, `name ${pick}`)),
  copyStudy: (app, pick) => onStudy(app, pick, (id) => duplicateStudy(app, id)),
  removeStudy: (app, pick) => onStudy(app, pick, (id) => removeStudy(app, id)),
  remove: (app, pick) => onCohort(app, pick, (id) => removeCohorts(app, [id])),
};

function edit(app: App, id: string, pick: number, merge?: string) {
  const title = { key: 'app.name' } as const;
  const place = ['InclusionRules', pick];
  const typed = merge === undefined ? {} : { merge };
  return editDraft(app, id, { title, place, document: { n: pick, rule: { pick } }, ...typed });
}

const studyEdit = { title: { key: 'studies.change.json' }, tab: 'file', merge: 'json' } as const;

function onStudy(app: App, pick: number, work: (id: string) => unknown) {
  const ids = Object.keys(app.store.getState().studies);
  const id = ids[pick % ids.length];
  return id === undefined ? undefined : work(id);
}

function onDraft(app: App, pick: number, work: (id: string) => unknown) {
  const ids = Object.keys(app.store.getState().drafts);
  const id = ids[pick % ids.length];
  return id === undefined ? undefined : work(id);
}

function onCohort(app: App, pick: number, work: (id: string) => unknown) {
  const { shelf } = app.store.getState();
  const cohort = shelf[pick % shelf.length];
  return cohort === undefined ? undefined : work(cohort.id);
}

const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(doings)), fc.nat(50)), { maxLength: 12 });

describe('laws', () => {
  test('undoing everything leads back, doing it again leads forward, in every state on the way', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (taken) => {
        const { app } = await openWindow(memoryWorkStore());
        const states = [content(app)];
        for (const [name, pick] of taken) {
          const { history } = app.store.getState();
          await doings[name]?.(app, pick);
          const now = app.store.getState().history;
          if (now.past.length === history.past.length && now.past !== history.past) states.pop();
          if (now.past !== history.past) states.push(content(app));
        }
        for (const state of states.slice(0, -1).reverse()) {
          await undo(app);
          expect(content(app)).toEqual(state);
        }
        expect(app.store.getState().history.past).toEqual([]);
        for (const state of states.slice(1)) {
          await redo(app);
          expect(content(app)).toEqual(state);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a restart gives back everything, and undo goes on from there', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(4), async (taken, undos) => {
        const store = memoryWorkStore();
        const { app, settled } = await openWindow(store);
        for (const [name, pick] of taken) await doings[name]?.(app, pick);
        for (let step = 0; step < undos; step++) await undo(app);
        await settled();
        const again = await openWindow(store);
        expect(work(again.app)).toEqual(work(app));
        await undo(app);
        await undo(again.app);
        expect(work(again.app)).toEqual(work(app));
        await redo(app);
        await redo(again.app);
        expect(work(again.app)).toEqual(work(app));
      }),
      { numRuns: 60 },
    );
  });
});

test('undo leads back to the draft and the place', async () => {
  const { app } = await openWindow(memoryWorkStore());
  const id = addDraft(app, { name: 'a', document: {}, cohort: null });
  await edit(app, id, 3);
  app.store.setState({ section: 'releases', openDraft: null, draftPlace: [] });
  await undo(app);
  expect(app.store.getState()).toMatchObject({
    section: 'builder',
    openDraft: id,
    draftPlace: ['InclusionRules', 3],
  });
});

test('the history can be gone back and forth by several changes at once', async () => {
  const { app } = await openWindow(memoryWorkStore());
  const id = addDraft(app, { name: 'a', document: {}, cohort: null });
  for (const pick of [1, 2, 3]) await edit(app, id, pick);
  const [, first, , third] = app.store.getState().history.past;
  if (!first || !third) throw new Error('four changes were made');
  await goTo(app, first);
  expect(app.store.getState().drafts[id]?.document).toEqual({});
  expect(app.store.getState().history.past).toHaveLength(1);
  await goTo(app, third);
  expect(app.store.getState().drafts[id]?.document).toMatchObject({ n: 3 });
});

test('a cohort that was saved from a draft keeps its id, and saving again makes a version', async () => {
  const store = memoryWorkStore();
  const { app } = await openWindow(store);
  const id = addDraft(app, { name: 'a', document: { n: 1 }, cohort: null });
  expect(await saveDraft(app, id)).toBe(id);
  expect(app.store.getState().drafts[id]).toMatchObject({ cohort: id, unsaved: false });
  await edit(app, id, 5);
  expect(app.store.getState().drafts[id]?.unsaved).toBe(true);
  await undo(app);
  expect(app.store.getState().drafts[id]?.unsaved).toBe(false);
  await redo(app);
  await saveDraft(app, id);
  await saveDraft(app, id);
  expect((await store.versions(id)).map(({ document }) => document.n)).toEqual([1, 5]);
  expect(app.store.getState().shelf).toHaveLength(1);
});

test('a draft saved under a name that another cohort has gets a name of its own', async () => {
  const { app } = await openWindow(memoryWorkStore());
  await importDefinitions(app, [{ name: 'a', text: '{}' }]);
  await saveDraft(app, addDraft(app, { name: 'a', document: { n: 1 }, cohort: null }));
  expect(app.store.getState().shelf.map(({ name }) => name)).toEqual(['a', 'a (2)']);
});

test('storage that is full is told once, and everything is kept when there is room again', async () => {
  const store = memoryWorkStore();
  const { app, settled } = await openWindow(store);
  const id = addDraft(app, { name: 'a', document: {}, cohort: null });
  await settled();
  store.full = true;
  await edit(app, id, 1);
  await settled();
  expect(app.store.getState().notice?.text?.key).toBe('drafts.storageFull');
  app.store.setState({ notice: null });
  await edit(app, id, 2);
  await discardDraft(app, id);
  await undo(app);
  app.store.setState({ notice: null });
  await settled();
  expect(app.store.getState().notice).toBeNull();
  store.full = false;
  await edit(app, id, 3);
  await settled();
  expect(work((await openWindow(store)).app)).toEqual(work(app));
});

test('a store that cannot be read does not keep the window from starting', async () => {
  const broken = { ...memoryWorkStore(), load: () => Promise.reject(new Error('denied')) };
  const { app } = await openWindow(broken);
  expect(app.store.getState().notice?.text?.key).toBe('drafts.notKept');
  expect(app.store.getState().host.state).toBe('ready');
});
