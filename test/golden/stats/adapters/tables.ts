import { ConditionalDistribution } from '../../../../shared/stats/tables/conditionalOddsRatio.ts';
import { contingencyTest, fisherExact } from '../../../../shared/stats/tables/contingency.ts';
import type { Interval } from '../../../../shared/stats/tables/interval.ts';
import {
  breslowDayTest,
  cochranMantelHaenszelTest,
  mantelHaenszelOddsRatio,
  mantelHaenszelRiskDifference,
  mantelHaenszelRiskRatio,
  woolfOddsRatio,
} from '../../../../shared/stats/tables/mantelHaenszel.ts';
import { mcNemarTest } from '../../../../shared/stats/tables/mcNemar.ts';
import { type ProportionMethod, proportionInterval } from '../../../../shared/stats/tables/proportion.ts';
import {
  oddsRatioScoreInterval,
  riskDifferenceScoreInterval,
  riskRatioScoreInterval,
} from '../../../../shared/stats/tables/scoreInterval.ts';
import { cochranArmitageTest } from '../../../../shared/stats/tables/trend.ts';
import {
  agrestiCaffoInterval,
  chiSquaredTest,
  fisherTest,
  haldaneOddsRatio,
  likelihoodRatioTest,
  newcombeInterval,
  numberNeeded,
  oddsRatio,
  riskDifference,
  riskRatio,
  type TwoByTwo,
} from '../../../../shared/stats/tables/twoByTwo.ts';
import { type Adapter, type CaseInput, numberArg, numbersArg, onlyTable, textArg } from '../adapter.ts';

export function pair({ lower, upper }: Interval): [number, number] {
  return [lower, upper];
}

function tableArg(args: CaseInput['args']): number[][] {
  return (args.table as number[][]).map((row) => row.map(Number));
}

function twoByTwoArg(args: CaseInput['args']): TwoByTwo {
  const [[a = 0, b = 0] = [], [c = 0, d = 0] = []] = tableArg(args);
  return { a, b, c, d };
}

const proportionMethods: Readonly<Record<string, ProportionMethod>> = {
  wald: 'wald',
  wilson: 'wilson',
  wilson_cc: 'wilsonCorrected',
  clopper_pearson: 'clopperPearson',
  agresti_coull: 'agrestiCoull',
  jeffreys: 'jeffreys',
  mid_p: 'midP',
};

/** All intervals of x/n under the names of the cases. */
export function proportionIntervals(x: number, n: number, level: number): object {
  return Object.fromEntries(
    Object.entries(proportionMethods).map(([name, method]) => [
      name,
      pair(proportionInterval(x, n, method, level)),
    ]),
  );
}

export const twoByTwoAdapter: Adapter = ({ args }) => {
  const level = numberArg(args, 'conf_level', 0.95);
  const table = twoByTwoArg(args);
  const { a, b, c, d } = table;
  const risk = (x: number, n: number): object => ({ x, n, p: x / n, ...proportionIntervals(x, n, level) });
  const or = oddsRatio(table, level);
  const haldane = haldaneOddsRatio(table, level);
  const rr = riskRatio(table, level);
  const rd = riskDifference(table, level);
  const exact = new ConditionalDistribution(table);
  const fisher = fisherTest(table);
  const laidOut = (t: { statistic: number; p: number }) => ({ stat: t.statistic, p: t.p });
  const conditional = exact.maximumLikelihood();
  const exactInterval = exact.interval(level, 1);
  return {
    risk_exposed: risk(a, a + b),
    risk_unexposed: risk(c, c + d),
    odds_ratio: {
      estimate: or.estimate,
      wald: pair(or),
      se_log: or.standardError,
      haldane: { ...haldane, se_log: haldane.standardError },
      conditional_mle: conditional,
      fisher_exact: pair(exactInterval),
      midp_estimate: exact.medianUnbiased(),
      midp: pair(exact.interval(level, 0.5)),
      score_MN: pair(oddsRatioScoreInterval(table, 'miettinenNurminen', level)),
      score: pair(oddsRatioScoreInterval(table, 'plain', level)),
    },
    risk_ratio: {
      estimate: rr.estimate,
      se_log: rr.standardError,
      wald: pair(rr),
      koopman: pair(riskRatioScoreInterval(table, 'plain', level)),
      score_MN: pair(riskRatioScoreInterval(table, 'miettinenNurminen', level)),
    },
    risk_difference: {
      estimate: rd.estimate,
      se: rd.standardError,
      wald: pair(rd),
      newcombe: pair(newcombeInterval(table, level)),
      score_MN: pair(riskDifferenceScoreInterval(table, 'miettinenNurminen', level)),
      score_mee: pair(riskDifferenceScoreInterval(table, 'plain', level)),
      agresti_caffo: pair(agrestiCaffoInterval(table, level)),
      nnt: numberNeeded(rd.estimate, rd).estimate,
    },
    tests: {
      chisq: laidOut(chiSquaredTest(table)),
      chisq_yates: laidOut(chiSquaredTest(table, 'yates')),
      chisq_n_minus_1: laidOut(chiSquaredTest(table, 'nMinusOne')),
      g_test: laidOut(likelihoodRatioTest(table)),
      fisher: {
        two_sided: fisher.twoSided,
        less: fisher.less,
        greater: fisher.greater,
        central: fisher.central,
      },
      midp_central: fisher.midP,
    },
    'R_fisher.test': { estimate: conditional, ...exactInterval, p: fisher.twoSided },
  };
};

export const mcNemarAdapter: Adapter = ({ args }) => {
  const r = mcNemarTest(twoByTwoArg(args), numberArg(args, 'conf_level', 0.95));
  return {
    chisq: r.test.statistic,
    p: r.test.p,
    chisq_cc: r.corrected.statistic,
    p_cc: r.corrected.p,
    exact_p: r.exactP,
    midp_p: r.midP,
    odds_ratio: r.oddsRatio,
    or_exact_ci: pair(r.oddsRatioExact),
    or_wald_ci: pair(r.oddsRatioWald),
    risk_difference: r.riskDifference.estimate,
    rd_se: r.riskDifference.standardError,
    rd_wald: pair(r.riskDifference),
  };
};

/** Strata in the order in which they first appear. */
function strataOf(input: CaseInput): TwoByTwo[] {
  const table = onlyTable(input);
  const label = table.text(textArg(input.args, 'stratum'));
  const exposed = table.numbers(textArg(input.args, 'exposed'));
  const event = table.numbers(textArg(input.args, 'event'));
  const count = table.numbers(textArg(input.args, 'count'));
  const strata = new Map<string, { a: number; b: number; c: number; d: number }>();
  label.forEach((name, i) => {
    const s = strata.get(name) ?? { a: 0, b: 0, c: 0, d: 0 };
    const key = exposed[i] === 1 ? (event[i] === 1 ? 'a' : 'b') : event[i] === 1 ? 'c' : 'd';
    s[key] += count[i] as number;
    strata.set(name, s);
  });
  return [...strata.values()];
}

export const mantelHaenszelAdapter: Adapter = (input) => {
  const level = numberArg(input.args, 'conf_level', 0.95);
  const strata = strataOf(input);
  const or = mantelHaenszelOddsRatio(strata, level);
  const rr = mantelHaenszelRiskRatio(strata, level);
  const rd = mantelHaenszelRiskDifference(strata, level);
  const cmh = cochranMantelHaenszelTest(strata);
  const corrected = cochranMantelHaenszelTest(strata, true);
  const { breslowDay, tarone } = breslowDayTest(strata);
  const woolf = woolfOddsRatio(strata);
  const crude = strata.reduce((x, y) => ({ a: x.a + y.a, b: x.b + y.b, c: x.c + y.c, d: x.d + y.d }));
  return {
    K: strata.length,
    mh_or: { ...or, se_log_rbg: or.standardError },
    mh_rr: { ...rr, se_log: rr.standardError },
    mh_rd: {
      estimate: rd.estimate,
      se_sato: rd.standardError,
      lower_sato: rd.lower,
      upper_sato: rd.upper,
      se_greenland_robins: rd.greenlandRobinsSe,
    },
    cmh: { stat: cmh.statistic, p: cmh.p, stat_cc: corrected.statistic, p_cc: corrected.p },
    breslow_day: {
      stat: breslowDay.statistic,
      df: breslowDay.df,
      p: breslowDay.p,
      tarone_stat: tarone.statistic,
      tarone_p: tarone.p,
    },
    crude: { or: oddsRatio(crude).estimate, rr: riskRatio(crude).estimate },
    stratum_or: strata.map((s) => oddsRatio(s).estimate),
    stratum_rr: strata.map((s) => riskRatio(s).estimate),
    woolf: {
      pooled_or: woolf.estimate,
      se_log: woolf.standardError,
      q: woolf.heterogeneity.statistic,
      q_df: woolf.heterogeneity.df,
      q_p: woolf.heterogeneity.p,
    },
  };
};

export const contingencyAdapter: Adapter = ({ args, asked }) => {
  const table = tableArg(args);
  const r = contingencyTest(table);
  const wantsFisher = asked !== null && typeof asked === 'object' && 'fisher_p' in asked;
  return {
    chisq: r.statistic,
    df: r.df,
    p: r.p,
    expected: r.expected,
    pearson_residuals: r.pearsonResiduals,
    std_residuals: r.standardisedResiduals,
    g: r.g,
    g_p: r.gP,
    cramers_v: r.cramersV,
    contingency_coef: r.contingencyCoefficient,
    fisher_p: wantsFisher ? fisherExact(table) : undefined,
  };
};

export const trendAdapter: Adapter = ({ args }) => {
  const r = cochranArmitageTest(
    numbersArg(args, 'events'),
    numbersArg(args, 'totals'),
    numbersArg(args, 'scores'),
  );
  return {
    z: r.z,
    chisq: r.statistic,
    p: r.p,
    z_n_minus_1: r.zNMinusOne,
    p_n_minus_1: r.pNMinusOne,
    p_one_sided_increasing: r.pIncreasing,
  };
};
