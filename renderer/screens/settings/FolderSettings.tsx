import X from 'lucide-react/icons/x';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { chooseStartFolder, setStartFolder } from '../../state/settingsActions.ts';
import { SettingRow } from './SettingRow.tsx';

const kinds = ['releases', 'demo', 'exports'] as const;

/** Where file dialogs start. */
export function FolderSettings() {
  const app = useApp();
  const { t } = useTexts();
  const folders = useAppState((state) => state.settings.folders);
  if (app.platform.kind === 'browser') return <p className="hint">{t('settings.own.browser')}</p>;
  return (
    <>
      <p className="hint">{t('settings.folders.about')}</p>
      {kinds.map((kind) => {
        const name = t(`settings.folders.${kind}`);
        const folder = folders[kind];
        return (
          <SettingRow key={kind} label={name}>
            <span className={folder === null ? 'unknown' : 'mono setting-path'}>
              {folder === null ? t('settings.folders.none') : <bdi dir="ltr">{folder}</bdi>}
            </span>
            {folder !== null && (
              <Button
                kind="quiet"
                icon={X}
                aria-label={t('settings.forget', { name })}
                onPress={() => void setStartFolder(app, kind, null)}
              />
            )}
            <Button
              aria-label={`${name}: ${t('settings.choose')}`}
              onPress={() => void chooseStartFolder(app, kind)}
            >
              {t('settings.choose')}
            </Button>
          </SettingRow>
        );
      })}
    </>
  );
}
