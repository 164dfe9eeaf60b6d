import ListPlus from 'lucide-react/icons/list-plus';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { ConceptEntry } from '../../../shared/vocabulary/conceptApi.ts';
import { conceptSetsOf, setName } from '../../../shared/vocabulary/rawConceptSet.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { addToDraftSet } from '../../state/conceptActions.ts';
import { conceptName } from './conceptTexts.ts';

const NEW_SET = 'new';

/** Adds a concept to a set of the definition that is being edited. */
export function AddToSet({ concept }: { readonly concept: ConceptEntry }) {
  const app = useApp();
  const { t, locale, own } = useTexts();
  const draft = useAppState(({ openDraft, drafts }) => (openDraft === null ? undefined : drafts[openDraft]));
  if (!draft) {
    return <span className="hint add-hint">{t('concepts.addNoDraft')}</span>;
  }
  const sets = conceptSetsOf(draft.document);
  return (
    <MenuTrigger>
      <Button icon={ListPlus}>{t('concepts.addTo')}</Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={t('concepts.addTo')}
          onAction={(key) =>
            void addToDraftSet(
              app,
              concept,
              conceptName(concept, locale),
              key === NEW_SET ? null : Number(key),
            )
          }
        >
          <MenuItem id={NEW_SET}>{t('concepts.addToNew')}</MenuItem>
          {sets.map((set, place) => (
            <MenuItem key={String(set.id)} id={String(place)}>
              {own(setName(set))}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
