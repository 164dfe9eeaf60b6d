import { withValue } from '../../shared/cohort/edit/jsonEdit.ts';
import { newConceptSet } from '../../shared/cohort/edit/newNodes.ts';
import type { ConceptEntry } from '../../shared/vocabulary/conceptApi.ts';
import {
  conceptSetsOf,
  conceptSetsPath,
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
  const sets = conceptSetsOf(draft.document);
  const target = place === null ? newConceptSet(draft.document, name) : sets[place];
  if (!target) return;
  const set = withConcepts(target, [concept], { includeDescendants: true });
  const params = { concept: name, set: setName(set) };
  if (set !== target) {
    const path = [...conceptSetsPath(draft.document), place ?? sets.length];
    await editDraft(app, draft.id, {
      title: { key: 'conceptSet.change.add', params },
      place: path,
      document: withValue(draft.document, path, set),
    });
    app.store.setState({ section: 'concepts' });
  }
  notify(app, 'done', { key: 'concepts.added', params });
}
