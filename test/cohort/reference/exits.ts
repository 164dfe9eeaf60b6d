import { numberIn, requiredIn } from './cdmData.ts';
import { drugExposureEnd } from './clinicalDomains.ts';
import { eventsOf, type PersonContext } from './criteria.ts';
import type { IndexEvent } from './event.ts';
import type { CohortExpression, EndStrategy } from './expression.ts';
import { mergeIntervals } from './intervals.ts';

/** Every day on which an event could leave the cohort; the earliest not before its start counts. */
export function exitDays(event: IndexEvent, expression: CohortExpression, context: PersonContext): number[] {
  const strategy = expression.EndStrategy ?? {};
  const days: (number | null)[] = [];
  if (strategy.DateOffset) days.push(offsetExit(event, strategy.DateOffset));
  else days.push(event.periodEnd);
  if (strategy.CustomEra) days.push(...eraExits(event, strategy.CustomEra, context));
  for (const criteria of expression.CensoringCriteria ?? []) {
    days.push(
      ...eventsOf(criteria, context)
        .map((censor) => censor.start)
        .filter((day) => day >= event.start && day <= event.periodEnd),
    );
  }
  return days.filter((day) => day !== null);
}

function offsetExit(event: IndexEvent, offset: NonNullable<EndStrategy['DateOffset']>): number | null {
  const from = offset.DateField === 'EndDate' ? event.end : event.start;
  return from === null ? null : Math.min(from + (offset.Offset ?? 0), event.periodEnd);
}

/** Ends of the drug eras that contain the event's start. */
function eraExits(
  event: IndexEvent,
  era: NonNullable<EndStrategy['CustomEra']>,
  { cdm, conceptSets, choices, person }: PersonContext,
): number[] {
  const concepts = conceptSets.get(era.DrugCodesetId ?? Number.NaN) ?? new Set();
  const gap = era.GapDays ?? 0;
  const pad = gap + (era.Offset ?? 0);
  const exposures = cdm.rowsOf('drug_exposure', person).flatMap((row) => {
    const start = requiredIn(row, 'drug_exposure_start_date');
    const days = era.DaysSupplyOverride;
    const end = (days === undefined || days === null ? drugExposureEnd(row) : start + days) + pad;
    // A row whose standard and source concept both belong to the set is there twice.
    return ['drug_concept_id', 'drug_source_concept_id']
      .map((column) => numberIn(row, column))
      .filter((concept) => concept !== null && concepts.has(concept))
      .map(() => ({ start, end }));
  });
  return mergeIntervals(exposures, choices)
    .map(({ start, end }) => ({ start, end: end - gap }))
    .filter(({ start, end }) => start <= event.start && event.start <= end)
    .map(({ end }) => end);
}
