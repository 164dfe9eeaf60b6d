import { useState } from 'react';
import { Form, Input, Label, TextField } from 'react-aria-components';
import { emptyDefinition } from '../../../shared/cohort/edit/newNodes.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { startDraft } from '../../state/builderActions.ts';

/** Starts a definition: empty, or from a template. */
export function NewDefinitionDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { t } = useTexts();
  const [name, setName] = useState(() => t('builder.new.title'));
  return (
    <Dialog title={t('builder.new.title')} onClose={onClose} className="wide">
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          startDraft(app, name.trim(), emptyDefinition(name.trim()));
        }}
      >
        <TextField value={name} onChange={setName} isRequired autoFocus>
          <Label>{t('builder.new.name')}</Label>
          <Input />
        </TextField>
        <div className="form-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" type="submit" isDisabled={name.trim() === ''}>
            {t('builder.new.create')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
