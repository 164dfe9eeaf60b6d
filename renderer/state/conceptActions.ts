import { isObject, type JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { ConceptEntry } from '../../shared/vocabulary/conceptApi.ts';
import {
  conceptSetsOf,
  emptyConceptSet,
  setName,
  withConcepts,
} from '../../shared/vocabulary/rawConceptSet.ts';
import { type App, notify } from './app.ts';
import type { ConceptsState } from './concepts.ts';
import { editDraft } from './draftActions.ts';

export function changeConcepts(app: App, patch: Partial<ConceptsState>): void {
  app.store.setState(({ concepts }) => ({ concepts: { ...concepts, ...patch } }));
}

/** Opens a concept's page; `from` is the page on which it was chosen. */
export function openConcept(
  app: App,
  id: number,
  from: { readonly id: number; readonly name: string } | null = null,
): void {
  const { trail } = app.store.getState().concepts;
  const known = trail.findIndex((step) => step.id === id);
  // Going back to where one was shortens the trail instead of running in circles.
  const next = known >= 0 ? trail.slice(0, known) : from ? [...trail, from] : [];
  changeConcepts(app, { open: id, trail: next });
}

/** The open draft's document and sets; null while no draft is open. */
export function openDraftSets(
  app: App,
): { readonly id: string; readonly sets: readonly JsonObject[] } | null {
  const { openDraft, drafts } = app.store.getState();
  const draft = openDraft === null ? undefined : drafts[openDraft];
  return draft ? { id: draft.id, sets: conceptSetsOf(draft.document) } : null;
}

/** Adds a concept to a set of the open draft, or to a new one named after it, and stays on this screen. */
export async function addToDraftSet(
  app: App,
  concept: ConceptEntry,
  name: string,
  place: number | null,
): Promise<void> {
  const { openDraft, drafts } = app.store.getState();
  const draft = openDraft === null ? undefined : drafts[openDraft];
  if (!draft) return;
  const sets = Array.isArray(draft.document.ConceptSets) ? draft.document.ConceptSets : [];
  const at = place ?? sets.length;
  const target = place === null ? emptyConceptSet(draft.document, name) : sets[at];
  if (!isObject(target)) return;
  const set = withConcepts(target, [concept], { includeDescendants: true });
  const params = { concept: name, set: setName(set) };
  if (set !== target) {
    await editDraft(app, draft.id, {
      title: { key: 'conceptSet.change.add', params },
      place: ['ConceptSets', at],
      document: { ...draft.document, ConceptSets: [...sets.slice(0, at), set, ...sets.slice(at + 1)] },
    });
    app.store.setState({ section: 'concepts' });
  }
  notify(app, 'done', { key: 'concepts.added', params });
}
