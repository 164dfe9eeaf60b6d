import { poissonInterval } from '../rates/incidenceRate.ts';

/** What a reporting fraction is made of: independent counts. */
export interface ReportingCounts {
  readonly reports: number;
  /** Events of the exposed and of the unexposed, with their person-time in the same unit. */
  readonly exposed: { readonly events: number; readonly time: number };
  readonly unexposed: { readonly events: number; readonly time: number };
}

/** Cases that are expected of the exposed at the unexposed's rate, the excess over them, and reports per excess case. */
export interface ReportingFraction {
  readonly expected: number;
  readonly excess: number;
  /** Null without an excess; `upper` null where the excess may be none. */
  readonly fraction: {
    readonly estimate: number;
    readonly lower: number;
    readonly upper: number | null;
  } | null;
}

/**
 * Reports ÷ excess cases with an interval that knows the randomness of all three counts: exact Poisson limits of each,
 * recovered into limits of the excess (a difference) and then of the fraction (a ratio) by the method of variance
 * estimates recovery (Zou and Donner, 2008; for ratios Donner and Zou, 2012).
 * @returns null without person-time of either group
 */
export function reportingFraction(
  { reports, exposed, unexposed }: ReportingCounts,
  confidenceLevel = 0.95,
): ReportingFraction | null {
  if (!(exposed.time > 0 && unexposed.time > 0)) return null;
  const scale = exposed.time / unexposed.time;
  const limits = (count: number) => poissonInterval(count, 'exact', confidenceLevel);
  const [own, other, told] = [limits(exposed.events), limits(unexposed.events), limits(reports)];
  const expected = unexposed.events * scale;
  const excess = exposed.events - expected;
  if (!(excess > 0)) return { expected, excess, fraction: null };
  const lowest = excess - Math.hypot(exposed.events - own.lower, (other.upper - unexposed.events) * scale);
  const highest = excess + Math.hypot(own.upper - exposed.events, (unexposed.events - other.lower) * scale);
  const product = reports * excess;
  const lowerTerm = told.lower * (2 * reports - told.lower);
  const lowerRoot = Math.sqrt(Math.max(0, product ** 2 - lowerTerm * highest * (2 * excess - highest)));
  const denominator = lowest * (2 * excess - lowest);
  const upperRoot = Math.sqrt(
    Math.max(0, product ** 2 - told.upper * (2 * reports - told.upper) * denominator),
  );
  return {
    expected,
    excess,
    fraction: {
      estimate: reports / excess,
      lower: lowerTerm > 0 ? lowerTerm / (product + lowerRoot) : 0,
      upper: lowest > 0 ? (product + upperRoot) / denominator : null,
    },
  };
}
