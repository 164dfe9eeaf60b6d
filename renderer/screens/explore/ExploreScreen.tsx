import Archive from 'lucide-react/icons/archive';
import CirclePause from 'lucide-react/icons/circle-pause';
import UserX from 'lucide-react/icons/user-x';
import { useEffect } from 'react';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { openExplore } from '../../state/exploreActions.ts';
import { ExploreBoard } from './ExploreBoard.tsx';

/** Pictures of the release that filter each other. */
export function ExploreScreen() {
  const app = useApp();
  const { t } = useTexts();
  const release = useAppState((state) => state.release);
  const ready = useAppState((state) => state.host.state === 'ready');
  const state = useAppState(({ explore }) => explore.state);
  const model = useAppState(({ explore }) => (explore.state === 'open' ? explore.model : null));
  useEffect(() => {
    if (release && ready && state === 'closed') void openExplore(app);
  }, [app, release, ready, state]);

  if (release && model) {
    return (
      <div className="screen">
        <h1 className="spoken">{t('nav.explore')}</h1>
        <ExploreBoard model={model} />
      </div>
    );
  }
  return (
    <div className="screen">
      <h1 className="spoken">{t('nav.explore')}</h1>
      {release ? <NotYet /> : <NoRelease />}
    </div>
  );
}

function NoRelease() {
  const app = useApp();
  const { t } = useTexts();
  return (
    <EmptyState icon={Archive} title={t('explore.noRelease')} text={t('explore.noReleaseText')}>
      <Button kind="primary" onPress={() => performCommand(app, 'go.releases')}>
        {t('command.go.releases')}
      </Button>
    </EmptyState>
  );
}

/** Counting, or why there is nothing to see. */
function NotYet() {
  const app = useApp();
  const { t } = useTexts();
  const explore = useAppState((state) => state.explore);
  const job = useAppState((state) => state.jobs.find(({ kind }) => kind === 'explore'));
  const start = () => void openExplore(app);
  switch (explore.state) {
    case 'failed':
      return <FailurePanel failure={explore.failure} retry={start} />;
    case 'empty':
      return <EmptyState icon={UserX} title={t('explore.empty')} text={t('explore.emptyText')} />;
    case 'cancelled':
      return (
        <EmptyState icon={CirclePause} title={t('explore.cancelled')} text={t('explore.cancelledText')}>
          <Button kind="primary" onPress={start}>
            {t('explore.start')}
          </Button>
        </EmptyState>
      );
    default:
      return (
        job && (
          <Panel title={t('explore.title')} aside={t('explore.computing')}>
            <JobProgress job={job} />
          </Panel>
        )
      );
  }
}
