import Search from 'lucide-react/icons/search';
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  SearchField,
} from 'react-aria-components';
import { type TermId, termGroups, termOf, terms } from '../../../shared/i18n/glossaryTerms.ts';
import { translate } from '../../../shared/i18n/translate.ts';
import { indexed, search } from '../../app/fuzzySearch.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';

const searchable = terms.map((term) =>
  indexed({
    ...term,
    texts: [translate('ja', `term.${term.id}`), translate('en', `term.${term.id}`), term.id],
    readings: term.reading.split('・'),
  }),
);

/** Every term with its meaning; found by its name in either language, its reading, or romaji. */
export function GlossaryDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { t } = useTexts();
  const [query, setQuery] = useState('');
  const asked = useAppState((state) => state.term);
  const found = useMemo(() => search(searchable, query), [query]);
  const shown = found.find(({ id }) => id === asked) ?? found[0];
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[data-selected]')?.scrollIntoView({ block: 'nearest' });
  }, []);
  const groups = termGroups
    .map((id) => ({ id, members: found.filter(({ group }) => group === id) }))
    .filter(({ members }) => members.length > 0);
  return (
    <Dialog title={t('glossary.title')} onClose={onClose} className="full">
      <div className="glossary">
        <div className="glossary-find">
          <SearchField aria-label={t('glossary.find')} value={query} onChange={setQuery} autoFocus>
            <Search size={14} aria-hidden />
            <Input placeholder={t('glossary.find')} />
          </SearchField>
          <span className="hint num">{t('glossary.count', { count: found.length })}</span>
        </div>
        <ListBox
          ref={list}
          className="glossary-list"
          aria-label={t('glossary.list')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={shown ? [shown.id] : []}
          onSelectionChange={(keys) => {
            const chosen = found.find(({ id }) => keys !== 'all' && keys.has(id));
            if (chosen) app.store.setState({ term: chosen.id });
          }}
          renderEmptyState={() => <p className="hint glossary-none">{t('glossary.none')}</p>}
        >
          {groups.map(({ id, members }) => (
            <ListBoxSection key={id} id={`group-${id}`}>
              <Header>{t(`termGroup.${id}`)}</Header>
              <Collection items={members}>
                {(term) => <ListBoxItem id={term.id}>{t(`term.${term.id}`)}</ListBoxItem>}
              </Collection>
            </ListBoxSection>
          ))}
        </ListBox>
        {shown && <Entry id={shown.id} />}
      </div>
    </Dialog>
  );
}

/** One term in full, with its name in the other language. */
function Entry({ id }: { readonly id: TermId }) {
  const { t, locale } = useTexts();
  const { reading, source, group } = termOf(id);
  const other = locale === 'ja' ? 'en' : 'ja';
  return (
    <article className="glossary-entry" aria-live="polite">
      <p className="glossary-group">{t(`termGroup.${group}`)}</p>
      <h3>{t(`term.${id}`)}</h3>
      <p className="glossary-names">
        {locale === 'ja' && <span>{reading}</span>}
        <span lang={other}>{translate(other, `term.${id}`)}</span>
        {locale === 'en' && <span lang="ja">{reading}</span>}
      </p>
      <p className="glossary-about">{t(`term.${id}.about`)}</p>
      <p className="glossary-source">
        {t('glossary.source')}: {source}
      </p>
    </article>
  );
}
