import { useCallback, useEffect, useState } from 'react';
import type { ConceptFilters, ConceptHit, ConceptHits } from '../../../shared/vocabulary/conceptApi.ts';
import { useApp } from '../../state/AppContext.tsx';
import { ask } from '../../state/app.ts';
import type { Loaded } from '../../state/appState.ts';
import type { ListedConcept } from './ConceptList.tsx';
import { useAsked } from './useAsked.ts';

const PAGE = 100;

export interface ConceptSearchResult extends Loaded<ConceptHits> {
  /** Those fetched so far. */
  readonly concepts: readonly ListedConcept[];
  /** Fetches more; undefined when all are there. */
  readonly loadMore: (() => void) | undefined;
}

/** Searches as one types. @param text null searches nothing */
export function useConceptSearch(text: string | null, filters: ConceptFilters): ConceptSearchResult {
  const app = useApp();
  const query = text === null ? null : { ...filters, text, offset: 0, limit: PAGE };
  const first = useAsked('concepts.search', query, ({ counting }) => counting.state === 'counting');
  const [more, setMore] = useState<{ readonly of: ConceptHits | null; readonly hits: readonly ConceptHit[] }>(
    {
      of: null,
      hits: [],
    },
  );
  const { value } = first;
  useEffect(() => setMore({ of: value, hits: [] }), [value]);
  const hits = value ? [...value.hits, ...(more.of === value ? more.hits : [])] : [];
  const loaded = hits.length;
  const question = JSON.stringify(query);
  const loadMore = useCallback(() => {
    if (!value || question === 'null') return;
    void ask(app, 'concepts.search', { ...JSON.parse(question), offset: loaded }).then((outcome) => {
      if (outcome.kind !== 'done') return;
      setMore((before) =>
        before.of === value && value.hits.length + before.hits.length === loaded
          ? { of: value, hits: [...before.hits, ...outcome.value.hits] }
          : before,
      );
    });
  }, [app, value, question, loaded]);
  const concepts = hits.map((hit) => ({ ...hit, note: hit.matchedSynonym }));
  return { ...first, concepts, loadMore: value && loaded < value.total ? loadMore : undefined };
}
