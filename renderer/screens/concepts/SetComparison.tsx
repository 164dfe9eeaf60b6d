import type { ComparedPart } from '../../../shared/vocabulary/conceptApi.ts';
import type { LibrarySet } from '../../../shared/vocabulary/conceptSetLibrary.ts';
import { rawItems } from '../../../shared/vocabulary/rawConceptSet.ts';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { ConceptList, listHeight } from './ConceptList.tsx';
import { useAsked } from './useAsked.ts';

/** What two sets have in common and what only one of them has, as they resolve in the open release. */
export function SetComparison({ a, b }: { readonly a: LibrarySet; readonly b: LibrarySet }) {
  const { t, own } = useTexts();
  const { value, failure, loading } = useAsked('concepts.compare', {
    a: rawItems(a.set).map(({ item }) => item),
    b: rawItems(b.set).map(({ item }) => item),
  });
  // Two sets of one name are told apart by where they come from.
  const isNamesake = own(a.name) === own(b.name);
  const nameOf = (set: LibrarySet) =>
    isNamesake ? `${own(set.name)} (${set.places[0]?.source.name ?? ''})` : own(set.name);
  const names = { a: nameOf(a), b: nameOf(b) };
  return (
    <div className={loading ? 'detail dimmed' : 'detail'} aria-busy={loading}>
      <header className="concept-title">
        <h1>{t('sets.comparison', names)}</h1>
      </header>
      {failure && <FailurePanel failure={failure} />}
      {value && (
        <div className="compared">
          <Part title={t('sets.onlyIn', { set: names.a })} part={value.onlyA} />
          <Part title={t('sets.both')} part={value.both} />
          <Part title={t('sets.onlyIn', { set: names.b })} part={value.onlyB} />
        </div>
      )}
    </div>
  );
}

function Part({ title, part }: { readonly title: string; readonly part: ComparedPart }) {
  const { t } = useTexts();
  return (
    <Panel title={title} aside={t('concepts.total', { count: part.total })}>
      <div className="list-frame" style={{ blockSize: listHeight(part.concepts.length, 11) }}>
        <ConceptList label={title} concepts={part.concepts} selection="none" empty={t('sets.nothing')} />
      </div>
    </Panel>
  );
}
