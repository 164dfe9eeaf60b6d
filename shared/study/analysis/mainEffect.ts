import { type CoxFit, coxRegression } from '../../stats/cox/coxRegression.ts';
import type { Checkpoint, FitOutcome } from '../../stats/outcome.ts';
import { generalisedLinearModel } from '../../stats/regression/glm.ts';
import { binomialLogit, poissonLog } from '../../stats/regression/glmFamily.ts';
import { clusteredCovariance, robustCovariance } from '../../stats/regression/robustCovariance.ts';
import type { Effect, EffectMeasure } from '../result/comparisonResult.ts';
import type { ComparisonSpecification } from '../specification/comparisonSpecification.ts';
import type { AdjustedSample } from './adjustedSample.ts';
import { ratioEffect } from './effect.ts';

export interface MainEffectOptions {
  /** `cox`: cause-specific hazard ratio; `poisson`: rate ratio; `logistic`: odds ratio of the outcome while at risk. */
  readonly kind: ComparisonSpecification['outcomeModel']['kind'];
  /** Further columns of the outcome model over the sample's rows; those that cannot be estimated are left out. */
  readonly covariates?: readonly Float64Array[] | undefined;
  /** Codes 0… of rows that belong together (clones of one person) for the robust variance. */
  readonly cluster?: Int32Array | undefined;
  readonly checkpoint?: Checkpoint | undefined;
}

export const mainMeasure: Readonly<Record<MainEffectOptions['kind'], EffectMeasure>> = {
  cox: 'hazardRatio',
  poisson: 'rateRatio',
  logistic: 'oddsRatio',
};

/** Strata up to this size get the exact conditional likelihood; in larger ones stratum terms serve. */
const LARGEST_EXACT_STRATUM = 200;

interface TreatmentCoefficient {
  readonly beta: number;
  readonly variance: number;
}

/**
 * The effect of target against comparator by the outcome model on an adjusted sample: stratified (Cox) or conditional
 * (Poisson, logistic) where the sample has strata, with a robust variance where it has weights or clusters. Column 0 of
 * an outcome that is not `fitted` is the treatment.
 * Sources: R survival::coxph and clogit, stats::glm with sandwich::vcovHC (HC0); conditional Poisson regression as in
 * CohortMethod (model "cpr").
 */
export function mainEffect(sample: AdjustedSample, options: MainEffectOptions): FitOutcome<Effect> {
  const { covariates = [] } = options;
  let used = [...covariates];
  for (;;) {
    const outcome = treatmentModel(sample, used, options);
    if (outcome.kind === 'fitted') {
      const { beta, variance } = outcome.fit;
      const effect = ratioEffect(mainMeasure[options.kind], beta, Math.sqrt(variance));
      return effect ? { kind: 'fitted', fit: effect } : { kind: 'noInformation' };
    }
    const inTheWay =
      outcome.kind === 'collinear' || outcome.kind === 'separated'
        ? outcome.columns.filter((column) => column > 0)
        : [];
    if (used.length === 0 || inTheWay.length === 0) return outcome;
    used = used.filter((_, j) => !inTheWay.includes(j + 1));
  }
}

/** The effect, or null where there is none. */
export function fittedEffect(outcome: FitOutcome<Effect>): Effect | null {
  return outcome.kind === 'fitted' ? outcome.fit : null;
}

/** The Cox model behind a hazard ratio, for tests of proportionality and predictions. */
export function coxModel(
  sample: AdjustedSample,
  covariates: readonly Float64Array[],
  options: Pick<MainEffectOptions, 'cluster' | 'checkpoint'>,
): FitOutcome<CoxFit> {
  return coxRegression(
    {
      time: Float64Array.from(sample.days),
      entry: sample.entry && Float64Array.from(sample.entry),
      event: eventsOf(sample),
      covariates: [Float64Array.from(sample.treated), ...covariates],
      weights: isWeighted(sample) ? sample.weights : undefined,
      strata: sample.strata ?? undefined,
    },
    {
      robust: isWeighted(sample),
      cluster: options.cluster,
      ...(options.checkpoint ? { checkpoint: options.checkpoint } : {}),
    },
  );
}

export function isWeighted({ weights }: AdjustedSample): boolean {
  return weights.some((weight) => weight !== 1);
}

/** Days at risk of each row, or of the piece that it is. */
export function daysAtRisk({ days, entry }: AdjustedSample): Int32Array {
  return entry ? days.map((day, k) => day - (entry[k] as number)) : days;
}

/** 1 where the outcome happened. */
export function eventsOf({ status }: AdjustedSample): Uint8Array {
  return status.map((s) => (s === 1 ? 1 : 0));
}

function treatmentModel(
  sample: AdjustedSample,
  covariates: readonly Float64Array[],
  options: MainEffectOptions,
): FitOutcome<TreatmentCoefficient> {
  if (options.kind === 'cox') return ofCox(coxModel(sample, covariates, options));
  // Odds over pieces would count persons more than once.
  if (options.kind === 'logistic' && sample.entry) return { kind: 'noInformation' };
  if (sample.strata === null) return plainModel(sample, covariates, options);
  return options.kind === 'poisson'
    ? conditionalPoisson(sample, covariates, options)
    : conditionalLogistic(sample, covariates, options);
}

function ofCox(outcome: FitOutcome<CoxFit>): FitOutcome<TreatmentCoefficient> {
  if (outcome.kind !== 'fitted') return outcome;
  const { coefficients, covariance, robustCovariance: robust } = outcome.fit;
  const variance = (robust ?? covariance)[0] as number;
  return { kind: 'fitted', fit: { beta: coefficients[0] as number, variance } };
}

function plainModel(
  sample: AdjustedSample,
  covariates: readonly Float64Array[],
  { kind, cluster, checkpoint }: MainEffectOptions,
): FitOutcome<TreatmentCoefficient> {
  const weighted = isWeighted(sample);
  const data = {
    outcome: Float64Array.from(eventsOf(sample)),
    covariates: [Float64Array.from(sample.treated), ...covariates],
    weights: weighted ? sample.weights : undefined,
    offset: kind === 'poisson' ? Float64Array.from(daysAtRisk(sample), Math.log) : undefined,
  };
  const outcome = generalisedLinearModel(data, {
    family: kind === 'poisson' ? poissonLog : binomialLogit,
    ...(checkpoint ? { checkpoint } : {}),
  });
  if (outcome.kind !== 'fitted') return outcome;
  const k = outcome.fit.rank;
  const covariance = cluster
    ? clusteredCovariance(data, outcome.fit, cluster, 'none')
    : weighted
      ? robustCovariance(data, outcome.fit)
      : outcome.fit.covariance;
  return {
    kind: 'fitted',
    fit: { beta: outcome.fit.coefficients[1] as number, variance: covariance[k + 1] as number },
  };
}

/** Given the events of each stratum, whose they are follows from time at risk: a Cox likelihood with all events tied. */
function conditionalPoisson(
  sample: AdjustedSample,
  covariates: readonly Float64Array[],
  { cluster, checkpoint }: MainEffectOptions,
): FitOutcome<TreatmentCoefficient> {
  return ofCox(
    coxRegression(
      {
        time: new Float64Array(sample.days.length).fill(1),
        event: eventsOf(sample),
        covariates: [Float64Array.from(sample.treated), ...covariates],
        weights: isWeighted(sample) ? sample.weights : undefined,
        strata: sample.strata ?? undefined,
        offset: Float64Array.from(daysAtRisk(sample), Math.log),
      },
      { ties: 'breslow', robust: isWeighted(sample), cluster, ...(checkpoint ? { checkpoint } : {}) },
    ),
  );
}

function conditionalLogistic(
  sample: AdjustedSample,
  covariates: readonly Float64Array[],
  options: MainEffectOptions,
): FitOutcome<TreatmentCoefficient> {
  const { informative, strata, largest } = informativeStrata(sample);
  if (informative.length === 0) return { kind: 'noInformation' };
  const part = selectSample(sample, informative);
  const columns = covariates.map((column) => Float64Array.from(informative, (k) => column[k] as number));
  if (largest > LARGEST_EXACT_STRATUM || isWeighted(sample)) {
    const terms = Array.from({ length: strata.count - 1 }, (_, s) =>
      Float64Array.from(strata.codes, (code) => (code === s + 1 ? 1 : 0)),
    );
    const cluster = options.cluster && Int32Array.from(informative, (k) => options.cluster?.[k] ?? 0);
    return withoutTerms(plainModel(part, [...columns, ...terms], { ...options, cluster }), columns.length);
  }
  const { checkpoint } = options;
  return ofCox(
    coxRegression(
      {
        time: new Float64Array(informative.length).fill(1),
        event: eventsOf(part),
        covariates: [Float64Array.from(part.treated), ...columns],
        strata: strata.codes,
      },
      { ties: 'exact', ...(checkpoint ? { checkpoint } : {}) },
    ),
  );
}

/** Columns that are strata's own are of no use to who asked. */
function withoutTerms(
  outcome: FitOutcome<TreatmentCoefficient>,
  covariates: number,
): FitOutcome<TreatmentCoefficient> {
  if (outcome.kind !== 'collinear' && outcome.kind !== 'separated') return outcome;
  const columns = outcome.columns.filter((column) => column <= covariates);
  return columns.length > 0 ? { ...outcome, columns } : { kind: 'noInformation' };
}

/** Rows of strata with and without outcomes, their strata numbered anew, and the largest such stratum. */
function informativeStrata(sample: AdjustedSample): {
  readonly informative: Int32Array;
  readonly strata: { readonly codes: Int32Array; readonly count: number };
  readonly largest: number;
} {
  const given = sample.strata ?? new Int32Array(sample.days.length);
  const size = new Map<number, number>();
  const cases = new Map<number, number>();
  given.forEach((stratum, k) => {
    size.set(stratum, (size.get(stratum) ?? 0) + 1);
    if (sample.status[k] === 1) cases.set(stratum, (cases.get(stratum) ?? 0) + 1);
  });
  const code = new Map<number, number>();
  let largest = 0;
  for (const [stratum, count] of size) {
    const with1 = cases.get(stratum) ?? 0;
    if (with1 === 0 || with1 === count) continue;
    code.set(stratum, code.size);
    largest = Math.max(largest, count);
  }
  const informative = Int32Array.from(given.keys()).filter((k) => code.has(given[k] as number));
  return {
    informative,
    strata: { codes: informative.map((k) => code.get(given[k] as number) ?? 0), count: code.size },
    largest,
  };
}

/** The rows of a sample at `places`. */
export function selectSample(sample: AdjustedSample, places: Int32Array): AdjustedSample {
  const { strata, propensity } = sample;
  return {
    rows: places.map((k) => sample.rows[k] as number),
    treated: Uint8Array.from(places, (k) => sample.treated[k] as number),
    days: places.map((k) => sample.days[k] as number),
    ...(sample.entry ? { entry: places.map((k) => sample.entry?.[k] as number) } : {}),
    status: Uint8Array.from(places, (k) => sample.status[k] as number),
    weights: Float64Array.from(places, (k) => sample.weights[k] as number),
    strata: strata && places.map((k) => strata[k] as number),
    propensity: propensity && Float64Array.from(places, (k) => propensity[k] as number),
  };
}
