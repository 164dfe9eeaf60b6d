import { isMessageKey } from '../../shared/i18n/translate.ts';
import type { StoredWork } from '../platform/workStore.ts';
import { type App, notify } from './app.ts';
import type { BuilderView } from './appState.ts';
import type { Change } from './history.ts';
import { keepWork } from './keepWork.ts';
import { stepChange } from './steps.ts';
import { studyTabs } from './studies.ts';

const builderViews: readonly BuilderView[] = ['sentences', 'tree', 'json', 'sql'];
const patienceMs = 5000;

/**
 * Puts back what was kept, as far as it can be read, and keeps the work from now on. Never fails.
 * @returns see {@link keepWork}
 */
export async function restoreWork(app: App): Promise<() => Promise<void>> {
  const numbers = new Map<Change, number>();
  try {
    show(app, await inTime(app.workStore.load()), numbers);
  } catch {
    notify(app, 'failed', { key: 'drafts.notKept' });
  }
  return keepWork(app, numbers);
}

function show(app: App, work: StoredWork, numbers: Map<Change, number>): void {
  const { view } = work;
  const drafts = Object.fromEntries(work.drafts.map((draft) => [draft.id, draft]));
  const changes = work.changes.map(({ number, title, steps }) => {
    // Written by another version of the application, a title may have a name that is none here.
    const change = stepChange(app, isMessageKey(title.key) ? title : { key: 'change.earlier' }, steps);
    numbers.set(change, number);
    return { number, change };
  });
  const done = view?.done ?? Number.POSITIVE_INFINITY;
  const before = view?.openDraft ?? null;
  // A window without a place of its own begins with the first draft: it could not be reached otherwise.
  const openDraft = before !== null && drafts[before] ? before : (work.drafts[0]?.id ?? null);
  app.store.setState({
    shelf: work.cohorts,
    drafts,
    studies: Object.fromEntries(work.studies.map((study) => [study.id, study])),
    openStudy: work.studies.some(({ id }) => id === view?.openStudy) ? (view?.openStudy ?? null) : null,
    studyTab: studyTabs.find((id) => id === view?.studyTab) ?? 'arms',
    openDraft,
    draftPlace: openDraft === before ? (view?.draftPlace ?? []) : [],
    history: {
      past: changes.filter(({ number }) => number <= done).map(({ change }) => change),
      future: changes.filter(({ number }) => number > done).map(({ change }) => change),
    },
    unreadJson: view?.unreadJson ?? {},
    builderView: builderViews.find((id) => id === view?.builderView) ?? app.store.getState().builderView,
    lastRelease: view?.release ?? null,
    // Where the user was editing he goes on; everywhere else there is nothing to see before a release is open.
    ...(view?.section === 'builder' && openDraft !== null ? { section: 'builder' as const } : {}),
  });
  if (work.setAside > 0) {
    notify(app, 'failed', { key: 'drafts.setAside', params: { count: work.setAside } });
  }
}

/** Storage that never answers must not keep the window from starting. */
function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the storage does not answer')), patienceMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
