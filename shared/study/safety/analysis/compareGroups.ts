import { poissonInterval } from '../../../stats/rates/incidenceRate.ts';
import { mantelHaenszelRates } from '../../../stats/rates/mantelHaenszelRates.ts';
import type { RateTable } from '../../../stats/rates/rateRatio.ts';
import type { Interval } from '../../../stats/tables/interval.ts';
import { riskDifferenceScoreInterval, riskRatioScoreInterval } from '../../../stats/tables/scoreInterval.ts';
import type { GroupRate, RateEstimate, RatioEstimate, SafetyComparison } from '../safetyResult.ts';
import { groupCount, type OutcomeCounts } from './outcomeCounts.ts';
import type { StrataCounts } from './strataCounts.ts';
import { zeroCellRatio } from './zeroCellRatio.ts';

export const daysPerYear = 365.25;
const perYears = 1_000;

/** Counts of a group with the rate per 1,000 person-years (exact interval); no rate without time at risk. */
export function groupRate({ persons, withEvent, events, days }: OutcomeCounts): GroupRate<number> {
  const personYears = days / daysPerYear;
  return { persons, withEvent, events, personYears, rate: exactRate(events, personYears) };
}

function exactRate(events: number, personYears: number): RateEstimate | null {
  if (!(personYears > 0)) return null;
  const { lower, upper } = poissonInterval(events, 'exact');
  const scale = perYears / personYears;
  return { estimate: events * scale, lower: lower * scale, upper: upper * scale };
}

/** What calibration needs of a comparison: natural log of the rate ratio; `isExact` false: ½ was added to the counts. */
export interface LogRatio {
  readonly logEstimate: number;
  readonly standardError: number;
  readonly isExact: boolean;
}

export interface GroupComparison {
  readonly comparison: Omit<SafetyComparison, 'with' | 'adjustedP' | 'calibrated' | 'signal'>;
  readonly logRatio: LogRatio | null;
}

/**
 * Group 0 against `other`: Mantel–Haenszel rate ratio and difference (per 1,000 person-years) over the strata in which
 * both have time at risk; where one side has no events there, the exact mid-p ratio. Risks are crude, with score
 * intervals (Miettinen and Nurminen, 1985). Figures that do not exist are null.
 */
export function compareGroups(
  counts: StrataCounts,
  sums: readonly OutcomeCounts[],
  other: number,
): GroupComparison {
  const tables = sharedStrata(counts, other);
  const x1 = tables.reduce((sum, table) => sum + table.x1, 0);
  const x0 = tables.reduce((sum, table) => sum + table.x0, 0);
  const risks = compareRisks(sums[0] as OutcomeCounts, sums[other] as OutcomeCounts);
  const difference = tables.length > 0 ? mantelHaenszelRates(tables).difference : null;
  const rateDifference = difference && {
    estimate: difference.estimate * perYears,
    lower: difference.lower * perYears,
    upper: difference.upper * perYears,
  };
  if (x1 + x0 === 0) {
    return { comparison: { rateRatio: null, rateDifference, ...risks, p: null }, logRatio: null };
  }
  if (x1 === 0 || x0 === 0) {
    const { rateRatio, p } = zeroCellRatio(tables);
    return {
      comparison: { rateRatio: ratioOf(rateRatio.estimate, rateRatio), rateDifference, ...risks, p },
      logRatio: shiftedRatio(tables, x1, x0),
    };
  }
  const { ratio, test } = mantelHaenszelRates(tables);
  return {
    comparison: { rateRatio: ratioOf(ratio.estimate, ratio), rateDifference, ...risks, p: test.p },
    logRatio: {
      logEstimate: Math.log(ratio.estimate),
      standardError: ratio.standardError,
      isExact: true,
    },
  };
}

function sharedStrata({ events, days }: StrataCounts, other: number): RateTable[] {
  const tables: RateTable[] = [];
  for (let cell = 0; cell < days.length; cell += groupCount) {
    const time1 = (days[cell] as number) / daysPerYear;
    const time0 = (days[cell + other] as number) / daysPerYear;
    if (time1 === 0 || time0 === 0) continue;
    tables.push({ x1: events[cell] as number, time1, x0: events[cell + other] as number, time0 });
  }
  return tables;
}

/** Log ratio with ½ added to either side's events; the time of the unexposed weighted to the exposed's strata. */
function shiftedRatio(tables: readonly RateTable[], x1: number, x0: number): LogRatio {
  // Under no effect the exposed's share of all events is their share of the time in each event's stratum.
  const n = x1 + x0;
  const expected = tables.reduce(
    (sum, table) => sum + ((table.x1 + table.x0) * table.time1) / (table.time1 + table.time0),
    0,
  );
  const odds = expected / (n - expected);
  return {
    logEstimate: Math.log((x1 + 0.5) / (x0 + 0.5) / odds),
    standardError: Math.sqrt(1 / (x1 + 0.5) + 1 / (x0 + 0.5)),
    isExact: false,
  };
}

function compareRisks(
  exposed: OutcomeCounts,
  other: OutcomeCounts,
): Pick<SafetyComparison, 'riskRatio' | 'riskDifference' | 'numberNeededToHarm'> {
  if (exposed.persons === 0 || other.persons === 0) {
    return { riskRatio: null, riskDifference: null, numberNeededToHarm: null };
  }
  const [a, c] = [exposed.withEvent, other.withEvent];
  const table = { a, b: exposed.persons - a, c, d: other.persons - c };
  const [risk1, risk0] = [a / exposed.persons, c / other.persons];
  const difference = estimateOf(risk1 - risk0, riskDifferenceScoreInterval(table, 'miettinenNurminen'));
  return {
    riskRatio: a + c > 0 ? ratioOf(risk1 / risk0, riskRatioScoreInterval(table, 'miettinenNurminen')) : null,
    riskDifference: difference,
    numberNeededToHarm: difference.lower > 0 ? 1 / difference.estimate : null,
  };
}

function estimateOf(estimate: number, { lower, upper }: Interval): RateEstimate {
  return { estimate, lower, upper };
}

/** A limit without end is null; the whole where the lower limit could not be found. */
export function ratioOf(estimate: number, { lower, upper }: Interval): RatioEstimate | null {
  if (!Number.isFinite(lower)) return null;
  return {
    estimate: Number.isFinite(estimate) ? estimate : null,
    lower,
    upper: Number.isFinite(upper) ? upper : null,
  };
}
