import CircleSlash from 'lucide-react/icons/circle-slash';
import { type ReactNode, useEffect } from 'react';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { FailurePanel } from '../../components/FailurePanel.tsx';
import { ProvenanceArea } from '../../components/Provenance.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { type AnalysisKind, type AnalysisResults, versionOf } from '../../state/cohortAnalyses.ts';
import { computeAnalysis, loadAnalysis } from '../../state/cohortPageActions.ts';

type AutomaticKind = Exclude<AnalysisKind, 'pathways'>;

interface AnalysisFrameProps<K extends AutomaticKind> {
  readonly kind: K;
  readonly summary: CohortSummary;
  /** The cohort beside it; its part is computed as well. */
  readonly other?: CohortSummary | null;
  readonly children: (first: AnalysisResults[K], second: AnalysisResults[K] | null) => ReactNode;
}

/** Computes what it shows when it opens; says when that goes on, was cancelled or failed, and dims what is old. */
export function AnalysisFrame<K extends AutomaticKind>({
  kind,
  summary,
  other = null,
  children,
}: AnalysisFrameProps<K>) {
  const first = useAnalysis(kind, summary);
  const second = useAnalysis(kind, other);
  const value = first.analysis?.value as AnalysisResults[K] | null | undefined;
  const beside = (second.analysis?.value ?? null) as AnalysisResults[K] | null;
  return (
    <div
      className={`analysis${first.isOld || second.isOld ? ' dim' : ''}`}
      aria-busy={first.isOld || second.isOld}
    >
      <Trouble kind={kind} summary={summary} />
      {other && <Trouble kind={kind} summary={other} />}
      {value ? (
        <ProvenanceArea provenance={value.provenance}>
          {children(value, other ? beside : null)}
        </ProvenanceArea>
      ) : (
        first.isRunning && <Running />
      )}
    </div>
  );
}

function useAnalysis(kind: AutomaticKind, summary: CohortSummary | null) {
  const app = useApp();
  const analysis = useAppState((state) => (summary ? state.analyses[kind][summary.id] : undefined));
  const isReady = useAppState((state) => state.host.state === 'ready');
  const version = summary && versionOf(summary);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when the cohort was generated anew
  useEffect(() => {
    if (summary && isReady) void loadAnalysis(app, kind, summary);
  }, [app, kind, summary?.id, version, isReady]);
  const isOld =
    summary !== null && (summary.stale || analysis?.state === 'running' || analysis?.of !== version);
  const isRunning = analysis === undefined || analysis.state === 'running';
  return { analysis, isOld, isRunning };
}

export function Running() {
  const { t } = useTexts();
  return (
    <div className="panel running">
      <span className="running-bar" aria-hidden />
      <p className="loading">{t('analysis.running')}</p>
    </div>
  );
}

/** Why there is no (new) result, and the way to get it. */
function Trouble({ kind, summary }: { readonly kind: AutomaticKind; readonly summary: CohortSummary }) {
  const app = useApp();
  const { t } = useTexts();
  const analysis = useAppState((state) => state.analyses[kind][summary.id]);
  const again = () => void computeAnalysis(app, kind, summary);
  if (analysis?.state === 'failed' && analysis.failure) {
    return <FailurePanel failure={analysis.failure} retry={again} />;
  }
  if (analysis?.state !== 'cancelled') return null;
  return (
    <div className="panel">
      <EmptyState icon={CircleSlash} title={t('analysis.cancelled')} text={t('analysis.cancelledText')}>
        <Button kind="primary" onPress={again}>
          {t('analysis.compute')}
        </Button>
      </EmptyState>
    </div>
  );
}
