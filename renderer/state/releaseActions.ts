import { problemsOf, toFailure } from '../../shared/errors/akashiError.ts';
import type { RecentRelease, ReleaseCard } from '../../shared/release/releaseCard.ts';
import { studyTypeOf } from '../../shared/study/specification/readStudyJson.ts';
import type { DefinitionFile } from '../../shared/workbenchApi.ts';
import { sortDropped } from '../platform/droppedFiles.ts';
import { chooseArchive, chooseFolderFiles, givenFiles, readDefinitions } from '../platform/givenFiles.ts';
import { type App, ask, changeSettings, notify, runJob, startHost, stopHost } from './app.ts';
import { noCohorts } from './appState.ts';
import { importDefinitions } from './cohortActions.ts';
import { listCohorts, syncShelf } from './cohortList.ts';
import { keptHistory } from './history.ts';
import { takeProject } from './projectActions.ts';
import { addStudies } from './studyActions.ts';

const recentLimit = 8;

/** Lets the user choose a release and opens it. */
export async function chooseAndOpenRelease(app: App, kind: 'folder' | 'archive'): Promise<void> {
  if (!readsGivenFiles(app)) {
    const locator = await app.platform.chooseRelease(kind);
    if (locator !== null) await openRelease(app, locator);
    return;
  }
  const files = await (kind === 'folder' ? chooseFolderFiles() : chooseArchive());
  await openGivenFiles(app, files);
}

/** Whether the host takes files from the page (WebAssembly) rather than paths on this machine. */
export function readsGivenFiles(app: App): boolean {
  const { host } = app.store.getState();
  return host.state === 'ready' && host.engine === 'wasm';
}

async function openGivenFiles(app: App, files: readonly File[]): Promise<void> {
  const given = givenFiles(files);
  if (!given || !app.connection) return;
  try {
    await openRelease(app, await app.connection.offer(given.title, given.files), given.title);
  } catch (thrown) {
    notify(app, 'failed', null, toFailure(thrown));
  }
}

/** Opens what was dropped on the window: a release, a project, definitions or studies. */
export async function openDropped(app: App, transfer: DataTransfer): Promise<void> {
  const { project, definitions, release } = await sortDropped(transfer, !readsGivenFiles(app));
  if (project) await takeProject(app, await app.platform.droppedProject(project));
  else if (definitions.length > 0) await takeDropped(app, await readDefinitions(definitions));
  else if (release.length > 0 && readsGivenFiles(app)) {
    await openGivenFiles(app, release);
  } else if (release.length > 0) {
    const locator = await app.platform.locatorOf(release);
    if (locator !== null) await openRelease(app, locator);
  }
}

/** Studies go onto their lists, which need no release; everything else is a definition. */
async function takeDropped(app: App, files: readonly DefinitionFile[]): Promise<void> {
  const studies = files.filter(({ text }) => studyTypeOf(text) !== null);
  const definitions = files.filter((file) => !studies.includes(file));
  if (studies.length > 0) addStudies(app, studies);
  if (definitions.length === 0) return;
  if (app.store.getState().release === null) notify(app, 'failed', { key: 'notice.openReleaseFirst' });
  else await importDefinitions(app, definitions);
}

/**
 * Opens a release; the one open before stays open and usable if this fails or is cancelled.
 * @param section whether the Releases screen is shown, or the user stays where he is
 */
export async function openRelease(
  app: App,
  locator: string,
  title = locatorTitle(locator),
  section: 'show' | 'stay' = 'show',
): Promise<boolean> {
  const { jobs } = app.store.getState();
  if (jobs.some((job) => job.kind === 'open' || job.kind === 'demo')) return false;
  if (section === 'show') app.store.setState({ section: 'releases' });
  app.store.setState({ failedOpening: null });
  const outcome = await runJob(app, 'open', { key: 'job.open', params: { release: title } }, 'release.open', {
    locator,
  });
  if (outcome.kind === 'failed') {
    const failedOpening = { locator, title, failures: problemsOf(outcome.failure) };
    app.store.setState({ section: 'releases', failedOpening });
    return false;
  }
  if (outcome.kind === 'cancelled') {
    notify(app, 'cancelled', { key: 'notice.openCancelled', params: { release: title } });
    return false;
  }
  showRelease(app, outcome.value, locator);
  await rememberRelease(app, outcome.value, locator);
  await listCohorts(app);
  return true;
}

function showRelease(app: App, release: ReleaseCard | null, locator: string | null): void {
  app.store.setState(({ history, studyWork, safetyWork }) => ({
    release,
    releaseLocator: locator,
    failedOpening: null,
    history: keptHistory(history),
    ...noCohorts,
    // Kept by study alone: of another release they would be its answers to the same question.
    studyWork: { ...studyWork, balances: {}, patients: {} },
    safetyWork: { ...safetyWork, outcomes: {}, refinements: {} },
  }));
}

export async function closeRelease(app: App): Promise<void> {
  const outcome = await ask(app, 'release.close', {});
  if (outcome.kind === 'done') showRelease(app, null, null);
  else if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
}

/** Starts the host and gives it the cohorts of the list. */
export async function startWorkbench(app: App): Promise<void> {
  await startHost(app);
  await syncShelf(app);
}

/** After the host died: starts it again, with the cohorts, and opens the release again. */
export async function reopenRelease(app: App): Promise<void> {
  const { release, releaseLocator } = app.store.getState();
  showRelease(app, null, releaseLocator);
  await startHost(app);
  const restoring = syncShelf(app);
  if (releaseLocator !== null && app.store.getState().host.state === 'ready') {
    await openRelease(app, releaseLocator, release?.title, 'stay');
  }
  await restoring;
}

/** Makes a demo release where the user says, and opens it. */
export async function createDemo(app: App, folder: string, persons: number, seed: number): Promise<void> {
  app.store.setState({ dialog: null, section: 'releases' });
  const outcome = await runJob(app, 'demo', { key: 'job.demo', params: { persons } }, 'demo.create', {
    folder,
    persons,
    seed,
  });
  if (outcome.kind === 'done') await openRelease(app, outcome.value.locator);
  else if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
  else notify(app, 'cancelled', { key: 'notice.cancelled' });
}

async function rememberRelease(app: App, card: ReleaseCard, locator: string): Promise<void> {
  const entry: RecentRelease = {
    locator,
    title: card.title,
    releaseId: card.releaseId,
    kind: card.kind,
    openedAt: new Date().toISOString(),
  };
  const others = app.store.getState().settings.recent.filter((other) => other.locator !== locator);
  await changeSettings(app, { recent: [entry, ...others].slice(0, recentLimit) });
}

export async function forgetRelease(app: App, locator: string): Promise<void> {
  const recent = app.store.getState().settings.recent.filter((other) => other.locator !== locator);
  await changeSettings(app, { recent });
}

/** The last part of a locator: what the user recognises. */
export function locatorTitle(locator: string): string {
  const parts = locator.split(/[\\/]/).filter((part) => part !== '');
  return parts.at(-1) ?? locator;
}

/** Runs on another engine. The open release is opened again where the new host can reach it. */
export async function changeEngine(app: App, engine: 'native' | 'wasm'): Promise<void> {
  const { releaseLocator } = app.store.getState();
  showRelease(app, null, null);
  await stopHost(app);
  await changeSettings(app, { engine });
  await startWorkbench(app);
  if (releaseLocator === null) return;
  if (!readsGivenFiles(app)) await openRelease(app, releaseLocator);
  else notify(app, 'done', { key: 'notice.openAgain' });
}
