import { chiSquaredUpper } from '../distributions/chiSquared.ts';
import { normalTwoSided, normalUpper } from '../distributions/normal.ts';

/** Test for a linear trend of proportions over ordered groups. */
export interface TrendTest {
  readonly z: number;
  readonly statistic: number;
  readonly p: number;
  /** With N - 1 in place of N in the variance. */
  readonly zNMinusOne: number;
  readonly pNMinusOne: number;
  readonly pIncreasing: number;
}

/** Cochran-Armitage test for trend (Armitage, 1955; R prop.trend.test). */
export function cochranArmitageTest(
  events: ArrayLike<number>,
  totals: ArrayLike<number>,
  scores: ArrayLike<number>,
): TrendTest {
  let n = 0;
  let x = 0;
  let ns = 0;
  let xs = 0;
  let nss = 0;
  for (let i = 0; i < events.length; i++) {
    const s = scores[i] as number;
    n += totals[i] as number;
    x += events[i] as number;
    ns += (totals[i] as number) * s;
    xs += (events[i] as number) * s;
    nss += (totals[i] as number) * s * s;
  }
  const p = x / n;
  const z = (xs - p * ns) / Math.sqrt(p * (1 - p) * (nss - (ns * ns) / n));
  const zNMinusOne = z * Math.sqrt((n - 1) / n);
  return {
    z,
    statistic: z * z,
    p: chiSquaredUpper(z * z, 1),
    zNMinusOne,
    pNMinusOne: normalTwoSided(zNMinusOne),
    pIncreasing: normalUpper(z),
  };
}
