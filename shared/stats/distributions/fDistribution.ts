import { betaCdf, betaUpper } from './beta.ts';

/** P(F > x) of an F distribution: the p-value of an F statistic. */
export function fUpper(x: number, df1: number, df2: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 1;
  const product = df1 * x;
  if (product > df2) return betaCdf(df2 / (df2 + product), df2 / 2, df1 / 2);
  return betaUpper(product / (df2 + product), df1 / 2, df2 / 2);
}

/** P(F ≤ x) of an F distribution. */
export function fCdf(x: number, df1: number, df2: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 0;
  const product = df1 * x;
  if (product > df2) return betaUpper(df2 / (df2 + product), df2 / 2, df1 / 2);
  return betaCdf(product / (df2 + product), df1 / 2, df2 / 2);
}
