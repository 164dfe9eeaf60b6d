import digamma from '@stdlib/math-base-special-digamma';
import { logBinomialTerm } from '../distributions/discrete.ts';
import { gammaCdf } from '../distributions/gamma.ts';
import { findRoot } from '../numeric/rootFinding.ts';

/** A mixture of two gamma distributions as prior of the ratio of observed to expected. */
export interface GammaMixture {
  readonly alpha1: number;
  readonly beta1: number;
  readonly alpha2: number;
  readonly beta2: number;
  /** Prior probability of the first component. */
  readonly p: number;
}

/** log P(N = n) of a count whose mean is E times a gamma(alpha, beta) variable. */
export function logMarginal(n: number, expected: number, alpha: number, beta: number): number {
  const total = beta + expected;
  if (n === 0) return -alpha * Math.log1p(expected / beta);
  return Math.log(alpha / (alpha + n)) + logBinomialTerm(alpha, alpha + n, beta / total, expected / total);
}

/** Posterior probability of the first component. */
export function posteriorMixing(n: number, expected: number, prior: GammaMixture): number {
  const one = Math.log(prior.p) + logMarginal(n, expected, prior.alpha1, prior.beta1);
  const two = Math.log1p(-prior.p) + logMarginal(n, expected, prior.alpha2, prior.beta2);
  return 1 / (1 + Math.exp(two - one));
}

/** Empirical Bayes geometric mean of the ratio: 2 to the posterior expectation of its binary logarithm. */
export function ebgm(n: number, expected: number, prior: GammaMixture): number {
  const q = posteriorMixing(n, expected, prior);
  const one = digamma(prior.alpha1 + n) - Math.log(prior.beta1 + expected);
  const two = digamma(prior.alpha2 + n) - Math.log(prior.beta2 + expected);
  return Math.exp(q * one + (1 - q) * two);
}

/** Posterior quantile of the ratio: EB05 for 0.05, EB95 for 0.95. */
export function ebQuantile(probability: number, n: number, expected: number, prior: GammaMixture): number {
  const q = posteriorMixing(n, expected, prior);
  const f = (log: number): number => {
    const x = Math.exp(log);
    return (
      q * gammaCdf(x * (prior.beta1 + expected), prior.alpha1 + n) +
      (1 - q) * gammaCdf(x * (prior.beta2 + expected), prior.alpha2 + n) -
      probability
    );
  };
  const center = Math.log(ebgm(n, expected, prior));
  let lower = center - 1;
  while (f(lower) > 0 && lower > -700) lower -= 2;
  let upper = center + 1;
  while (f(upper) < 0 && upper < 700) upper += 2;
  return Math.exp(findRoot(f, { lower, upper }));
}
