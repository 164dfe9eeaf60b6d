import digamma from '@stdlib/math-base-special-digamma';
import { logGamma } from '../distributions/gamma.ts';
import { minimise } from '../numeric/minimise.ts';
import { sortOrder } from '../numeric/sortOrder.ts';
import type { Checkpoint } from '../outcome.ts';
import type { GammaMixture } from './gammaPoissonShrinker.ts';

/** Counts with their expected values; `weights` says how many pairs each point stands for. */
export interface ShrinkerData {
  readonly counts: Float64Array;
  readonly expected: Float64Array;
  readonly weights?: Float64Array | undefined;
}

/** Estimated hyperparameters. */
export interface PriorFit {
  readonly prior: GammaMixture;
  readonly negativeLoglik: number;
  /** Largest element of the gradient over the logarithms of the shape and rate parameters and the logit of p. */
  readonly gradient: number;
}

/**
 * Minus the log likelihood of counts of at least `smallest` (each component truncated there, as in DuMouchel and
 * Pregibon, 2001), with its gradient over log alpha1, log beta1, log alpha2, log beta2 and logit p.
 */
export function negativeLogLikelihood(
  data: ShrinkerData,
  prior: GammaMixture,
  smallest = 1,
): { readonly value: number; readonly gradient: Float64Array } {
  const one = new Component(prior.alpha1, prior.beta1, smallest);
  const two = new Component(prior.alpha2, prior.beta2, smallest);
  const gradient = new Float64Array(5);
  const logP = Math.log(prior.p);
  const logQ = Math.log1p(-prior.p);
  let value = 0;
  for (let i = 0; i < data.counts.length; i++) {
    const n = data.counts[i] as number;
    const e = data.expected[i] as number;
    const w = data.weights ? (data.weights[i] as number) : 1;
    const l1 = logP + one.logDensity(n, e);
    const l2 = logQ + two.logDensity(n, e);
    const top = Math.max(l1, l2);
    const log = top + Math.log(Math.exp(l1 - top) + Math.exp(l2 - top));
    const share = Math.exp(l1 - log);
    value -= w * log;
    add(gradient, 0, -w * share * prior.alpha1 * one.byAlpha(n));
    add(gradient, 1, -w * share * prior.beta1 * one.byBeta(n, e));
    two.logDensity(n, e);
    add(gradient, 2, -w * (1 - share) * prior.alpha2 * two.byAlpha(n));
    add(gradient, 3, -w * (1 - share) * prior.beta2 * two.byBeta(n, e));
    add(gradient, 4, -w * (share - prior.p));
  }
  return { value, gradient };
}

function add(values: Float64Array, at: number, v: number): void {
  values[at] = (values[at] as number) + v;
}

/** A truncated negative binomial with memory of the functions of n alone. */
class Component {
  readonly #alpha: number;
  readonly #beta: number;
  readonly #smallest: number;
  readonly #logGammas = new Map<number, number>();
  readonly #digammas = new Map<number, number>();
  readonly #logGammaAlpha: number;
  readonly #digammaAlpha: number;
  /** Of the pair last asked for: log(beta / (beta + E)), and the derivatives of the truncation's logarithm. */
  #logShare = 0;
  #truncatedByAlpha = 0;
  #truncatedByBeta = 0;

  constructor(alpha: number, beta: number, smallest: number) {
    this.#alpha = alpha;
    this.#beta = beta;
    this.#smallest = smallest;
    this.#logGammaAlpha = logGamma(alpha);
    this.#digammaAlpha = digamma(alpha);
  }

  logDensity(n: number, expected: number): number {
    const log = this.#plain(n, expected);
    let below = 0;
    let byAlpha = 0;
    let byBeta = 0;
    for (let k = 0; k < this.#smallest; k++) {
      const f = Math.exp(this.#plain(k, expected));
      below += f;
      byAlpha += f * (this.#digammaAt(k) - this.#digammaAlpha + this.#logShare);
      byBeta += f * (this.#alpha / this.#beta - (this.#alpha + k) / (this.#beta + expected));
    }
    // 1 - below, without losing it when the expected count is tiny.
    const rest = this.#smallest === 1 ? -Math.expm1(this.#alpha * this.#logShare) : 1 - below;
    this.#truncatedByAlpha = -byAlpha / rest;
    this.#truncatedByBeta = -byBeta / rest;
    return log - Math.log(rest);
  }

  byAlpha(n: number): number {
    return this.#digammaAt(n) - this.#digammaAlpha + this.#logShare - this.#truncatedByAlpha;
  }

  byBeta(n: number, expected: number): number {
    return this.#alpha / this.#beta - (this.#alpha + n) / (this.#beta + expected) - this.#truncatedByBeta;
  }

  #plain(n: number, expected: number): number {
    this.#logShare = -Math.log1p(expected / this.#beta);
    let gammas = this.#logGammas.get(n);
    if (gammas === undefined) {
      gammas = logGamma(this.#alpha + n) - this.#logGammaAlpha - logGamma(n + 1);
      this.#logGammas.set(n, gammas);
    }
    const counted = n > 0 ? n * Math.log(expected / (this.#beta + expected)) : 0;
    return gammas + this.#alpha * this.#logShare + counted;
  }

  #digammaAt(n: number): number {
    let value = this.#digammas.get(n);
    if (value === undefined) {
      value = digamma(this.#alpha + n);
      this.#digammas.set(n, value);
    }
    return value;
  }
}

const STARTS: readonly GammaMixture[] = [
  { alpha1: 0.2, beta1: 0.1, alpha2: 2, beta2: 4, p: 1 / 3 },
  { alpha1: 0.2, beta1: 0.1, alpha2: 2, beta2: 4, p: 0.1 },
  { alpha1: 2, beta1: 0.5, alpha2: 2, beta2: 2, p: 0.1 },
  { alpha1: 5, beta1: 1, alpha2: 1, beta2: 1, p: 0.5 },
];

/**
 * Maximum likelihood hyperparameters of the gamma mixture, from several starts (DuMouchel, 1999). Components come in
 * order of their means. The likelihood is flat: different hyperparameters can fit nearly as well.
 */
export function estimatePrior(data: ShrinkerData, smallest = 1, checkpoint?: Checkpoint): PriorFit {
  let best: PriorFit | undefined;
  for (const start of STARTS) {
    const minimum = minimise(
      (x) => {
        checkpoint?.(STARTS.indexOf(start) / STARTS.length);
        return negativeLogLikelihood(data, toPrior(x), smallest);
      },
      [
        Math.log(start.alpha1),
        Math.log(start.beta1),
        Math.log(start.alpha2),
        Math.log(start.beta2),
        Math.log(start.p / (1 - start.p)),
      ],
      1e-6,
      400,
    );
    if (best && !(minimum.value < best.negativeLoglik)) continue;
    best = {
      prior: ordered(toPrior(minimum.x)),
      negativeLoglik: minimum.value,
      gradient: Math.max(...minimum.gradient.map(Math.abs)),
    };
  }
  return best as PriorFit;
}

function toPrior(x: Float64Array): GammaMixture {
  const [a1 = 0, b1 = 0, a2 = 0, b2 = 0, logit = 0] = x;
  return {
    alpha1: Math.exp(a1),
    beta1: Math.exp(b1),
    alpha2: Math.exp(a2),
    beta2: Math.exp(b2),
    p: 1 / (1 + Math.exp(-logit)),
  };
}

function ordered(prior: GammaMixture): GammaMixture {
  if (prior.alpha1 / prior.beta1 <= prior.alpha2 / prior.beta2) return prior;
  return {
    alpha1: prior.alpha2,
    beta1: prior.beta2,
    alpha2: prior.alpha1,
    beta2: prior.beta1,
    p: 1 - prior.p,
  };
}

const KEEP = [100, 75, 50, 25] as const;
const CUTS = [500, 1e3, 1e4, 1e5, 5e5, 1e6, 5e6, Number.POSITIVE_INFINITY] as const;
const SUPER_POINTS = [50, 75, 150, 500, 750, 1e3, 2e3, 5e3] as const;

/**
 * Data squashing: pairs with the same count and similar expected values become one weighted point, but for the largest
 * expected values (DuMouchel and Pregibon, 2001; the sizes are those of R openEBGM::autoSquash).
 */
export function squash(data: ShrinkerData): ShrinkerData {
  const order = sortOrder(data.expected);
  const byCount = new Map<number, number[]>();
  for (const i of order) {
    const n = data.counts[i] as number;
    const list = byCount.get(n) ?? [];
    list.push(data.expected[i] as number);
    byCount.set(n, list);
  }
  const points: { n: number; e: number; w: number }[] = [];
  let position = 0;
  for (const n of [...byCount.keys()].sort((a, b) => a - b)) {
    const values = byCount.get(n) ?? [];
    if (values.length <= Math.max(...KEEP) + 1) {
      for (const e of values) points.push({ n, e, w: 1 });
      continue;
    }
    const keep = KEEP[Math.min(position, KEEP.length - 1)] as number;
    position++;
    const squashed = values.length - keep;
    const target = SUPER_POINTS[CUTS.findIndex((cut) => squashed < cut)] as number;
    const size = Math.max(2, Math.floor(squashed / target));
    for (let from = 0; from < squashed; from += size) {
      const bin = values.slice(from, Math.min(from + size, squashed));
      points.push({ n, e: bin.reduce((a, b) => a + b, 0) / bin.length, w: bin.length });
    }
    for (const e of values.slice(squashed)) points.push({ n, e, w: 1 });
  }
  return {
    counts: Float64Array.from(points, (p) => p.n),
    expected: Float64Array.from(points, (p) => p.e),
    weights: Float64Array.from(points, (p) => p.w),
  };
}
