import { groupIndices } from '../../../../shared/stats/numeric/sortOrder.ts';
import { type KaplanMeierOptions, kaplanMeier } from '../../../../shared/stats/survival/kaplanMeier.ts';
import { logRankTest } from '../../../../shared/stats/survival/logRank.ts';
import { compareRestrictedMeans, restrictedMean } from '../../../../shared/stats/survival/restrictedMean.ts';
import { survivalAt } from '../../../../shared/stats/survival/survivalAt.ts';
import { type SurvivalData, selectSurvival } from '../../../../shared/stats/survival/survivalData.ts';
import type { SurvivalIntervalType } from '../../../../shared/stats/survival/survivalInterval.ts';
import { survivalQuantiles } from '../../../../shared/stats/survival/survivalQuantile.ts';
import {
  type Adapter,
  askedPart,
  type CaseInput,
  matrixRows,
  numberArg,
  numbersArg,
  onlyTable,
  optionalText,
  textArg,
  textsArg,
} from '../adapter.ts';
import { crossFactors, type Table } from '../table.ts';

interface Followed {
  readonly table: Table;
  readonly data: SurvivalData;
}

function follow(input: CaseInput, others: readonly (string | undefined)[]): Followed {
  const { args } = input;
  const entryName = optionalText(args, 'start');
  const timeName = optionalText(args, 'stop') ?? textArg(args, 'time');
  const eventName = textArg(args, 'event');
  const weightName = optionalText(args, 'weights');
  const table = onlyTable(input).complete([entryName, timeName, eventName, weightName, ...others]);
  return {
    table,
    data: {
      time: table.numbers(timeName),
      event: Uint8Array.from(table.numbers(eventName)),
      ...(entryName ? { entry: table.numbers(entryName) } : {}),
      ...(weightName ? { weights: table.numbers(weightName) } : {}),
    },
  };
}

/** survfit's options as the cases write them: `, stype=2, ctype=1, robust=TRUE`. */
function survfitOptions(input: CaseInput, weights: Float64Array | undefined): KaplanMeierOptions {
  const text = optionalText(input.args, 'options') ?? '';
  const option = (name: string): string | undefined => new RegExp(`${name}\\s*=\\s*(\\w+)`).exec(text)?.[1];
  const productLimit = option('stype') !== '2';
  const tiesCorrected = option('ctype') === '2';
  const robust =
    option('robust') ?? String(weights?.some((w) => !Number.isInteger(w)) ?? false).toUpperCase();
  return {
    estimator: productLimit ? 'kaplanMeier' : tiesCorrected ? 'flemingHarrington' : 'breslow',
    hazardTies: tiesCorrected ? 'flemingHarrington' : 'none',
    variance: robust === 'TRUE' || robust === 'T' ? 'robust' : 'greenwood',
    intervalType: (optionalText(input.args, 'conf_type') ?? 'log') as SurvivalIntervalType,
    confidenceLevel: numberArg(input.args, 'conf_level', 0.95),
  };
}

/** survival::survfit, per group. */
export const kaplanMeierAdapter: Adapter = (input) => {
  const groupName = optionalText(input.args, 'group');
  const { table, data } = follow(input, [groupName]);
  const factor = groupName ? table.factor(groupName) : { levels: [''], codes: new Int32Array(table.rows) };
  const options = survfitOptions(input, data.weights);
  const result: Record<string, unknown> = {};
  for (const [g, rows] of groupIndices(factor.codes, factor.levels.length).entries()) {
    const name = groupName ? `${groupName}=${factor.levels[g]}` : '(all)';
    const curve = kaplanMeier(selectSurvival(data, rows), options);
    const listed = askedPart(askedPart(input.asked, name), 'row_index');
    const picked = Array.isArray(listed) ? listed.map(Number) : undefined;
    const rowsOf = (values: Float64Array): Float64Array =>
      picked ? Float64Array.from(picked, (i) => values[i - 1] as number) : values;
    const probabilities = askedPart(askedPart(askedPart(input.asked, name), 'quantiles'), 'p');
    const quantiles = survivalQuantiles(curve, (probabilities as number[] | undefined) ?? [0.25, 0.5, 0.75]);
    const at = survivalAt(curve, numbersArg(input.args, 'times'));
    result[name] = {
      n_times: curve.time.length,
      row_index: picked,
      time: rowsOf(curve.time),
      n_risk: rowsOf(curve.atRisk),
      n_event: rowsOf(curve.events),
      n_censor: rowsOf(curve.censored),
      surv: rowsOf(curve.survival),
      std_err: rowsOf(curve.standardError),
      lower: rowsOf(curve.lower),
      upper: rowsOf(curve.upper),
      cumhaz: rowsOf(curve.cumulativeHazard),
      cumhaz_se: rowsOf(curve.cumulativeHazardSe),
      quantiles: {
        p: quantiles.map((q) => q.probability),
        estimate: quantiles.map((q) => q.estimate),
        lower: quantiles.map((q) => q.lower),
        upper: quantiles.map((q) => q.upper),
      },
      at_times: {
        time: at.map((a) => a.time),
        n_risk: at.map((a) => a.atRisk),
        n_event_interval: at.map((a) => a.events),
        n_censor_interval: at.map((a) => a.censored),
        surv: at.map((a) => a.survival),
        std_err: at.map((a) => a.standardError),
        lower: at.map((a) => a.lower),
        upper: at.map((a) => a.upper),
      },
    };
  }
  return result;
};

/** survival::survdiff. */
export const logRankAdapter: Adapter = (input) => {
  const groupName = textArg(input.args, 'group');
  const strataNames = textsArg(input.args, 'strata');
  const { table, data } = follow(input, [groupName, ...strataNames]);
  const factor = table.factor(groupName);
  const groups = factor.levels.length;
  const scores = numbersArg(input.args, 'trend_scores');
  const test = logRankTest(data, {
    group: factor.codes,
    groups,
    rho: numberArg(input.args, 'rho', 0),
    strata: strataNames.length > 0 ? crossFactors(table, strataNames).codes : undefined,
    ...(scores.length > 0 ? { trendScores: scores } : {}),
  });
  return {
    groups: factor.levels.map((l) => `${groupName}=${l}`),
    n: test.n,
    observed: test.observed,
    expected: test.expected,
    variance: matrixRows(test.variance, groups),
    chisq: test.statistic,
    df: test.df,
    p: test.p,
    trend: test.trend && { scores, z: test.trend.z, chisq: test.trend.statistic, p: test.trend.p },
  };
};

/** Restricted mean survival time and, for two groups, its contrasts. */
export const restrictedMeanAdapter: Adapter = (input) => {
  const groupName = textArg(input.args, 'group');
  const { table, data } = follow(input, [groupName]);
  const factor = table.factor(groupName);
  const tau = numberArg(input.args, 'tau');
  const level = numberArg(input.args, 'conf_level', 0.95);
  const means = groupIndices(factor.codes, factor.levels.length).map((rows) =>
    restrictedMean(selectSurvival(data, rows), tau, level),
  );
  const [first, second] = means;
  const contrasts =
    means.length === 2 && first && second ? compareRestrictedMeans(first, second, level) : undefined;
  const ratio = (c: {
    estimate: number;
    standardError: number;
    lower: number;
    upper: number;
    p: number;
  }) => ({
    ...c,
    se_log: c.standardError,
  });
  return {
    tau,
    groups: factor.levels.map((l) => (table.isNumeric(groupName) ? Number(l) : l)),
    rmst: means.map((m) => m.mean),
    se: means.map((m) => m.standardError),
    lower: means.map((m) => m.lower),
    upper: means.map((m) => m.upper),
    rmtl: means.map((m) => m.timeLost),
    ...(contrasts
      ? {
          difference: { ...contrasts.difference, se: contrasts.difference.standardError },
          ratio: ratio(contrasts.ratio),
          rmtl_ratio: ratio(contrasts.timeLostRatio),
        }
      : {}),
  };
};
