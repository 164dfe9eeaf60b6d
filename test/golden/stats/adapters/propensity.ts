import { areaUnderRoc } from '../../../../shared/stats/diagnostic/areaUnderRoc.ts';
import { diagonalRoots } from '../../../../shared/stats/numeric/matrix.ts';
import { covariateBalance, type StandardDeviationOf } from '../../../../shared/stats/propensity/balance.ts';
import {
  effectiveSampleSize,
  propensityWeights,
  stabiliseWeights,
  truncateWeights,
  type WeightingEstimand,
} from '../../../../shared/stats/propensity/inverseProbabilityWeights.ts';
import {
  caliperScale,
  type MatchingOrder,
  matchingWeights,
  nearestNeighbourMatching,
  variableRatios,
} from '../../../../shared/stats/propensity/matching.ts';
import { equipoise, preferenceScore } from '../../../../shared/stats/propensity/preferenceScore.ts';
import { subclassify } from '../../../../shared/stats/propensity/subclassification.ts';
import {
  type GlmData,
  type GlmFit,
  generalisedLinearModel,
} from '../../../../shared/stats/regression/glm.ts';
import { binomialLogit, gaussian } from '../../../../shared/stats/regression/glmFamily.ts';
import {
  clusteredCovariance,
  robustCovariance,
} from '../../../../shared/stats/regression/robustCovariance.ts';
import {
  type Adapter,
  askedPart,
  type CaseInput,
  flagArg,
  numberArg,
  onlyTable,
  optionalText,
  textArg,
  textsArg,
} from '../adapter.ts';
import { designColumns } from '../design.ts';
import { crossFactors, type Table } from '../table.ts';
import { fitted } from './cox.ts';

interface Scored {
  readonly table: Table;
  readonly treated: Uint8Array;
  readonly names: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly terms: readonly string[];
  readonly fit: GlmFit;
}

function score(input: CaseInput): Scored {
  const names = textsArg(input.args, 'covariates');
  const treatment = textArg(input.args, 'treatment');
  const table = onlyTable(input).complete([treatment, ...names]);
  const design = designColumns(table, names);
  const data: GlmData = { outcome: table.numbers(treatment), covariates: design.columns };
  const fit = fitted(generalisedLinearModel(data, { family: binomialLogit }));
  return {
    table,
    treated: Uint8Array.from(data.outcome),
    names,
    columns: design.columns,
    terms: design.terms,
    fit,
  };
}

function balanceOf(scored: Scored, sd: StandardDeviationOf, weights?: Float64Array): object {
  const rows = scored.columns.map((c) => covariateBalance(c, scored.treated, weights, sd));
  return {
    variables: scored.names,
    binary: rows.map((r) => r.binary),
    s_d_denom: sd,
    mean_treated: rows.map((r) => r.meanTreated),
    mean_control: rows.map((r) => r.meanControl),
    smd_std_all: rows.map((r) => r.standardisedDifference),
    smd_cobalt_default: rows.map((r) => (r.binary ? r.rawDifference : r.standardisedDifference)),
    variance_ratio: rows.map((r) => r.varianceRatio),
    ks: rows.map((r) => r.kolmogorovSmirnov),
  };
}

function sizes(weights: Float64Array, treated: Uint8Array): object {
  const group = (g: number): Float64Array => weights.filter((w, i) => treated[i] === g && w > 0);
  return {
    n_matched: { treated: group(1).length, control: group(0).length },
    ess: { treated: effectiveSampleSize(group(1)), control: effectiveSampleSize(group(0)) },
  };
}

/** Weighted linear regression of the outcome on treatment among rows with weight. */
function effect(
  scored: Scored,
  outcome: string | undefined,
  weights: Float64Array,
  cluster?: Int32Array,
): object | undefined {
  if (outcome === undefined) return undefined;
  const keep = Array.from(weights.keys()).filter((i) => (weights[i] as number) > 0);
  const values = scored.table.numbers(outcome);
  const data: GlmData = {
    outcome: Float64Array.from(keep, (i) => values[i] as number),
    covariates: [Float64Array.from(keep, (i) => scored.treated[i] as number)],
    weights: Float64Array.from(keep, (i) => weights[i] as number),
  };
  const fit = fitted(generalisedLinearModel(data, { family: gaussian }));
  const se = (covariance: Float64Array): number => diagonalRoots(covariance, 2)[1] as number;
  const codes = cluster ? Int32Array.from(keep, (i) => cluster[i] as number) : undefined;
  return {
    outcome,
    estimate: fit.coefficients[1],
    se_HC0: se(robustCovariance(data, fit, 'HC0')),
    se_HC1: se(robustCovariance(data, fit, 'HC1')),
    se_HC3: se(robustCovariance(data, fit, 'HC3')),
    se_cluster_subclass: codes ? se(clusteredCovariance(data, fit, codes, 'clustersAndRows')) : undefined,
  };
}

export const propensityScoreAdapter: Adapter = (input) => {
  const scored = score(input);
  const { fit, treated } = scored;
  const preference = preferenceScore(fit.fitted, treated);
  return {
    terms: ['(Intercept)', ...scored.terms],
    coef: fit.coefficients,
    se: diagonalRoots(fit.covariance, fit.rank),
    ps: fit.fitted,
    logit_ps: fit.linearPredictor,
    auc: areaUnderRoc(fit.fitted, treated),
    preference_score: preference,
    'equipoise_fraction_0.3_0.7': equipoise(preference),
    balance_unweighted: balanceOf(scored, 'pooled'),
    balance_unweighted_treated_sd: balanceOf(scored, 'treated'),
  };
};

export const weightingAdapter: Adapter = (input) => {
  const scored = score(input);
  const { treated } = scored;
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(input.asked ?? {})) {
    const match = /^(AT[ETCOM])(_stab(?:ilized)?)?(?:_trunc_(?:(\d+)_(\d+)|max(\d+)))?$/.exec(name);
    if (!match) continue;
    const [, estimand = 'ATE', stabilised, low, high, most] = match;
    let weights = propensityWeights(scored.fit.fitted, treated, estimand as WeightingEstimand);
    if (stabilised) weights = stabiliseWeights(weights, treated);
    if (low) weights = truncateWeights(weights, Number(low) / 100, Number(high) / 100);
    if (most) weights = weights.map((w) => Math.min(w, Number(most)));
    const sum = weights.reduce((a, b) => a + b, 0);
    const shown = askedPart(askedPart(input.asked, name), 'weights');
    result[name] = {
      weights: weights.slice(0, Array.isArray(shown) ? shown.length : 0),
      weights_shown: Array.isArray(shown) ? shown.length : 0,
      weights_sum: sum,
      weights_sumsq: weights.reduce((a, b) => a + b * b, 0),
      ...sizes(weights, treated),
      max: Math.max(...weights),
      mean: sum / weights.length,
      balance: balanceOf(
        scored,
        estimand === 'ATT' ? 'treated' : estimand === 'ATC' ? 'control' : 'pooled',
        weights,
      ),
      effect: effect(scored, optionalText(input.args, 'outcome'), weights),
    };
  }
  return result;
};

export const matchingAdapter: Adapter = (input) => {
  const scored = score(input);
  const { args } = input;
  const { fit, treated, table } = scored;
  const distanceName = textArg(args, 'distance');
  const estimand = optionalText(args, 'estimand') ?? 'ATT';
  const distance =
    distanceName === 'logit_ps'
      ? fit.linearPredictor
      : distanceName === 'ps'
        ? fit.fitted
        : table.numbers(distanceName.replace(/^column /, ''));
  const outcome =
    optionalText(args, 'outcome') ??
    (askedPart(askedPart(input.asked, 'effect'), 'outcome') as string | undefined);
  const sd: StandardDeviationOf = estimand === 'ATE' ? 'pooled' : estimand === 'ATC' ? 'control' : 'treated';
  const common = (weights: Float64Array, cluster?: Int32Array): object => ({
    weights,
    ...sizes(weights, treated),
    balance: balanceOf(scored, sd, weights),
    balance_pooled_sd: balanceOf(scored, 'pooled', weights),
    effect: effect(scored, outcome, weights, cluster),
  });
  if (args.method === 'subclass') {
    const result = subclassify(distance, treated, numberArg(args, 'subclasses'), estimand as 'ATE' | 'ATT');
    return {
      subclass: result.stratum.map((k) => k + 1),
      cutpoints: result.cutpoints,
      table: [result.control, result.treated],
      ...common(result.weights, result.stratum),
    };
  }
  // The focal group chooses its matches: the treated, or for the ATC the untreated.
  const focal = estimand === 'ATC' ? treated.map((t) => 1 - t) : treated;
  const caliper =
    args.caliper === undefined || args.caliper === null
      ? undefined
      : numberArg(args, 'caliper') * (flagArg(args, 'std_caliper', true) ? caliperScale(distance) : 1);
  const exactNames = textsArg(args, 'exact');
  const maximum = args.max_controls;
  const matching = nearestNeighbourMatching(distance, focal, {
    ratio: numberArg(args, 'ratio', 1),
    ratios:
      typeof maximum === 'number'
        ? variableRatios(
            distance.filter((_, i) => focal[i] === 1),
            numberArg(args, 'ratio', 1),
            numberArg(args, 'min_controls', 1),
            maximum,
          )
        : undefined,
    caliper,
    order: (optionalText(args, 'm_order') ?? 'largest') as MatchingOrder,
    replace: flagArg(args, 'replace'),
    exact: exactNames.length > 0 ? crossFactors(table, exactNames).codes : undefined,
  });
  const weights = matchingWeights(matching, treated.length);
  const pairOf = new Int32Array(treated.length).fill(-1);
  matching.matches.forEach((controls, k) => {
    pairOf[matching.treatedRows[k] as number] = k;
    for (const control of controls) pairOf[control] = k;
  });
  // Pairs are numbered without gaps for the clustered variance.
  const numbered = new Map<number, number>();
  const cluster = pairOf.map((k, i) => {
    if ((weights[i] as number) === 0) return 0;
    if (!numbered.has(k)) numbered.set(k, numbered.size);
    return numbered.get(k) as number;
  });
  return {
    caliper_absolute: [caliper],
    pairs: {
      focal_row: matching.treatedRows.map((i) => i + 1),
      matched_rows: matching.matches.map((rows) => rows.map((i) => i + 1)),
    },
    n_focal_matched: matching.matches.filter((m) => m.length > 0).length,
    // The cases add up distances on the logit scale, whatever scale the matching used.
    total_abs_distance: matching.matches.reduce((sum, rows, k) => {
      const scale = distanceName === 'ps' ? fit.linearPredictor : distance;
      const own = scale[matching.treatedRows[k] as number] as number;
      return sum + rows.reduce((s, i) => s + Math.abs((scale[i] as number) - own), 0);
    }, 0),
    n_tied_distances: distance.length - new Set(distance).size,
    ...common(weights, flagArg(args, 'replace') ? undefined : cluster),
  };
};
