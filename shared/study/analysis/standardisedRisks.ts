import { baselineHazard } from '../../stats/cox/coxBaseline.ts';
import { coxRegression } from '../../stats/cox/coxRegression.ts';
import { normalMultiplier } from '../../stats/distributions/normal.ts';
import { seededRandom } from '../../stats/numeric/random.ts';
import type { Checkpoint } from '../../stats/outcome.ts';
import type { WeightingEstimand } from '../../stats/propensity/inverseProbabilityWeights.ts';
import type { Effect } from '../result/comparisonResult.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { differenceEffect, ratioEffect } from './effect.ts';

/** Days between which hazards are taken to be level, at most. */
const GRID_DAYS = 150;

/** Persons are put together by their hazards of the outcome and of competing events into so many bands each. */
const BANDS = 30;

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
  const spread = new Spread(days.length);
  const contrasts = reached.map((horizon) => contrastsAt(days, horizon, found.target, found.comparator));
  const spreads = contrasts.map((values) => new Spread(values.length));
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
      effectsAt(horizon, contrasts[h] as Float64Array, (spreads[h] as Spread).errors()),
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

interface Incidence {
  readonly incidence: Float64Array;
  readonly competing: Float64Array;
}

interface ArmHazard {
  /** Cumulative hazard of somebody average by the end of each day of the grid. */
  readonly cumulative: Float64Array;
  /** Linear predictor of every row. */
  readonly eta: Float64Array;
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

function armHazard(
  sample: AdjustedSample,
  code: 0 | 1,
  cause: 1 | 2,
  drawn: Uint8Array,
  columns: readonly Float64Array[],
  days: readonly number[],
  checkpoint: Checkpoint,
): ArmHazard {
  const { treated, status } = sample;
  const places = Int32Array.from(treated.keys()).filter((k) => treated[k] === code && drawn[k] !== 0);
  const time = Float64Array.from(places, (k) => sample.days[k] as number);
  const event = Uint8Array.from(places, (k) => (status[k] === cause ? 1 : 0));
  const weights = Float64Array.from(places, (k) => drawn[k] as number);
  const eta = new Float64Array(treated.length);
  const cumulative = new Float64Array(days.length);
  let used = [...columns];
  for (;;) {
    const outcome = coxRegression(
      {
        time,
        event,
        covariates: used.map((column) => Float64Array.from(places, (k) => column[k] as number)),
        weights,
      },
      { ties: 'breslow', checkpoint: () => checkpoint(Number.NaN) },
    );
    if (outcome.kind === 'fitted') {
      const [baseline] = baselineHazard(outcome.fit);
      let next = 0;
      let reached = 0;
      days.forEach((day, d) => {
        while (baseline && next < baseline.time.length && (baseline.time[next] as number) <= day) {
          reached = baseline.cumulativeHazard[next++] as number;
        }
        cumulative[d] = reached;
      });
      used.forEach((column, j) => {
        const b = outcome.fit.coefficients[j] as number;
        for (let k = 0; k < eta.length; k++) eta[k] = (eta[k] as number) + b * (column[k] as number);
      });
      return { cumulative, eta };
    }
    if (used.length === 0 || outcome.kind === 'noInformation') return { cumulative, eta };
    const inTheWay = outcome.kind === 'notConverged' ? used.map((_, j) => j) : outcome.columns;
    const left = used.filter((_, j) => !inTheWay.includes(j));
    used = left.length < used.length ? left : [];
  }
}

/** The mean over persons of the incidence that both hazards together give. */
function meanIncidence(
  outcome: ArmHazard,
  competing: ArmHazard,
  counts: Float64Array,
  size: number,
): Incidence {
  const bands = bandsOf(outcome.eta, competing.eta, counts);
  const incidence = new Float64Array(size);
  const other = new Float64Array(size);
  for (const { share, first, second } of bands) {
    let free = 1;
    let mine = 0;
    let others = 0;
    for (let d = 0; d < size; d++) {
      const before = d > 0 ? d - 1 : -1;
      const step = (h: ArmHazard, risk: number): number =>
        risk * ((h.cumulative[d] as number) - (before < 0 ? 0 : (h.cumulative[before] as number)));
      const a = step(outcome, first);
      const b = step(competing, second);
      if (a + b > 0) {
        const left = free * Math.exp(-(a + b));
        mine += ((free - left) * a) / (a + b);
        others += ((free - left) * b) / (a + b);
        free = left;
      }
      incidence[d] = (incidence[d] as number) + share * mine;
      other[d] = (other[d] as number) + share * others;
    }
  }
  return { incidence, competing: other };
}

interface Band {
  readonly share: number;
  /** Mean relative hazards of the outcome and of competing events. */
  readonly first: number;
  readonly second: number;
}

function bandsOf(first: Float64Array, second: Float64Array, counts: Float64Array): Band[] {
  const bandOf = (eta: Float64Array): ((k: number) => number) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    counts.forEach((count, k) => {
      if (count === 0) return;
      low = Math.min(low, eta[k] as number);
      high = Math.max(high, eta[k] as number);
    });
    const width = (high - low) / BANDS;
    return (k) => (width > 0 ? Math.min(BANDS - 1, Math.floor(((eta[k] as number) - low) / width)) : 0);
  };
  const [one, two] = [bandOf(first), bandOf(second)];
  const count = new Float64Array(BANDS * BANDS);
  const risk = [new Float64Array(BANDS * BANDS), new Float64Array(BANDS * BANDS)] as const;
  let total = 0;
  counts.forEach((times, k) => {
    if (times === 0) return;
    const band = one(k) * BANDS + two(k);
    total += times;
    count[band] = (count[band] as number) + times;
    risk[0][band] = (risk[0][band] as number) + times * Math.exp(first[k] as number);
    risk[1][band] = (risk[1][band] as number) + times * Math.exp(second[k] as number);
  });
  return Array.from(count.keys())
    .filter((band) => (count[band] as number) > 0)
    .map((band) => ({
      share: (count[band] as number) / total,
      first: (risk[0][band] as number) / (count[band] as number),
      second: (risk[1][band] as number) / (count[band] as number),
    }));
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

/** Standard deviations over resamples of several lists of values; a value that is not finite leaves its resample out. */
class Spread {
  readonly #sums: Float64Array[] = [];
  readonly #squares: Float64Array[] = [];
  readonly #counts: Float64Array[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  add(...lists: readonly Float64Array[]): void {
    lists.forEach((values, list) => {
      for (const sums of [this.#sums, this.#squares, this.#counts])
        sums[list] ??= new Float64Array(this.#size);
      values.forEach((value, k) => {
        if (!Number.isFinite(value)) return;
        const increase = (into: Float64Array | undefined, by: number): void => {
          if (into) into[k] = (into[k] as number) + by;
        };
        increase(this.#sums[list], value);
        increase(this.#squares[list], value * value);
        increase(this.#counts[list], 1);
      });
    });
  }

  errors(list = 0): Float64Array {
    return Float64Array.from({ length: this.#size }, (_, k) => {
      const count = this.#counts[list]?.[k] ?? 0;
      const mean = (this.#sums[list]?.[k] ?? 0) / count;
      const variance = ((this.#squares[list]?.[k] ?? 0) - count * mean * mean) / (count - 1);
      return Math.sqrt(Math.max(0, variance));
    });
  }
}
