import { concordance } from '../../../../shared/stats/cox/concordance.ts';
import { baselineHazard, predictSurvival } from '../../../../shared/stats/cox/coxBaseline.ts';
import type { CoxData, CoxTies } from '../../../../shared/stats/cox/coxData.ts';
import { coxInfluence } from '../../../../shared/stats/cox/coxInfluence.ts';
import { type CoxFit, coxRegression } from '../../../../shared/stats/cox/coxRegression.ts';
import { coxResiduals } from '../../../../shared/stats/cox/coxResiduals.ts';
import {
  proportionalHazardsTest,
  type TimeTransform,
} from '../../../../shared/stats/cox/proportionalHazardsTest.ts';
import { normalMultiplier, normalTwoSided } from '../../../../shared/stats/distributions/normal.ts';
import { diagonalRoots } from '../../../../shared/stats/numeric/matrix.ts';
import type { ChiSquaredTest, FitOutcome } from '../../../../shared/stats/outcome.ts';
import {
  type Adapter,
  askedPart,
  flagArg,
  matrixRows,
  numberArg,
  onlyTable,
  optionalText,
  textArg,
  textsArg,
} from '../adapter.ts';
import { designColumns, variableNames } from '../design.ts';
import type { Json } from '../goldenCase.ts';
import { crossFactors, type Table } from '../table.ts';

/** survival::coxph with its tests, residuals and predictions. */
export const coxAdapter: Adapter = ({ args, tables, asked }) => {
  const names = textsArg(args, 'covariates');
  const strataNames = textsArg(args, 'strata');
  const clusterName = optionalText(args, 'cluster');
  const entryName = optionalText(args, 'start');
  const weightName = optionalText(args, 'weights');
  const offsetName = optionalText(args, 'offset');
  const timeName = optionalText(args, 'stop') ?? textArg(args, 'time');
  const eventName = textArg(args, 'event');
  const used = [timeName, eventName, entryName, weightName, offsetName, clusterName, ...strataNames];
  const table = onlyTable({ args, tables, asked }).complete([...used, ...variableNames(names)]);
  const design = designColumns(table, names);
  const ties = (optionalText(args, 'ties') ?? 'efron') as CoxTies;
  const strata = strataNames.length > 0 ? crossFactors(table, strataNames).codes : undefined;
  const cluster = clusterName ? table.factor(clusterName).codes : undefined;
  const data: CoxData = {
    time: table.numbers(timeName),
    event: Uint8Array.from(table.numbers(eventName)),
    covariates: design.columns,
    entry: entryName ? table.numbers(entryName) : undefined,
    weights: weightName ? table.numbers(weightName) : undefined,
    offset: offsetName ? table.numbers(offsetName) : undefined,
    strata,
  };
  const fit = fitted(coxRegression(data, { ties, robust: flagArg(args, 'robust'), cluster }));
  const level = numberArg(args, 'conf_level', 0.95);
  const p = design.terms.length;
  const se = diagonalRoots(fit.covariance, p);
  const usedSe = fit.robustCovariance ? diagonalRoots(fit.robustCovariance, p) : se;
  const z = fit.coefficients.map((b, j) => b / (usedSe[j] as number));
  const multiplier = normalMultiplier(level);
  const limit = (side: number): Float64Array =>
    fit.coefficients.map((b, j) => Math.exp(b + side * multiplier * (usedSe[j] as number)));
  const agreement = concordance(data, linearPredictor(fit, data), { strata, cluster });
  return {
    terms: design.terms,
    coef: fit.coefficients,
    hr: fit.coefficients.map(Math.exp),
    se,
    robust_se: usedSe,
    z,
    p: z.map(normalTwoSided),
    hr_lower: limit(-1),
    hr_upper: limit(1),
    vcov: matrixRows(fit.covariance, p),
    robust_vcov: fit.robustCovariance && matrixRows(fit.robustCovariance, p),
    loglik_null: fit.loglikNull,
    loglik: fit.loglik,
    n: fit.n,
    n_event: fit.events,
    lr_test: laidOut(fit.likelihoodRatioTest),
    wald_test: laidOut(fit.waldTest),
    score_test: laidOut(fit.scoreTest),
    robust_score_test: fit.robustScoreTest && laidOut(fit.robustScoreTest),
    concordance: {
      c: agreement.c,
      se: agreement.standardError,
      counts: {
        concordant: agreement.concordant,
        discordant: agreement.discordant,
        'tied.x': agreement.tiedScore,
        'tied.y': agreement.tiedTime,
        'tied.xy': agreement.tiedBoth,
      },
    },
    AIC: fit.aic,
    ...(ties === 'exact' ? {} : diagnostics(fit, table, strataNames, asked, design.terms, level)),
  };
};

/** The fit, or an error that says how fitting ended. */
export function fitted<Fit>(outcome: FitOutcome<Fit>): Fit {
  if (outcome.kind !== 'fitted') throw new Error(`the model was not fitted: ${JSON.stringify(outcome)}`);
  return outcome.fit;
}

function laidOut(test: ChiSquaredTest): { stat: number; df: number; p: number } {
  return { stat: test.statistic, df: test.df, p: test.p };
}

function linearPredictor(fit: CoxFit, data: CoxData): Float64Array {
  return data.time.map((_, i) => {
    let sum = data.offset ? (data.offset[i] as number) : 0;
    data.covariates.forEach((column, j) => {
      sum += (column[i] as number) * (fit.coefficients[j] as number);
    });
    return sum;
  });
}

function diagnostics(
  fit: CoxFit,
  table: Table,
  strataNames: readonly string[],
  asked: Json,
  terms: readonly string[],
  level: number,
): object {
  const p = terms.length;
  const residuals = coxResiduals(fit);
  const head = (values: Float64Array, key: string): Float64Array => {
    const listed = askedPart(askedPart(asked, 'residuals'), key);
    return values.slice(0, Array.isArray(listed) ? listed.length : 0);
  };
  const rows = (values: Float64Array, key: string): number[][] => {
    const listed = askedPart(askedPart(asked, 'residuals'), key);
    return matrixRows(values.slice(0, p * (Array.isArray(listed) ? listed.length : 0)), p);
  };
  const zph: Record<string, unknown> = {};
  for (const name of Object.keys(askedPart(asked, 'cox_zph') ?? {})) {
    const test = proportionalHazardsTest(fit, name as TimeTransform);
    const all = [...test.perCovariate, test.global];
    zph[name] = {
      terms: [...terms, 'GLOBAL'],
      chisq: all.map((t) => t.statistic),
      df: all.map((t) => t.df),
      p: all.map((t) => t.p),
    };
  }
  return {
    cox_zph: zph,
    baseline_cumhaz: baseline(fit, table, strataNames, askedPart(asked, 'baseline_cumhaz')),
    predicted_survival: predictions(fit, terms, askedPart(asked, 'predicted_survival'), level),
    residuals: {
      martingale_head: head(residuals.martingale, 'martingale_head'),
      deviance_head: head(residuals.deviance, 'deviance_head'),
      martingale_sumsq: residuals.martingale.reduce((sum, m) => sum + m * m, 0),
      schoenfeld_head: rows(residuals.schoenfeld, 'schoenfeld_head'),
      dfbeta_head: rows(coxInfluence(fit).dfbeta, 'dfbeta_head'),
    },
  };
}

function baseline(
  fit: CoxFit,
  table: Table,
  strataNames: readonly string[],
  asked: Json | undefined,
): object | undefined {
  if (asked === undefined) return undefined;
  const times = askedPart(asked, 'time') as number[];
  const labels = askedPart(asked, 'strata') as string[] | undefined;
  const curves = baselineHazard(fit);
  const levels = strataNames.length > 0 ? crossFactors(table, strataNames).levels : [''];
  // R leaves the variable names out of the labels where every stratifying variable is text.
  const bare = strataNames.every((name) => !table.isNumeric(name));
  const shown = levels.map((l) => (bare ? l.replace(/[^,=]+=/g, '').trim() : l));
  return {
    centered: false,
    rows_total: curves.reduce((sum, c) => sum + c.time.length, 0),
    time: times,
    strata: labels,
    cumhaz: times.map((t, i) => {
      const curve = curves[labels ? shown.indexOf(labels[i] as string) : 0];
      const at = curve ? curve.time.indexOf(t) : -1;
      return at < 0 ? Number.NaN : curve?.cumulativeHazard[at];
    }),
  };
}

function predictions(
  fit: CoxFit,
  terms: readonly string[],
  asked: Json | undefined,
  level: number,
): object | undefined {
  if (asked === undefined) return undefined;
  const profiles = askedPart(asked, 'profiles') as Record<string, number[]>;
  const times = askedPart(asked, 'times') as number[];
  const count = Object.values(profiles)[0]?.length ?? 0;
  const predicted = Array.from({ length: count }, (_, k) =>
    predictSurvival(
      fit,
      terms.map((t) => profiles[t]?.[k] as number),
      times,
      0,
      'log',
      level,
    ),
  );
  const grid = (key: 'survival' | 'standardError' | 'lower' | 'upper'): number[][] =>
    times.map((_, i) => predicted.map((curve) => curve[key][i] as number));
  return {
    profiles,
    times,
    surv: grid('survival'),
    std_err: grid('standardError'),
    lower: grid('lower'),
    upper: grid('upper'),
  };
}
