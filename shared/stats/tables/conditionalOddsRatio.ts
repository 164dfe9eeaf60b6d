import { hypergeometricDensity } from '../distributions/discrete.ts';
import { findRoot } from '../numeric/rootFinding.ts';
import type { Interval } from './interval.ts';
import type { TwoByTwo } from './twoByTwo.ts';

/** The distribution of the first cell given all margins, for any odds ratio (Fisher's noncentral hypergeometric). */
export class ConditionalDistribution {
  readonly #low: number;
  readonly #observed: number;
  readonly #logDensity: Float64Array;

  constructor({ a, b, c, d }: TwoByTwo) {
    const exposed = a + b;
    const unexposed = c + d;
    const events = a + c;
    this.#low = Math.max(0, events - unexposed);
    this.#observed = a;
    const high = Math.min(exposed, events);
    this.#logDensity = Float64Array.from({ length: high - this.#low + 1 }, (_, k) =>
      Math.log(hypergeometricDensity(this.#low + k, exposed, unexposed, events)),
    );
  }

  /** Whether the observed cell is the smallest or the largest that the margins allow. */
  get atLowest(): boolean {
    return this.#observed === this.#low;
  }

  get atHighest(): boolean {
    return this.#observed === this.#low + this.#logDensity.length - 1;
  }

  /** P(X < a), P(X = a), P(X > a) and E(X) at a log odds ratio. */
  at(logOdds: number): { below: number; equal: number; above: number; mean: number } {
    let largest = Number.NEGATIVE_INFINITY;
    const logs = this.#logDensity.map((l, k) => {
      const value = l + k * logOdds;
      if (value > largest) largest = value;
      return value;
    });
    let below = 0;
    let equal = 0;
    let above = 0;
    let mean = 0;
    logs.forEach((l, k) => {
      const weight = Math.exp(l - largest);
      const x = this.#low + k;
      if (x < this.#observed) below += weight;
      else if (x > this.#observed) above += weight;
      else equal += weight;
      mean += weight * x;
    });
    const total = below + equal + above;
    return { below: below / total, equal: equal / total, above: above / total, mean: mean / total };
  }

  /** The odds ratio at which a decreasing function of the log odds ratio vanishes. */
  #solve(f: (logOdds: number) => number): number {
    let width = 2;
    while (f(-width) < 0 && width < 700) width *= 2;
    let upper = 2;
    while (f(upper) > 0 && upper < 700) upper *= 2;
    return Math.exp(findRoot(f, { lower: -width, upper }));
  }

  /** Conditional maximum likelihood estimate of the odds ratio. */
  maximumLikelihood(): number {
    if (this.atLowest) return this.atHighest ? Number.NaN : 0;
    if (this.atHighest) return Number.POSITIVE_INFINITY;
    return this.#solve((t) => this.#observed - this.at(t).mean);
  }

  /** Median-unbiased estimate: half of the observed probability counted on either side. */
  medianUnbiased(): number {
    if (this.atLowest) return this.atHighest ? Number.NaN : 0;
    if (this.atHighest) return Number.POSITIVE_INFINITY;
    return this.#solve((t) => {
      const { below, equal } = this.at(t);
      return below + equal / 2 - 0.5;
    });
  }

  /** Exact central interval; `observedShare` is the share of P(X = a) that counts: 1 exact, ½ mid-p. */
  interval(confidenceLevel: number, observedShare: number): Interval {
    const tail = (1 - confidenceLevel) / 2;
    return {
      lower: this.atLowest
        ? 0
        : this.#solve((t) => {
            const { above, equal } = this.at(t);
            return tail - (above + observedShare * equal);
          }),
      upper: this.atHighest
        ? Number.POSITIVE_INFINITY
        : this.#solve((t) => {
            const { below, equal } = this.at(t);
            return below + observedShare * equal - tail;
          }),
    };
  }

  /** Two-sided p as the sum of all outcomes not more probable than the observed one. */
  fisherTwoSided(): number {
    const observed = Math.exp(this.#logDensity[this.#observed - this.#low] as number);
    let p = 0;
    for (const l of this.#logDensity) if (Math.exp(l) <= observed * (1 + 1e-7)) p += Math.exp(l);
    return Math.min(1, p);
  }
}
