import { normalMultiplier } from '../../stats/distributions/normal.ts';
import { seededRandom } from '../../stats/numeric/random.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import type { WeightingEstimand } from '../../stats/propensity/inverseProbabilityWeights.ts';
import type { Effect } from '../result/comparisonResult.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { differenceEffect, ratioEffect } from './effect.ts';
import { armHazard, type Incidence, meanIncidence } from './predictedIncidence.ts';
import { ResampledSpread } from './resampledSpread.ts';

/** Days between which hazards are taken to be level, at most. */
const GRID_DAYS = 150;

/** Resamples: so many rows in all, within bounds. */
const RESAMPLED_ROWS = 4e6;
const FEWEST_RESAMPLES = 50;
const MOST_RESAMPLES = 200;

/** Standardised cumulative incidence of one arm at `days`, with bootstrap standard errors. */
export interface StandardisedCurve {
  readonly days: readonly number[];
  readonly incidence: readonly number[];
  readonly competing: readonly number[];
  readonly standardError: readonly number[];
}

export interface StandardisedRisks {
  readonly effects: readonly Effect[];
  readonly target: StandardisedCurve;
  readonly comparator: StandardisedCurve;
}

/**
 * The g-formula: in each arm Cox models of the outcome and of competing events on the covariates, and the mean of the
 * cumulative incidences that they predict for all persons (ATE), the target's (ATT) or the comparator's (ATC), had they all
 * been in that arm. Hazards of the arms need not be proportional. Standard errors from a seeded bootstrap of persons.
 * Null where an arm is empty or the outcome never happened.
 * Sources: Robins (1986); Hernán and Robins, Causal Inference, ch. 13 and 17; Benichou and Gail (1990).
 */
export function standardisedRisks(
  sample: AdjustedSample,
  columns: readonly Float64Array[],
  estimand: WeightingEstimand,
  horizons: readonly number[],
  seed: number,
  checkpoint: Checkpoint,
): StandardisedRisks | null {
  const n = sample.rows.length;
  const reach = Math.min(lastDay(sample, 1), lastDay(sample, 0));
  const reached = horizons.filter((horizon) => horizon <= reach);
  if (reach < 1 || !sample.status.includes(1)) return null;
  const days = gridDays(reach, reached);
  const centred = columns.map(centre);
  const ones = new Uint8Array(n).fill(1);
  const counts = targetCounts(sample, ones, estimand);
  const found = { target: arm(1, ones, counts), comparator: arm(0, ones, counts) };
  const random = seededRandom(seed);
  const resamples = Math.min(MOST_RESAMPLES, Math.max(FEWEST_RESAMPLES, Math.round(RESAMPLED_ROWS / n)));
  const spread = new ResampledSpread(days.length);
  const contrasts = reached.map((horizon) => contrastsAt(days, horizon, found.target, found.comparator));
  const spreads = contrasts.map((values) => new ResampledSpread(values.length));
  for (let b = 0; b < resamples; b++) {
    checkpoint(b / resamples);
    const drawn = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      const k = Math.floor(random() * n);
      drawn[k] = (drawn[k] as number) + 1;
    }
    const among = targetCounts(sample, drawn, estimand);
    const target = arm(1, drawn, among);
    const comparator = arm(0, drawn, among);
    spread.add(target.incidence, comparator.incidence);
    reached.forEach((horizon, h) => {
      spreads[h]?.add(contrastsAt(days, horizon, target, comparator));
    });
  }
  const curve = (own: Incidence, errors: Float64Array): StandardisedCurve => ({
    days,
    incidence: Array.from(own.incidence),
    competing: Array.from(own.competing),
    standardError: Array.from(errors),
  });
  return {
    effects: reached.flatMap((horizon, h) =>
      effectsAt(horizon, contrasts[h] as Float64Array, (spreads[h] as ResampledSpread).errors()),
    ),
    target: curve(found.target, spread.errors()),
    comparator: curve(found.comparator, spread.errors(1)),
  };

  function arm(code: 0 | 1, drawn: Uint8Array, among: Float64Array): Incidence {
    const outcome = armHazard(sample, code, 1, drawn, centred, days, checkpoint);
    const competing = armHazard(sample, code, 2, drawn, centred, days, checkpoint);
    return meanIncidence(outcome, competing, among, days.length);
  }
}

/** Limits of a standardised curve on the log scale, within 0 and 1. */
export function curveLimits(incidence: number, standardError: number): { lower: number; upper: number } {
  if (!(incidence > 0)) return { lower: 0, upper: 0 };
  const factor = Math.exp((normalMultiplier(0.95) * standardError) / incidence);
  return { lower: incidence / factor, upper: Math.min(1, incidence * factor) };
}

function centre(column: Float64Array): Float64Array {
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  return column.map((value) => value - mean);
}

function lastDay({ days, treated }: AdjustedSample, code: 0 | 1): number {
  return days.reduce((last, day, k) => (treated[k] === code ? Math.max(last, day) : last), 0);
}

function gridDays(reach: number, horizons: readonly number[]): number[] {
  const step = Math.max(1, reach / GRID_DAYS);
  const even = Array.from({ length: Math.floor(reach / step) }, (_, k) => Math.round((k + 1) * step));
  return [...new Set([...even, ...horizons])].sort((a, b) => a - b);
}

/** How often each row stands for one of the persons that the effect is about. */
function targetCounts(
  { treated }: AdjustedSample,
  drawn: Uint8Array,
  estimand: WeightingEstimand,
): Float64Array {
  const wanted = estimand === 'ATT' ? 1 : estimand === 'ATC' ? 0 : null;
  return Float64Array.from(drawn, (count, k) => (wanted === null || treated[k] === wanted ? count : 0));
}

/** Risk difference, log risk ratio, difference and log ratio of mean times free of the outcome. */
function contrastsAt(
  days: readonly number[],
  horizon: number,
  target: Incidence,
  comparator: Incidence,
): Float64Array {
  const at = days.indexOf(horizon);
  const [t, c] = [target.incidence[at] as number, comparator.incidence[at] as number];
  const [tFree, cFree] = [
    timeFree(days, target.incidence, horizon),
    timeFree(days, comparator.incidence, horizon),
  ];
  return Float64Array.of(t - c, Math.log(t / c), tFree - cFree, Math.log(tFree / cFree));
}

function timeFree(days: readonly number[], incidence: Float64Array, horizon: number): number {
  let lost = 0;
  let previousDay = 0;
  let previous = 0;
  for (let d = 0; d < days.length && (days[d] as number) <= horizon; d++) {
    const value = incidence[d] as number;
    lost += ((value + previous) / 2) * ((days[d] as number) - previousDay);
    previousDay = days[d] as number;
    previous = value;
  }
  return horizon - lost;
}

function effectsAt(horizon: number, values: Float64Array, errors: Float64Array): Effect[] {
  const [rd = 0, rr = 0, difference = 0, ratio = 0] = values;
  const [rdError = 0, rrError = 0, differenceError = 0, ratioError = 0] = errors;
  const scope = { horizon };
  return [
    differenceEffect('riskDifference', rd, rdError, scope),
    ratioEffect('riskRatio', rr, rrError, scope),
    differenceEffect('rmstDifference', difference, differenceError, scope),
    ratioEffect('rmstRatio', ratio, ratioError, scope),
  ].filter((effect) => effect !== null);
}
