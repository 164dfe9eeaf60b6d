import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { Dialog } from '../../components/Dialog.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { AppearanceSettings } from './AppearanceSettings.tsx';
import { EngineSettings } from './EngineSettings.tsx';
import { FolderSettings } from './FolderSettings.tsx';
import { KeySettings } from './KeySettings.tsx';
import { OwnPlacesSettings } from './OwnPlacesSettings.tsx';

const sections = [
  { id: 'general', Panel: AppearanceSettings },
  { id: 'engine', Panel: EngineSettings },
  { id: 'folders', Panel: FolderSettings },
  { id: 'keys', Panel: KeySettings },
  { id: 'own', Panel: OwnPlacesSettings },
] as const;

/** Everything that can be set, by area. Each change holds at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const [section, setSection] = useState<string>('general');
  return (
    <Dialog title={t('settings.title')} onClose={onClose} className="full">
      <Tabs
        className="side-tabs"
        orientation="vertical"
        selectedKey={section}
        onSelectionChange={(key) => setSection(String(key))}
      >
        <TabList aria-label={t('settings.sections')}>
          {sections.map(({ id }) => (
            <Tab key={id} id={id}>
              {t(`settings.${id}`)}
            </Tab>
          ))}
        </TabList>
        {sections.map(({ id, Panel }) => (
          <TabPanel key={id} id={id} className="side-panel">
            <h3>{t(`settings.${id}`)}</h3>
            <Panel />
          </TabPanel>
        ))}
      </Tabs>
    </Dialog>
  );
}
