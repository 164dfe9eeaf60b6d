import { useMemo, useState } from 'react';
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  Menu,
  MenuItem,
  MenuSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components';
import { ScrollRegion } from '../components/ScrollRegion.tsx';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { changeSettings } from '../state/app.ts';
import { acceleratorText, isMac } from './accelerator.ts';
import { indexed } from './fuzzySearch.ts';
import { paletteEntries } from './paletteEntries.ts';
import { paletteSections } from './paletteSections.ts';
import { usePaletteConcepts } from './usePaletteConcepts.ts';

/** Everything that can be done or gone to, by typing a part of its name in either language, in kana or in romaji. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { t } = useTexts();
  const state = useAppState((whole) => whole);
  const [query, setQuery] = useState('');
  const entries = useMemo(() => paletteEntries(app, state).map(indexed), [app, state]);
  const recent = state.settings.recentCommands;
  const concepts = usePaletteConcepts(query);
  const sections = useMemo(() => {
    const found = paletteSections(entries, query, recent);
    const at = found.findIndex(({ group }) => group === 'terms');
    const terms = at < 0 ? [] : found.slice(at);
    const others = at < 0 ? found : found.slice(0, at);
    return concepts.length === 0
      ? found
      : [...others, { group: 'concepts' as const, entries: concepts }, ...terms];
  }, [entries, query, recent, concepts]);
  const choose = (key: string) => {
    const entry = sections.flatMap((section) => section.entries).find(({ id }) => id === key);
    if (!entry) return;
    onClose();
    if (entry.group !== 'concepts') {
      void changeSettings(app, { recentCommands: [key, ...recent.filter((id) => id !== key)].slice(0, 8) });
    }
    entry.perform();
  };
  return (
    <ModalOverlay className="overlay top" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal palette">
        <Dialog className="dialog" aria-label={t('palette.label')}>
          <Autocomplete inputValue={query} onInputChange={setQuery}>
            <SearchField className="palette-search" aria-label={t('palette.label')} autoFocus>
              <Input placeholder={t('palette.placeholder')} />
            </SearchField>
            <ScrollRegion className="palette-list" label={t('palette.results')}>
              <Menu
                className="menu"
                aria-label={t('palette.label')}
                items={sections.map((section) => ({ ...section, id: section.group }))}
                onAction={(key) => choose(String(key))}
                renderEmptyState={() => <p className="hint palette-none">{t('palette.none')}</p>}
              >
                {({ group, entries: members }) => (
                  <MenuSection id={`section-${group}`}>
                    <Header>{t(`palette.${group}`)}</Header>
                    <Collection items={members}>
                      {({ id, title, aside, accelerator }) => (
                        <MenuItem id={id} textValue={title}>
                          <span>{title}</span>
                          <span className="palette-group">{aside}</span>
                          {accelerator !== null && <kbd>{acceleratorText(accelerator, isMac())}</kbd>}
                        </MenuItem>
                      )}
                    </Collection>
                  </MenuSection>
                )}
              </Menu>
            </ScrollRegion>
          </Autocomplete>
          <p className="palette-foot">
            <span>{t('palette.hint')}</span>
            <span>{t('palette.kana')}</span>
          </p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
