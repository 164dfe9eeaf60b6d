import type { CohortSummary, ImportReport } from '../../shared/workbenchApi.ts';
import { type App, ask, notify } from './app.ts';
import { matchShelf } from './shelfMatch.ts';

export async function listCohorts(app: App): Promise<void> {
  app.store.setState(({ cohorts }) => ({ cohorts: { ...cohorts, loading: true } }));
  const outcome = await ask(app, 'cohorts.list', {});
  if (outcome.kind === 'done') {
    showCohorts(app, outcome.value);
    void matchShelf(app);
  } else if (outcome.kind === 'failed') {
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

/**
 * Makes the host's list of cohorts that of the window, which outlives the host.
 * @returns what the host could not take, null when it did not answer
 */
export async function syncShelf(app: App): Promise<ImportReport['failed'] | null> {
  const cohorts = app.store.getState().shelf;
  const outcome = await ask(app, 'cohorts.restore', { cohorts });
  if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
  if (outcome.kind !== 'done') return null;
  if (app.store.getState().release) await listCohorts(app);
  return outcome.value.failed;
}
