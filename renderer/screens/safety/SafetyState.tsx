import CircleSlash from 'lucide-react/icons/circle-slash';
import PlayIcon from 'lucide-react/icons/play';
import RotateCw from 'lucide-react/icons/rotate-cw';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { readStudy } from '../../state/readStudy.ts';
import { firstSafetyChoice, type SafetyRun } from '../../state/safety.ts';
import { filterSafety, runSafety } from '../../state/safetyRuns.ts';
import { isStale, type Study } from '../../state/studies.ts';

/** Where a safety study stands, above what it found: running, failed, cancelled, old, or not run yet. */
export function SafetyState({ study }: { readonly study: Study }) {
  const app = useApp();
  const { t } = useTexts();
  const run = useAppState(({ safetyWork }) => safetyWork.runs[study.id]);
  const filter = useAppState(({ safetyWork }) => (safetyWork.choices[study.id] ?? firstSafetyChoice).filter);
  const release = useAppState((state) => state.release);
  const view = useAppState((state) => state.safetyView);
  if (run?.state === 'running') return <Running study={study} run={run} />;
  const hasResult = run?.result != null;
  return (
    <>
      {run?.failure && run.state === 'failed' && (
        <FailurePanel
          failure={run.failure}
          retry={() =>
            void (hasResult && !isStale(run, study, release?.digest ?? null)
              ? filterSafety(app, study, { ...filter })
              : runSafety(app, study.id))
          }
        />
      )}
      {run && isStale(run, study, release?.digest ?? null) && (
        <div className="stale-notice" role="status">
          <span className="badge stale">
            <RotateCw size={12} aria-hidden />
            {t('studies.stale')}
          </span>
          <p>{t('studies.staleWhy')}</p>
          <Button
            kind="primary"
            icon={RotateCw}
            isDisabled={release === null || readStudy(study).failures.length > 0}
            onPress={() => performCommand(app, 'study.run')}
          >
            {t('studies.runAgain')}
          </Button>
        </div>
      )}
      {!hasResult && run?.state !== 'failed' && (view === 'dashboard' || view === 'exposed') && (
        <div className="panel">
          <EmptyState
            icon={run ? CircleSlash : PlayIcon}
            title={t(run ? 'safety.cancelled' : 'studies.notRun')}
            text={t(run ? 'safety.cancelledText' : release ? 'safety.notRunText' : 'studies.noReleaseText')}
          >
            <Button
              kind="primary"
              icon={PlayIcon}
              isDisabled={release === null || readStudy(study).failures.length > 0}
              onPress={() => performCommand(app, 'study.run')}
            >
              {t('studies.run')}
            </Button>
          </EmptyState>
        </div>
      )}
    </>
  );
}

/** What is known before there is a result: how many took the drugs at all. */
function Running({ study, run }: { readonly study: Study; readonly run: SafetyRun }) {
  const { t, own, count } = useTexts();
  const { safety } = readStudy(study);
  const first = run.firstNumbers;
  return (
    <section className="panel safety-running" aria-label={t('studies.running')}>
      <div className="figures" role="status">
        {(['exposed', 'comparator'] as const).map((side) => {
          const exposure = side === 'exposed' ? safety?.exposure : safety?.comparator;
          if (!exposure) return null;
          const persons = first?.[side] ?? null;
          return (
            <div key={side} className="figure">
              <span className="figure-label">{t('safety.first.users', { name: own(exposure.name) })}</span>
              <span className="figure-value num">
                {persons === null ? '…' : t('safety.first.about', { count: count(persons) })}
              </span>
            </div>
          );
        })}
      </div>
      <p className="hint">{t(run.result ? 'safety.first.before' : 'safety.first.text')}</p>
    </section>
  );
}
