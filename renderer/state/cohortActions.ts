import { freeName } from '../../shared/cohort/versions/copyName.ts';
import type { KeptCohort } from '../../shared/session/shelfApi.ts';
import type { CohortOperation, CohortPage, DefinitionFile } from '../../shared/workbenchApi.ts';
import { type App, ask, change, notify, record, runJob } from './app.ts';
import type { Loaded, RuleArrangement, TextRef } from './appState.ts';
import { listCohorts, syncShelf } from './cohortList.ts';
import { shelfParts, withCohorts, withoutCohorts } from './shelf.ts';
import { stepChange } from './steps.ts';
import { keepVersion } from './versionActions.ts';

/** Reads definitions; good ones join the list, bad ones are listed with what is wrong. */
export async function importDefinitions(app: App, files: readonly DefinitionFile[]): Promise<void> {
  if (files.length === 0) return;
  app.store.setState({ section: 'cohorts', dialog: null });
  const given = withIds(app, files);
  const outcome = await runJob(
    app,
    'import',
    { key: 'job.import', params: { count: files.length } },
    'cohorts.import',
    { files: given },
  );
  if (outcome.kind === 'failed') return notify(app, 'failed', null, outcome.failure);
  if (outcome.kind === 'cancelled') return notify(app, 'cancelled', { key: 'notice.cancelled' });
  const { imported, failed } = outcome.value;
  const before = app.store.getState().shelf;
  const good = new Map(imported.map((summary) => [summary.id, summary]));
  const kept = given
    .filter(({ id }) => good.has(id))
    .map((file) => ({ kind: 'definition' as const, ...file }));
  const after = withCohorts(before, kept);
  const first = imported[0];
  app.store.setState(({ openCohort }) => ({
    importFailures: failed,
    shelf: after,
    openCohort: openCohort ?? first?.id ?? null,
  }));
  if (first) {
    const title: TextRef =
      good.size === 1
        ? { key: 'change.importedOne', params: { name: first.title } }
        : { key: 'change.imported', params: { count: good.size } };
    record(app, stepChange(app, title, [{ kind: 'shelf', parts: shelfParts(before, after) }]));
    notify(app, 'done', { key: 'notice.imported', params: { count: imported.length } });
  }
  await listCohorts(app);
  for (const file of kept) await keepVersion(app, file.id, file.name, JSON.parse(file.text), 'imported');
}

/** Each file with the cohort that it is to be: one of the same name is replaced. */
function withIds(app: App, files: readonly DefinitionFile[]): readonly (DefinitionFile & { id: string })[] {
  const named = new Map(
    app.store.getState().shelf.flatMap(({ kind, name, id }) => (kind === 'definition' ? [[name, id]] : [])),
  );
  return files.map(({ name, text, id }) => {
    const place = id ?? named.get(name) ?? app.workStore.newId();
    named.set(name, place);
    return { name, text, id: place };
  });
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
  const id = app.workStore.newId();
  const free = freeName(
    name,
    app.store.getState().shelf.map((cohort) => cohort.name),
  );
  const title: TextRef = { key: 'job.combine', params: { name: free } };
  const outcome = await runJob(app, 'combine', title, 'cohorts.combine', {
    operation,
    ids,
    name: free,
    id,
  });
  if (outcome.kind === 'failed') return notify(app, 'failed', null, outcome.failure);
  if (outcome.kind === 'cancelled') {
    // The host lists it already.
    await syncShelf(app);
    return notify(app, 'cancelled', { key: 'notice.cancelled' });
  }
  const before = app.store.getState().shelf;
  const after = [...before, { kind: 'combination' as const, id, name: free, operation, members: ids }];
  app.store.setState({ shelf: after });
  record(
    app,
    stepChange(app, { key: 'change.combined', params: { name: free } }, [
      { kind: 'shelf', parts: shelfParts(before, after) },
    ]),
  );
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

function titleOf(app: App, cohort: KeptCohort | undefined): string {
  const listed = app.store.getState().cohorts.value?.find(({ id }) => id === cohort?.id);
  return listed?.title ?? cohort?.name ?? '';
}

/** Takes cohorts off the list, and the combinations that need them; all come back by undo. */
export async function removeCohorts(app: App, ids: readonly string[]): Promise<void> {
  const { shelf } = app.store.getState();
  const left = withoutCohorts(shelf, new Set(ids));
  const removed = shelf.filter((cohort) => !left.includes(cohort));
  if (removed.length === 0) return;
  const title: TextRef =
    removed.length === 1
      ? { key: 'change.removedOne', params: { name: titleOf(app, removed[0]) } }
      : { key: 'change.removed', params: { count: removed.length } };
  await change(app, stepChange(app, title, [{ kind: 'shelf', parts: shelfParts(shelf, left) }]));
  notify(app, 'done', title);
}

export function openCohortPage(app: App, id: string | null): void {
  app.store.setState({ section: 'cohorts', openCohort: id, overlap: null });
}

export function selectCohorts(app: App, ids: Iterable<string>): void {
  app.store.setState({ selectedCohorts: new Set(ids) });
}
