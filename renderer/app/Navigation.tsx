import Archive from 'lucide-react/icons/archive';
import ChartColumn from 'lucide-react/icons/chart-column';
import GitCompareArrows from 'lucide-react/icons/git-compare-arrows';
import ListTree from 'lucide-react/icons/list-tree';
import PencilRuler from 'lucide-react/icons/pencil-ruler';
import ShieldAlert from 'lucide-react/icons/shield-alert';
import Users from 'lucide-react/icons/users';
import { Fragment } from 'react';
import { Button } from 'react-aria-components';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import type { Section } from '../state/appState.ts';
import { studiesOfType } from '../state/studies.ts';

const sections = [
  { id: 'releases', icon: Archive },
  { id: 'explore', icon: ChartColumn },
  { id: 'concepts', icon: ListTree },
  { id: 'cohorts', icon: Users },
  { id: 'builder', icon: PencilRuler },
  { id: 'studies', icon: GitCompareArrows, group: 'nav.group.studies' },
  { id: 'safety', icon: ShieldAlert },
] as const;

/** The sections of the workbench. */
export function Navigation() {
  const app = useApp();
  const { t, number } = useTexts();
  const section = useAppState((state) => state.section);
  const cohorts = useAppState((state) => state.cohorts.value?.length ?? 0);
  const studies = useAppState((state) => studiesOfType(state.studies, 'comparison').length);
  const safety = useAppState((state) => studiesOfType(state.studies, 'safety').length);
  const drafts = useAppState((state) => Object.keys(state.drafts).length);
  const counts: Readonly<Record<Section, number>> = {
    releases: 0,
    explore: 0,
    concepts: 0,
    cohorts,
    builder: drafts,
    studies,
    safety,
  };
  return (
    <nav className="nav" aria-label={t('nav.label')}>
      {sections.map(({ id, icon: IconShape, ...more }) => (
        <Fragment key={id}>
          {'group' in more && <h2 className="nav-group">{t(more.group)}</h2>}
          <Button
            className="nav-item"
            data-guide={`nav-${id}`}
            {...(section === id ? { 'aria-current': 'page' as const } : {})}
            onPress={() => app.store.setState({ section: id })}
          >
            <IconShape size={16} aria-hidden />
            <span>{t(`nav.${id}`)}</span>
            {counts[id] > 0 && <span className="nav-count num">{number(counts[id])}</span>}
          </Button>
        </Fragment>
      ))}
    </nav>
  );
}
