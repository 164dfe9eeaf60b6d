import KeyRound from 'lucide-react/icons/key-round';
import Trash2 from 'lucide-react/icons/trash-2';
import { useEffect, useState } from 'react';
import { Form, Input, Label, TextArea, TextField } from 'react-aria-components';
import type { TrustedKeyCard, TrustOutcome } from '../../../shared/platform/platformApi.ts';
import { Button } from '../../components/Button.tsx';
import { TermHelp } from '../../components/Term.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';

/** The public keys whose signatures count, with fingerprints to compare. */
export function KeySettings() {
  const app = useApp();
  const { t } = useTexts();
  const [keys, setKeys] = useState<readonly TrustedKeyCard[]>([]);
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<TrustOutcome['state'] | null>(null);
  useEffect(() => {
    void app.platform.trustedKeys().then(setKeys);
  }, [app]);
  if (app.platform.kind === 'browser') return <p className="hint">{t('settings.own.browser')}</p>;
  const add = async () => {
    const answer = await app.platform.trustKey(name.trim(), text);
    setOutcome(answer.state);
    if (answer.state !== 'trusted') return;
    setKeys(answer.keys);
    setName('');
    setText('');
  };
  return (
    <>
      <p className="hint">
        {t('settings.keys.about')} <TermHelp id="signature" />
      </p>
      {keys.length === 0 ? (
        <p className="unknown">{t('settings.keys.none')}</p>
      ) : (
        <ul className="keys" aria-label={t('settings.keys.list')}>
          {keys.map((key) => (
            <li key={key.name}>
              <KeyRound size={15} aria-hidden />
              <div>
                <strong>{key.name}</strong>
                <small className="mono">
                  {key.keyId === null
                    ? t('settings.keys.unreadable')
                    : `${t('settings.keys.id', { id: key.keyId })} · ${key.fingerprint}`}
                </small>
              </div>
              <Button
                kind="quiet"
                icon={Trash2}
                aria-label={t('settings.keys.remove', { name: key.name })}
                onPress={() => void app.platform.distrustKey(key.name).then(setKeys)}
              />
            </li>
          ))}
        </ul>
      )}
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField value={name} onChange={setName} maxLength={100}>
          <Label>{t('settings.keys.name')}</Label>
          <Input />
        </TextField>
        <TextField value={text} onChange={setText} maxLength={2000}>
          <Label>{t('settings.keys.key')}</Label>
          <TextArea className="mono" rows={3} spellCheck="false" />
        </TextField>
        <div className="form-actions">
          <p className="hint" role="status">
            {outcome !== null &&
              t(outcome === 'trusted' ? 'settings.keys.after' : `settings.keys.${outcome}`)}
          </p>
          <Button type="submit" isDisabled={name.trim() === '' || text.trim() === ''}>
            {t('settings.keys.add')}
          </Button>
        </div>
      </Form>
    </>
  );
}
