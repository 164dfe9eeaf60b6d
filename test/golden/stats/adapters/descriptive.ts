import { categoricalDifference } from '../../../../shared/stats/descriptive/categoricalDifference.ts';
import {
  bartlettTest,
  hodgesLehmann,
  kolmogorovSmirnovTest,
  kruskalWallisTest,
  oneWayAnova,
  pairedTTest,
  pearsonCorrelation,
  rankSumTest,
  signedRankTest,
  spearmanCorrelation,
  standardisedMeanDifference,
  type TTest,
  tTest,
  varianceRatioTest,
} from '../../../../shared/stats/descriptive/groupTests.ts';
import type { QuantileType } from '../../../../shared/stats/descriptive/quantile.ts';
import { summarise } from '../../../../shared/stats/descriptive/summary.ts';
import { contingencyTest, fisherExact } from '../../../../shared/stats/tables/contingency.ts';
import { chiSquaredTest } from '../../../../shared/stats/tables/twoByTwo.ts';
import { type Adapter, askedPart, numbersArg, onlyTable, textArg } from '../adapter.ts';
import { pair } from './tables.ts';

function describe(values: Float64Array, probabilities: readonly number[]): object {
  const s = summarise(values);
  const quantiles = (type: QuantileType): number[] => probabilities.map((p) => s.quantile(p, type));
  return {
    n: s.n,
    missing: s.missing,
    mean: s.mean,
    sd: s.sd,
    var: s.variance,
    se: s.standardError,
    min: s.min,
    max: s.max,
    median: s.median,
    iqr_type7: s.quantile(0.75) - s.quantile(0.25),
    iqr_type2: s.quantile(0.75, 2) - s.quantile(0.25, 2),
    quantile_probs: probabilities,
    quantiles_type7: quantiles(7),
    quantiles_type2: quantiles(2),
    quantiles_type6: quantiles(6),
    mad: s.mad,
    skewness_g1: s.skewness,
    kurtosis_g2: s.kurtosis,
    mean_ci_t: pair(s.meanInterval),
  };
}

const laidOutT = (r: TTest): object => ({
  t: r.t,
  df: r.df,
  p: r.p,
  diff: r.difference,
  ci: pair(r.interval),
});

export const continuousByGroupAdapter: Adapter = (input) => {
  const table = onlyTable(input).complete([textArg(input.args, 'group')]);
  const values = table.numbers(textArg(input.args, 'variable'));
  const factor = table.factor(textArg(input.args, 'group'));
  const order = factor.levels.map((_, g) => g);
  const all = order.map((g) => values.filter((_, i) => factor.codes[i] === g));
  const groups = all.map((g) => g.filter((v) => !Number.isNaN(v)));
  const probabilities = askedPart(askedPart(input.asked, 'overall'), 'quantile_probs') as number[];
  const [x, y] = groups;
  const anova = oneWayAnova(groups);
  const welch = oneWayAnova(groups, false);
  const bartlett = bartlettTest(groups);
  const kruskal = kruskalWallisTest(groups);
  const two = groups.length === 2 && x && y ? twoGroups(x, y) : {};
  return {
    overall: describe(onlyTable(input).numbers(textArg(input.args, 'variable')), probabilities),
    groups: factor.levels,
    by_group: all.map((g) => describe(g, probabilities)),
    ...two,
    kruskal: { H: kruskal.statistic, df: kruskal.df, p: kruskal.p },
    anova: { F: anova.f, df1: anova.df1, df2: anova.df2, p: anova.p },
    welch_anova: { F: welch.f, df1: welch.df1, df2: welch.df2, p: welch.p },
    bartlett: { K2: bartlett.statistic, df: bartlett.df, p: bartlett.p },
  };
};

function twoGroups(x: Float64Array, y: Float64Array): object {
  const ranks = rankSumTest(x, y);
  const shift = x.length * y.length <= 2500 ? hodgesLehmann(x, y) : undefined;
  const smd = standardisedMeanDifference(x, y);
  const variance = varianceRatioTest(x, y);
  const ks = kolmogorovSmirnovTest(x, y, 1e-6);
  return {
    welch: laidOutT(tTest(x, y)),
    student: laidOutT(tTest(x, y, true)),
    wilcoxon: {
      W: ranks.w,
      p_corrected: ranks.corrected,
      p_uncorrected: ranks.uncorrected,
      p_exact: ranks.exact,
      ties: ranks.ties,
      hodges_lehmann: shift?.estimate,
      hl_ci: shift && pair(shift),
    },
    smd: { avg_var: smd.averageVariance, pooled: smd.pooled },
    f_var: { F: variance.f, p: variance.p },
    ks: { D: ks.d, p_asymptotic: ks.p },
  };
}

export const categoricalByGroupAdapter: Adapter = (input) => {
  const names = [textArg(input.args, 'variable'), textArg(input.args, 'group')] as const;
  const whole = onlyTable(input);
  const table = whole.complete(names);
  const variable = table.factor(names[0]);
  const group = table.factor(names[1]);
  const counts = variable.levels.map((_, v) =>
    group.levels.map((_, g) => variable.codes.filter((c, i) => c === v && group.codes[i] === g).length),
  );
  const totals = group.levels.map((_, g) => counts.reduce((sum, row) => sum + (row[g] as number), 0));
  const test = contingencyTest(counts);
  const column = (g: number): number[] => counts.map((row) => row[g] as number);
  return {
    levels: variable.levels,
    groups: group.levels,
    counts,
    col_percent: counts.map((row) => row.map((n, g) => (100 * n) / (totals[g] as number))),
    missing: whole.rows - table.rows,
    chisq: { stat: test.statistic, df: test.df, p: test.p },
    chisq_yates: yates(counts),
    fisher_p: fisherExact(counts),
    smd_yang_dalton: group.levels.length === 2 ? categoricalDifference(column(0), column(1)) : undefined,
  };
};

function yates(counts: readonly (readonly number[])[]): object | undefined {
  const [[a, b, ...more] = [], [c, d] = [], ...rest] = counts;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
  if (more.length + rest.length > 0) return undefined;
  const test = chiSquaredTest({ a, b, c, d }, 'yates');
  return { stat: test.statistic, p: test.p };
}

export const pairedAdapter: Adapter = ({ args }) => {
  const x = Float64Array.from(numbersArg(args, 'x'));
  const y = Float64Array.from(numbersArg(args, 'y'));
  const t = pairedTTest(x, y);
  const signed = signedRankTest(x, y);
  const pearson = pearsonCorrelation(x, y);
  const spearman = spearmanCorrelation(x, y);
  return {
    t: t.t,
    df: t.df,
    p: t.p,
    mean_diff: t.difference,
    ci: pair(t.interval),
    signed_rank_V: signed.v,
    signed_rank_p_corrected: signed.corrected,
    pearson: { r: pearson.r, t: pearson.t, p: pearson.p, ci: pair(pearson.interval) },
    spearman: { rho: spearman.rho, p: spearman.p },
  };
};
