import type { NodePath } from '../../shared/cohort/edit/nodePath.ts';
import { isObject, type JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import { type App, ask, change, notify } from './app.ts';
import type { TextRef } from './appState.ts';
import { listCohorts } from './cohortActions.ts';
import type { Draft } from './drafts.ts';

/** One step of editing: what it makes of the document, what it is called, and where it happened. */
export interface DraftEdit {
  readonly title: TextRef;
  readonly place: NodePath;
  readonly document: JsonObject;
  /** Names the field that is typed in: keystrokes with the same key become one step to undo. */
  readonly merge?: string;
}

/** Opens a draft of a cohort's definition, or the one already open for it. */
export function editCohort(app: App, cohort: string): void {
  const { drafts } = app.store.getState();
  const open = Object.values(drafts).find((draft) => draft.cohort === cohort);
  if (open) {
    showDraft(app, open.id, []);
    return;
  }
  const file = app.definitions.get(cohort);
  if (!file) return;
  const document: unknown = JSON.parse(file.text);
  if (isObject(document)) addDraft(app, { name: file.name, document, cohort });
}

/** Starts a definition from a document (empty, a template, a copy). @returns the draft's id */
export function addDraft(
  app: App,
  from: { readonly name: string; readonly document: JsonObject; readonly cohort: string | null },
): string {
  app.lastId += 1;
  const id = `d${app.lastId}`;
  const draft: Draft = { ...from, id, unsaved: from.cohort === null, rulesOff: [] };
  app.store.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: draft } }));
  showDraft(app, id, []);
  return id;
}

/** Brings a draft on screen with a place in it selected. */
export function showDraft(app: App, id: string, place: NodePath): void {
  app.store.setState({ section: 'builder', openDraft: id, draftPlace: place });
}

/** Changes a draft's document; undo and redo lead back to the place. */
export async function editDraft(app: App, id: string, edit: DraftEdit): Promise<void> {
  const before = app.store.getState().drafts[id];
  if (!before || before.document === edit.document) return;
  const put = async (document: JsonObject) => {
    updateDraft(app, id, { document, unsaved: true });
    showDraft(app, id, edit.place);
  };
  await change(app, {
    title: edit.title,
    undo: () => put(before.document),
    redo: () => put(edit.document),
    ...(edit.merge === undefined ? {} : { merge: { key: `${id} ${edit.merge}`, at: Date.now() } }),
  });
}

export function updateDraft(app: App, id: string, patch: Partial<Draft>): void {
  app.store.setState(({ drafts }) => {
    const draft = drafts[id];
    return draft ? { drafts: { ...drafts, [id]: { ...draft, ...patch } } } : {};
  });
}

/** Puts a draft's document on the shelf under its name. @returns the cohort's id, null when it failed */
export async function saveDraft(app: App, id: string): Promise<string | null> {
  const draft = app.store.getState().drafts[id];
  if (!draft) return null;
  const file = { name: draft.name, text: JSON.stringify(draft.document, null, 2) };
  const outcome = await ask(app, 'cohorts.import', { files: [file] });
  if (outcome.kind !== 'done') {
    if (outcome.kind === 'failed') notify(app, 'failed', null, outcome.failure);
    return null;
  }
  const failure = outcome.value.failed[0]?.failures[0];
  const cohort = outcome.value.imported[0]?.id;
  if (cohort === undefined) {
    notify(app, 'failed', null, failure ?? null);
    return null;
  }
  app.definitions.set(cohort, file);
  await app.definitionStore.save([...app.definitions.values()]);
  updateDraft(app, id, { cohort, unsaved: false });
  await listCohorts(app);
  return cohort;
}
