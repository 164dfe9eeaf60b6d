import { useState } from 'react';
import { Form, Input, Label, TextArea, TextField } from 'react-aria-components';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { importDefinitions } from '../../state/cohortActions.ts';

/** Takes a Circe definition as text, as ATLAS exports it. */
export function PasteDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { t } = useTexts();
  const [name, setName] = useState(() => t('paste.defaultName'));
  const [text, setText] = useState('');
  return (
    <Dialog title={t('paste.title')} onClose={onClose} className="wide">
      <p className="hint">{t('paste.text')}</p>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void importDefinitions(app, [{ name: name.trim(), text }]);
        }}
      >
        <TextField value={name} onChange={setName} isRequired>
          <Label>{t('paste.name')}</Label>
          <Input />
        </TextField>
        <TextField value={text} onChange={setText} isRequired autoFocus>
          <Label>{t('paste.json')}</Label>
          <TextArea className="mono" rows={14} spellCheck="false" />
        </TextField>
        <div className="form-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" type="submit" isDisabled={name.trim() === '' || text.trim() === ''}>
            {t('paste.import')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
