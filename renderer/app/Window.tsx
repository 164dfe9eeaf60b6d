import { type ComponentType, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { BuilderScreen } from '../screens/builder/BuilderScreen.tsx';
import { CohortsScreen } from '../screens/cohorts/CohortsScreen.tsx';
import { ConceptsScreen } from '../screens/concepts/ConceptsScreen.tsx';
import { ExploreScreen } from '../screens/explore/ExploreScreen.tsx';
import { Guide } from '../screens/guide/Guide.tsx';
import { ReleasesScreen } from '../screens/releases/ReleasesScreen.tsx';
import { SafetyScreen } from '../screens/safety/SafetyScreen.tsx';
import { StudiesScreen } from '../screens/studies/StudiesScreen.tsx';
import { useAppState, useTexts } from '../state/AppContext.tsx';
import type { Section } from '../state/appState.ts';
import { useDarkTheme } from '../state/useDarkTheme.ts';
import { useUnsavedProject } from '../state/useUnsavedProject.ts';
import { Dialogs } from './Dialogs.tsx';
import { DropTarget } from './DropTarget.tsx';
import { Footer } from './Footer.tsx';
import { Header } from './Header.tsx';
import { HostNotice } from './HostNotice.tsx';
import { Navigation } from './Navigation.tsx';
import { NoticeBar } from './NoticeBar.tsx';
import { ReopenNotice } from './ReopenNotice.tsx';
import { useCommands } from './useCommands.ts';

/** Each section's screen. */
const screens: Readonly<Record<Section, ComponentType>> = {
  releases: ReleasesScreen,
  explore: ExploreScreen,
  concepts: ConceptsScreen,
  cohorts: CohortsScreen,
  builder: BuilderScreen,
  studies: StudiesScreen,
  safety: SafetyScreen,
};

/** The whole window. */
export function Window() {
  const { locale, t, own } = useTexts();
  const dark = useDarkTheme();
  const section = useAppState((state) => state.section);
  const release = useAppState((state) => state.release);
  const { motion, textSize } = useAppState((state) => state.settings);
  const project = useAppState((state) => state.project?.name ?? null);
  const unsaved = useUnsavedProject();
  const progress = useAppState(({ jobs }) => {
    const fraction = jobs[0]?.progress?.fraction ?? null;
    return fraction === null ? null : Math.floor(fraction * 100);
  });
  const Screen = screens[section];
  useCommands();
  useEffect(() => {
    document.documentElement.lang = locale;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
    document.documentElement.dataset.motion = motion;
    document.documentElement.style.fontSize = `${textSize}%`;
  }, [locale, dark, motion, textSize]);
  useEffect(() => {
    document.title = [
      ...(progress === null ? [] : [`${progress} %`]),
      ...(project === null ? [] : [unsaved ? `● ${project}` : project]),
      ...(release ? [own(release.title)] : []),
      t('app.name'),
    ].join(' — ');
  }, [progress, project, unsaved, release, t, own]);
  return (
    <I18nProvider locale={locale === 'ja' ? 'ja-JP' : 'en-GB'}>
      <DropTarget>
        <div className="window">
          <Header />
          <Navigation />
          <main className={`main ${section}`}>
            <HostNotice />
            <ReopenNotice />
            <Screen />
          </main>
          <Guide />
          <NoticeBar />
          <Footer />
        </div>
      </DropTarget>
      <Dialogs />
    </I18nProvider>
  );
}
