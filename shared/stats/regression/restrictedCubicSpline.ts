import { quantile } from '../descriptive/quantile.ts';

/**
 * The columns of a restricted cubic spline: the value itself, then one column per inner knot, cubic between the outer
 * knots and linear beyond them, divided by the squared distance of the outer knots so that all are on the scale of the
 * value. Source: Harrell, Regression Modeling Strategies (2015), 2.4.5; R Hmisc::rcspline.eval (inclx, norm = 2).
 *
 * @param knots at least three, ascending and distinct
 * @returns knots.length − 1 columns
 */
export function restrictedCubicSpline(values: ArrayLike<number>, knots: readonly number[]): Float64Array[] {
  const k = knots.length;
  const first = knots[0] as number;
  const last = knots[k - 1] as number;
  const beforeLast = knots[k - 2] as number;
  const scale = (last - first) ** 2;
  const cube = (x: number): number => (x > 0 ? x * x * x : 0);
  const columns = [Float64Array.from(values)];
  for (const knot of knots.slice(0, k - 2)) {
    columns.push(
      Float64Array.from(
        values,
        (x) =>
          (cube(x - knot) -
            (cube(x - beforeLast) * (last - knot)) / (last - beforeLast) +
            (cube(x - last) * (beforeLast - knot)) / (last - beforeLast)) /
          scale,
      ),
    );
  }
  return columns;
}

/**
 * Knots at quantiles of the values, evenly spaced between the outer ones: 0.10 and 0.90 for three knots, 0.05 and 0.95
 * for four to six, 0.025 and 0.975 for more (Harrell's recommendation). Equal quantiles are given once, so that fewer
 * may come back.
 */
export function splineKnots(values: ArrayLike<number>, count: number): number[] {
  const outer = count === 3 ? 0.1 : count <= 6 ? 0.05 : 0.025;
  const places = Array.from({ length: count }, (_, i) => outer + (i * (1 - 2 * outer)) / (count - 1));
  const knots = places.map((p) => quantile(values, p));
  const spread = (knots[count - 1] as number) - (knots[0] as number);
  return knots.filter((knot, k) => k === 0 || knot - (knots[k - 1] as number) > 1e-9 * spread);
}
