import Plus from 'lucide-react/icons/plus';
import { useState } from 'react';
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
import { fieldKey, fieldName } from '../../../shared/cohort/edit/fieldName.ts';
import type { FormField } from '../../../shared/cohort/edit/formFields.ts';
import { startValue } from '../../../shared/cohort/edit/formFields.ts';
import type { Form } from '../../../shared/cohort/edit/forms.ts';
import { pathText } from '../../../shared/cohort/edit/nodePath.ts';
import { Button } from '../../components/Button.tsx';
import { ScrollRegion } from '../../components/ScrollRegion.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { selectPlace, setValue, wantForm } from '../../state/builderActions.ts';
import type { Draft } from '../../state/drafts.ts';

interface FieldMenuProps {
  readonly draft: Draft;
  readonly fields: readonly { readonly form: Form; readonly field: FormField }[];
}

/** Offers the conditions that a part may have and has not. */
export function FieldMenu({ draft, fields }: FieldMenuProps) {
  const app = useApp();
  const { t, locale } = useTexts();
  const [open, setOpen] = useState(false);
  const { contains } = useFilter({ sensitivity: 'base' });
  if (fields.length === 0) return null;
  const add = (key: string) => {
    const chosen = fields.find(({ form, field }) => pathText([...form.base, ...field.path]) === key);
    if (!chosen) return;
    setOpen(false);
    const { form, field } = chosen;
    const path = [...form.base, ...field.path];
    const value = startValue(field.control);
    // What is still to be chosen has no value yet: the form shows it because it is the place selected.
    if (value === null || Array.isArray(value)) selectPlace(app, path);
    else setValue(app, draft.id, path, value, { key: fieldKey(field) });
    wantForm(app);
  };
  return (
    <>
      <Button icon={Plus} onPress={() => setOpen(true)}>
        {t('builder.inspector.addField')}
      </Button>
      <ModalOverlay className="overlay top" isOpen={open} isDismissable onOpenChange={setOpen}>
        <Modal className="modal palette">
          <Dialog className="dialog" aria-label={t('builder.inspector.addField')}>
            <Autocomplete filter={contains}>
              <SearchField
                className="palette-search"
                autoFocus
                aria-label={t('builder.inspector.searchField')}
              >
                <Input placeholder={t('builder.inspector.searchField')} />
              </SearchField>
              <ScrollRegion className="palette-list" label={t('builder.inspector.addField')}>
                <Menu
                  className="menu"
                  aria-label={t('builder.inspector.addField')}
                  onAction={(key) => add(String(key))}
                  renderEmptyState={() => (
                    <p className="hint palette-none">{t('builder.inspector.noField')}</p>
                  )}
                >
                  {fields.map(({ form, field }) => {
                    const label = fieldName(locale, field);
                    return (
                      <MenuItem
                        key={pathText([...form.base, ...field.path])}
                        id={pathText([...form.base, ...field.path])}
                        textValue={`${label} ${field.name}`}
                      >
                        {label}
                      </MenuItem>
                    );
                  })}
                </Menu>
              </ScrollRegion>
            </Autocomplete>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}
