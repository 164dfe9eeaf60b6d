import { crossValidate, denseColumn } from '../../../../shared/stats/penalised/crossValidation.ts';
import {
  type ElasticNetOptions,
  elasticNetPath,
  type PenalisedData,
} from '../../../../shared/stats/penalised/elasticNet.ts';
import {
  type Adapter,
  askedPart,
  flagArg,
  numberArg,
  numbersArg,
  onlyTable,
  optionalText,
  textArg,
  textsArg,
} from '../adapter.ts';
import { fitted } from './cox.ts';

/** glmnet::glmnet and cv.glmnet. */
function penalised(family: ElasticNetOptions['family']): Adapter {
  return ({ args, tables, asked }) => {
    const names = textsArg(args, 'covariates');
    const outcomeName = textArg(args, 'outcome');
    const offsetName = optionalText(args, 'offset_log_of');
    const weightName = optionalText(args, 'weights');
    const table = onlyTable({ args, tables, asked }).complete([
      outcomeName,
      offsetName,
      weightName,
      ...names,
    ]);
    const data: PenalisedData = {
      outcome: table.numbers(outcomeName),
      columns: names.map((name) => denseColumn(table.numbers(name))),
      offset: offsetName ? table.numbers(offsetName).map(Math.log) : undefined,
      weights: weightName ? table.numbers(weightName) : undefined,
    };
    const lambda = numbersArg(args, 'lambda');
    const factors = numbersArg(args, 'penalty_factor');
    const shared: ElasticNetOptions = {
      family,
      alpha: numberArg(args, 'alpha', 1),
      standardise: flagArg(args, 'standardize', true),
      penaltyFactor: factors.length > 0 ? factors : undefined,
    };
    const path = fitted(elasticNetPath(data, { ...shared, lambda }));
    const folds = numbersArg(args, 'foldid');
    const cross = (measure: 'deviance' | 'auc'): object | undefined => {
      if (folds.length === 0) return undefined;
      const cv = fitted(crossValidate(data, { ...shared, lambda }, folds, measure));
      return {
        measure: measure === 'deviance' ? 'Binomial Deviance' : undefined,
        lambda: cv.lambda,
        cvm: cv.mean,
        cvsd: cv.standardError,
        nzero: path.nonZero,
        lambda_min: cv.lambdaMin,
        lambda_1se: cv.lambda1se,
      };
    };
    return {
      lambda,
      intercept: path.intercept,
      beta: path.beta,
      df: path.nonZero,
      dev_ratio: path.devianceRatio,
      null_deviance: path.nullDeviance,
      lambda_max_default: path.lambdaMax,
      default_lambda_grid_25: askedPart(asked, 'default_lambda_grid_25')
        ? fitted(elasticNetPath(data, { ...shared, pathLength: 25 })).lambda
        : undefined,
      cv: cross('deviance'),
      cv_auc: cross('auc'),
    };
  };
}

export const penalisedBinomialAdapter = penalised('binomial');
export const penalisedPoissonAdapter = penalised('poisson');
export const penalisedGaussianAdapter = penalised('gaussian');
