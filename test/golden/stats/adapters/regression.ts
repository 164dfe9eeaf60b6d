import type { CoxTies } from '../../../../shared/stats/cox/coxData.ts';
import { chiSquaredUpper } from '../../../../shared/stats/distributions/chiSquared.ts';
import { normalMultiplier, normalTwoSided } from '../../../../shared/stats/distributions/normal.ts';
import { studentTTwoSided } from '../../../../shared/stats/distributions/studentT.ts';
import { diagonalRoots } from '../../../../shared/stats/numeric/matrix.ts';
import { conditionalLogistic } from '../../../../shared/stats/regression/conditionalLogistic.ts';
import {
  type GlmData,
  type GlmFit,
  generalisedLinearModel,
} from '../../../../shared/stats/regression/glm.ts';
import {
  binomialLogit,
  binomialProbit,
  type GlmFamily,
  gaussian,
  poissonLog,
} from '../../../../shared/stats/regression/glmFamily.ts';
import { profileInterval } from '../../../../shared/stats/regression/profileInterval.ts';
import {
  type ClusterCorrection,
  clusteredCovariance,
  type RobustType,
  robustCovariance,
} from '../../../../shared/stats/regression/robustCovariance.ts';
import {
  type Adapter,
  askedPart,
  matrixRows,
  numberArg,
  onlyTable,
  optionalText,
  textArg,
  textsArg,
} from '../adapter.ts';
import { designColumns, variableNames } from '../design.ts';
import { numericTerm, parseRightSide, type RightSide } from '../formula.ts';
import { fitted } from './cox.ts';

interface Formula extends RightSide {
  readonly outcome: string;
}

function parseFormula(text: string): Formula {
  const [outcome = '', right = ''] = text.split('~').map((s) => s.trim());
  return { outcome, ...parseRightSide(right) };
}

function familyOf(text: string): { family: GlmFamily; quasi: boolean } {
  const quasi = text.startsWith('quasi');
  if (text.includes('probit')) return { family: binomialProbit, quasi };
  if (text.includes('binomial')) return { family: binomialLogit, quasi };
  if (text.includes('poisson')) return { family: poissonLog, quasi };
  return { family: gaussian, quasi };
}

/** stats::glm with sandwich's robust variances, profile intervals and likelihood-ratio tests of terms. */
export const glmAdapter: Adapter = ({ args, tables, asked }) => {
  const formula = parseFormula(textArg(args, 'formula'));
  const { family, quasi } = familyOf(textArg(args, 'family'));
  const weightName = optionalText(args, 'weights');
  const clusterName = optionalText(args, 'cluster');
  const table = onlyTable({ args, tables, asked }).complete([
    formula.outcome,
    weightName,
    clusterName,
    ...variableNames(formula.offset ? [...formula.terms, formula.offset] : formula.terms),
  ]);
  const dataFor = (terms: readonly string[]): GlmData => ({
    outcome: table.numbers(formula.outcome),
    covariates: designColumns(table, terms).columns,
    weights: weightName ? table.numbers(weightName) : undefined,
    offset: formula.offset ? numericTerm(table, formula.offset) : undefined,
  });
  const fitTo = (terms: readonly string[]): GlmFit =>
    fitted(generalisedLinearModel(dataFor(terms), { family, estimateDispersion: quasi }));
  const data = dataFor(formula.terms);
  const fit = fitTo(formula.terms);
  const design = designColumns(table, formula.terms);
  const k = fit.rank;
  const level = numberArg(args, 'conf_level', 0.95);
  const se = diagonalRoots(fit.covariance, k);
  const stat = fit.coefficients.map((b, j) => b / (se[j] as number));
  const z = normalMultiplier(level);
  const robust: Record<string, unknown> = {};
  for (const type of ['HC0', 'HC1', 'HC2', 'HC3'] as RobustType[]) {
    const covariance = robustCovariance(data, fit, type);
    robust[type] = { se: diagonalRoots(covariance, k), vcov: matrixRows(covariance, k) };
  }
  const head = askedPart(asked, 'fitted_head');
  const profiles = askedPart(asked, 'profile_ci')
    ? Array.from({ length: k }, (_, j) => profileInterval(data, fit, j, level))
    : [];
  const limits = { lower: profiles.map((c) => c.lower), upper: profiles.map((c) => c.upper) };
  return {
    terms: ['(Intercept)', ...design.terms],
    coef: fit.coefficients,
    se,
    stat,
    p: stat.map((t) => (fit.dispersionEstimated ? studentTTwoSided(t, fit.dfResidual) : normalTwoSided(t))),
    lower: fit.coefficients.map((b, j) => b - z * (se[j] as number)),
    upper: fit.coefficients.map((b, j) => b + z * (se[j] as number)),
    vcov: matrixRows(fit.covariance, k),
    deviance: fit.deviance,
    null_deviance: fit.nullDeviance,
    df_residual: fit.dfResidual,
    loglik: fit.loglik,
    aic: fit.aic,
    bic: fit.bic,
    fitted_head: fit.fitted.slice(0, Array.isArray(head) ? head.length : 0),
    pearson_chisq: fit.pearson,
    dispersion: fit.dispersion,
    robust,
    cluster: clusterName ? clustered(data, fit, table.factor(clusterName).codes) : undefined,
    profile_ci: limits,
    profile_ci_MASS: limits,
    lr_drop1: dropOne(formula.terms, fit, fitTo),
  };
};

function clustered(data: GlmData, fit: GlmFit, codes: Int32Array): object {
  const se = (correction: ClusterCorrection) => ({
    se: diagonalRoots(clusteredCovariance(data, fit, codes, correction), fit.rank),
  });
  return {
    n_clusters: new Set(codes).size,
    HC0_noadj: se('none'),
    HC0_cadj: se('clusters'),
    HC1_cadj: se('clustersAndRows'),
  };
}

function dropOne(terms: readonly string[], fit: GlmFit, fitTo: (terms: readonly string[]) => GlmFit): object {
  const tests = terms.map((term) => {
    const smaller = fitTo(terms.filter((t) => t !== term));
    const df = fit.rank - smaller.rank;
    const lrt =
      fit.family.name === 'gaussian'
        ? fit.n * Math.log(smaller.deviance / fit.deviance)
        : (smaller.deviance - fit.deviance) / fit.dispersion;
    return { df, lrt, p: chiSquaredUpper(lrt, df) };
  });
  return { terms, df: tests.map((t) => t.df), lrt: tests.map((t) => t.lrt), p: tests.map((t) => t.p) };
}

/** survival::clogit. */
export const conditionalLogisticAdapter: Adapter = (input) => {
  const { args } = input;
  const names = textsArg(args, 'covariates');
  const outcome = textArg(args, 'outcome');
  const strata = textArg(args, 'strata');
  const table = onlyTable(input).complete([outcome, strata, ...variableNames(names)]);
  const design = designColumns(table, names);
  const z = normalMultiplier(numberArg(args, 'conf_level', 0.95));
  const result: Record<string, unknown> = { terms: design.terms };
  for (const method of textsArg(args, 'methods')) {
    const fit = fitted(
      conditionalLogistic(
        {
          outcome: Uint8Array.from(table.numbers(outcome)),
          covariates: design.columns,
          strata: table.factor(strata).codes,
        },
        method as CoxTies,
      ),
    );
    const p = design.terms.length;
    const se = diagonalRoots(fit.covariance, p);
    result[method] = {
      coef: fit.coefficients,
      or: fit.coefficients.map(Math.exp),
      se,
      lower: fit.coefficients.map((b, j) => Math.exp(b - z * (se[j] as number))),
      upper: fit.coefficients.map((b, j) => Math.exp(b + z * (se[j] as number))),
      p: fit.coefficients.map((b, j) => normalTwoSided(b / (se[j] as number))),
      vcov: matrixRows(fit.covariance, p),
      loglik_null: fit.loglikNull,
      loglik: fit.loglik,
      lr: fit.likelihoodRatioTest.statistic,
      wald: fit.waldTest.statistic,
      score: fit.scoreTest.statistic,
      df: p,
    };
  }
  return result;
};
