import { useEffect, useMemo, useState } from 'react';
import type { ConceptHit } from '../../shared/vocabulary/conceptApi.ts';
import { conceptName } from '../screens/concepts/conceptTexts.ts';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { type App, ask } from '../state/app.ts';
import { changeConcepts, openConcept } from '../state/conceptActions.ts';
import { noFilters } from '../state/concepts.ts';
import type { PaletteEntry } from './paletteEntries.ts';

const pauseMs = 120;
const most = 5;

/** The concepts of the open release that a query finds, and the way to all of them; nothing without a release. */
export function usePaletteConcepts(query: string): readonly PaletteEntry[] {
  const app = useApp();
  const { t, locale, count } = useTexts();
  const released = useAppState((state) => state.release !== null && state.host.state === 'ready');
  const text = query.trim();
  const hits = useHits(app, released && text.length > 1 ? text : null);
  return useMemo(() => {
    if (!released || text.length < 2) return [];
    const found = hits.map((hit) => ({
      ...plain,
      id: `concept:${hit.id}`,
      title: conceptName(hit, locale),
      aside: hit.counts ? `${hit.vocabulary} ${hit.code} · ${count(hit.counts.persons)}` : hit.code,
      perform: () => {
        app.store.setState({ section: 'concepts' });
        changeConcepts(app, { view: 'search', text });
        openConcept(app, hit.id);
      },
    }));
    const all = {
      ...plain,
      id: 'concepts:search',
      title: t('palette.searchConcepts', { query: text }),
      aside: t('nav.concepts'),
      perform: () => {
        app.store.setState({ section: 'concepts' });
        changeConcepts(app, { view: 'search', text, filters: noFilters, open: null });
      },
    };
    return [...found, all];
  }, [app, released, text, hits, locale, t, count]);
}

const plain = { group: 'concepts', accelerator: null, texts: [], readings: [] } as const;

/** The best hits for a text; those of the text before stay until the new ones are there. */
function useHits(app: App, text: string | null): readonly ConceptHit[] {
  const [hits, setHits] = useState<readonly ConceptHit[]>([]);
  useEffect(() => {
    if (text === null) {
      setHits([]);
      return;
    }
    const canceller = new AbortController();
    const timer = setTimeout(async () => {
      const outcome = await ask(
        app,
        'concepts.search',
        { ...noFilters, text, offset: 0, limit: most },
        { signal: canceller.signal },
      );
      if (outcome.kind === 'done' && !canceller.signal.aborted) setHits(outcome.value.hits);
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      canceller.abort();
    };
  }, [app, text]);
  return hits;
}
