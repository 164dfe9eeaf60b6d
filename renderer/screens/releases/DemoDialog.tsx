import { useState } from 'react';
import { Form, Input, Label, NumberField } from 'react-aria-components';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { createDemo } from '../../state/releaseActions.ts';

const fewest = 100;
const most = 10_000_000;
const usual = 20_000;

/** Asks how many persons, which seed and where, then makes the demo release. */
export function DemoDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const { t } = useTexts();
  const [persons, setPersons] = useState(usual);
  const [seed, setSeed] = useState(1);
  const [folder, setFolder] = useState<string | null>(null);
  const ready = folder !== null && Number.isFinite(persons) && Number.isFinite(seed);
  return (
    <Dialog title={t('demo.title')} onClose={onClose}>
      <p className="hint">{t('demo.text')}</p>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          if (folder !== null && ready) void createDemo(app, folder, persons, seed);
        }}
      >
        <NumberField value={persons} onChange={setPersons} minValue={fewest} maxValue={most}>
          <Label>{t('demo.persons')}</Label>
          <Input />
        </NumberField>
        <NumberField value={seed} onChange={setSeed} minValue={0} maxValue={4_294_967_295}>
          <Label>{t('demo.seed')}</Label>
          <Input />
        </NumberField>
        <div className="field">
          <span id="demo-folder">{t('demo.folder')}</span>
          <span className="field-row">
            <span className={folder === null ? 'unknown' : 'mono'}>{folder ?? t('demo.noFolder')}</span>
            <Button
              aria-describedby="demo-folder"
              onPress={() => {
                void app.platform.chooseFolder().then((chosen) => chosen !== null && setFolder(chosen));
              }}
            >
              {t('demo.choose')}
            </Button>
          </span>
        </div>
        <div className="form-actions">
          <Button onPress={onClose}>{t('action.back')}</Button>
          <Button kind="primary" type="submit" isDisabled={!ready}>
            {t('demo.make')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
