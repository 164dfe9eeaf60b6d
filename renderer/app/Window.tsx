import { type ComponentType, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { BuilderScreen } from '../screens/builder/BuilderScreen.tsx';
import { CohortsScreen } from '../screens/cohorts/CohortsScreen.tsx';
import { ConceptsScreen } from '../screens/concepts/ConceptsScreen.tsx';
import { ExploreScreen } from '../screens/explore/ExploreScreen.tsx';
import { ReleasesScreen } from '../screens/releases/ReleasesScreen.tsx';
import { useAppState, useTexts } from '../state/AppContext.tsx';
import type { Section } from '../state/appState.ts';
import { useDarkTheme } from '../state/useDarkTheme.ts';
import { Dialogs } from './Dialogs.tsx';
import { DropTarget } from './DropTarget.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { HostNotice } from './HostNotice.tsx';
import { Navigation } from './Navigation.tsx';
import { NoticeBar } from './NoticeBar.tsx';
import { useCommands } from './useCommands.ts';

/** Each section's screen. */
const screens: Readonly<Record<Section, ComponentType>> = {
  releases: ReleasesScreen,
  explore: ExploreScreen,
  concepts: ConceptsScreen,
  cohorts: CohortsScreen,
  builder: BuilderScreen,
};

/** The whole window. */
export function Window() {
  const { locale, t, own } = useTexts();
  const dark = useDarkTheme();
  const section = useAppState((state) => state.section);
  const release = useAppState((state) => state.release);
  const Screen = screens[section];
  useCommands();
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    document.title = release ? `${own(release.title)} — ${t('app.name')}` : t('app.name');
  }, [locale, dark, release, t, own]);
  return (
    <I18nProvider locale={locale === 'ja' ? 'ja-JP' : 'en-GB'}>
      <DropTarget>
        <div className="window">
          <Header />
          <Navigation />
          <main className={`main ${section}`}>
            <HostNotice />
            <Screen />
          </main>
          <NoticeBar />
          <Footer />
        </div>
      </DropTarget>
      <Dialogs />
    </I18nProvider>
  );
}
