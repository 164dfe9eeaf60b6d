import { type Cell, numberIn } from './cdmData.ts';
import { eventsOf, type PersonContext } from './criteria.ts';
import type { CriterionEvent, IndexEvent } from './event.ts';
import type { CorrelatedCriteria, Endpoint, Occurrence, Window } from './expression.ts';

/** Whether the right number of events lies in the windows around an index event. */
export function correlatedHolds(
  index: IndexEvent,
  criteria: CorrelatedCriteria,
  context: PersonContext,
): boolean {
  const events = eventsOf(criteria.Criteria, context).filter((event) => isInWindows(event, index, criteria));
  const count = countOf(events, criteria.Occurrence);
  const { Type, Count } = criteria.Occurrence;
  // "At most" and zero also look at index events without any match; the others only at those with one.
  if (Type !== 1 && Count !== 0 && events.length === 0) return false;
  switch (Type) {
    case 0:
      return count === Count;
    case 1:
      return count <= Count;
    case 2:
      return count >= Count;
    default:
      throw new RangeError(`unknown occurrence type ${Type}`);
  }
}

function countOf(events: readonly CriterionEvent[], occurrence: Occurrence): number {
  if (!occurrence.IsDistinct) return events.length;
  const column = occurrence.CountColumn ?? 'DOMAIN_CONCEPT';
  const values = events.map((event) => countedValue(event, column)).filter((value) => value !== null);
  return new Set(values).size;
}

function countedValue(event: CriterionEvent, column: string): Cell {
  switch (column) {
    case 'START_DATE':
      return event.start;
    case 'END_DATE':
      return event.end;
    case 'VISIT_ID':
      return event.visit;
  }
  const source = event.domain.distinct[column];
  if (source === undefined) throw new RangeError(`${event.domain.name} has no ${column}`);
  if (source === 'one') return 1;
  if (source === 'length') return event.end === null ? null : event.end - event.start;
  const value = numberIn(event.row, source);
  return event.domain.name === 'Death' ? (value ?? 0) : value;
}

function isInWindows(event: CriterionEvent, index: IndexEvent, criteria: CorrelatedCriteria): boolean {
  const bounded = criteria.IgnoreObservationPeriod !== true;
  if (bounded && (event.start < index.periodStart || event.start > index.periodEnd)) return false;
  const { StartWindow, EndWindow } = criteria;
  if (!isInWindow(StartWindow.UseEventEnd === true ? event.end : event.start, index, StartWindow, bounded)) {
    return false;
  }
  // An end window looks at the event's end unless it says otherwise.
  if (
    EndWindow &&
    !isInWindow(EndWindow.UseEventEnd === false ? event.start : event.end, index, EndWindow, bounded)
  ) {
    return false;
  }
  return criteria.RestrictVisit !== true || (event.visit !== null && event.visit === index.visit);
}

function isInWindow(day: number | null, index: IndexEvent, window: Window, bounded: boolean): boolean {
  const anchor = window.UseIndexEnd === true ? index.end : index.start;
  const from = bound(window.Start, anchor, index, bounded);
  const to = bound(window.End, anchor, index, bounded);
  if (from !== 'open' && !(from !== null && day !== null && day >= from)) return false;
  return to === 'open' || (to !== null && day !== null && day <= to);
}

/** A day, null when it hangs on a missing end, or `open` when nothing bounds this side. */
function bound(
  endpoint: Endpoint,
  anchor: number | null,
  index: IndexEvent,
  bounded: boolean,
): number | null | 'open' {
  if (endpoint.Days === undefined || endpoint.Days === null) {
    if (!bounded) return 'open';
    return endpoint.Coeff === -1 ? index.periodStart : index.periodEnd;
  }
  return anchor === null ? null : anchor + endpoint.Coeff * endpoint.Days;
}
