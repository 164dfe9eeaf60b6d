import { useRef } from 'react';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { changeConcepts, openConcept } from '../../state/conceptActions.ts';
import { ConceptFilterBar } from './ConceptFilterBar.tsx';
import { ConceptList } from './ConceptList.tsx';
import { ConceptSearchField } from './ConceptSearchField.tsx';
import { CountingNote } from './CountingNote.tsx';
import { useAsked } from './useAsked.ts';
import { useConceptSearch } from './useConceptSearch.ts';

/** Search of the whole vocabulary; choosing a concept opens its page beside. */
export function SearchPane() {
  const app = useApp();
  const { t } = useTexts();
  const { text, filters, open } = useAppState((state) => state.concepts);
  const listRef = useRef<HTMLDivElement>(null);
  const overview = useAsked('concepts.overview', {});
  const { value, failure, loading, concepts, loadMore } = useConceptSearch(text, filters);
  return (
    <section className="concept-pane" aria-label={t('concepts.search')}>
      <ConceptSearchField
        text={text}
        onChange={(changed) => changeConcepts(app, { text: changed })}
        listRef={listRef}
        autoFocus
      />
      <ConceptFilterBar
        filters={filters}
        onChange={(changed) => changeConcepts(app, { filters: changed })}
        overview={overview.value}
      />
      {failure && <FailurePanel failure={failure} />}
      <CountingNote counting={value?.counting} />
      <div className="list-head">
        <span role="status">{value ? t('concepts.total', { count: value.total }) : ''}</span>
        <span className="spacer" />
        <span className="row-below">{t('concepts.withDescendants')}</span>
        <span className="row-numbers">{t('concepts.personsRecords')}</span>
      </div>
      <ConceptList
        label={t('concepts.results')}
        concepts={concepts}
        selection="single"
        selected={open === null ? [] : [open]}
        onSelect={([id]) => id !== undefined && openConcept(app, id)}
        onLoadMore={loadMore}
        listRef={listRef}
        empty={
          loading || !value ? null : (
            <>
              <strong>{t('concepts.none')}</strong>
              <p>{t('concepts.noneText')}</p>
            </>
          )
        }
      />
    </section>
  );
}
