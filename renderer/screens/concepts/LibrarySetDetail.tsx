import Boxes from 'lucide-react/icons/boxes';
import SquarePen from 'lucide-react/icons/square-pen';
import { useMemo } from 'react';
import type { LibrarySet, SetPlace } from '../../../shared/vocabulary/conceptSetLibrary.ts';
import { rawItems } from '../../../shared/vocabulary/rawConceptSet.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { Panel } from '../../components/Panel.tsx';
import { ScrollRegion } from '../../components/ScrollRegion.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { editCohort, showDraft } from '../../state/draftActions.ts';
import { ConceptSetItems } from './ConceptSetItems.tsx';
import { placeText } from './ConceptSetUses.tsx';
import { conceptName } from './conceptTexts.ts';
import { ResolvedParts } from './ResolvedParts.tsx';
import { SetComparison } from './SetComparison.tsx';
import { useAsked } from './useAsked.ts';

/** The set that is open, or the comparison of the two that are ticked. */
export function LibrarySetDetail({ library }: { readonly library: readonly LibrarySet[] }) {
  const { t } = useTexts();
  const { openSet, chosenSets } = useAppState((state) => state.concepts);
  const [a, b] = chosenSets.flatMap((key) => library.find((set) => set.key === key) ?? []);
  const open = library.find((set) => set.key === openSet);
  return (
    <ScrollRegion className="concept-detail" label={t('sets.detail')}>
      {a && b ? (
        <SetComparison a={a} b={b} />
      ) : open ? (
        <Opened key={open.key} set={open} />
      ) : (
        <EmptyState icon={Boxes} title={t('sets.open')} text={t('sets.openText')} />
      )}
    </ScrollRegion>
  );
}

function Opened({ set }: { readonly set: LibrarySet }) {
  const { t, own, locale } = useTexts();
  const items = useMemo(() => rawItems(set.set), [set]);
  const expression = items.map(({ item }) => item);
  const { value, failure, loading } = useAsked(
    'concepts.resolve',
    { items: expression },
    ({ counting }) => counting.state === 'counting',
  );
  const nameOf = (place: number): string => {
    const entry = value?.items[place]?.concept;
    return entry
      ? conceptName(entry, locale)
      : items[place]?.name || String(items[place]?.item.conceptId ?? '');
  };
  return (
    <div className="detail">
      <header className="concept-title">
        <h1>{own(set.name)}</h1>
        {set.sameContent.length > 0 && (
          <p className="hint">{t('sets.sameNames', { names: set.sameContent.map(own).join(', ') })}</p>
        )}
      </header>
      <Panel title={t('conceptSet.items')} aside={t('conceptSet.itemCount', { count: items.length })}>
        <ConceptSetItems items={items} resolved={value} nameOf={nameOf} />
      </Panel>
      {failure && <FailurePanel failure={failure} />}
      {value && items.length > 0 && (
        <Panel title={t('conceptSet.parts')}>
          <ResolvedParts items={expression} resolved={value} stale={loading} nameOf={nameOf} />
        </Panel>
      )}
      <Panel title={t('sets.where')}>
        <ul className="set-places">
          {set.places.map((place) => (
            <PlaceLine key={place.source.key} place={place} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function PlaceLine({ place: { source, path, uses } }: { readonly place: SetPlace }) {
  const app = useApp();
  const texts = useTexts();
  const { t } = texts;
  const open = () => {
    if (source.isDraft) showDraft(app, source.key, path);
    else {
      editCohort(app, source.key);
      app.store.setState({ draftPlace: path });
    }
  };
  return (
    <li>
      <span className="set-place">
        {uses.length > 0
          ? t('sets.usedIn', { definition: source.name, count: uses.length })
          : t('sets.unusedIn', { definition: source.name })}
        <small>{[...new Set(uses.map((path) => placeText(path, texts)))].join(' · ')}</small>
      </span>
      <Button kind="quiet" icon={SquarePen} onPress={open}>
        {t('sets.edit')}
      </Button>
    </li>
  );
}
