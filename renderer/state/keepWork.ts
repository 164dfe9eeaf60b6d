import type { StoredChange, StoredView, WorkWrite } from '../platform/workStore.ts';
import { type App, notify } from './app.ts';
import type { AppState } from './appState.ts';
import type { Change } from './history.ts';

/** Documents in the kept history beyond this many characters go, the oldest first. */
const historyLimit = 32_000_000;

interface Kept {
  readonly state: Pick<AppState, 'shelf' | 'drafts' | 'studies' | 'history'>;
  readonly view: StoredView;
}

/**
 * Keeps the work in the store from now on: whatever the state becomes in one turn is written at once, as one
 * transaction. A store that fails is told once, until it works again.
 * @param restored the changes that the store holds already, with their numbers
 * @returns a promise of the moment when all that was done so far is kept or has failed to be
 */
export function keepWork(app: App, restored: ReadonlyMap<Change, number>): () => Promise<void> {
  const keeper = new Keeper(app, restored);
  let waiting = false;
  app.store.subscribe(() => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      keeper.keep();
    });
  });
  return async () => {
    await Promise.resolve();
    await keeper.writing;
  };
}

class Keeper {
  readonly #app: App;
  readonly #numbers: Map<Change, number>;
  readonly #sizes = new Map<number, number>();
  readonly #gone = new Set<number>();
  #lastNumber: number;
  #kept: Kept;
  #failing = false;
  /** Set while a write is under way: what changes meanwhile goes into the next one. */
  writing: Promise<void> | null = null;

  constructor(app: App, restored: ReadonlyMap<Change, number>) {
    this.#app = app;
    this.#numbers = new Map(restored);
    this.#lastNumber = Math.max(0, ...restored.values());
    const state = app.store.getState();
    this.#kept = { state, view: this.#view(state) };
  }

  keep(): void {
    if (this.writing) return;
    const state = this.#app.store.getState();
    const write = this.#difference(state);
    if (!write) return;
    const failed = (error: unknown) => this.#failed(error);
    const kept = (met: readonly string[]) => {
      this.#kept = { state, view: write.view };
      this.#failing = false;
      for (const number of write.removedChanges) this.#gone.delete(number);
      for (const name of met) notify(this.#app, 'done', { key: 'drafts.otherWindow', params: { name } });
      return true;
    };
    this.writing = this.#app.workStore
      .write(write)
      .then(kept, failed)
      .then((again) => {
        this.writing = null;
        if (again) this.keep();
        return this.writing ?? undefined;
      });
  }

  /** What could not be written is written with the next change. */
  #failed(error: unknown): false {
    if (!this.#failing) {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError';
      notify(this.#app, 'failed', { key: full ? 'drafts.storageFull' : 'drafts.notKept' });
    }
    this.#failing = true;
    return false;
  }

  #difference(state: AppState): WorkWrite | null {
    const { state: before, view: viewBefore } = this.#kept;
    const same =
      before.shelf === state.shelf &&
      before.drafts === state.drafts &&
      before.studies === state.studies &&
      before.history === state.history;
    if (same && sameView(viewBefore, this.#view(state))) return null;
    const places = new Map(before.shelf.map((cohort, position) => [cohort, position]));
    const ids = new Set(state.shelf.map(({ id }) => id));
    const changes = this.#changes(state);
    return {
      cohorts: state.shelf
        .map((cohort, position) => ({ cohort, position }))
        .filter(({ cohort, position }) => places.get(cohort) !== position),
      removedCohorts: before.shelf.flatMap(({ id }) => (ids.has(id) ? [] : [id])),
      drafts: Object.values(state.drafts).filter((draft) => before.drafts[draft.id] !== draft),
      removedDrafts: Object.keys(before.drafts).filter((id) => !state.drafts[id]),
      studies: Object.values(state.studies).filter((study) => before.studies[study.id] !== study),
      removedStudies: Object.keys(before.studies).filter((id) => !state.studies[id]),
      ...changes,
      view: this.#view(state),
    };
  }

  #changes({ history }: AppState): Pick<WorkWrite, 'changes' | 'removedChanges'> {
    const present = new Set([...history.past, ...history.future]);
    const before = new Set([...this.#kept.state.history.past, ...this.#kept.state.history.future]);
    const changes: StoredChange[] = [];
    for (const change of present) {
      const { title, steps } = change;
      if (!steps || before.has(change)) continue;
      const number = this.#numbers.get(change) ?? ++this.#lastNumber;
      this.#numbers.set(change, number);
      this.#sizes.set(number, JSON.stringify(steps).length);
      changes.push({ number, title, steps });
    }
    for (const [change, number] of this.#numbers) {
      if (present.has(change)) continue;
      this.#numbers.delete(change);
      this.#sizes.delete(number);
      this.#gone.add(number);
    }
    for (const number of this.#tooOld()) this.#gone.add(number);
    return { changes, removedChanges: [...this.#gone] };
  }

  /** What no longer fits stays in the window's history, but not for after a restart. */
  #tooOld(): number[] {
    let size = 0;
    const removed: number[] = [];
    for (const [number, length] of [...this.#sizes].sort(([one], [other]) => other - one)) {
      size += length;
      if (size > historyLimit) removed.push(number);
    }
    for (const number of removed) this.#sizes.delete(number);
    return removed;
  }

  #view({
    section,
    openDraft,
    draftPlace,
    openCohort,
    builderView,
    unreadJson,
    openStudy,
    studyTab,
    history,
    release,
    releaseLocator,
  }: AppState): StoredView {
    const last = history.past.findLast((change) => this.#numbers.has(change));
    return {
      section,
      openDraft,
      draftPlace,
      openCohort,
      builderView,
      unreadJson,
      openStudy,
      studyTab,
      done: last ? (this.#numbers.get(last) ?? 0) : 0,
      release: release && releaseLocator !== null ? { locator: releaseLocator, title: release.title } : null,
    };
  }
}

function sameView(one: StoredView, other: StoredView): boolean {
  return (
    one.section === other.section &&
    one.openDraft === other.openDraft &&
    one.draftPlace === other.draftPlace &&
    one.openCohort === other.openCohort &&
    one.builderView === other.builderView &&
    one.unreadJson === other.unreadJson &&
    one.openStudy === other.openStudy &&
    one.studyTab === other.studyTab &&
    one.done === other.done &&
    one.release?.locator === other.release?.locator
  );
}
