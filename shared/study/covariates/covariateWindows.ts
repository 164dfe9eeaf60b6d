import { join, type Sql, sql } from '../../engine/sql.ts';
import type { CovariateDomain, CovariateWindow } from '../specification/comparisonSpecification.ts';

/** Every window, widest first. */
export const covariateWindows: readonly CovariateWindow[] = ['anyTime', 'long', 'medium', 'short', 'index'];

/** First day of a window, relative to index; null: without bound. */
export const firstDay: Readonly<Record<CovariateWindow, number | null>> = {
  anyTime: null,
  long: -365,
  medium: -180,
  short: -30,
  index: 0,
};

/** Last days of the stretches that days up to index are parted into; bit i of a pattern is stretch i. */
const lastDays = [-366, -181, -31, -1, 0] as const;

/** Stretches of which a window consists, without index. */
const stretches: Readonly<Record<CovariateWindow, number>> = {
  anyTime: 0b01111,
  long: 0b01110,
  medium: 0b01100,
  short: 0b01000,
  index: 0b10000,
};

/** What is found out about a person, rather than done to them. */
const found: ReadonlySet<CovariateDomain> = new Set([
  'condition',
  'conditionGroup',
  'measurement',
  'measurementValue',
  'observation',
  'score',
]);

/**
 * The stretches of a window of a domain, as bits. Windows of what is found (conditions, measurements, observations) end
 * on the index day, as in FeatureExtraction: it was found when the treatment was chosen. Windows of what is done (drugs,
 * procedures, devices, visits) end the day before: on day 0 it is part of the treatment or follows from it, and
 * adjusting for it would take away what is compared. The window `index` is day 0 alone, for either.
 */
export function windowBits(domain: CovariateDomain, window: CovariateWindow): number {
  return stretches[window] | (found.has(domain) ? stretches.index : 0);
}

/** The stretch that a day up to index falls into. @param days days after index, at most 0 */
export function stretchNumber(days: Sql): Sql {
  const cases = lastDays.slice(0, -1).map((last, i) => sql`WHEN ${days} <= ${last} THEN ${i}`);
  return sql`CASE ${join(cases, ' ')} ELSE ${lastDays.length - 1} END`;
}

/** The same as a bit of a pattern. */
export function stretchBit(days: Sql): Sql {
  const cases = lastDays.slice(0, -1).map((last, i) => sql`WHEN ${days} <= ${last} THEN ${1 << i}`);
  return sql`CASE ${join(cases, ' ')} ELSE ${1 << (lastDays.length - 1)} END`;
}
