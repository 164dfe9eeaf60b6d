import FolderOpen from 'lucide-react/icons/folder-open';
import { useEffect, useState } from 'react';
import type { OwnPlaces } from '../../../shared/platform/platformApi.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useTexts } from '../../state/AppContext.tsx';
import { SettingRow } from './SettingRow.tsx';

const kinds = ['settings', 'ledger', 'trustedKeys'] as const;

/** Where Akashi keeps what is the user's own, so that it can be backed up, shown and proved. */
export function OwnPlacesSettings() {
  const app = useApp();
  const { t } = useTexts();
  const [places, setPlaces] = useState<OwnPlaces | null>(null);
  const [missing, setMissing] = useState<keyof OwnPlaces | null>(null);
  useEffect(() => {
    void app.platform.ownPlaces().then(setPlaces);
  }, [app]);
  if (app.platform.kind === 'browser') return <p className="hint">{t('settings.own.browser')}</p>;
  return kinds.map((kind) => {
    const name = t(`settings.own.${kind}`);
    return (
      <SettingRow key={kind} label={name} {...(missing === kind ? { about: t('settings.own.missing') } : {})}>
        <span className="mono setting-path">
          <bdi dir="ltr">{places?.[kind] ?? ''}</bdi>
        </span>
        <Button
          icon={FolderOpen}
          aria-label={t('settings.own.showNamed', { name })}
          onPress={() =>
            void app.platform.showInFolder(kind).then((shown) => setMissing(shown ? null : kind))
          }
        >
          {t('settings.own.show')}
        </Button>
      </SettingRow>
    );
  });
}
