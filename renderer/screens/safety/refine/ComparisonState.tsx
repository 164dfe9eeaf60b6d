import { Button } from '../../../components/Button.tsx';
import { FailurePanel } from '../../../components/FailurePanel.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { comparisonEffect, madeBefore } from '../../../state/findingComparison.ts';
import { openStudy } from '../../../state/studyActions.ts';

/** How far the comparison made of a finding is, and the way to it. */
export function ComparisonState({ text }: { readonly text: string }) {
  const app = useApp();
  const { t } = useTexts();
  const comparison = useAppState(({ studies }) => madeBefore(studies, text));
  const run = useAppState(({ studyWork }) => (comparison ? studyWork.runs[comparison.id] : undefined));
  if (!comparison) return null;
  const effect = comparisonEffect(run);
  const says =
    run?.state === 'running'
      ? 'refine.running'
      : effect === 'blinded'
        ? 'refine.blinded'
        : run?.state === 'done'
          ? effect === null
            ? 'refine.noEstimate'
            : null
          : 'refine.notRun';
  return (
    <div className="refine-comparison">
      {run?.failure && <FailurePanel failure={run.failure} />}
      {says && <p>{t(says)}</p>}
      <Button kind="quiet" onPress={() => openStudy(app, comparison.id, 'results')}>
        {t('refine.open')}
      </Button>
    </div>
  );
}
