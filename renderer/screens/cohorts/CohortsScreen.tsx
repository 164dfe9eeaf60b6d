import Archive from 'lucide-react/icons/archive';
import ListPlus from 'lucide-react/icons/list-plus';
import MousePointerClick from 'lucide-react/icons/mouse-pointer-click';
import PanelLeftOpen from 'lucide-react/icons/panel-left-open';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { listCohorts } from '../../state/cohortList.ts';
import { showCohortList } from '../../state/cohortPageActions.ts';
import { CohortDetail } from './CohortDetail.tsx';
import { CohortList } from './CohortList.tsx';
import { ImportFailures } from './ImportFailures.tsx';
import { OverlapView } from './OverlapView.tsx';

/** The cohorts of the open release: list at the side, one cohort's page or an overlap beside it. */
export function CohortsScreen() {
  const app = useApp();
  const { t } = useTexts();
  const release = useAppState((state) => state.release);
  const { value: cohorts, failure, loading } = useAppState((state) => state.cohorts);
  const overlap = useAppState((state) => state.overlap);
  const open = useAppState((state) => state.cohorts.value?.find(({ id }) => id === state.openCohort));
  const hidden = useAppState((state) => state.cohortListHidden);
  const failed = useAppState((state) => state.importFailures.length > 0);

  if (!release) {
    return (
      <div className="screen">
        <h1 className="spoken">{t('nav.cohorts')}</h1>{' '}
        <EmptyState icon={Archive} title={t('cohorts.noRelease')} text={t('cohorts.noReleaseText')}>
          <Button kind="primary" onPress={() => performCommand(app, 'go.releases')}>
            {t('command.go.releases')}
          </Button>
        </EmptyState>
      </div>
    );
  }
  if (failure) {
    return (
      <div className="screen">
        <FailurePanel failure={failure} retry={() => void listCohorts(app)} />
      </div>
    );
  }
  if (!cohorts) {
    return (
      <div className="screen" aria-busy={loading}>
        <p className="loading">{t('state.loading')}</p>
      </div>
    );
  }
  if (cohorts.length === 0) {
    return (
      <div className="screen">
        <h1 className="spoken">{t('nav.cohorts')}</h1>
        <ImportFailures />
        <EmptyState icon={ListPlus} title={t('cohorts.empty')} text={t('cohorts.emptyText')}>
          <Button kind="primary" onPress={() => performCommand(app, 'cohorts.importFiles')}>
            {t('cohorts.importFiles')}
          </Button>
          <Button data-guide="add-examples" onPress={() => performCommand(app, 'cohorts.importShipped')}>
            {t('cohorts.importShipped')}
          </Button>
          <Button onPress={() => performCommand(app, 'cohorts.importText')}>{t('cohorts.importText')}</Button>
          <Button onPress={() => performCommand(app, 'cohort.new')}>{t('command.cohort.new')}</Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={`cohorts-layout${hidden ? ' list-hidden' : ''}`}>
      {hidden ? (
        <div className="list-rail">
          <Button
            kind="quiet"
            icon={PanelLeftOpen}
            aria-label={t('cohort.list.show')}
            onPress={() => showCohortList(app, true)}
          />
        </div>
      ) : (
        <CohortList cohorts={cohorts} />
      )}
      <div className="cohort-detail">
        {failed && <ImportFailures />}
        {overlap ? (
          <OverlapView overlap={overlap} />
        ) : open ? (
          <CohortDetail key={open.id} summary={open} />
        ) : (
          <>
            <h1 className="spoken">{t('nav.cohorts')}</h1>
            <EmptyState icon={MousePointerClick} title={t('cohorts.choose')} text={t('cohorts.chooseText')} />
          </>
        )}
      </div>
    </div>
  );
}
