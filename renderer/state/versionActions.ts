import { documentHash } from '../../shared/cohort/definitionHash.ts';
import type { JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { Version, VersionReason } from '../../shared/cohort/versions/version.ts';
import { type App, notify } from './app.ts';

/** Keeps a definition as it is now; one that equals the latest version is not kept again. */
export async function keepVersion(
  app: App,
  lineage: string,
  name: string,
  document: JsonObject,
  reason: VersionReason,
): Promise<void> {
  const version: Version = {
    id: app.workStore.newId(),
    lineage,
    at: new Date().toISOString(),
    hash: documentHash(document),
    name,
    note: '',
    reason,
    document,
  };
  await shown(app, lineage, () => app.workStore.keepVersion(version));
}

/** Fetches the versions of a lineage into the state. */
export async function loadVersions(app: App, lineage: string): Promise<void> {
  await shown(app, lineage, () => app.workStore.versions(lineage));
}

/** Gives a version the user's word on it; one with a note is kept longer. */
export async function noteVersion(app: App, version: Version, note: string): Promise<void> {
  await shown(app, version.lineage, () => app.workStore.changeVersion({ ...version, note: note.trim() }));
}

async function shown(app: App, lineage: string, work: () => Promise<readonly Version[]>): Promise<void> {
  try {
    const versions = await work();
    app.store.setState((state) => ({ versions: { ...state.versions, [lineage]: versions } }));
  } catch {
    notify(app, 'failed', { key: 'drafts.notKept' });
  }
}
