import { accuracy, confusionAt, predictiveValuesAt } from '../../../../shared/stats/diagnostic/accuracy.ts';
import { areaUnderRoc } from '../../../../shared/stats/diagnostic/areaUnderRoc.ts';
import { calibration, groupedCalibration } from '../../../../shared/stats/diagnostic/calibration.ts';
import { decisionCurve } from '../../../../shared/stats/diagnostic/decisionCurve.ts';
import {
  compareRocAreas,
  partialArea,
  rocArea,
  rocCurve,
  youdenPoint,
} from '../../../../shared/stats/diagnostic/rocCurve.ts';
import { chiSquaredUpper } from '../../../../shared/stats/distributions/chiSquared.ts';
import type { GlmFit } from '../../../../shared/stats/regression/glm.ts';
import { proportionInterval } from '../../../../shared/stats/tables/proportion.ts';
import { type Adapter, askedPart, numberArg, onlyTable, optionalText, textArg } from '../adapter.ts';
import { fitted } from './cox.ts';
import { pair } from './tables.ts';

export const rocAdapter: Adapter = (input) => {
  const { args } = input;
  const outcome = textArg(args, 'outcome');
  const scoreName = textArg(args, 'score');
  const table = onlyTable(input).complete([outcome, scoreName]);
  const sign = (optionalText(args, 'direction') ?? '').startsWith('lower') ? -1 : 1;
  const data = {
    score: table.numbers(scoreName).map((s) => sign * s),
    isCase: Uint8Array.from(table.numbers(outcome)),
  };
  const area = rocArea(data, numberArg(args, 'conf_level', 0.95));
  const curve = rocCurve(data);
  const listed = askedPart(askedPart(input.asked, 'curve'), 'row_index');
  const rows = Array.isArray(listed) ? listed.map(Number) : Array.from(curve.threshold, (_, k) => k + 1);
  const pick = (values: Float64Array): number[] => rows.map((r) => values[r - 1] as number);
  return {
    n_case: area.cases,
    n_control: area.controls,
    auc: area.estimate,
    delong_var: area.standardError ** 2,
    delong_se: area.standardError,
    delong_ci: pair(area),
    delong_ci_logit: pair(area.logit),
    hanley_mcneil_se: area.hanleyMcNeilSe,
    z_vs_half: area.z,
    p_vs_half: area.p,
    mann_whitney_u: area.estimate * area.cases * area.controls,
    'partial_auc_spec_0.8_1': partialArea(curve, 0.8),
    curve: {
      n_points: curve.threshold.length,
      row_index: rows,
      threshold: pick(curve.threshold),
      specificity: pick(curve.specificity),
      sensitivity: pick(curve.sensitivity),
    },
    youden_best: youdenPoint(curve),
  };
};

export const pairedRocAdapter: Adapter = (input) => {
  const { args } = input;
  const names = [textArg(args, 'outcome'), textArg(args, 'score1'), textArg(args, 'score2')] as const;
  const table = onlyTable(input).complete(names);
  const r = compareRocAreas(
    table.numbers(names[1]),
    table.numbers(names[2]),
    Uint8Array.from(table.numbers(names[0])),
    numberArg(args, 'conf_level', 0.95),
  );
  const [a, b, c, d] = r.covariance;
  return {
    auc: r.areas,
    cov: [
      [a, b],
      [c, d],
    ],
    difference: r.estimate,
    se: r.standardError,
    z: r.z,
    p: r.p,
    lower: r.lower,
    upper: r.upper,
  };
};

export const confusionAdapter: Adapter = (input) => {
  const { args } = input;
  const outcome = textArg(args, 'outcome');
  const scoreName = textArg(args, 'score');
  const table = onlyTable(input).complete([outcome, scoreName]);
  const level = numberArg(args, 'conf_level', 0.95);
  const counts = confusionAt(
    table.numbers(scoreName),
    Uint8Array.from(table.numbers(outcome)),
    numberArg(args, 'threshold'),
  );
  const { truePositive: tp, falsePositive: fp, falseNegative: fn, trueNegative: tn } = counts;
  const r = accuracy(counts, level);
  const share = (x: number, n: number): object => ({
    x,
    n,
    est: x / n,
    wilson: pair(proportionInterval(x, n, 'wilson', level)),
    clopper_pearson: pair(proportionInterval(x, n, 'clopperPearson', level)),
    wald: pair(proportionInterval(x, n, 'wald', level)),
  });
  const ratio = (e: { estimate: number; lower: number; upper: number }) => ({ ...e, est: e.estimate });
  const tenth = predictiveValuesAt(0.1, r);
  return {
    tp,
    fp,
    fn,
    tn,
    sensitivity: share(tp, tp + fn),
    specificity: share(tn, tn + fp),
    ppv: share(tp, tp + fp),
    npv: share(tn, tn + fn),
    accuracy: share(tp + tn, tp + tn + fp + fn),
    lr_pos: ratio(r.likelihoodRatioPositive),
    lr_neg: ratio(r.likelihoodRatioNegative),
    dor: r.diagnosticOddsRatio,
    youden: r.youden,
    f1: r.f1,
    mcc: r.mcc,
    kappa: r.kappa,
    ppv_at_prev_10pct: tenth.positive,
    npv_at_prev_10pct: tenth.negative,
  };
};

export const calibrationAdapter: Adapter = (input) => {
  const { args } = input;
  const names = [textArg(args, 'outcome'), textArg(args, 'predicted')] as const;
  const table = onlyTable(input).complete(names);
  const outcome = Uint8Array.from(table.numbers(names[0]));
  const predicted = table.numbers(names[1]);
  const r = calibration(predicted, outcome);
  const groups = groupedCalibration(predicted, outcome);
  const model = fitted(r.recalibration);
  const large = fitted(r.inTheLarge);
  const se = (fit: GlmFit, j: number): number => Math.sqrt(fit.covariance[j * fit.rank + j] as number);
  const thresholds = (askedPart(askedPart(input.asked, 'net_benefit'), 'threshold') as number[]) ?? [];
  const benefits = decisionCurve(predicted, outcome, thresholds);
  const n = predicted.length;
  const gain = model.nullDeviance + 2 * r.loglik;
  const unreliability = -2 * r.loglik - model.deviance;
  const d = (gain - 1) / n;
  const u = (unreliability - 2) / n;
  // rms counts concordance over 5000 classes of the prediction.
  const c = areaUnderRoc(
    predicted.map((p) => Math.floor(5000 * p)),
    outcome,
  );
  return {
    brier: r.brier,
    brier_max: r.brierMax,
    scaled_brier: r.scaledBrier,
    log_loss: r.logLoss,
    intercept: model.coefficients[0],
    slope: model.coefficients[1],
    intercept_se: se(model, 0),
    slope_se: se(model, 1),
    calibration_in_the_large: large.coefficients[0],
    citl_se: se(large, 0),
    observed_expected: r.observedExpected,
    spiegelhalter_z: r.spiegelhalter.z,
    spiegelhalter_p: r.spiegelhalter.p,
    hosmer_lemeshow: {
      groups: groups.groups.length,
      chisq: groups.statistic,
      df: groups.df,
      p: groups.p,
      breaks: groups.breaks,
      observed: groups.groups.map((g) => g.observed),
      expected: groups.groups.map((g) => g.expected),
      n: groups.groups.map((g) => g.n),
    },
    net_benefit: {
      threshold: thresholds,
      value: benefits.map((b) => b.model),
      treat_all: benefits.map((b) => b.treatAll),
    },
    val_prob: {
      Dxy: 2 * c - 1,
      'C (ROC)': c,
      R2: (1 - Math.exp(-gain / n)) / (1 - Math.exp(-model.nullDeviance / n)),
      D: d,
      'D:Chi-sq': gain,
      U: u,
      'U:Chi-sq': unreliability,
      'U:p': chiSquaredUpper(unreliability, 2),
      Q: d - u,
      Brier: r.brier,
      Intercept: model.coefficients[0],
      Slope: model.coefficients[1],
      'S:z': r.spiegelhalter.z,
      'S:p': r.spiegelhalter.p,
    },
  };
};
