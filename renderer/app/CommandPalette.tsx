import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
  useFilter,
} from 'react-aria-components';
import { commands } from '../../shared/commands/registry.ts';
import { ScrollRegion } from '../components/ScrollRegion.tsx';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { openCohortPage } from '../state/cohortActions.ts';
import { acceleratorText, isMac } from './accelerator.ts';
import { holds } from './conditions.ts';
import { performCommand } from './performCommand.ts';

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly keys: string | null;
  /** Also found by the other language's words. */
  readonly words: string;
  readonly perform: () => void;
}

/** Everything that can be done now, and every cohort, by typing a part of its name. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const entries = useEntries();
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <ModalOverlay className="overlay top" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="modal palette">
        <Dialog className="dialog" aria-label={t('palette.label')}>
          <Autocomplete filter={contains}>
            <SearchField className="palette-search" aria-label={t('palette.label')} autoFocus>
              <Input placeholder={t('palette.placeholder')} />
            </SearchField>
            <ScrollRegion className="palette-list" label={t('palette.results')}>
              <Menu
                className="menu"
                aria-label={t('palette.label')}
                items={entries}
                onAction={(key) => {
                  onClose();
                  entries.find(({ id }) => id === key)?.perform();
                }}
                renderEmptyState={() => <p className="hint palette-none">{t('palette.none')}</p>}
              >
                {(entry) => (
                  <MenuItem id={entry.id} textValue={`${entry.title} ${entry.words}`}>
                    <span>{entry.title}</span>
                    <span className="palette-group">{entry.group}</span>
                    {entry.keys !== null && <kbd>{entry.keys}</kbd>}
                  </MenuItem>
                )}
              </Menu>
            </ScrollRegion>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function useEntries(): readonly Entry[] {
  const app = useApp();
  const { t, own } = useTexts();
  const state = useAppState((whole) => whole);
  const mac = isMac();
  const available = commands
    .filter(({ id, when }) => id !== 'view.palette' && holds(state, app, when))
    .map((command) => ({
      id: command.id,
      title: t(command.titleKey),
      group: t(`menu.${command.group}`),
      keys: command.accelerator === null ? null : acceleratorText(command.accelerator, mac),
      words: command.id.replace('.', ' '),
      perform: () => performCommand(app, command.id),
    }));
  const cohorts = (state.cohorts.value ?? []).map((cohort) => ({
    id: `open:${cohort.id}`,
    title: own(cohort.title),
    group: t('nav.cohorts'),
    keys: null,
    words: '',
    perform: () => openCohortPage(app, cohort.id),
  }));
  return [...available, ...cohorts];
}
