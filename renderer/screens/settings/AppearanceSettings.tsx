import AArrowDown from 'lucide-react/icons/a-arrow-down';
import AArrowUp from 'lucide-react/icons/a-arrow-up';
import RotateCcw from 'lucide-react/icons/rotate-ccw';
import { textSizes } from '../../../shared/platform/settings.ts';
import { Button } from '../../components/Button.tsx';
import { Segments } from '../../components/Segments.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { changeSettings } from '../../state/app.ts';
import { resetSettings } from '../../state/settingsActions.ts';
import { SettingRow } from './SettingRow.tsx';

/** Language, theme, size of text, motion; and the way back to how it all was. */
export function AppearanceSettings() {
  const app = useApp();
  const { t } = useTexts();
  const { locale, theme, textSize, motion } = useAppState((state) => state.settings);
  const resize = (by: number) => {
    const size = Math.min(textSizes.most, Math.max(textSizes.least, textSize + by));
    void changeSettings(app, { textSize: size });
  };
  return (
    <>
      <SettingRow label={t('settings.language')}>
        <Segments
          label={t('settings.language')}
          value={locale}
          onChange={(chosen) => void changeSettings(app, { locale: chosen })}
          options={[
            { id: 'ja', label: '日本語' },
            { id: 'en', label: 'English' },
          ]}
        />
      </SettingRow>
      <SettingRow label={t('settings.theme')}>
        <Segments
          label={t('settings.theme')}
          value={theme}
          onChange={(chosen) => void changeSettings(app, { theme: chosen })}
          options={(['light', 'dark', 'system'] as const).map((id) => ({ id, label: t(`theme.${id}`) }))}
        />
      </SettingRow>
      <SettingRow label={t('settings.textSize')}>
        <Button
          icon={AArrowDown}
          aria-label={t('settings.smaller')}
          onPress={() => resize(-textSizes.step)}
        />
        <output className="num setting-size">{t('settings.textSizeValue', { size: textSize })}</output>
        <Button icon={AArrowUp} aria-label={t('settings.larger')} onPress={() => resize(textSizes.step)} />
      </SettingRow>
      <SettingRow label={t('settings.motion')} about={t('settings.motion.about')}>
        <Segments
          label={t('settings.motion')}
          value={motion}
          onChange={(chosen) => void changeSettings(app, { motion: chosen })}
          options={(['system', 'reduced'] as const).map((id) => ({ id, label: t(`settings.motion.${id}`) }))}
        />
      </SettingRow>
      <SettingRow label={t('settings.reset')} about={t('settings.reset.about')}>
        <Button icon={RotateCcw} onPress={() => void resetSettings(app)}>
          {t('settings.reset')}
        </Button>
      </SettingRow>
    </>
  );
}
