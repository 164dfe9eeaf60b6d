import { useMemo } from 'react';
import { leadingEvents } from '../../../shared/report/safety/leadingEvents.ts';
import type { SafetyResult } from '../../../shared/study/safety/safetyResult.ts';
import { ProvenanceArea } from '../../components/Provenance.tsx';
import { useAppState } from '../../state/AppContext.tsx';
import type { SafetyChoice } from '../../state/safety.ts';
import type { Study } from '../../state/studies.ts';
import { ExposureLine } from './ExposureLine.tsx';
import { SafetyBar } from './filter/SafetyBar.tsx';
import { OutcomeCard } from './outcome/OutcomeCard.tsx';
import { SafetyPictures } from './pictures/SafetyPictures.tsx';
import { OutcomeRefinement } from './refine/OutcomeRefinement.tsx';
import { ReportedPanel } from './reported/ReportedPanel.tsx';
import { SafetyFootLine } from './SafetyFootLine.tsx';
import { specificationOf } from './safetyCaption.ts';
import { tableOf } from './safetyCounts.ts';
import { EventTable } from './table/EventTable.tsx';

interface SafetyDashboardProps {
  readonly study: Study;
  readonly result: SafetyResult;
  /** As it was made; what is left open in it is decided here, the same for all panels. */
  readonly choice: SafetyChoice;
  /** Whether newer numbers are being computed, or ought to be. */
  readonly isOld: boolean;
}

/**
 * The event table and everything drawn beside it, as one grid of twelve columns. Panels say how wide they are by their
 * class: `safety-side` stands beside the table, `safety-third`, `safety-half` and `safety-wide` follow below.
 */
export function SafetyDashboard({ study, result, choice: made, isOld }: SafetyDashboardProps) {
  const text = useAppState(({ safetyWork }) => safetyWork.runs[study.id]?.text ?? study.text);
  const choice = useMemo(() => decided(result, made), [result, made]);
  const table = tableOf(result, choice.timeAtRisk);
  const level = specificationOf(text)?.multiplicity.level ?? 0.05;
  if (!table) return null;
  return (
    <ProvenanceArea provenance={result.provenance}>
      <ExposureLine result={result} />
      <SafetyBar study={study} result={result} choice={choice} />
      <div className={`safety-grid${isOld ? ' dim' : ''}`} aria-busy={isOld}>
        <EventTable study={study} result={result} table={table} choice={choice} level={level} />
        <SafetyPictures study={study} result={result} choice={choice}>
          <OutcomeCard study={study} result={result} table={table} choice={choice} level={level} />
        </SafetyPictures>
        <OutcomeRefinement study={study} result={result} choice={choice} />
        <ReportedPanel study={study} result={result} choice={choice} />
      </div>
      <SafetyFootLine study={study} result={result} />
    </ProvenanceArea>
  );
}

/** A choice with nothing left open that can be decided. */
function decided(result: SafetyResult, choice: SafetyChoice): SafetyChoice {
  const table = tableOf(result, choice.timeAtRisk);
  const against = result.exposure.groups.some(({ group }) => group === choice.against)
    ? choice.against
    : 'unexposed';
  const isThere = table?.rows.some(({ id }) => id === choice.outcome) ?? false;
  const outcome = isThere ? choice.outcome : (leadingEvents(table?.rows ?? [], 1)[0]?.id ?? null);
  return { ...choice, timeAtRisk: table?.timeAtRisk ?? null, against, outcome };
}
