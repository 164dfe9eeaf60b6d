import { type StateOccupancy, stateOccupancy } from '../../stats/competing/stateOccupancy.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import type { IncidenceCurve } from '../result/comparisonResult.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { type ArmFollowUp, armFollowUp } from './armFollowUp.ts';

/** Points of a curve at most. */
const MOST_POINTS = 120;

/** Variances are worked out for so many days at a time. */
const DAYS_BETWEEN_PAUSES = 20;

/** Days between numbers at risk: the first that gives few enough. */
const ROUND_DAYS = [30, 60, 90, 180, 365, 730, 1_825, 3_650];

const MOST_ROUND_DAYS = 10;

/** What stands behind each point of a curve, for who publishes it: persons up to and with that day. */
export interface CurveCounts {
  readonly events: readonly number[];
  readonly competing: readonly number[];
  readonly eventsInAll: number;
  readonly competingInAll: number;
  /** Censored before or on each of the days with a number at risk. */
  readonly censored: readonly number[];
}

export interface ArmCurve {
  readonly curve: IncidenceCurve<number>;
  readonly counts: CurveCounts;
}

/**
 * Cumulative incidence of the outcome and of competing events in one arm, by (weighted) Aalen-Johansen with pointwise
 * intervals symmetric on the log scale, at days with outcomes (equally many between points when there are very many) and
 * the last day. Numbers at risk count persons, not weights.
 * @param counted the sample's persons, one row each (the sample itself unless its rows are pieces of follow-up)
 */
export function incidenceCurve(
  sample: AdjustedSample,
  counted: AdjustedSample,
  arm: { readonly code: 0 | 1; readonly id: string; readonly adjusted: boolean },
  roundDays: readonly number[],
  checkpoint: Checkpoint,
): ArmCurve {
  const followUp = armFollowUp(sample, arm.code);
  const days = pointDays(followUp);
  const states: StateOccupancy[] = [];
  for (let from = 0; from < days.length; from += DAYS_BETWEEN_PAUSES) {
    checkpoint(Number.NaN);
    const some = days.slice(from, from + DAYS_BETWEEN_PAUSES);
    states.push(...stateOccupancy(followUp.data, some, 0.95, followUp.weights, followUp.cluster));
  }
  const value = (state: number): number[] => states.map(({ probability }) => probability[state] ?? 0);
  // No limit exists where nothing has happened yet.
  const limit = (side: 'lower' | 'upper'): number[] =>
    states.map(({ limits }) => {
      const bound = limits[1]?.[side] ?? 0;
      return Number.isFinite(bound) ? bound : 0;
    });
  const persons = armFollowUp(counted, arm.code);
  const { time } = persons.data;
  return {
    curve: {
      arm: arm.id,
      adjusted: arm.adjusted,
      days,
      incidence: value(1),
      lower: limit('lower'),
      upper: limit('upper'),
      competing: value(2),
      atRisk: roundDays.map((day) => ({
        day,
        persons: time.reduce((left, end) => left + (end > day ? 1 : 0), 0),
      })),
    },
    counts: {
      events: upTo(persons, 1, days),
      competing: upTo(persons, 2, days),
      eventsInAll: countOf(persons, 1),
      competingInAll: countOf(persons, 2),
      censored: upTo(persons, 0, roundDays),
    },
  };
}

/** Round days up to the longest follow-up of a sample, beginning with 0. */
export function roundDaysOf({ days }: AdjustedSample): number[] {
  const last = days.reduce((most, day) => Math.max(most, day), 0);
  const step = ROUND_DAYS.find((width) => last / width <= MOST_ROUND_DAYS) ?? last;
  return Array.from({ length: Math.floor(Math.max(0, last - 1) / step) + 1 }, (_, k) => k * step);
}

function pointDays({ data, lastDay }: ArmFollowUp): number[] {
  const events = data.time.filter((_, k) => data.cause[k] === 1).sort();
  const step = Math.max(1, Math.ceil(events.length / MOST_POINTS));
  const days = new Set<number>();
  for (let k = step - 1; k < events.length; k += step) days.add(events[k] as number);
  if (lastDay > 0) days.add(lastDay);
  return [...days].sort((a, b) => a - b);
}

function upTo({ data }: ArmFollowUp, cause: number, days: readonly number[]): number[] {
  const times = data.time.filter((_, k) => data.cause[k] === cause).sort();
  let next = 0;
  return days.map((day) => {
    while (next < times.length && (times[next] as number) <= day) next++;
    return next;
  });
}

function countOf({ data }: ArmFollowUp, cause: number): number {
  return data.cause.reduce((count, own) => count + (own === cause ? 1 : 0), 0);
}
