import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Failure, toFailure } from '../../shared/errors/akashiError.ts';
import type { PlatformApi, Settings } from '../../shared/platform/platformApi.ts';
import type { CallOptions } from '../../shared/rpc/workbenchClient.ts';
import type {
  DefinitionFile,
  OperationInput,
  OperationName,
  OperationOutput,
} from '../../shared/workbenchApi.ts';
import type { WorkStore } from '../platform/workStore.ts';
import { type AppState, type JobState, type Notice, noCohorts, type TextRef } from './appState.ts';
import { changeName } from './changeName.ts';
import { firstFeatureView } from './cohortAnalyses.ts';
import { type Change, emptyHistory, recorded, redone, undone } from './history.ts';
import { noSafetyWork } from './safety.ts';
import { noStudyWork } from './studies.ts';
import type { ConnectWorkbench, WorkbenchConnection } from './workbenchConnection.ts';

/** The window's one object: its state, the desktop around it, and the connection to the workbench. */
export interface App {
  readonly store: StoreApi<AppState>;
  readonly platform: PlatformApi;
  readonly connect: ConnectWorkbench;
  readonly workStore: WorkStore;
  /** Null while no host runs. */
  connection: WorkbenchConnection | null;
  readonly cancellers: Map<number, AbortController>;
  /** The definitions in the list, by cohort. */
  readonly definitions: {
    get(cohort: string): DefinitionFile | undefined;
    has(cohort: string): boolean;
  };
  lastId: number;
}

export function createApp(
  platform: PlatformApi,
  connect: ConnectWorkbench,
  workStore: WorkStore,
  settings: Settings,
): App {
  const store = createStore<AppState>()(() => ({
    settings,
    host: { state: 'connecting' },
    section: 'releases',
    dialog: null,
    jobs: [],
    notice: null,
    history: emptyHistory,
    project: null,
    projectChoice: null,
    term: null,
    guide: null,
    release: null,
    releaseLocator: null,
    failedOpening: null,
    shelf: [],
    drafts: {},
    openDraft: null,
    draftPlace: [],
    draftPanel: null,
    versions: {},
    lastRelease: null,
    builderView: 'tree',
    formWanted: false,
    unreadJson: {},
    studies: {},
    openStudy: null,
    studyTab: 'arms',
    studyPlace: null,
    studyWork: noStudyWork,
    openSafety: null,
    safetyView: 'dashboard',
    safetyWork: noSafetyWork,
    featureView: firstFeatureView,
    cohortListHidden: false,
    ...noCohorts,
  }));
  return {
    store,
    platform,
    connect,
    workStore,
    connection: null,
    cancellers: new Map(),
    definitions: {
      get: (cohort) => {
        const found = store.getState().shelf.find(({ id }) => id === cohort);
        return found?.kind === 'definition' ? found : undefined;
      },
      has: (cohort) => store.getState().shelf.some(({ id, kind }) => id === cohort && kind === 'definition'),
    },
    lastId: 0,
  };
}

/**
 * Starts the host, or another after it died: the connection stays the same, for it knows the files that the user gave.
 * What was open in the old host is gone; see `reopenRelease`.
 */
export async function startHost(app: App): Promise<void> {
  app.connection ??= connected(app);
  app.store.setState({ host: { state: 'connecting' }, jobs: [] });
  try {
    const engine = await app.connection.engine();
    app.store.setState({ host: { state: 'ready', engine } });
  } catch (thrown) {
    app.store.setState({ host: { state: 'unavailable', failure: toFailure(thrown) } });
  }
}

/** Lets go of the host and of the engine chosen so far. */
export async function stopHost(app: App): Promise<void> {
  const connection = app.connection;
  app.connection = null;
  app.store.setState({ host: { state: 'connecting' }, jobs: [] });
  await connection?.close();
}

function connected(app: App): WorkbenchConnection {
  const connection = app.connect(app.store.getState().settings.engine);
  connection.onDied(() => {
    if (app.connection === connection) app.store.setState({ host: { state: 'died' }, jobs: [] });
  });
  return connection;
}

/** Resolves once the host runs or has failed to start. */
export function hostSettled(app: App): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (app.store.getState().host.state === 'connecting') return;
      stop();
      resolve();
    };
    const stop = app.store.subscribe(check);
    check();
  });
}

/** What came of a call: its value, its failure, or that the user cancelled it. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'cancelled' };

/** Calls the workbench without showing work under way: for answers that come at once. */
export async function ask<N extends OperationName>(
  app: App,
  operation: N,
  input: OperationInput<N>,
  options: CallOptions = {},
): Promise<Outcome<OperationOutput<N>>> {
  if (!app.connection || app.store.getState().host.state !== 'ready') {
    return { kind: 'failed', failure: { code: 'host.died', params: {} } };
  }
  try {
    return { kind: 'done', value: await app.connection.call(operation, input, options) };
  } catch (thrown) {
    const failure = toFailure(thrown);
    return failure.code === 'cancelled' ? { kind: 'cancelled' } : { kind: 'failed', failure };
  }
}

/** Calls the workbench as work under way, with progress and Cancel. */
export async function runJob<N extends OperationName>(
  app: App,
  kind: JobState['kind'],
  title: TextRef,
  operation: N,
  input: OperationInput<N>,
  onProgress: () => void = () => {},
): Promise<Outcome<OperationOutput<N>>> {
  app.lastId += 1;
  const id = app.lastId;
  const canceller = new AbortController();
  app.cancellers.set(id, canceller);
  const job: JobState = { id, kind, title, progress: null, startedAt: Date.now(), cancelling: false };
  app.store.setState(({ jobs }) => ({ jobs: [...jobs, job], notice: null }));
  const outcome = await ask(app, operation, input, {
    signal: canceller.signal,
    onProgress: (progress) => {
      updateJob(app, id, { progress });
      onProgress();
    },
  });
  app.cancellers.delete(id);
  app.store.setState(({ jobs }) => ({ jobs: jobs.filter((other) => other.id !== id) }));
  return outcome;
}

/** Asks running work to stop; it stays listed as stopping until the host has really let go. */
export function cancelJob(app: App, id: number): void {
  updateJob(app, id, { cancelling: true });
  app.cancellers.get(id)?.abort();
}

function updateJob(app: App, id: number, patch: Partial<JobState>): void {
  app.store.setState(({ jobs }) => ({
    jobs: jobs.map((job) => (job.id === id ? { ...job, ...patch } : job)),
  }));
}

/** Says how a piece of work ended. */
export function notify(
  app: App,
  kind: Notice['kind'],
  text: TextRef | null,
  failure: Failure | null = null,
): void {
  app.lastId += 1;
  app.store.setState({ notice: { id: app.lastId, kind, text, failure } });
}

/** Remembers how to take back a change that has been made. */
export function record(app: App, made: Change): void {
  app.store.setState(({ history }) => ({ history: recorded(history, made) }));
}

/** Makes a change and remembers how to take it back. */
export async function change(app: App, made: Change): Promise<void> {
  record(app, made);
  await made.redo();
}

function nameOf(app: App, made: Change): TextRef {
  const { locale } = app.store.getState().settings;
  return { key: 'change.described', params: { what: changeName(made, locale) } };
}

export async function undo(app: App): Promise<void> {
  const last = app.store.getState().history.past.at(-1);
  if (!last) return;
  app.store.setState(({ history }) => ({ history: undone(history) }));
  await last.undo();
  notify(app, 'undone', nameOf(app, last));
}

export async function redo(app: App): Promise<void> {
  const next = app.store.getState().history.future[0];
  if (!next) return;
  app.store.setState(({ history }) => ({ history: redone(history) }));
  await next.redo();
  notify(app, 'redone', nameOf(app, next));
}

/** Undoes the last changes down to one of them, or does undone ones again up to it. */
export async function goTo(app: App, target: Change): Promise<void> {
  const { past, future } = app.store.getState().history;
  const back = past.length - past.indexOf(target);
  if (past.includes(target)) for (let step = 0; step < back; step++) await undo(app);
  else for (let step = 0; step <= future.indexOf(target); step++) await redo(app);
}

export async function changeSettings(app: App, patch: Partial<Settings>): Promise<void> {
  app.store.setState(({ settings }) => ({ settings: { ...settings, ...patch } }));
  const settings = await app.platform.writeSettings(patch);
  app.store.setState({ settings });
}
