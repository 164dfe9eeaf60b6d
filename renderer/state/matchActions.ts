import type { JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { ConceptMatch } from '../../shared/cohort/versions/releaseMatchApi.ts';
import {
  distinctWanted,
  type WantedItem,
  wantedSets,
  withConceptAt,
} from '../../shared/cohort/versions/wantedConcepts.ts';
import type { ConceptEntry } from '../../shared/vocabulary/conceptApi.ts';
import { type App, ask, type Outcome } from './app.ts';
import { editCohort, editDraft, showDraftPanel } from './draftActions.ts';
import type { Draft } from './drafts.ts';

/** Asks which concepts of a definition the open release lacks. @param usage also those that have no records in it */
export async function matchDocument(
  app: App,
  document: JsonObject,
  usage: boolean,
): Promise<Outcome<readonly ConceptMatch[]>> {
  const concepts = distinctWanted(wantedSets(document));
  if (concepts.length === 0) return { kind: 'done', value: [] };
  return ask(app, 'drafts.matchRelease', { concepts, usage });
}

/** Opens a cohort's definition where what the release lacks can be replaced. */
export function reviewMatch(app: App, cohort: string): void {
  editCohort(app, cohort);
  showDraftPanel(app, 'releaseMatch');
}

/** Replaces concepts of a draft, as one change. */
export async function replaceConcepts(
  app: App,
  draft: Draft,
  replacements: readonly { readonly item: WantedItem; readonly by: ConceptEntry }[],
): Promise<void> {
  const [first] = replacements;
  if (!first) return;
  const document = replacements.reduce(
    (made, { item, by }) => withConceptAt(made, item.path, by),
    draft.document,
  );
  const title =
    replacements.length === 1
      ? ({ key: 'change.replacedConcept', params: { from: codeOf(first.item), to: first.by.code } } as const)
      : ({ key: 'change.replacedConcepts', params: { count: replacements.length } } as const);
  await editDraft(app, draft.id, { title, place: first.item.path.slice(0, -3), document });
  showDraftPanel(app, 'releaseMatch');
}

/** How a concept that may be unknown is called. */
export function codeOf({ wanted }: WantedItem): string {
  return wanted.code === '' ? String(wanted.id) : wanted.code;
}
