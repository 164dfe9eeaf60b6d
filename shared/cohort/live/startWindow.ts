import type { CorrelatedCriterion, WindowBound } from '../expression/criteriaGroup.ts';

/** Days from the index start between which events start; within the index event's observation period if `isObserved`. */
export interface StartWindow {
  readonly first: number;
  readonly last: number;
  readonly isObserved: boolean;
}

/** Longer than any two dates lie apart, short enough to be added to some. */
export const anyDays = 2 ** 28;

/** The window of a criterion that looks only at starts, as nearly all do; null for others. */
export function startWindowOf(correlated: CorrelatedCriterion): StartWindow | null {
  const { startWindow, endWindow, ignoreObservationPeriod } = correlated;
  const isObserved = !ignoreObservationPeriod;
  if (endWindow !== null || startWindow === null) return null;
  const { start, end, useEventEnd, useIndexEnd } = startWindow;
  if (useEventEnd || useIndexEnd) return null;
  const days = (bound: WindowBound, otherwise: number): number => {
    if (bound.days !== null) return Math.max(-anyDays, Math.min(anyDays, bound.coefficient * bound.days));
    // To the end of observation on the bound's own side.
    if (!isObserved || bound.coefficient === Math.sign(otherwise)) return otherwise;
    return Number.NaN;
  };
  const [first, last] = [days(start, -anyDays), days(end, anyDays)];
  // Events without a start count where nothing bounds them.
  if (Number.isNaN(first) || Number.isNaN(last) || (!isObserved && start.days === null && end.days === null))
    return null;
  return { first, last, isObserved };
}
