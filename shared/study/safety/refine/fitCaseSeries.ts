import { normalMultiplier } from '../../../stats/distributions/normal.ts';
import {
  type SccsIntervals,
  selfControlledCaseSeries,
} from '../../../stats/safety/selfControlledCaseSeries.ts';
import { logInterval } from '../../../stats/tables/interval.ts';
import { ratioOf } from '../analysis/compareGroups.ts';
import type { RatioEstimate } from '../safetyResult.ts';

/** The first factor of the levels is what is asked about; age and the other factors are only adjusted for. */
const asked = 0;

/**
 * Rate ratios of the levels of the first factor against its level 0, within persons, adjusted for age and the other
 * factors. A level without events leaves with its time, for it says nothing of the others. Age groups or seasons that
 * cannot be told apart from the rest are joined with their reference. Null where there is no estimate.
 */
export function fitCaseSeries(intervals: SccsIntervals): (level: number) => RatioEstimate | null {
  let current = withEventsOnly(intervals);
  const z = normalMultiplier(0.95);
  while (current.event.includes(1) && hasEvents(current, 0)) {
    const outcome = selfControlledCaseSeries(current);
    if (outcome.kind === 'fitted') {
      const { terms, model } = outcome.fit;
      return (level) => {
        const place = terms.findIndex((term) => term.of === asked && term.level === level);
        const variance = model.covariance[place * terms.length + place];
        if (place < 0 || variance === undefined) return null;
        const ratio = Math.exp(model.coefficients[place] as number);
        return ratioOf(ratio, logInterval(ratio, Math.sqrt(variance), z));
      };
    }
    if (outcome.kind !== 'collinear' && outcome.kind !== 'separated') break;
    const simpler = joinOne(current, outcome.columns);
    if (!simpler) break;
    current = simpler;
  }
  return () => null;
}

function hasEvents({ levels, event }: SccsIntervals, level: number): boolean {
  return (levels[asked] as Int32Array).some((own, i) => own === level && event[i] === 1);
}

/** Leaves out intervals of levels (of treatment, age, season) in which nobody has an event; the lowest season left is 0. */
function withEventsOnly(intervals: SccsIntervals): SccsIntervals {
  const factors = [...intervals.levels, intervals.age];
  const filled = factors.map((codes) => new Set(codes.filter((_, i) => intervals.event[i] === 1)));
  const kept = intervals.person
    .map((_, i) => i)
    .filter((i) => factors.every((codes, f) => (filled[f] as Set<number>).has(codes[i] as number)));
  return {
    person: kept.map((i) => intervals.person[i] as number),
    length: Float64Array.from(kept, (i) => intervals.length[i] as number),
    event: Uint8Array.from(kept, (i) => intervals.event[i] as number),
    age: kept.map((i) => intervals.age[i] as number),
    levels: intervals.levels.map((codes, factor) => {
      const own = kept.map((i) => codes[i] as number);
      const lowest = factor === asked ? 0 : own.reduce((a, b) => Math.min(a, b), codes[0] ?? 0);
      return own.map((level) => level - lowest);
    }),
  };
}

/** Joins one of the columns' levels with the lowest of its factor; null where all are of what is asked about. */
function joinOne(intervals: SccsIntervals, columns: readonly number[]): SccsIntervals | null {
  const factors = [...intervals.levels, intervals.age];
  // In the order of the model's columns: every level above the lowest, factor by factor, age last.
  const terms = factors.flatMap((codes, factor) =>
    [...new Set(codes)]
      .sort((a, b) => a - b)
      .slice(1) // of what is asked about 0 is there, or nothing is fitted
      .map((level) => ({ factor, level })),
  );
  const term = columns.map((column) => terms[column]).find((one) => one && one.factor !== asked);
  if (!term) return null;
  const codes = factors[term.factor] as Int32Array;
  const lowest = codes.reduce((a, b) => Math.min(a, b));
  const joined = codes.map((level) => (level === term.level ? lowest : level));
  return {
    ...intervals,
    age: term.factor === factors.length - 1 ? joined : intervals.age,
    levels: intervals.levels.map((own, factor) => (factor === term.factor ? joined : own)),
  };
}
