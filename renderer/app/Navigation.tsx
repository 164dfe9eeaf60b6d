import Archive from 'lucide-react/icons/archive';
import Users from 'lucide-react/icons/users';
import { Button } from 'react-aria-components';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import type { Section } from '../state/appState.ts';

const sections = [
  { id: 'releases', icon: Archive },
  { id: 'cohorts', icon: Users },
] as const;

/** The sections of the workbench. */
export function Navigation() {
  const app = useApp();
  const { t, number } = useTexts();
  const section = useAppState((state) => state.section);
  const cohorts = useAppState((state) => state.cohorts.value?.length ?? 0);
  const counts: Readonly<Record<Section, number>> = { releases: 0, cohorts };
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      {sections.map(({ id, icon: IconShape }) => (
        <Button
          key={id}
          className="nav-item"
          {...(section === id ? { 'aria-current': 'page' as const } : {})}
          onPress={() => app.store.setState({ section: id })}
        >
          <IconShape size={16} aria-hidden />
          <span>{t(`nav.${id}`)}</span>
          {counts[id] > 0 && <span className="nav-count num">{number(counts[id])}</span>}
        </Button>
      ))}
    </nav>
  );
}
