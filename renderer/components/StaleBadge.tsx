import RotateCw from 'lucide-react/icons/rotate-cw';
import type { CohortSummary } from '../../shared/workbenchApi.ts';
import { useApp, useAppState, useTexts } from '../state/AppContext.tsx';
import { generateCohorts } from '../state/cohortActions.ts';
import { Button } from './Button.tsx';

/** Says that a cohort's numbers are of an earlier definition. Nothing where they are not. */
export function StaleBadge({ cohort }: { readonly cohort: Pick<CohortSummary, 'stale'> }) {
  const { t } = useTexts();
  if (!cohort.stale) return null;
  return (
    <span className="badge stale" title={t('stale.why')}>
      <RotateCw size={12} aria-hidden />
      {t('stale.badge')}
    </span>
  );
}

/** Above results of an earlier definition: what they are, and computing them again. */
export function StaleNotice({ cohort }: { readonly cohort: CohortSummary }) {
  const app = useApp();
  const { t } = useTexts();
  const busy = useAppState(
    ({ host, jobs }) => host.state !== 'ready' || jobs.some(({ kind }) => kind === 'generate'),
  );
  if (!cohort.stale) return null;
  return (
    <div className="stale-notice" role="status">
      <StaleBadge cohort={cohort} />
      <p>{t('stale.why')}</p>
      <Button
        kind="primary"
        icon={RotateCw}
        isDisabled={busy}
        onPress={() => void generateCohorts(app, [cohort.id])}
      >
        {t('stale.recompute')}
      </Button>
    </div>
  );
}
