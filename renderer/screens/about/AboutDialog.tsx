import { useEffect, useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { type Licence, licencesFile } from '../../../shared/platform/licences.ts';
import { CopyButton } from '../../components/CopyButton.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { copyText } from '../../platform/clipboard.ts';
import { useAppState, useTexts } from '../../state/AppContext.tsx';
import { LicenceList } from './LicenceList.tsx';
import { versionFacts } from './versionFacts.ts';

/** What this is, which versions it is made of, and the licences of everything that comes with it. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTexts();
  const [tab, setTab] = useState<string>('facts');
  const licences = useLicences();
  return (
    <Dialog title={t('about.title')} onClose={onClose} className="full">
      <Tabs
        className="side-tabs"
        orientation="vertical"
        selectedKey={tab}
        onSelectionChange={(key) => setTab(String(key))}
      >
        <TabList aria-label={t('about.title')}>
          <Tab id="facts">{t('about.facts')}</Tab>
          <Tab id="licences">{t('about.licences')}</Tab>
        </TabList>
        <TabPanel id="facts" className="side-panel">
          <Facts licences={licences} />
        </TabPanel>
        <TabPanel id="licences" className="side-panel licences-panel">
          <LicenceList licences={licences} />
        </TabPanel>
      </Tabs>
    </Dialog>
  );
}

function Facts({ licences }: { readonly licences: readonly Licence[] }) {
  const { t } = useTexts();
  const host = useAppState((state) => state.host);
  const facts = useMemo(
    () =>
      versionFacts({
        licences,
        running: host.state === 'ready' ? host.engine : null,
        userAgent: navigator.userAgent,
      }),
    [licences, host],
  );
  return (
    <>
      <div className="about-brand">
        <span className="brand-sign" aria-hidden>
          証
        </span>
        <div>
          <h3>{t('app.name')}</h3>
          <p className="hint">{t('about.text')}</p>
        </div>
      </div>
      <dl className="facts">
        {facts.map(({ key, value }) => (
          <div key={key}>
            <dt>{t(`about.${key}`)}</dt>
            <dd>{value === 'native' || value === 'wasm' ? t(`engine.${value}`) : value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <CopyButton
          label={t('about.copy')}
          copy={() => copyText(facts.map(({ key, value }) => `${t(`about.${key}`)}: ${value}`).join('\n'))}
        />
      </p>
    </>
  );
}

/** The licences that the build put beside the page; none where the page was not built. */
function useLicences(): readonly Licence[] {
  const [licences, setLicences] = useState<readonly Licence[]>([]);
  useEffect(() => {
    let shown = true;
    void fetch('./licences.json')
      .then((response) => response.json())
      .then((file: unknown) => {
        const parsed = licencesFile.safeParse(file);
        if (shown && parsed.success) setLicences(parsed.data);
      })
      .catch(() => {});
    return () => {
      shown = false;
    };
  }, []);
  return licences;
}
