import { sortOrder } from '../numeric/sortOrder.ts';
import { JackknifeSum } from './jackknifeSum.ts';
import { alignTies, type SurvivalData } from './survivalData.ts';
import { type SurvivalIntervalType, survivalLimits } from './survivalInterval.ts';

/** How a survival curve is to be estimated. */
export interface KaplanMeierOptions {
  readonly intervalType?: SurvivalIntervalType;
  readonly confidenceLevel?: number;
  /**
   * `kaplanMeier` (product limit), `breslow` (exp of minus the Nelson-Aalen hazard) or `flemingHarrington`
   * (exp of minus the hazard in which tied deaths happen one after the other).
   */
  readonly estimator?: 'kaplanMeier' | 'breslow' | 'flemingHarrington';
  /** Correction of the cumulative hazard for ties; follows from `estimator` unless given. */
  readonly hazardTies?: 'none' | 'flemingHarrington';
  /** `greenwood`, or `robust`: the infinitesimal jackknife, over `cluster` where given. */
  readonly variance?: 'greenwood' | 'robust';
  /** Codes 0…k-1 of rows that belong together, for the robust variance. */
  readonly cluster?: Int32Array | undefined;
}

/** A survival curve with one element per distinct time of event or censoring, ascending. */
export interface SurvivalCurve {
  readonly time: Float64Array;
  /** Weighted number at risk just before each time. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** S(t), right-continuous. */
  readonly survival: Float64Array;
  /** Standard error of S(t); NaN where S = 0 under Greenwood's formula. */
  readonly standardError: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  readonly cumulativeHazard: Float64Array;
  readonly cumulativeHazardSe: Float64Array;
}

/** Distinct times with what happens at each. */
export interface RiskSets {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** Rows with an event at each time, whatever their weight. */
  readonly eventRows: Int32Array;
}

/** Numbers at risk, events and censorings at each distinct end of follow-up. */
export function riskSets(data: SurvivalData): RiskSets {
  const { event, weights } = data;
  const { time, entry } = alignTies(data.time, data.entry);
  const n = time.length;
  const order = sortOrder(time);
  const entryOrder = entry ? sortOrder(entry) : undefined;
  let distinct = 0;
  for (let k = 0; k < n; k++) {
    if (k === 0 || time[order[k] as number] !== time[order[k - 1] as number]) distinct++;
  }
  const sets = {
    time: new Float64Array(distinct),
    atRisk: new Float64Array(distinct),
    events: new Float64Array(distinct),
    censored: new Float64Array(distinct),
    eventRows: new Int32Array(distinct),
  };
  let slot = distinct - 1;
  let ended = 0;
  let notEntered = 0;
  let nextEntry = n - 1;
  for (let k = n - 1; k >= 0; slot--) {
    const t = time[order[k] as number] as number;
    let events = 0;
    let censored = 0;
    let rows = 0;
    for (; k >= 0 && time[order[k] as number] === t; k--) {
      const i = order[k] as number;
      const w = weights ? (weights[i] as number) : 1;
      if (event[i] === 1) {
        events += w;
        rows++;
      } else {
        censored += w;
      }
    }
    ended += events + censored;
    if (entry && entryOrder) {
      for (; nextEntry >= 0 && (entry[entryOrder[nextEntry] as number] as number) >= t; nextEntry--) {
        notEntered += weights ? (weights[entryOrder[nextEntry] as number] as number) : 1;
      }
    }
    sets.time[slot] = t;
    sets.atRisk[slot] = ended - notEntered;
    sets.events[slot] = events;
    sets.censored[slot] = censored;
    sets.eventRows[slot] = rows;
  }
  return sets;
}

/**
 * The Kaplan-Meier (or Fleming-Harrington) survival curve with Nelson-Aalen cumulative hazard, left truncation and
 * weights. Events precede censorings at the same time. An empty input gives an empty curve.
 * Sources: Kaplan and Meier (1958); Fleming and Harrington (1984); R survival::survfit.
 */
export function kaplanMeier(data: SurvivalData, options: KaplanMeierOptions = {}): SurvivalCurve {
  const sets = riskSets(data);
  const { intervalType = 'log', confidenceLevel = 0.95, estimator = 'kaplanMeier' } = options;
  const tiesCorrected = (options.hazardTies ?? defaultTies(estimator)) === 'flemingHarrington';
  const m = sets.time.length;
  const survival = new Float64Array(m);
  const logSe = new Float64Array(m);
  const cumulativeHazard = new Float64Array(m);
  const cumulativeHazardSe = new Float64Array(m);
  let product = 1;
  let greenwood = 0;
  let hazard = 0;
  let hazardVariance = 0;
  for (let j = 0; j < m; j++) {
    const d = sets.events[j] as number;
    const n = sets.atRisk[j] as number;
    const rows = sets.eventRows[j] as number;
    if (rows > 0) {
      product *= (n - d) / n;
      greenwood += d / (n * (n - d));
      const steps = tiesCorrected ? rows : 1;
      const part = d / steps;
      for (let k = 0; k < steps; k++) {
        hazard += part / (n - k * part);
        hazardVariance += part / (n - k * part) ** 2;
      }
    }
    cumulativeHazard[j] = hazard;
    cumulativeHazardSe[j] = Math.sqrt(hazardVariance);
    survival[j] = estimator === 'kaplanMeier' ? product : Math.exp(-hazard);
    logSe[j] = Math.sqrt(estimator === 'kaplanMeier' ? greenwood : hazardVariance);
  }
  if (options.variance === 'robust') {
    const robust = robustErrors(data, sets, tiesCorrected, options.cluster);
    cumulativeHazardSe.set(robust.hazard);
    logSe.set(estimator === 'kaplanMeier' ? robust.logSurvival : robust.hazard);
  }
  const standardError = survival.map((s, j) => s * (logSe[j] as number));
  const lower = new Float64Array(m);
  const upper = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    const limits = survivalLimits(survival[j] as number, logSe[j] as number, intervalType, confidenceLevel);
    lower[j] = limits.lower;
    upper[j] = limits.upper;
  }
  const { time, atRisk, events, censored } = sets;
  return {
    time,
    atRisk,
    events,
    censored,
    survival,
    standardError,
    lower,
    upper,
    cumulativeHazard,
    cumulativeHazardSe,
  };
}

function defaultTies(estimator: NonNullable<KaplanMeierOptions['estimator']>): 'none' | 'flemingHarrington' {
  return estimator === 'flemingHarrington' ? 'flemingHarrington' : 'none';
}

/** Infinitesimal-jackknife standard errors of log S and of the cumulative hazard at each time. */
function robustErrors(
  data: SurvivalData,
  sets: RiskSets,
  tiesCorrected: boolean,
  cluster: Int32Array | undefined,
): { readonly logSurvival: Float64Array; readonly hazard: Float64Array } {
  const aligned = alignTies(data.time, data.entry);
  const rows = { ...data, time: aligned.time, entry: aligned.entry };
  const m = sets.time.length;
  // A row's influence gains `gain` at its own event and loses `loss` at every time at which it is at risk.
  const logGain = new Float64Array(m);
  const logLoss = new Float64Array(m);
  const hazardGain = new Float64Array(m);
  const hazardLoss = new Float64Array(m);
  for (let j = 0; j < m; j++) {
    const d = sets.events[j] as number;
    const n = sets.atRisk[j] as number;
    const count = sets.eventRows[j] as number;
    if (count === 0) continue;
    if (n > d) {
      logGain[j] = 1 / (n - d);
      logLoss[j] = d / n / (n - d);
    }
    const steps = tiesCorrected ? count : 1;
    const part = d / steps;
    for (let k = 0; k < steps; k++) {
      const left = n - k * part;
      hazardGain[j] = (hazardGain[j] as number) + 1 / steps / left + (part * k) / steps / left ** 2;
      hazardLoss[j] = (hazardLoss[j] as number) + part / left ** 2;
    }
  }
  return {
    logSurvival: new JackknifeSum(rows, sets.time, cluster).errors(logGain, logLoss),
    hazard: new JackknifeSum(rows, sets.time, cluster).errors(hazardGain, hazardLoss),
  };
}
