import { isObject } from '../../shared/cohort/expression/definitionReader.ts';
import { distinctWanted, wantedSets } from '../../shared/cohort/versions/wantedConcepts.ts';
import { type App, ask } from './app.ts';

/** Counts, for each definition of the list, the concepts that the open release does not know. */
export async function matchShelf(app: App): Promise<void> {
  const { shelf, release, shelfMatched } = app.store.getState();
  if (!release || shelfMatched === shelf) return;
  app.store.setState({ shelfMatched: shelf });
  const definitions = shelf.flatMap((cohort) => {
    const document: unknown = cohort.kind === 'definition' ? JSON.parse(cohort.text) : null;
    return isObject(document) ? [{ id: cohort.id, sets: wantedSets(document) }] : [];
  });
  const concepts = distinctWanted(definitions.flatMap(({ sets }) => sets));
  if (concepts.length === 0) return app.store.setState({ unknownConcepts: {} });
  const outcome = await ask(app, 'drafts.matchRelease', { concepts, usage: false });
  const now = app.store.getState();
  if (outcome.kind !== 'done' || now.release !== release || now.shelfMatched !== shelf) return;
  const unknown = new Set(outcome.value.map(({ id }) => id));
  const counts = definitions.map(({ id, sets }) => {
    const lacking = distinctWanted(sets).filter((concept) => unknown.has(concept.id));
    return [id, lacking.length] as const;
  });
  app.store.setState({ unknownConcepts: Object.fromEntries(counts.filter(([, count]) => count > 0)) });
}
