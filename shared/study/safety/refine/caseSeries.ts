import type { SccsIntervals } from '../../../stats/safety/selfControlledCaseSeries.ts';
import { daysPerYear } from '../analysis/compareGroups.ts';
import type { CountingRules } from '../analysis/outcomeCounts.ts';
import { ageBand } from '../analysis/strataCounts.ts';
import { UNKNOWN_YEAR } from '../persons/releasePersons.ts';
import type { SafetySpecification } from '../specification/safetySpecification.ts';
import { countedEvents } from './countedEvents.ts';
import { eligibleTime, newYear, type Span } from './eligibleTime.ts';
import type { FindingRecords } from './findingRecords.ts';
import { type TreatmentRules, treatmentCourses } from './treatmentCourses.ts';

/** Periods of a case's own time; the first is the reference. */
export const seriesPeriods = ['reference', 'before', 'exposed', 'after'] as const;
export type SeriesPeriod = (typeof seriesPeriods)[number];

export interface SeriesOptions {
  readonly treatment: TreatmentRules;
  readonly rules: CountingRules;
  readonly population: SafetySpecification['population'];
  /** Years; where a new age group starts. */
  readonly ageBreaks: readonly number[];
  /** Days before treatment that are no reference: an event in them may be why the drug was given, or not given. */
  readonly preExposureDays: number;
  /** Whether quarters of the year are told apart. */
  readonly seasons: boolean;
}

/** Cases with their time. Nothing here is published. */
export interface CaseSeries {
  /** One stratum for each event; levels are the place in {@link seriesPeriods}, then the quarter of the year. */
  readonly intervals: SccsIntervals;
  /** Person numbers, ascending. */
  readonly cases: Int32Array;
  /** By place in {@link seriesPeriods}. */
  readonly periods: readonly {
    readonly events: number;
    readonly persons: Int32Array;
    readonly days: number;
  }[];
}

/**
 * Everybody with an event that counts in the time that may be looked at, and with treatment at any time, and that time
 * cut where treatment, age group and season change; of each person what is alike is added up. Who was not treated in
 * that time still tells of age and season.
 */
export function caseSeries({ people, supplies, events }: FindingRecords, options: SeriesOptions): CaseSeries {
  const { treatment, rules, population } = options;
  const cases: number[] = [];
  const columns = { person: [], length: [], event: [], age: [], period: [], season: [] } as Record<
    'person' | 'length' | 'event' | 'age' | 'period' | 'season',
    number[]
  >;
  const periods = seriesPeriods.map(() => ({ events: 0, persons: [] as number[], days: 0 }));
  let stratum = 0;
  for (let person = 0; person < people.size; person++) {
    if (events.of[person] === events.of[person + 1] || supplies.of[person] === supplies.of[person + 1])
      continue;
    const time = eligibleTime(people, person, population);
    const counted = countedEvents(events, person, time, rules);
    if (counted.length === 0) continue;
    const courses = treatmentCourses(supplies, person, treatment.gapDays);
    const cells = personCells(time, courses, people.born[person] as number, options);
    cases.push(person);
    for (const { period, length } of cells.values()) (periods[period] as { days: number }).days += length;
    for (const day of counted) {
      const own = cellOf(day, courses, people.born[person] as number, options);
      const of = periods[own.period] as (typeof periods)[number];
      of.events++;
      if (of.persons.at(-1) !== person) of.persons.push(person);
      for (const [key, { period, season, band, length }] of cells) {
        columns.person.push(stratum);
        columns.length.push(length);
        columns.event.push(key === own.key ? 1 : 0);
        columns.age.push(band + 1);
        columns.period.push(period);
        columns.season.push(season);
      }
      stratum++;
    }
  }
  return {
    cases: Int32Array.from(cases),
    periods: periods.map(({ events: count, persons, days }) => ({
      events: count,
      persons: Int32Array.from(persons),
      days,
    })),
    intervals: {
      person: Int32Array.from(columns.person),
      length: Float64Array.from(columns.length),
      event: Uint8Array.from(columns.event),
      age: Int32Array.from(columns.age),
      levels: [Int32Array.from(columns.period), Int32Array.from(columns.season)],
    },
  };
}

interface Cell {
  readonly key: number;
  readonly period: number;
  readonly season: number;
  readonly band: number;
}

/** What a day of a person belongs to. */
function cellOf(day: number, courses: readonly Span[], born: number, options: SeriesOptions): Cell {
  const band = ageBand(ageInDays(day, born), options.ageBreaks.map(daysOfYears));
  const season = options.seasons ? Math.floor(new Date(day * 86_400_000).getUTCMonth() / 3) : 0;
  const period = seriesPeriods.indexOf(periodOf(day, courses, options));
  return { key: (band * 4 + season) * 4 + period, period, season, band };
}

/** Treatment goes before the days that lead to the next one, and these before what follows the last. */
function periodOf(
  day: number,
  courses: readonly Span[],
  { treatment: { fromDay, lagDays }, preExposureDays }: SeriesOptions,
): SeriesPeriod {
  let found: SeriesPeriod = 'reference';
  for (const { from, to } of courses) {
    if (from - preExposureDays > day) break;
    if (day >= from + fromDay && day <= to) return 'exposed';
    if (day < from + fromDay) found = 'before';
    else if (found === 'reference' && day <= to + lagDays) found = 'after';
  }
  return found;
}

/** Days since the first of January of the year of birth; −1: not known. */
function ageInDays(day: number, born: number): number {
  return born === UNKNOWN_YEAR ? -1 : day - newYear(born);
}

function daysOfYears(age: number): number {
  return Math.round(age * daysPerYear);
}

/** A person's days by cell. */
function personCells(
  time: readonly Span[],
  courses: readonly Span[],
  born: number,
  options: SeriesOptions,
): Map<number, Cell & { length: number }> {
  const { fromDay, lagDays } = options.treatment;
  const changes = new Set(
    courses.flatMap(({ from, to }) => [
      from - options.preExposureDays,
      from + fromDay,
      to + 1,
      to + lagDays + 1,
    ]),
  );
  if (born !== UNKNOWN_YEAR)
    for (const age of options.ageBreaks) changes.add(newYear(born) + daysOfYears(age));
  const cells = new Map<number, Cell & { length: number }>();
  for (const { from, to } of time) {
    const starts = [from, ...[...changes, ...(options.seasons ? quarters(from, to) : [])]]
      .filter((day) => day >= from && day <= to)
      .sort((a, b) => a - b);
    starts.forEach((day, k) => {
      const length = (starts[k + 1] ?? to + 1) - day;
      if (length === 0) return;
      const cell = cellOf(day, courses, born, options);
      const known = cells.get(cell.key);
      if (known) known.length += length;
      else cells.set(cell.key, { ...cell, length });
    });
  }
  return cells;
}

/** First days of the quarters from the one of the first day on. */
function quarters(from: number, to: number): number[] {
  const days: number[] = [];
  const year = new Date(from * 86_400_000).getUTCFullYear();
  for (let month = 0; ; month += 3) {
    const day = Date.UTC(year, month, 1) / 86_400_000;
    if (day > to) return days;
    days.push(day);
  }
}
