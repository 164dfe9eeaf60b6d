import GitCompareArrows from 'lucide-react/icons/git-compare-arrows';
import Link2Off from 'lucide-react/icons/link-2-off';
import X from 'lucide-react/icons/x';
import { useState } from 'react';
import { GridList, GridListItem, Input, SearchField, ToggleButton } from 'react-aria-components';
import { isUsedSomewhere, type LibrarySet } from '../../../shared/vocabulary/conceptSetLibrary.ts';
import { rawItems } from '../../../shared/vocabulary/rawConceptSet.ts';
import { searchText } from '../../../shared/vocabulary/searchText.ts';
import { Button } from '../../components/Button.tsx';
import { CheckMark } from '../../components/CheckMark.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { changeConcepts } from '../../state/conceptActions.ts';

/** All concept sets; choosing one shows it, ticking two compares them. */
export function SetLibraryPane({ library }: { readonly library: readonly LibrarySet[] }) {
  const app = useApp();
  const { t, own } = useTexts();
  const { openSet, chosenSets } = useAppState((state) => state.concepts);
  const [filter, setFilter] = useState('');
  const [unusedOnly, setUnusedOnly] = useState(false);
  const wanted = searchText(filter);
  const shown = library.filter(
    (set) => searchText(own(set.name)).includes(wanted) && !(unusedOnly && isUsedSomewhere(set)),
  );
  const tick = (key: string, on: boolean) => {
    // A third one takes the place of the older of the two.
    const others = chosenSets.filter((one) => one !== key);
    changeConcepts(app, { chosenSets: on ? [...others.slice(-1), key] : others });
  };
  return (
    <section className="concept-pane" aria-label={t('sets.title')}>
      <SearchField
        className="concept-search plain"
        aria-label={t('sets.filter')}
        value={filter}
        onChange={setFilter}
      >
        <Input placeholder={t('sets.filter')} />
      </SearchField>
      <div className="vocab-chips">
        <ToggleButton className="vocab-chip" isSelected={unusedOnly} onChange={setUnusedOnly}>
          {t('sets.unusedOnly')}
        </ToggleButton>
        {chosenSets.length < 2 ? (
          <span className="hint vocab-chips-hint">
            <GitCompareArrows size={13} aria-hidden />
            {t('sets.compareHint')}
          </span>
        ) : (
          <Button kind="quiet" icon={X} onPress={() => changeConcepts(app, { chosenSets: [] })}>
            {t('sets.endCompare')}
          </Button>
        )}
      </div>
      <GridList
        className="rows"
        aria-label={t('sets.title')}
        items={shown.map((set) => ({ ...set, id: set.key }))}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={openSet === null ? [] : [openSet]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          // Looking at one ends the comparison of two.
          if (key !== undefined)
            changeConcepts(app, { openSet: String(key), chosenSets: chosenSets.slice(2) });
        }}
        renderEmptyState={() => <p className="hint concept-none">{t('sets.nothing')}</p>}
        dependencies={[chosenSets, own]}
      >
        {(set) => (
          <GridListItem id={set.key} className="row" textValue={own(set.name)}>
            <CheckMark
              label={t('sets.select', { set: own(set.name) })}
              checked={chosenSets.includes(set.key)}
              onChange={(on) => tick(set.key, on)}
            />
            <SetLine set={set} />
          </GridListItem>
        )}
      </GridList>
    </section>
  );
}

function SetLine({ set }: { readonly set: LibrarySet }) {
  const { t, own } = useTexts();
  const uses = set.places.reduce((sum, place) => sum + place.uses.length, 0);
  return (
    <span className="row-text">
      <span className="row-name">{own(set.name)}</span>
      <span className="row-facts wrapping">
        <span>{t('conceptSet.itemCount', { count: rawItems(set.set).length })}</span>
        {uses > 0 ? (
          <span>{t('conceptSet.usedCount', { count: uses })}</span>
        ) : (
          <span className="invalid with-sign">
            <Link2Off size={11} aria-hidden />
            {t('sets.unused')}
          </span>
        )}
        {set.places.some(({ source }) => source.isDraft) && <span>{t('sets.draft')}</span>}
        {set.sameContent.length > 0 && <span>{t('sets.sameAs')}</span>}
      </span>
    </span>
  );
}
