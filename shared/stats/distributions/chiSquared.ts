import { gammaCdf, gammaQuantile, gammaUpper } from './gamma.ts';

/** P(X ≤ x) of a chi-squared distribution. */
export function chiSquaredCdf(x: number, df: number): number {
  return gammaCdf(x / 2, df / 2);
}

/** P(X > x) of a chi-squared distribution: the p-value of a chi-squared statistic. */
export function chiSquaredUpper(x: number, df: number): number {
  return gammaUpper(x / 2, df / 2);
}

/** The p-quantile of a chi-squared distribution; with `upper`, P(X > x) = p instead. */
export function chiSquaredQuantile(p: number, df: number, upper = false): number {
  return 2 * gammaQuantile(p, df / 2, upper);
}
