import digamma from '@stdlib/math-base-special-digamma';
import trigamma from '@stdlib/math-base-special-trigamma';
import type { Checkpoint, FitOutcome } from '../outcome.ts';
import { type GlmData, type GlmFit, generalisedLinearModel } from './glm.ts';
import { negativeBinomialLog, poissonLog } from './glmFamily.ts';

/** A negative binomial regression: a log-linear model with an estimated shape. */
export interface NegativeBinomialFit {
  readonly model: GlmFit;
  /** The variance is mu + mu² / theta. */
  readonly theta: number;
  readonly thetaSe: number;
  /** Log likelihood over coefficients and theta. */
  readonly loglik: number;
}

/**
 * Negative binomial regression with log link: coefficients and theta maximised in turn (R MASS::glm.nb).
 * Without overdispersion theta has no finite maximum and the outcome is `notConverged`.
 */
export function negativeBinomialRegression(
  data: GlmData,
  checkpoint?: Checkpoint,
): FitOutcome<NegativeBinomialFit> {
  const pauses = checkpoint ? { checkpoint } : {};
  const poisson = generalisedLinearModel(data, { family: poissonLog, ...pauses });
  if (poisson.kind !== 'fitted') return poisson;
  let fit = poisson.fit;
  let theta = thetaByMaximumLikelihood(data, fit.fitted, undefined);
  for (let iteration = 0; iteration < 200; iteration++) {
    if (!(theta.value < 1e7)) return { kind: 'notConverged', iterations: iteration };
    const outcome = generalisedLinearModel(data, {
      family: negativeBinomialLog(theta.value),
      start: fit.coefficients,
      ...pauses,
    });
    if (outcome.kind !== 'fitted') return outcome;
    fit = outcome.fit;
    const next = thetaByMaximumLikelihood(data, fit.fitted, theta.value);
    const settled = Math.abs(next.value - theta.value) <= 1e-10 * theta.value;
    theta = next;
    if (settled) {
      return {
        kind: 'fitted',
        fit: { model: fit, theta: theta.value, thetaSe: theta.standardError, loglik: fit.loglik },
      };
    }
  }
  return { kind: 'notConverged', iterations: 200 };
}

function thetaByMaximumLikelihood(
  data: GlmData,
  mu: Float64Array,
  start: number | undefined,
): { readonly value: number; readonly standardError: number } {
  const { outcome, weights } = data;
  const weight = (i: number): number => (weights ? (weights[i] as number) : 1);
  let value = start ?? momentStart(outcome, mu, weight);
  let information = Number.NaN;
  for (let iteration = 0; iteration < 200; iteration++) {
    let score = 0;
    information = 0;
    for (let i = 0; i < outcome.length; i++) {
      const y = outcome[i] as number;
      const m = mu[i] as number;
      const w = weight(i);
      score +=
        w *
        (digamma(value + y) -
          digamma(value) +
          Math.log(value) +
          1 -
          Math.log(value + m) -
          (y + value) / (m + value));
      information +=
        w *
        (-trigamma(value + y) +
          trigamma(value) -
          1 / value +
          2 / (m + value) -
          (y + value) / (m + value) ** 2);
    }
    const step = score / information;
    const next = value + (information > 0 ? step : Math.sign(score) * value);
    const bounded = Math.min(Math.max(next, value / 4), value * 4);
    const done = Math.abs(bounded - value) <= 1e-12 * value;
    value = bounded;
    if (done || !(value < 1e8)) break;
  }
  return { value, standardError: Math.sqrt(1 / information) };
}

function momentStart(outcome: Float64Array, mu: Float64Array, weight: (i: number) => number): number {
  let n = 0;
  let sum = 0;
  outcome.forEach((y, i) => {
    n += weight(i);
    sum += weight(i) * (y / (mu[i] as number) - 1) ** 2;
  });
  return n / sum;
}
