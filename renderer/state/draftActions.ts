import type { NodePath } from '../../shared/cohort/edit/nodePath.ts';
import { isObject, type JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import { copyName, freeName } from '../../shared/cohort/versions/copyName.ts';
import type { Version } from '../../shared/cohort/versions/version.ts';
import type { KeptDefinition } from '../../shared/session/shelfApi.ts';
import { type App, ask, change, notify, record } from './app.ts';
import type { AppState, TextRef } from './appState.ts';
import { listCohorts } from './cohortList.ts';
import { type Draft, differs, draftTitle, lineageOf } from './drafts.ts';
import { shelfParts, withCohorts } from './shelf.ts';
import { stepChange } from './steps.ts';
import { keepVersion } from './versionActions.ts';

/** One step of editing: what it makes of the document, what it is called, and where it happened. */
export interface DraftEdit {
  readonly title: TextRef;
  readonly place: NodePath;
  readonly document: JsonObject;
  /** Inclusion rules that are switched off from now on, where they moved. */
  readonly rulesOff?: readonly number[];
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
  const document = file && documentOf(file.text);
  if (document) addDraft(app, { name: file.name, document, cohort });
}

function documentOf(text: string): JsonObject | null {
  const document: unknown = JSON.parse(text);
  return isObject(document) ? document : null;
}

/** Starts a definition from a document (empty, a template, a copy). @returns the draft's id */
export function addDraft(
  app: App,
  from: { readonly name: string; readonly document: JsonObject; readonly cohort: string | null },
): string {
  const id = app.workStore.newId();
  const draft: Draft = { ...from, id, unsaved: from.cohort === null, rulesOff: [] };
  app.store.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: draft } }));
  showDraft(app, id, []);
  if (from.cohort === null) {
    const title = { key: 'change.addedDraft', params: { name: draftTitle(from) } } as const;
    record(
      app,
      stepChange(app, title, [{ kind: 'draft', draft: id, before: null, after: draft, place: [] }]),
    );
  }
  return id;
}

/** Brings a draft on screen with a place in it selected. */
export function showDraft(app: App, id: string, place: NodePath): void {
  app.store.setState({ section: 'builder', openDraft: id, draftPlace: place, draftPanel: null });
}

/** Shows something about the draft in place of its editor, or the editor again. */
export function showDraftPanel(app: App, draftPanel: AppState['draftPanel']): void {
  app.store.setState({ draftPanel });
}

/** Makes a draft what it was in a version; undo leads back. @param at the version's time, as it is shown */
export async function restoreVersion(app: App, id: string, version: Version, at: string): Promise<void> {
  const title = { key: 'change.restoredVersion', params: { at } } as const;
  await editDraft(app, id, { title, place: [], document: version.document });
  notify(app, 'done', title);
}

/** Changes a draft's document; undo and redo lead back to the place. */
export async function editDraft(app: App, id: string, edit: DraftEdit): Promise<void> {
  const draft = app.store.getState().drafts[id];
  if (!draft || draft.document === edit.document) return;
  const { document, rulesOff = draft.rulesOff } = edit;
  await changeDraft(app, draft, { document, rulesOff }, edit);
}

/** Gives a draft another name: the definition's file stem, and what a cohort saved from it is called. */
export async function renameDraft(app: App, id: string, name: string): Promise<void> {
  const draft = app.store.getState().drafts[id];
  if (!draft || draft.name === name) return;
  const title = { key: 'change.renamed', params: { name } } as const;
  await changeDraft(app, draft, { name }, { title, place: [], merge: 'name' });
}

async function changeDraft(
  app: App,
  before: Draft,
  patch: Partial<Pick<Draft, 'name' | 'document' | 'rulesOff'>>,
  { title, place, merge }: Omit<DraftEdit, 'document'>,
): Promise<void> {
  const after: Draft = { ...before, ...patch };
  const step = { kind: 'draft', draft: before.id, before, after, place } as const;
  const key = merge === undefined ? undefined : `${before.id} ${merge}`;
  await change(app, stepChange(app, title, [step], key));
}

/** Has the live counts leave out other inclusion rules; the definition stays as it is. */
export async function switchRules(
  app: App,
  id: string,
  rulesOff: readonly number[],
  title: TextRef,
  place: NodePath,
): Promise<void> {
  const draft = app.store.getState().drafts[id];
  if (draft) await changeDraft(app, draft, { rulesOff }, { title, place });
}

/** Discards a draft; undo brings it back. The cohort that it was opened from stays as it is. */
export async function discardDraft(app: App, id: string): Promise<void> {
  const draft = app.store.getState().drafts[id];
  if (!draft) return;
  const title = { key: 'change.discardedDraft', params: { name: draftTitle(draft) } } as const;
  await change(
    app,
    stepChange(app, title, [{ kind: 'draft', draft: id, before: draft, after: null, place: [] }]),
  );
  notify(app, 'done', title);
}

/** Begins a draft that is a copy of another. @returns its id, null when there is nothing to copy */
export function duplicateDraft(app: App, id: string): string | null {
  const draft = app.store.getState().drafts[id];
  return draft ? addCopy(app, draft.name, draft.document) : null;
}

/** Begins a draft that is a copy of a cohort's definition. @returns its id, null for what has no definition */
export function duplicateCohort(app: App, cohort: string): string | null {
  const file = app.definitions.get(cohort);
  const document = file && documentOf(file.text);
  return document ? addCopy(app, file.name, document) : null;
}

/** Begins a draft that is a copy of a document. The name inside of the document follows. */
export function addCopy(app: App, name: string, document: JsonObject): string {
  const { locale } = app.store.getState().settings;
  const copied = copyName(name, locale, namesTaken(app));
  const own = document.name;
  const renamed = typeof own === 'string' && own.trim() !== '' ? { name: copyName(own, locale, []) } : {};
  return addDraft(app, { name: copied, document: { ...document, ...renamed }, cohort: null });
}

function namesTaken(app: App): readonly string[] {
  const { shelf, drafts } = app.store.getState();
  return [...shelf, ...Object.values(drafts)].map(({ name }) => name);
}

/**
 * Puts a draft's document on the list of cohorts under its name (another one, where a cohort has that name), as a
 * change that can be undone, and keeps a version of it. @returns the cohort's id, null when it failed
 */
export async function saveDraft(app: App, id: string): Promise<string | null> {
  const draft = app.store.getState().drafts[id];
  if (!draft) return null;
  const cohort = lineageOf(draft);
  const others = app.store.getState().shelf.filter((kept) => kept.id !== cohort);
  const name = freeName(
    draft.name,
    others.map((other) => other.name),
  );
  const text = JSON.stringify(draft.document, null, 2);
  const outcome = await ask(app, 'cohorts.import', { files: [{ id: cohort, name, text }] });
  if (outcome.kind === 'cancelled') return null;
  const failure = outcome.kind === 'failed' ? outcome.failure : outcome.value.failed[0]?.failures[0];
  if (failure) {
    notify(app, 'failed', null, failure);
    return null;
  }
  await keepVersion(app, cohort, name, draft.document, 'saved');
  recordSave(app, draft, { kind: 'definition', id: cohort, name, text });
  await listCohorts(app);
  return cohort;
}

function recordSave(app: App, saved: Draft, cohort: KeptDefinition): void {
  const { shelf, drafts } = app.store.getState();
  const before = drafts[saved.id] ?? saved;
  const shelfAfter = withCohorts(shelf, [cohort]);
  const renamed = { ...before, cohort: cohort.id, name: cohort.name };
  const after = { ...renamed, unsaved: differs(renamed, shelfAfter) };
  app.store.setState((state) => ({ shelf: shelfAfter, drafts: { ...state.drafts, [saved.id]: after } }));
  record(
    app,
    stepChange(app, { key: 'change.saved', params: { name: draftTitle(after) } }, [
      { kind: 'shelf', parts: shelfParts(shelf, shelfAfter) },
      { kind: 'draft', draft: saved.id, before, after, place: [] },
    ]),
  );
}
