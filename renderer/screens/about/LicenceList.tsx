import Search from 'lucide-react/icons/search';
import { useMemo, useState } from 'react';
import { Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import type { Licence } from '../../../shared/platform/licences.ts';
import { ScrollRegion } from '../../components/ScrollRegion.tsx';
import { useTexts } from '../../state/AppContext.tsx';

/** Every piece of software that comes with Akashi, with its licence in full. */
export function LicenceList({ licences }: { readonly licences: readonly Licence[] }) {
  const { t } = useTexts();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useMemo(
    () =>
      licences.filter(({ name, licence }) =>
        `${name} ${licence}`.toLowerCase().includes(query.trim().toLowerCase()),
      ),
    [licences, query],
  );
  const shown = found.find(({ name }) => name === chosen) ?? found[0];
  if (licences.length === 0) return <p className="hint">{t('about.licences.missing')}</p>;
  return (
    <>
      <p className="hint">{t('about.licences.about', { count: licences.length })}</p>
      <div className="licences">
        <SearchField aria-label={t('about.licences.find')} value={query} onChange={setQuery}>
          <Search size={14} aria-hidden />
          <Input placeholder={t('about.licences.find')} />
        </SearchField>
        <ListBox
          className="licence-list"
          aria-label={t('about.licences.list')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={shown ? [shown.name] : []}
          onSelectionChange={(keys) => {
            const one = found.find(({ name }) => keys !== 'all' && keys.has(name));
            if (one) setChosen(one.name);
          }}
          items={found.map((licence) => ({ ...licence, id: licence.name }))}
          renderEmptyState={() => <p className="hint">{t('glossary.none')}</p>}
        >
          {({ name, version, licence }) => (
            <ListBoxItem id={name} textValue={name}>
              <span>{name}</span>
              <small>
                {version} · {licence}
              </small>
            </ListBoxItem>
          )}
        </ListBox>
        {shown && (
          <ScrollRegion className="licence-text" label={shown.name}>
            <pre lang="en">{shown.text ?? t('about.noText', { licence: shown.licence })}</pre>
          </ScrollRegion>
        )}
      </div>
    </>
  );
}
