import { useRef, useState } from 'react';
import type { ConceptEntry, ConceptFilters } from '../../../shared/vocabulary/conceptApi.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { noFilters } from '../../state/concepts.ts';
import { ConceptFilterBar } from './ConceptFilterBar.tsx';
import { ConceptList } from './ConceptList.tsx';
import { ConceptSearchField } from './ConceptSearchField.tsx';
import { useAsked } from './useAsked.ts';
import { useConceptSearch } from './useConceptSearch.ts';

export interface ConceptPickerProps {
  readonly title: string;
  /** Only concepts of this domain to begin with: `Gender`, `Unit`, `Visit`, `Type Concept` … */
  readonly domain?: string | undefined;
  readonly multiple: boolean;
  /** The concepts chosen; never empty. The caller closes the dialog. */
  readonly onPick: (concepts: readonly ConceptEntry[]) => void;
  readonly onClose: () => void;
}

/** Chooses one or several concepts. `circeConcept` (shared/vocabulary/circeConcept.ts) turns one into Circe's object. */
export function ConceptPicker({ title, domain, multiple, onPick, onClose }: ConceptPickerProps) {
  const { t } = useTexts();
  const [text, setText] = useState('');
  const [filters, setFilters] = useState<ConceptFilters>({
    ...noFilters,
    domains: domain === undefined ? [] : [domain],
  });
  // What was ticked stays ticked while another search hides it.
  const [picked, setPicked] = useState<ReadonlyMap<number, ConceptEntry>>(new Map());
  const listRef = useRef<HTMLDivElement>(null);
  const overview = useAsked('concepts.overview', {});
  const { value, failure, loading, concepts, loadMore } = useConceptSearch(text, filters);
  const pick = () => onPick([...picked.values()]);
  return (
    <Dialog title={title} onClose={onClose} className="wide picker">
      <ConceptSearchField text={text} onChange={setText} listRef={listRef} autoFocus />
      <ConceptFilterBar filters={filters} onChange={setFilters} overview={overview.value} />
      {failure && <FailurePanel failure={failure} />}
      <div className="list-head">
        <span role="status">{value ? t('concepts.total', { count: value.total }) : ''}</span>
        <span className="spacer" />
        <span className="row-below">{t('concepts.withDescendants')}</span>
        <span className="row-numbers">{t('concepts.personsRecords')}</span>
      </div>
      <div className="picker-list">
        <ConceptList
          label={t('concepts.results')}
          concepts={concepts}
          selection={multiple ? 'multiple' : 'none'}
          selected={[...picked.keys()]}
          marked={[...picked.keys()]}
          onSelect={(ids) => {
            const known = new Map([...picked, ...concepts.map((one) => [one.id, one] as const)]);
            setPicked(new Map(ids.flatMap((id) => entryOf(known, id))));
          }}
          {...(multiple
            ? {}
            : {
                onAction: (id: number) => {
                  const concept = concepts.find((one) => one.id === id);
                  if (concept) onPick([concept]);
                },
              })}
          onLoadMore={loadMore}
          listRef={listRef}
          empty={loading || !value ? null : t('concepts.none')}
        />
      </div>
      {multiple && (
        <div className="picker-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" isDisabled={picked.size === 0} onPress={pick}>
            {picked.size > 0 ? t('picker.pickCount', { count: picked.size }) : t('picker.pick')}
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function entryOf(
  known: ReadonlyMap<number, ConceptEntry>,
  id: number,
): readonly (readonly [number, ConceptEntry])[] {
  const entry = known.get(id);
  return entry ? [[id, entry]] : [];
}
