import type {
  CohortOperation,
  CohortPage,
  CohortSummary,
  DefinitionFile,
} from '../../shared/workbenchApi.ts';
import { type App, ask, change, notify, runJob } from './app.ts';
import type { Loaded, RuleArrangement, TextRef } from './appState.ts';

export async function listCohorts(app: App): Promise<void> {
  app.store.setState(({ cohorts }) => ({ cohorts: { ...cohorts, loading: true } }));
  const outcome = await ask(app, 'cohorts.list', {});
  if (outcome.kind === 'done') showCohorts(app, outcome.value);
  else if (outcome.kind === 'failed') {
    app.store.setState(({ cohorts }) => ({
      cohorts: { ...cohorts, loading: false, failure: outcome.failure },
    }));
  }
}

/** Puts a list on screen and drops what is selected, open or cached but no longer in it. */
function showCohorts(app: App, value: readonly CohortSummary[]): void {
  const ids = new Set(value.map(({ id }) => id));
  app.store.setState(({ selectedCohorts, openCohort, pages, overlap }) => ({
    cohorts: { value, failure: null, loading: false },
    selectedCohorts: new Set([...selectedCohorts].filter((id) => ids.has(id))),
    openCohort: openCohort !== null && ids.has(openCohort) ? openCohort : null,
    pages: Object.fromEntries(Object.entries(pages).filter(([id]) => ids.has(id))),
    overlap: overlap?.ids.every((id) => ids.has(id)) ? overlap : null,
  }));
}

/** Reads definitions; good ones join the list, bad ones are listed with what is wrong. */
export async function importDefinitions(app: App, files: readonly DefinitionFile[]): Promise<void> {
  if (files.length === 0) return;
  app.store.setState({ section: 'cohorts', dialog: null });
  const outcome = await runJob(
    app,
    'import',
    { key: 'job.import', params: { count: files.length } },
    'cohorts.import',
    { files },
  );
  if (outcome.kind === 'failed') return notify(app, 'failed', null, outcome.failure);
  if (outcome.kind === 'cancelled') return notify(app, 'cancelled', { key: 'notice.cancelled' });
  const { imported, failed } = outcome.value;
  await keepDefinitions(app, files, imported);
  app.store.setState({ importFailures: failed });
  await listCohorts(app);
  const first = imported[0];
  if (first) {
    app.store.setState(({ openCohort }) => ({ openCohort: openCohort ?? first.id }));
    notify(app, 'done', { key: 'notice.imported', params: { count: imported.length } });
  }
}

/** Remembers the text behind each cohort that was read in. */
async function keepDefinitions(
  app: App,
  files: readonly DefinitionFile[],
  imported: readonly CohortSummary[],
): Promise<void> {
  const texts = new Map(files.map((file) => [file.name, file]));
  for (const { id, name } of imported) {
    const file = texts.get(name);
    if (file) app.definitions.set(id, file);
  }
  await app.definitionStore.save([...app.definitions.values()]);
}

/** Reads in what earlier runs of the window kept. */
export async function restoreDefinitions(app: App): Promise<void> {
  const files = await app.definitionStore.load();
  if (files.length === 0) return;
  const outcome = await ask(app, 'cohorts.import', { files });
  if (outcome.kind === 'done') await keepDefinitions(app, files, outcome.value.imported);
  if (app.store.getState().release) await listCohorts(app);
}

export async function importShipped(app: App): Promise<void> {
  const outcome = await ask(app, 'cohorts.shipped', {});
  if (outcome.kind === 'done') await importDefinitions(app, outcome.value);
  else if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
}

/** Generates the cohorts named, or all when none is; the list follows while it goes on. */
export async function generateCohorts(app: App, ids: readonly string[]): Promise<void> {
  if (app.store.getState().jobs.some((job) => job.kind === 'generate')) return;
  const listed = app.store.getState().cohorts.value ?? [];
  const wanted = ids.length === 0 ? listed.map(({ id }) => id) : ids;
  const outcome = await runJob(
    app,
    'generate',
    { key: 'job.generate', params: { count: wanted.length } },
    'cohorts.generate',
    { ids },
  );
  const wantedIds = new Set(wanted);
  forgetPages(app, wantedIds);
  await listCohorts(app);
  if (outcome.kind === 'failed') return notify(app, 'failed', null, outcome.failure);
  if (outcome.kind === 'cancelled') return notify(app, 'cancelled', { key: 'notice.generateCancelled' });
  const failed = outcome.value.filter(({ id, state }) => wantedIds.has(id) && state === 'failed').length;
  const count = wanted.length - failed;
  if (failed > 0) notify(app, 'failed', { key: 'notice.generatedSome', params: { count, failed } });
  else notify(app, 'done', { key: 'notice.generated', params: { count } });
}

/** Makes pages of cohorts that changed be fetched again; the open one stays visible, dimmed, until then. */
function forgetPages(app: App, ids: ReadonlySet<string>): void {
  const { openCohort } = app.store.getState();
  app.store.setState(({ pages, arrangements }) => ({
    pages: Object.fromEntries(Object.entries(pages).filter(([id]) => !ids.has(id) || id === openCohort)),
    arrangements: Object.fromEntries(Object.entries(arrangements).filter(([id]) => !ids.has(id))),
    overlap: null,
  }));
  if (openCohort !== null && ids.has(openCohort)) void fetchPage(app, openCohort);
}

/** Fetches a cohort's page unless it is there or on its way. */
export async function loadPage(app: App, id: string): Promise<void> {
  const present = app.store.getState().pages[id];
  if (!present || (!present.loading && !present.value)) await fetchPage(app, id);
}

async function fetchPage(app: App, id: string): Promise<void> {
  const before = app.store.getState().pages[id]?.value ?? null;
  setPage(app, id, { value: before, failure: null, loading: true });
  const outcome = await ask(app, 'cohorts.page', { id });
  setPage(app, id, {
    value: outcome.kind === 'done' ? outcome.value : before,
    failure: outcome.kind === 'failed' ? outcome.failure : null,
    loading: false,
  });
}

function setPage(app: App, id: string, page: Loaded<CohortPage>): void {
  app.store.setState(({ pages }) => ({ pages: { ...pages, [id]: page } }));
}

/** Applies the rules in another order or with some off, as a change with a name that can be undone. */
export async function arrangeRules(
  app: App,
  id: string,
  before: RuleArrangement,
  after: RuleArrangement,
  title: TextRef,
): Promise<void> {
  await change(app, {
    title,
    undo: () => showAttrition(app, id, before),
    redo: () => showAttrition(app, id, after),
  });
}

async function showAttrition(app: App, id: string, arrangement: RuleArrangement): Promise<void> {
  const present = app.store.getState().pages[id];
  if (!present?.value) return;
  setPage(app, id, { ...present, loading: true });
  app.store.setState(({ arrangements }) => ({ arrangements: { ...arrangements, [id]: arrangement } }));
  const rules = arrangement.filter(({ enabled }) => enabled).map(({ index }) => index);
  const outcome = await ask(app, 'cohorts.attrition', { id, rules });
  const latest = app.store.getState().pages[id];
  // A later arrangement has its own answer coming; this one is history.
  if (!latest?.value || app.store.getState().arrangements[id] !== arrangement) return;
  if (outcome.kind === 'done') {
    setPage(app, id, { ...latest, loading: false, value: { ...latest.value, attrition: outcome.value } });
  } else {
    setPage(app, id, { ...latest, loading: false });
    if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
  }
}

export async function combineCohorts(
  app: App,
  operation: CohortOperation,
  ids: readonly string[],
  name: string,
): Promise<void> {
  app.store.setState({ dialog: null });
  const outcome = await runJob(app, 'combine', { key: 'job.combine', params: { name } }, 'cohorts.combine', {
    operation,
    ids,
    name,
  });
  if (outcome.kind === 'failed') return notify(app, 'failed', null, outcome.failure);
  if (outcome.kind === 'cancelled') return notify(app, 'cancelled', { key: 'notice.cancelled' });
  await listCohorts(app);
  app.store.setState({ openCohort: outcome.value.id, overlap: null, selectedCohorts: new Set() });
  notify(app, 'done', { key: 'notice.combined', params: { name: outcome.value.name } });
}

export async function showOverlap(app: App, ids: readonly string[]): Promise<void> {
  const ongoing: Loaded<never> = { value: null, failure: null, loading: true };
  app.store.setState({ section: 'cohorts', overlap: { ...ongoing, ids } });
  const outcome = await runJob(app, 'overlap', { key: 'job.overlap' }, 'cohorts.overlap', { ids });
  if (app.store.getState().overlap?.ids !== ids) return;
  if (outcome.kind === 'cancelled') app.store.setState({ overlap: null });
  else {
    const value = outcome.kind === 'done' ? outcome.value : null;
    const failure = outcome.kind === 'failed' ? outcome.failure : null;
    app.store.setState({ overlap: { value, failure, loading: false, ids } });
  }
}

/** Takes cohorts off the list; definitions come back by undo. */
export async function removeCohorts(app: App, ids: readonly string[]): Promise<void> {
  const names = (app.store.getState().cohorts.value ?? [])
    .filter(({ id }) => ids.includes(id))
    .map(({ name }) => name);
  const definitions = ids.map((id) => app.definitions.get(id)).filter((file) => file !== undefined);
  const remove = async () => {
    const outcome = await ask(app, 'cohorts.remove', { ids });
    if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
    if (outcome.kind !== 'done') return;
    for (const id of ids) app.definitions.delete(id);
    await app.definitionStore.save([...app.definitions.values()]);
    showCohorts(app, outcome.value);
  };
  const title =
    names.length === 1
      ? ({ key: 'change.removedOne', params: { name: names[0] ?? '' } } as const)
      : ({ key: 'change.removed', params: { count: names.length } } as const);
  if (definitions.length < ids.length) {
    await remove();
    return notify(app, 'done', title);
  }
  await change(app, { title, redo: remove, undo: () => importDefinitions(app, definitions) });
  notify(app, 'done', title);
}

export function openCohortPage(app: App, id: string | null): void {
  app.store.setState({ section: 'cohorts', openCohort: id, overlap: null });
}

export function selectCohorts(app: App, ids: Iterable<string>): void {
  app.store.setState({ selectedCohorts: new Set(ids) });
}
