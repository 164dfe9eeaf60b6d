import { type StateOccupancy, stateOccupancy } from '../../stats/competing/stateOccupancy.ts';
import { restrictedTimeLost } from '../../stats/competing/timeLost.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import type { Effect } from '../result/comparisonResult.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { type ArmFollowUp, armFollowUp } from './armFollowUp.ts';
import { DAYS_PER_YEAR, RATE_UNIT } from './armOutcome.ts';
import { differenceEffect, ratioEffect } from './effect.ts';
import { daysAtRisk } from './mainEffect.ts';

/**
 * Risk difference and ratio and the difference and ratio of restricted mean times free of the outcome at each horizon,
 * from (weighted) Aalen-Johansen curves with infinitesimal-jackknife variances over persons, which do not count that
 * weights were estimated. A horizon beyond the follow-up of an arm has none: nothing is extrapolated.
 */
export function riskContrasts(
  sample: AdjustedSample,
  horizons: readonly number[],
  checkpoint: Checkpoint,
): Effect[] {
  const target = armFollowUp(sample, 1);
  const comparator = armFollowUp(sample, 0);
  return horizons
    .filter((horizon) => horizon <= Math.min(target.lastDay, comparator.lastDay))
    .flatMap((horizon) => {
      checkpoint(Number.NaN);
      return atHorizon(target, comparator, horizon);
    });
}

function atHorizon(target: ArmFollowUp, comparator: ArmFollowUp, horizon: number): Effect[] {
  const [t, c] = [riskAt(target, horizon), riskAt(comparator, horizon)];
  const [tFree, cFree] = [timeFree(target, horizon), timeFree(comparator, horizon)];
  const scope = { horizon };
  return [
    differenceEffect('riskDifference', t.value - c.value, Math.hypot(t.error, c.error), scope),
    ratioEffect(
      'riskRatio',
      Math.log(t.value / c.value),
      Math.hypot(t.error / t.value, c.error / c.value),
      scope,
    ),
    differenceEffect(
      'rmstDifference',
      tFree.value - cFree.value,
      Math.hypot(tFree.error, cFree.error),
      scope,
    ),
    ratioEffect(
      'rmstRatio',
      Math.log(tFree.value / cFree.value),
      Math.hypot(tFree.error / tFree.value, cFree.error / cFree.value),
      scope,
    ),
  ].filter((effect) => effect !== null);
}

interface Measured {
  readonly value: number;
  readonly error: number;
}

function riskAt({ data, weights, cluster }: ArmFollowUp, horizon: number): Measured {
  const [state] = stateOccupancy(data, [horizon], 0.95, weights, cluster);
  const { probability, standardError } = state as StateOccupancy;
  return { value: probability[1] as number, error: standardError[1] as number };
}

function timeFree({ data, weights, cluster }: ArmFollowUp, horizon: number): Measured {
  const { timeLost, standardError } = restrictedTimeLost(data, 1, horizon, weights, cluster);
  return { value: horizon - timeLost, error: standardError };
}

/** Difference of (weighted) rates per 1,000 person-years with a variance robust to weights. */
export function rateDifference(sample: AdjustedSample): Effect | null {
  const target = armRate(sample, 1);
  const comparator = armRate(sample, 0);
  return differenceEffect(
    'rateDifference',
    target.value - comparator.value,
    Math.hypot(target.error, comparator.error),
  );
}

function armRate(sample: AdjustedSample, arm: 0 | 1): Measured {
  const { treated, status, weights } = sample;
  const days = daysAtRisk(sample);
  let events = 0;
  let time = 0;
  treated.forEach((t, k) => {
    if (t !== arm) return;
    time += (weights[k] as number) * (days[k] as number);
    if (status[k] === 1) events += weights[k] as number;
  });
  const perDay = events / time;
  let squares = 0;
  treated.forEach((t, k) => {
    if (t !== arm) return;
    squares += ((weights[k] as number) * ((status[k] === 1 ? 1 : 0) - perDay * (days[k] as number))) ** 2;
  });
  const unit = RATE_UNIT * DAYS_PER_YEAR;
  return { value: perDay * unit, error: (Math.sqrt(squares) / time) * unit };
}
