import { sortedQuantile } from '../../stats/descriptive/quantile.ts';
import { poissonInterval } from '../../stats/rates/incidenceRate.ts';
import type { ArmOutcome } from '../result/comparisonResult.ts';
import type { AdjustedSample } from './adjustedSample.ts';

export const DAYS_PER_YEAR = 365.25;

/** Rates are given per so many person-years. */
export const RATE_UNIT = 1_000;

/**
 * Persons, outcomes and the crude rate of one arm with Garwood's exact interval.
 * @param arm 1 target, 0 comparator
 */
export function armOutcome(sample: AdjustedSample, arm: 0 | 1): ArmOutcome<number> {
  let persons = 0;
  let withOutcome = 0;
  let withCompeting = 0;
  let days = 0;
  sample.treated.forEach((treated, k) => {
    if (treated !== arm) return;
    persons++;
    days += sample.days[k] as number;
    if (sample.status[k] === 1) withOutcome++;
    if (sample.status[k] === 2) withCompeting++;
  });
  const personYears = days / DAYS_PER_YEAR;
  if (persons === 0) return { persons, withOutcome, withCompeting, personYears, rate: null, followUp: null };
  const { lower, upper } = poissonInterval(withOutcome, 'exact');
  const rate = (count: number): number => (RATE_UNIT * count) / personYears;
  const sorted = Float64Array.from(sample.days)
    .filter((_, k) => sample.treated[k] === arm)
    .sort();
  return {
    persons,
    withOutcome,
    withCompeting,
    personYears,
    rate: { estimate: rate(withOutcome), lower: rate(lower), upper: rate(upper) },
    followUp: {
      lower: sortedQuantile(sorted, 0.25),
      median: sortedQuantile(sorted, 0.5),
      upper: sortedQuantile(sorted, 0.75),
    },
  };
}
