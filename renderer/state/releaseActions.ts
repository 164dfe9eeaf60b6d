import type { Failure } from '../../shared/errors/akashiError.ts';
import type { RecentRelease, ReleaseCard } from '../../shared/release/releaseCard.ts';
import { type App, ask, changeSettings, notify, runJob, startHost } from './app.ts';
import { noCohorts } from './appState.ts';
import { importDefinitions, listCohorts } from './cohortActions.ts';
import { emptyHistory } from './history.ts';

const recentLimit = 8;

/** Lets the user choose a release and opens it. */
export async function chooseAndOpenRelease(app: App, kind: 'folder' | 'archive'): Promise<void> {
  const locator = await app.platform.chooseRelease(kind);
  if (locator !== null) await openRelease(app, locator);
}

/** Opens a release; the one open before stays open and usable if this fails or is cancelled. */
export async function openRelease(app: App, locator: string): Promise<boolean> {
  const { jobs } = app.store.getState();
  if (jobs.some((job) => job.kind === 'open' || job.kind === 'demo')) return false;
  app.store.setState({ section: 'releases', failedOpening: null });
  const title = locatorTitle(locator);
  const outcome = await runJob(
    app,
    'open',
    { key: 'job.open', params: { release: title } },
    'release.open',
    { locator },
  );
  if (outcome.kind === 'failed') {
    app.store.setState({ failedOpening: { locator, title, failures: problemsOf(outcome.failure) } });
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
  app.definitions.clear();
  app.store.setState({ release, releaseLocator: locator, failedOpening: null, history: emptyHistory, ...noCohorts });
}

export async function closeRelease(app: App): Promise<void> {
  const outcome = await ask(app, 'release.close', {});
  if (outcome.kind === 'done') showRelease(app, null, null);
  else if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
}

/** After the host died: starts it again, opens the release again, and reads the definitions again. */
export async function reopenRelease(app: App): Promise<void> {
  const { releaseLocator } = app.store.getState();
  const definitions = [...app.definitions.values()];
  await startHost(app);
  if (releaseLocator === null || app.connection === null) return;
  const section = app.store.getState().section;
  if (!(await openRelease(app, releaseLocator))) return;
  app.store.setState({ section });
  if (definitions.length > 0) await importDefinitions(app, definitions);
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

function problemsOf(failure: Failure): readonly Failure[] {
  return failure.code === 'release.problems' ? failure.params.failures : [failure];
}
