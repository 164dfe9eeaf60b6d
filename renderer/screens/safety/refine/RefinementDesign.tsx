import type { Refinement } from '../../../../shared/study/safety/refine/refinementResult.ts';
import { sequenceDays } from '../../../../shared/study/safety/refine/sequenceOfFinding.ts';
import type { SafetyResult } from '../../../../shared/study/safety/safetyResult.ts';
import { Button } from '../../../components/Button.tsx';
import { FailurePanel } from '../../../components/FailurePanel.tsx';
import { JobProgress } from '../../../components/JobProgress.tsx';
import { useApp, useAppState, useTexts } from '../../../state/AppContext.tsx';
import { compareFinding } from '../../../state/findingComparison.ts';
import { refinementKey } from '../../../state/safety.ts';
import { refineOutcome } from '../../../state/safetyRuns.ts';
import type { Study } from '../../../state/studies.ts';
import { ComparisonState } from './ComparisonState.tsx';

interface RefinementDesignProps {
  readonly study: Study;
  readonly result: SafetyResult;
  readonly outcome: string;
  readonly refinement: Refinement;
}

/** One design: the question it answers, what it assumes, and the button that asks it. */
export function RefinementDesign({ study, result, outcome, refinement }: RefinementDesignProps) {
  const app = useApp();
  const { t } = useTexts();
  const key = refinementKey(result.studyHash, outcome, refinement);
  const found = useAppState(({ safetyWork }) => safetyWork.refinements[key]);
  const job = useAppState(({ jobs }) => jobs.find(({ title }) => title.key === 'safety.refine.job'));
  const isComparison = refinement === 'adjusted';
  const look = (): void =>
    void (isComparison
      ? compareFinding(app, study, result, outcome)
      : refineOutcome(app, study, result, outcome, refinement));
  const value = found?.value ?? null;
  const hasComparator = result.exposure.groups.some(({ group }) => group === 'comparator');
  const isEmpty = value?.refinement === 'doseResponse' && value.doses.length < 2;
  const name = t(`refine.design.${refinement}`);
  return (
    <li className={`refine-design${value ? ' done' : ''}`}>
      <div className="refine-words">
        <h3>{name}</h3>
        <p>{t(`refine.asks.${refinement}`)}</p>
        <p className="hint">{t(`refine.assumes.${refinement}`, { days: sequenceDays })}</p>
        {isEmpty && <p className="safety-notice">{t('refine.noDose')}</p>}
        {isComparison && !hasComparator && <p className="safety-notice">{t('refine.noComparator')}</p>}
        {value?.refinement === 'adjusted' && value.study && <ComparisonState text={value.study.text} />}
        {found?.loading && job && <JobProgress job={job} />}
        {found?.failure && <FailurePanel failure={found.failure} retry={look} />}
      </div>
      {(isComparison ? hasComparator : true) && (
        <Button
          onPress={look}
          isDisabled={found?.loading === true || (value !== null && !isComparison)}
          aria-label={`${name}: ${t(isComparison ? 'refine.compare' : 'refine.look')}`}
        >
          {t(isComparison ? 'refine.compare' : 'refine.look')}
        </Button>
      )}
    </li>
  );
}
