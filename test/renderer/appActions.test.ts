import { describe, expect, test } from 'vitest';
import { cancelJob, changeSettings, createApp, redo, startHost, undo } from '../../renderer/state/app.ts';
import {
  arrangeRules,
  generateCohorts,
  importDefinitions,
  loadPage,
  removeCohorts,
  selectCohorts,
} from '../../renderer/state/cohortActions.ts';
import { openRelease, reopenRelease, startWorkbench } from '../../renderer/state/releaseActions.ts';
import { restoreWork } from '../../renderer/state/restoreWork.ts';
import { memoryPlatform } from './preview/memoryPlatform.ts';
import { memoryWorkbench } from './preview/memoryWorkbench.ts';
import { memoryWorkStore } from './preview/memoryWorkStore.ts';
import { sampleFailures } from './preview/sampleFailures.ts';

async function start({ step = 0, withCohorts = true, opened = true, store = memoryWorkStore() } = {}) {
  const workbench = memoryWorkbench({ step, openFailures: sampleFailures, withCohorts });
  const platform = memoryPlatform();
  const app = createApp(platform, () => workbench, store, await platform.readSettings());
  await startHost(app);
  if (opened) await openRelease(app, '/data/one');
  return { app, workbench, state: () => app.store.getState() };
}

describe('opening a release', () => {
  test('remembers where it is, and lists its cohorts', async () => {
    const { state } = await start();
    expect(state().release?.releaseId).toBe('jp-demo-2026.1');
    expect(state().settings.recent[0]).toMatchObject({ locator: '/data/one', releaseId: 'jp-demo-2026.1' });
    expect(state().cohorts.value?.length).toBeGreaterThan(0);
  });

  test('that fails names every problem and leaves the one before open', async () => {
    const { app, state } = await start();
    const before = state();
    expect(await openRelease(app, '/data/broken')).toBe(false);
    expect(state().failedOpening?.failures).toEqual(sampleFailures);
    expect(state().release).toBe(before.release);
    expect(state().cohorts).toBe(before.cohorts);
    expect(state().settings.recent).toEqual(before.settings.recent);
  });

  test('can be cancelled and leaves the one before open', async () => {
    const { app, state } = await start({ step: 5 });
    const release = state().release;
    const opening = openRelease(app, '/data/two');
    const job = state().jobs[0];
    expect(job?.kind).toBe('open');
    cancelJob(app, job?.id ?? 0);
    expect(state().jobs[0]?.cancelling).toBe(true);
    expect(await opening).toBe(false);
    expect(state()).toMatchObject({ jobs: [], notice: { kind: 'cancelled' } });
    expect(state().release).toBe(release);
  });

  test('reports its phase while it goes on', async () => {
    const { app, state } = await start({ step: 1 });
    const phases = new Set<string>();
    app.store.subscribe(({ jobs }) => jobs[0]?.progress && phases.add(jobs[0].progress.phase));
    await openRelease(app, '/data/two');
    expect([...phases]).toEqual(['listing', 'hashing', 'signature', 'reading', 'checking', 'deriving']);
    expect(state().jobs).toEqual([]);
  });
});

describe('cohorts', () => {
  test('good definitions join the list, bad ones are listed apart', async () => {
    const { app, state } = await start({ withCohorts: false });
    await importDefinitions(app, [
      { name: 'good', text: '{}' },
      { name: 'bad', text: 'no' },
    ]);
    expect(state().cohorts.value?.map(({ name }) => name)).toEqual(['good']);
    expect(state().importFailures.map(({ name }) => name)).toEqual(['bad']);
    expect(state().openCohort).toBe(state().shelf[0]?.id);
  });

  test('removing can be undone and done again, by name', async () => {
    const { app, state } = await start({ withCohorts: false });
    await importDefinitions(app, [
      { name: 'a', text: '{}' },
      { name: 'b', text: '{}' },
    ]);
    const a = state().shelf[0]?.id ?? '';
    selectCohorts(app, [a]);
    await removeCohorts(app, [a]);
    expect(state().cohorts.value?.map(({ name }) => name)).toEqual(['b']);
    expect(state().selectedCohorts.size).toBe(0);
    expect(state().history.past.at(-1)?.title).toEqual({ key: 'change.removedOne', params: { name: 'a' } });
    await undo(app);
    expect(state().cohorts.value?.map(({ name }) => name)).toEqual(['a', 'b']);
    await redo(app);
    expect(state().cohorts.value?.map(({ name }) => name)).toEqual(['b']);
  });

  test('rules in another order or switched off are asked for, and undone', async () => {
    const { app, state, workbench } = await start();
    await loadPage(app, 'bb');
    const original = state().pages.bb?.value?.attrition;
    const before = [0, 1, 2, 3, 4].map((index) => ({ index, enabled: true }));
    const after = [3, 0, 1, 2, 4].map((index) => ({ index, enabled: index !== 2 }));
    await arrangeRules(app, 'bb', before, after, { key: 'change.ruleMoved', params: { rule: 'x' } });
    expect(workbench.calls.at(-1)).toEqual({
      operation: 'cohorts.attrition',
      input: { id: 'bb', rules: [3, 0, 1, 4] },
    });
    expect(state().arrangements.bb).toBe(after);
    await undo(app);
    expect(state().pages.bb?.value?.attrition).toEqual(original);
    expect(state().notice?.kind).toBe('undone');
  });

  test('generating leaves the page on screen until its numbers are there', async () => {
    const { app, state } = await start({ step: 1 });
    app.store.setState({ openCohort: 'bb' });
    await loadPage(app, 'bb');
    const generating = generateCohorts(app, []);
    expect(state().jobs[0]?.kind).toBe('generate');
    await generating;
    expect(state().pages.bb?.value).not.toBeNull();
    expect(state().notice).toMatchObject({ kind: 'failed', text: { params: { failed: 1 } } });
  });
});

test('a host that dies can be brought back with release and definitions', async () => {
  const { app, state, workbench } = await start({ withCohorts: false });
  await importDefinitions(app, [{ name: 'mine', text: '{}' }]);
  workbench.die();
  expect(state().host.state).toBe('died');
  const mine = state().shelf[0]?.id ?? '';
  await loadPage(app, mine);
  expect(state().pages[mine]?.failure?.code).toBe('host.died');
  await reopenRelease(app);
  expect(state().host.state).toBe('ready');
  expect(state().section).toBe('cohorts');
  expect(state().cohorts.value?.map(({ name }) => name)).toEqual(['mine']);
});

test('settings are shown at once and kept', async () => {
  const { app, state } = await start({ opened: false });
  await changeSettings(app, { locale: 'en' });
  expect(state().settings.locale).toBe('en');
  expect((await app.platform.readSettings()).locale).toBe('en');
});

test('definitions outlive the window, without those that were removed', async () => {
  const store = memoryWorkStore();
  const first = await start({ withCohorts: false, store });
  const settled = await restoreWork(first.app);
  await importDefinitions(first.app, [
    { name: 'kept', text: '{}' },
    { name: 'removed', text: '{ }' },
    { name: 'bad', text: 'no' },
  ]);
  await removeCohorts(first.app, [first.state().shelf[1]?.id ?? '']);
  await settled();
  const second = await start({ withCohorts: false, opened: false, store });
  await restoreWork(second.app);
  await startWorkbench(second.app);
  await openRelease(second.app, '/data/one');
  expect(second.state().cohorts.value?.map(({ name }) => name)).toEqual(['kept']);
  expect(second.state().importFailures).toEqual([]);
});
