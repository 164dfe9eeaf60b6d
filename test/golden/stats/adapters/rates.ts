import { type PoissonMethod, poissonInterval } from '../../../../shared/stats/rates/incidenceRate.ts';
import { mantelHaenszelRates } from '../../../../shared/stats/rates/mantelHaenszelRates.ts';
import { compareRates, type RateTable } from '../../../../shared/stats/rates/rateRatio.ts';
import {
  directStandardisation,
  indirectStandardisation,
} from '../../../../shared/stats/rates/standardisation.ts';
import { generalisedLinearModel } from '../../../../shared/stats/regression/glm.ts';
import { poissonLog } from '../../../../shared/stats/regression/glmFamily.ts';
import { type Adapter, numberArg, onlyTable, textArg } from '../adapter.ts';
import { fitted } from './cox.ts';
import { pair } from './tables.ts';

export const incidenceRateAdapter: Adapter = ({ args }) => {
  const events = numberArg(args, 'events');
  const scale = numberArg(args, 'scale', 1);
  const time = numberArg(args, 'person_time');
  const level = numberArg(args, 'conf_level', 0.95);
  const rate = (method: PoissonMethod): number[] =>
    pair(poissonInterval(events, method, level)).map((v) => (v * scale) / time);
  return {
    rate: (events / time) * scale,
    exact_garwood: rate('exact'),
    mid_p: rate('midP'),
    byar: rate('byar'),
    wald: rate('wald'),
    log_wald: rate('logWald'),
    wilson_like_score: rate('score'),
    count_exact: pair(poissonInterval(events, 'exact', level)),
  };
};

export const rateRatioAdapter: Adapter = ({ args }) => {
  const table: RateTable = {
    x1: numberArg(args, 'events_exposed'),
    time1: numberArg(args, 'pt_exposed'),
    x0: numberArg(args, 'events_unexposed'),
    time0: numberArg(args, 'pt_unexposed'),
  };
  const r = compareRates(table, numberArg(args, 'conf_level', 0.95));
  return {
    rate_exposed: table.x1 / table.time1,
    rate_unexposed: table.x0 / table.time0,
    rate_ratio: r.ratio,
    wald: pair(r.wald),
    se_log: r.logSe,
    exact: pair(r.exact),
    mid_p_estimate: r.medianUnbiased,
    mid_p: pair(r.midP),
    p_exact_minlike: r.exactP,
    p_exact_central: r.centralP,
    p_mid_central: r.midCentralP,
    chisq_score: r.score.statistic,
    p_score: r.score.p,
    rate_difference: {
      estimate: r.difference.estimate,
      se: r.difference.standardError,
      wald: pair(r.difference),
    },
  };
};

export const mantelHaenszelRatesAdapter: Adapter = (input) => {
  const table = onlyTable(input);
  const column = (key: string): Float64Array => table.numbers(textArg(input.args, key));
  const [x1, time1, x0, time0] = [column('x1'), column('pt1'), column('x0'), column('pt0')];
  const strata = Array.from(x1, (_, i) => ({
    x1: x1[i] as number,
    time1: time1[i] as number,
    x0: x0[i] as number,
    time0: time0[i] as number,
  }));
  const r = mantelHaenszelRates(strata, numberArg(input.args, 'conf_level', 0.95));
  const k = strata.length;
  const double = (f: (i: number) => number): Float64Array =>
    Float64Array.from({ length: 2 * k }, (_, i) => f(i));
  const regression = fitted(
    generalisedLinearModel(
      {
        outcome: double((i) => (i < k ? (x1[i] as number) : (x0[i - k] as number))),
        covariates: [
          double((i) => (i < k ? 1 : 0)),
          ...Array.from({ length: k - 1 }, (_, s) => double((i) => (i % k === s + 1 ? 1 : 0))),
        ],
        offset: double((i) => Math.log(i < k ? (time1[i] as number) : (time0[i - k] as number))),
      },
      { family: poissonLog },
    ),
  );
  return {
    mh_rate_ratio: r.ratio.estimate,
    se_log: r.ratio.standardError,
    lower: r.ratio.lower,
    upper: r.ratio.upper,
    mh_rate_difference: r.difference.estimate,
    rd_se: r.difference.standardError,
    chisq: r.test.statistic,
    p: r.test.p,
    poisson_regression: {
      log_rr: regression.coefficients[1],
      se: Math.sqrt(regression.covariance[regression.rank + 1] as number),
    },
    heterogeneity_q: r.heterogeneity.statistic,
    q_df: r.heterogeneity.df,
  };
};

export const directStandardisationAdapter: Adapter = (input) => {
  const table = onlyTable(input);
  const column = (key: string): Float64Array => table.numbers(textArg(input.args, key));
  const r = directStandardisation(
    column('count'),
    column('pop'),
    column('stdpop'),
    numberArg(input.args, 'conf_level', 0.95),
  );
  return {
    crude: r.crude,
    adjusted: r.rate,
    var: r.variance,
    fay_feuer: pair(r.gamma),
    normal: pair(r.normal),
    lognormal: pair(r.lognormal),
  };
};

export const indirectStandardisationAdapter: Adapter = (input) => {
  const table = onlyTable(input);
  const column = (key: string): Float64Array => table.numbers(textArg(input.args, key));
  const r = indirectStandardisation(
    column('count'),
    column('pop'),
    column('stdrate'),
    numberArg(input.args, 'conf_level', 0.95),
  );
  return {
    observed: r.observed,
    expected: r.expected,
    smr: r.ratio,
    exact: pair(r.interval('exact')),
    mid_p: pair(r.interval('midP')),
    byar: pair(r.interval('byar')),
    log_wald: pair(r.interval('logWald')),
    p_exact_central: r.p,
  };
};
