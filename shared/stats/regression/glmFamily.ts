import { logGamma } from '../distributions/gamma.ts';
import { normalDensity, normalLogCdf, normalQuantile } from '../distributions/normal.ts';

/** A family of outcome distributions with its link, as a generalised linear model needs it. */
export interface GlmFamily {
  readonly name: 'gaussian' | 'binomial' | 'poisson' | 'negativeBinomial';
  readonly link: 'identity' | 'logit' | 'probit' | 'log';
  /** Mean for a linear predictor, and its derivative. */
  readonly mean: (eta: number) => number;
  readonly meanDerivative: (eta: number) => number;
  readonly variance: (mu: number) => number;
  /** Linear predictor to start from for an outcome. */
  readonly start: (y: number) => number;
  readonly linkOf: (mu: number) => number;
  /** Contribution to the deviance of an outcome, given the linear predictor. */
  readonly deviance: (y: number, eta: number) => number;
  /** Log density with dispersion 1; not used for the gaussian, whose variance is estimated. */
  readonly logDensity: (y: number, mu: number, eta: number) => number;
}

const identity = (v: number): number => v;

/** Normal outcomes with the identity link. */
export const gaussian: GlmFamily = {
  name: 'gaussian',
  link: 'identity',
  mean: identity,
  meanDerivative: () => 1,
  variance: () => 1,
  start: identity,
  linkOf: identity,
  deviance: (y, eta) => (y - eta) ** 2,
  logDensity: () => Number.NaN,
};

/** −log(1 + e^(−eta)) and −log(1 + e^eta): log probabilities of a logistic outcome, without overflow. */
function logLogistic(eta: number): number {
  return eta > 0 ? -Math.log1p(Math.exp(-eta)) : eta - Math.log1p(Math.exp(eta));
}

/** −2 (log likelihood minus that of the saturated model) for a proportion y. */
function binomialDeviance(y: number, logMu: number, logOther: number): number {
  let d = 0;
  if (y > 0) d += y * (Math.log(y) - logMu);
  if (y < 1) d += (1 - y) * (Math.log1p(-y) - logOther);
  return 2 * d;
}

/** Binary outcomes (or proportions with weights) with the logit link. */
export const binomialLogit: GlmFamily = {
  name: 'binomial',
  link: 'logit',
  mean: (eta) => 1 / (1 + Math.exp(-eta)),
  meanDerivative: (eta) => {
    const e = Math.exp(-Math.abs(eta));
    return e / ((1 + e) * (1 + e));
  },
  variance: (mu) => mu * (1 - mu),
  start: (y) => Math.log((y + 0.5) / (1.5 - y)),
  linkOf: (mu) => Math.log(mu / (1 - mu)),
  deviance: (y, eta) => {
    if (y === 1) return -2 * logLogistic(eta);
    if (y === 0) return -2 * logLogistic(-eta);
    return binomialDeviance(y, logLogistic(eta), logLogistic(-eta));
  },
  logDensity: (y, _mu, eta) => y * logLogistic(eta) + (1 - y) * logLogistic(-eta),
};

/** Binary outcomes with the probit link. */
export const binomialProbit: GlmFamily = {
  name: 'binomial',
  link: 'probit',
  mean: (eta) => Math.exp(normalLogCdf(eta)),
  meanDerivative: normalDensity,
  variance: (mu) => mu * (1 - mu),
  start: (y) => normalQuantile((y + 0.5) / 2),
  linkOf: normalQuantile,
  deviance: (y, eta) => binomialDeviance(y, normalLogCdf(eta), normalLogCdf(-eta)),
  logDensity: (y, _mu, eta) => y * normalLogCdf(eta) + (1 - y) * normalLogCdf(-eta),
};

/** Counts with the log link. */
export const poissonLog: GlmFamily = {
  name: 'poisson',
  link: 'log',
  mean: Math.exp,
  meanDerivative: Math.exp,
  variance: identity,
  start: (y) => Math.log(y + 0.1),
  linkOf: Math.log,
  deviance: (y, eta) => 2 * ((y > 0 ? y * (Math.log(y) - eta) : 0) - (y - Math.exp(eta))),
  logDensity: (y, mu, eta) => (y > 0 ? y * eta : 0) - mu - logGamma(y + 1),
};

/** Overdispersed counts with the log link and variance mu + mu²/theta. */
export function negativeBinomialLog(theta: number): GlmFamily {
  return {
    name: 'negativeBinomial',
    link: 'log',
    mean: Math.exp,
    meanDerivative: Math.exp,
    variance: (mu) => mu + (mu * mu) / theta,
    start: (y) => Math.log(y + (y === 0 ? 1 / 6 : 0)),
    linkOf: Math.log,
    deviance: (y, eta) =>
      2 *
      ((y > 0 ? y * (Math.log(y) - eta) : 0) - (y + theta) * Math.log((y + theta) / (Math.exp(eta) + theta))),
    logDensity: (y, mu) =>
      logGamma(theta + y) -
      logGamma(theta) -
      logGamma(y + 1) +
      theta * Math.log(theta) +
      (y > 0 ? y * Math.log(mu) : 0) -
      (theta + y) * Math.log(theta + mu),
  };
}
