import FolderOpen from 'lucide-react/icons/folder-open';
import ShieldCheck from 'lucide-react/icons/shield-check';
import { EmptyState } from '../../components/EmptyState.tsx';
import { JobProgress } from '../../components/JobProgress.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useAppState, useTexts } from '../../state/AppContext.tsx';
import { GuideOffer } from '../guide/GuideOffer.tsx';
import { FailedOpening } from './FailedOpening.tsx';
import { OpenActions } from './OpenActions.tsx';
import { ProjectPanel } from './ProjectPanel.tsx';
import { RecentReleases } from './RecentReleases.tsx';
import { ReleaseFacts } from './ReleaseFacts.tsx';
import { ReleaseNotes } from './ReleaseNotes.tsx';
import { ReleaseTables } from './ReleaseTables.tsx';

/** Opening a release, and everything that is known of the one that is open. */
export function ReleasesScreen() {
  const { t } = useTexts();
  const release = useAppState((state) => state.release);
  const opening = useAppState((state) =>
    state.jobs.find((job) => job.kind === 'open' || job.kind === 'demo'),
  );
  return (
    <div className="screen">
      <header className="screen-head">
        <h1>{t('nav.releases')}</h1>
        <span className="spacer" />
        {release && <OpenActions />}
      </header>
      {opening && (
        <Panel
          title={t(opening.kind === 'open' ? 'open.verifying' : 'open.makingDemo')}
          {...(release ? { aside: t('open.verifyingAside') } : {})}
        >
          <JobProgress job={opening} />
        </Panel>
      )}
      <FailedOpening />
      <GuideOffer />
      <ProjectPanel />
      {release ? (
        <div className="release-layout">
          <div className="column">
            <ReleaseFacts release={release} />
            <RecentReleases />
          </div>
          <div className="column">
            <ReleaseNotes notes={release.notes} />
            <ReleaseTables tables={release.tables} />
          </div>
        </div>
      ) : (
        <>
          <div className="welcome">
            <EmptyState icon={FolderOpen} title={t('open.title')} text={t('open.text')}>
              <OpenActions primary />
            </EmptyState>
            <p className="welcome-promise">
              <ShieldCheck size={15} aria-hidden />
              {t('open.promise')}
            </p>
          </div>
          <RecentReleases />
        </>
      )}
    </div>
  );
}
