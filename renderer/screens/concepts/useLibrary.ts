import { useMemo } from 'react';
import { isObject, type JsonObject } from '../../../shared/cohort/expression/definitionReader.ts';
import {
  conceptSetLibrary,
  type LibrarySet,
  type SetSource,
} from '../../../shared/vocabulary/conceptSetLibrary.ts';
import { useAppState, useTexts } from '../../state/AppContext.tsx';

/** The concept sets of all cohorts in the list and of all drafts; a draft stands for the cohort that it was opened from. */
export function useLibrary(): readonly LibrarySet[] {
  const { own } = useTexts();
  const drafts = useAppState((state) => state.drafts);
  const cohorts = useAppState((state) => state.cohorts.value);
  const shelf = useAppState((state) => state.shelf);
  return useMemo(() => {
    const edited = new Set(Object.values(drafts).map(({ cohort }) => cohort));
    const titles = new Map((cohorts ?? []).map(({ id, title }) => [id, title]));
    const shelved = shelf.flatMap((kept): SetSource[] => {
      if (kept.kind !== 'definition' || edited.has(kept.id)) return [];
      const document = documentOf(kept.text);
      const name = own(titles.get(kept.id) ?? kept.name);
      return document ? [{ key: kept.id, name, document, isDraft: false }] : [];
    });
    const open = Object.values(drafts).map(
      ({ id, name, document }): SetSource => ({ key: id, name: own(name), document, isDraft: true }),
    );
    return conceptSetLibrary([...open, ...shelved]);
  }, [drafts, cohorts, shelf, own]);
}

function documentOf(text: string): JsonObject | null {
  try {
    const document: unknown = JSON.parse(text);
    return isObject(document) ? document : null;
  } catch {
    return null;
  }
}
