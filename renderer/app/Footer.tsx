import { JobProgress } from '../components/JobProgress.tsx';
import { useAppState, useTexts } from '../state/AppContext.tsx';

/** Always says what is withheld and where the numbers come from; above it, the work under way. */
export function Footer() {
  const { t } = useTexts();
  const release = useAppState((state) => state.release);
  const jobs = useAppState((state) => state.jobs);
  const failedOrOpening = useAppState((state) => state.section === 'releases');
  const listed = jobs.filter((job) => !(failedOrOpening && (job.kind === 'open' || job.kind === 'demo')));
  return (
    <footer className="foot">
      {listed.length > 0 && (
        <section className="jobs" aria-label={t('jobs.label')} aria-live="polite">
          {listed.map((job) => (
            <JobProgress key={job.id} job={job} />
          ))}
        </section>
      )}
      <div className="foot-line">
        {release ? (
          <>
            <span>
              {t('foot.masking', { below: release.terms.minimumCell, rules: release.terms.outputRules })}
            </span>
            <span>{t('foot.noReidentification')}</span>
            <span className="spacer" />
            <span className="mono">
              {t('foot.source', { release: release.releaseId, digest: shortHash(release.digest) })}
            </span>
          </>
        ) : (
          <>
            <span>{t('foot.nothingOpen')}</span>
            <span className="spacer" />
          </>
        )}
        <span>{t('foot.offline')}</span>
      </div>
    </footer>
  );
}

/** The start of a hash, enough to tell two apart at a glance. */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 8)}…`;
}
