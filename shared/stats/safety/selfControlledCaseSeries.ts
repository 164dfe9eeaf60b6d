import type { CoxFit } from '../cox/coxRegression.ts';
import type { FitOutcome } from '../outcome.ts';
import { conditionalLogistic } from '../regression/conditionalLogistic.ts';

/** Risk windows relative to the day of an exposure: window k runs from start k to the day before start k+1. */
export interface RiskWindows {
  /** Days after exposure at which windows 1, 2, … start; negative for pre-exposure windows. */
  readonly starts: readonly number[];
  /** Last day of the last window. */
  readonly end: number;
}

/** One exposure type: the days on which each case was exposed (NaN = never), and its windows. */
export interface SccsExposure {
  /** One array per possible repetition, each with one element per case. */
  readonly days: readonly Float64Array[];
  readonly windows: RiskWindows;
}

/** Cases with their observation periods; days are whole numbers of any one origin (often age). One event per row. */
export interface SccsData {
  readonly observationStart: Float64Array;
  readonly observationEnd: Float64Array;
  readonly eventDay: Float64Array;
  readonly exposures: readonly SccsExposure[];
  /** Days on which a new age (or season) band starts, ascending. */
  readonly ageCuts: readonly number[];
}

/** Observation time cut into intervals of constant age band and exposure levels. */
export interface SccsIntervals {
  readonly person: Int32Array;
  readonly length: Float64Array;
  /** 1 where the event fell into the interval. */
  readonly event: Uint8Array;
  /** Age band, 1-based. */
  readonly age: Int32Array;
  /** One array per exposure: 0 unexposed, k in window k. */
  readonly levels: readonly Int32Array[];
}

/** Cuts every observation period. Where windows of one exposure overlap, the later exposure counts. */
export function sccsIntervals(data: SccsData): SccsIntervals {
  const person: number[] = [];
  const length: number[] = [];
  const event: number[] = [];
  const age: number[] = [];
  const levels: number[][] = data.exposures.map(() => []);
  for (let i = 0; i < data.eventDay.length; i++) {
    const start = data.observationStart[i] as number;
    const end = data.observationEnd[i] as number;
    const day = data.eventDay[i] as number;
    const cuts = new Set<number>([start, ...data.ageCuts]);
    for (const exposure of data.exposures) {
      for (const days of exposure.days) {
        const exposed = days[i] as number;
        if (Number.isNaN(exposed)) continue;
        for (const s of exposure.windows.starts) cuts.add(exposed + s);
        cuts.add(exposed + exposure.windows.end + 1);
      }
    }
    const begins = [...cuts].filter((c) => c >= start && c <= end).sort((a, b) => a - b);
    begins.forEach((from, k) => {
      const to = (begins[k + 1] ?? end + 1) - 1;
      person.push(i);
      length.push(to - from + 1);
      event.push(day >= from && day <= to ? 1 : 0);
      age.push(1 + data.ageCuts.filter((c) => c <= from).length);
      data.exposures.forEach((exposure, e) => {
        levels[e]?.push(levelAt(exposure, i, from));
      });
    });
  }
  return {
    person: Int32Array.from(person),
    length: Float64Array.from(length),
    event: Uint8Array.from(event),
    age: Int32Array.from(age),
    levels: levels.map((l) => Int32Array.from(l)),
  };
}

function levelAt({ days, windows }: SccsExposure, person: number, day: number): number {
  let level = 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const list of days) {
    const since = day - (list[person] as number);
    if (Number.isNaN(since) || since > windows.end || since < (windows.starts[0] as number)) continue;
    if ((list[person] as number) < latest) continue;
    latest = list[person] as number;
    level = windows.starts.filter((s) => s <= since).length;
  }
  return level;
}

/** A column of a self-controlled case series model. */
export interface SccsTerm {
  /** Index of the exposure, or `age`. */
  readonly of: number | 'age';
  readonly level: number;
}

/** A fitted self-controlled case series. */
export interface SccsFit {
  readonly terms: readonly SccsTerm[];
  /** Log incidence rate ratios in the order of `terms`, with covariance and likelihoods. */
  readonly model: CoxFit;
}

/**
 * The self-controlled case series: each case's event is compared over the intervals of its own time, so that everything
 * fixed in a person cancels. Conditional likelihood with log interval length as offset; exposure level 0 and the lowest
 * age band are the reference. Sources: Farrington (1995); Whitaker et al. (2006); R SCCS::standardsccs.
 */
export function selfControlledCaseSeries(intervals: SccsIntervals): FitOutcome<SccsFit> {
  const terms: SccsTerm[] = [];
  const columns: Float64Array[] = [];
  const indicator = (codes: Int32Array, level: number): Float64Array =>
    Float64Array.from(codes, (c) => (c === level ? 1 : 0));
  intervals.levels.forEach((codes, e) => {
    for (const level of sortedLevels(codes)) {
      if (level === 0) continue;
      terms.push({ of: e, level });
      columns.push(indicator(codes, level));
    }
  });
  for (const level of sortedLevels(intervals.age).slice(1)) {
    terms.push({ of: 'age', level });
    columns.push(indicator(intervals.age, level));
  }
  const outcome = conditionalLogistic(
    {
      outcome: intervals.event,
      covariates: columns,
      strata: intervals.person,
      offset: intervals.length.map(Math.log),
    },
    'breslow',
  );
  return outcome.kind === 'fitted' ? { kind: 'fitted', fit: { terms, model: outcome.fit } } : outcome;
}

function sortedLevels(codes: Int32Array): number[] {
  return [...new Set(codes)].sort((a, b) => a - b);
}
