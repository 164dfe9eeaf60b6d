import { useRef, useState } from 'react';
import type { ConceptEntry } from '../../../shared/vocabulary/conceptApi.ts';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { noFilters } from '../../state/concepts.ts';
import { ConceptList } from './ConceptList.tsx';
import { ConceptSearchField } from './ConceptSearchField.tsx';
import { useConceptSearch } from './useConceptSearch.ts';

interface AddConceptsProps {
  readonly onAdd: (concept: ConceptEntry) => void;
  /** Concepts that are items already: shown as such. */
  readonly present: readonly number[];
}

/** Searches in place; Enter or a press adds, and the search stays for the next one. */
export function AddConcepts({ onAdd, present }: AddConceptsProps) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const listRef = useRef<HTMLDivElement>(null);
  const isSearching = text.trim() !== '';
  const { value, failure, concepts, loadMore } = useConceptSearch(isSearching ? text : null, noFilters);
  return (
    <section className="add-concepts" aria-label={t('conceptSet.add')}>
      <ConceptSearchField
        text={text}
        onChange={setText}
        listRef={listRef}
        label={t('conceptSet.add')}
        onEnter={() => {
          const [first] = concepts;
          if (first) onAdd(first);
        }}
      />
      {failure && <FailurePanel failure={failure} />}
      {isSearching && value && (
        <div className="add-results">
          <ConceptList
            label={t('concepts.results')}
            concepts={concepts}
            selection="none"
            marked={present}
            onAction={(id) => {
              const concept = concepts.find((one) => one.id === id);
              if (concept) onAdd(concept);
            }}
            onLoadMore={loadMore}
            listRef={listRef}
            empty={t('concepts.none')}
          />
        </div>
      )}
    </section>
  );
}
