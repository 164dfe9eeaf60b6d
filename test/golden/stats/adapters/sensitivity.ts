import { normalTwoSided } from '../../../../shared/stats/distributions/normal.ts';
import {
  eggerTest,
  type HeterogeneityEstimator,
  heterogeneityInterval,
  type MetaAnalysis,
  metaAnalysis,
  predictionInterval,
} from '../../../../shared/stats/meta/randomEffects.ts';
import { adjustPValues, type PAdjustment } from '../../../../shared/stats/sensitivity/adjustPValues.ts';
import {
  calibrateInterval,
  calibrateP,
  errorModelOfNull,
  expectedAbsoluteSystematicError,
  fitEmpiricalNull,
  fitSystematicErrorModel,
  type SystematicErrorModel,
} from '../../../../shared/stats/sensitivity/empiricalCalibration.ts';
import { type EffectMeasure, eValue } from '../../../../shared/stats/sensitivity/eValue.ts';
import { type Adapter, askedPart, flagArg, numberArg, numbersArg, onlyTable, textArg } from '../adapter.ts';
import { pair } from './tables.ts';

export const eValueAdapter: Adapter = ({ args }) => {
  const r = eValue(numberArg(args, 'estimate'), numberArg(args, 'lower'), numberArg(args, 'upper'), {
    measure: textArg(args, 'measure') as EffectMeasure,
    rareOutcome: flagArg(args, 'rare_outcome'),
    trueValue: numberArg(args, 'true', 1),
  });
  return {
    rr_scale: [r.riskRatio.estimate, r.riskRatio.lower, r.riskRatio.upper],
    evalue_point: r.point,
    evalue_ci: r.interval,
  };
};

export const adjustPValuesAdapter: Adapter = ({ args }) => {
  const p = numbersArg(args, 'p');
  const methods: PAdjustment[] = ['bonferroni', 'holm', 'hochberg', 'hommel', 'BH', 'BY'];
  return Object.fromEntries(methods.map((m) => [m, adjustPValues(p, m)]));
};

export const empiricalNullAdapter: Adapter = (input) => {
  const table = onlyTable(input);
  const estimates = table.numbers(textArg(input.args, 'log_rr'));
  const errors = table.numbers(textArg(input.args, 'se'));
  const [, column = 'groundTruth', value = '0'] =
    /rows with (\w+)\s*==\s*(\S+)/.exec(textArg(input.args, 'negative_controls')) ?? [];
  const isControl = table.text(column).map((v) => v === value);
  const controls = (values: Float64Array): Float64Array => values.filter((_, i) => isControl[i] === true);
  const fit = fitEmpiricalNull(controls(estimates), controls(errors));
  const rows = Array.from(estimates, (l, i) => ({
    traditional: normalTwoSided(l / (errors[i] as number)),
    p: calibrateP(l, errors[i] as number, fit),
    interval: calibrateInterval(l, errors[i] as number, errorModelOfNull(fit)),
  }));
  return {
    n_negative_controls: controls(estimates).length,
    null_mean: fit.mean,
    null_sd: fit.sd,
    neg_loglik: fit.negativeLoglik,
    fitNull_optim: { mean: fit.mean, sd: fit.sd },
    ease: expectedAbsoluteSystematicError(fit),
    all_rows: {
      traditional_p: rows.map((r) => r.traditional),
      calibrated_p: rows.map((r) => r.p.twoSided),
      calibrated_p_one_sided_upper: rows.map((r) => r.p.upper),
      calibrated_log_rr: rows.map((r) => r.interval.estimate),
      calibrated_log_lower: rows.map((r) => r.interval.lower),
      calibrated_log_upper: rows.map((r) => r.interval.upper),
    },
  };
};

export const systematicErrorAdapter: Adapter = (input) => {
  const { args } = input;
  const names = [textArg(args, 'log_rr'), textArg(args, 'se'), textArg(args, 'true')] as const;
  const table = onlyTable(input);
  const known = table.complete(names);
  const estimates = table.numbers(names[0]);
  const errors = table.numbers(names[1]);
  const level = numberArg(args, 'ci_width', 0.95);
  const part = (key: string, form: SystematicErrorModel['sdForm']): object => {
    const { model, negativeLoglik } = fitSystematicErrorModel(
      known.numbers(names[0]),
      known.numbers(names[1]),
      known.numbers(names[2]),
      form,
    );
    const listed = askedPart(askedPart(input.asked, key), 'rows') as number[];
    const rows = listed.map((r) =>
      calibrateInterval(estimates[r - 1] as number, errors[r - 1] as number, model, level),
    );
    return {
      mean_intercept: model.meanIntercept,
      mean_slope: model.meanSlope,
      sd_intercept: model.sdIntercept,
      sd_slope: model.sdSlope,
      neg_loglik: negativeLoglik,
      package_fit: [model.meanIntercept, model.meanSlope, model.sdIntercept, model.sdSlope],
      rows: listed,
      calibrated_log_rr: rows.map((r) => r.estimate),
      calibrated_log_lower: rows.map((r) => r.lower),
      calibrated_log_upper: rows.map((r) => r.upper),
    };
  };
  return {
    default_linear_sd: part('default_linear_sd', 'absolute'),
    legacy_log_sd: part('legacy_log_sd', 'exponential'),
  };
};

export const metaAnalysisAdapter: Adapter = ({ args }) => {
  const studies = { estimates: numbersArg(args, 'yi'), variances: numbersArg(args, 'vi') };
  const laidOut = (r: MetaAnalysis): object => ({
    est: r.estimate,
    se: r.standardError,
    z: r.z,
    p: r.p,
    lower: r.lower,
    upper: r.upper,
    tau2: r.tau2,
    I2: r.i2,
    H2: r.h2,
    Q: r.q,
    Q_p: r.qP,
    loglik: r.loglik,
    df: studies.estimates.length - 1,
  });
  const result: Record<string, unknown> = {};
  for (const method of ['FE', 'DL', 'REML', 'ML', 'PM'] as HeterogeneityEstimator[]) {
    result[method] = laidOut(metaAnalysis(studies, method));
    result[`${method}_HKSJ`] = laidOut(metaAnalysis(studies, method, { knappHartung: true }));
  }
  return {
    ...result,
    REML_prediction_interval: pair(predictionInterval(metaAnalysis(studies, 'REML'))),
    egger: eggerTest(studies),
    tau2_REML_ci: pair(
      heterogeneityInterval(studies, 0.95, { largest: 100, tolerance: Number.EPSILON ** 0.25 }),
    ),
  };
};
