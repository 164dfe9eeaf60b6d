import { useCallback, useMemo } from 'react';
import type { ChartOptions } from '../../../../shared/report/charts/chartSpec.ts';
import { studyForestChart } from '../../../../shared/report/charts/studyForestChart.ts';
import {
  type RefinedFinding,
  refinementForest,
  refinementTable,
} from '../../../../shared/report/safety/refinementTable.ts';
import { refinements } from '../../../../shared/study/safety/refine/refinementResult.ts';
import type { SafetyResult } from '../../../../shared/study/safety/safetyResult.ts';
import { ChartPanel } from '../../../charts/ChartPanel.tsx';
import { Panel } from '../../../components/Panel.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import { comparisonEffect, madeBefore } from '../../../state/findingComparison.ts';
import { refinementKey, type SafetyChoice } from '../../../state/safety.ts';
import type { Study } from '../../../state/studies.ts';
import { safetyCaption } from '../safetyCaption.ts';
import { RefinementDesign } from './RefinementDesign.tsx';

interface OutcomeRefinementProps {
  readonly study: Study;
  readonly result: SafetyResult;
  readonly choice: SafetyChoice;
}

/** The chosen finding by other designs: what each asks and assumes, and beside them what each says. */
export function OutcomeRefinement({ study, result, choice }: OutcomeRefinementProps) {
  const texts = useTexts();
  const { t, own, locale } = texts;
  const finding = useFinding(result, choice.outcome);
  const spec = useCallback(
    (options: ChartOptions) =>
      studyForestChart(finding ? refinementForest(finding, options.locale) : [], options),
    [finding],
  );
  // Other designs look again at the first time-at-risk, of everybody.
  const first = result.timesAtRisk[0]?.timeAtRisk ?? '';
  if (!finding) {
    return (
      <Panel className="safety-wide" title={t('refine.title')}>
        <p className="safety-none">{t('refine.none')}</p>
      </Panel>
    );
  }
  const { row } = finding;
  return (
    <>
      <Panel className="safety-half refine" title={t('refine.title')} aside={own(row.name)}>
        <ul className="refine-designs">
          {refinements.map((refinement) => (
            <RefinementDesign
              key={refinement}
              study={study}
              result={result}
              outcome={row.id}
              refinement={refinement}
            />
          ))}
        </ul>
      </Panel>
      <ChartPanel
        className="safety-half"
        title={t('refine.forest')}
        aside={own(row.name)}
        fileName={`${study.name}-${row.code || row.id}-designs`}
        caption={safetyCaption(result, study, first, texts)}
        spec={spec}
        table={refinementTable(finding, locale)}
      />
    </>
  );
}

/** The outcome's row with what has been found of it. */
function useFinding(result: SafetyResult, outcome: string | null): RefinedFinding | null {
  const known = useAppState(({ safetyWork }) => safetyWork.refinements);
  const studies = useAppState((state) => state.studies);
  const runs = useAppState(({ studyWork }) => studyWork.runs);
  return useMemo(() => {
    const row = result.timesAtRisk[0]?.rows.find(({ id }) => id === outcome);
    if (!row) return null;
    const refined = refinements.flatMap(
      (refinement) => known[refinementKey(result.studyHash, row.id, refinement)]?.value ?? [],
    );
    const made = refined.find((one) => one.refinement === 'adjusted')?.study;
    const comparison = made && madeBefore(studies, made.text);
    const effect = comparison ? comparisonEffect(runs[comparison.id]) : null;
    return { row, refined, adjusted: effect === 'blinded' ? null : effect };
  }, [result, outcome, known, studies, runs]);
}
