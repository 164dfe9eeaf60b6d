import digamma from '@stdlib/math-base-special-digamma';
import trigamma from '@stdlib/math-base-special-trigamma';
import {
  betaCdf,
  betaDensity,
  betaQuantile,
  betaUpper,
} from '../../../../shared/stats/distributions/beta.ts';
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredUpper,
} from '../../../../shared/stats/distributions/chiSquared.ts';
import * as discrete from '../../../../shared/stats/distributions/discrete.ts';
import { fCdf, fUpper } from '../../../../shared/stats/distributions/fDistribution.ts';
import {
  gammaCdf,
  gammaDensity,
  gammaQuantile,
  gammaUpper,
  logGamma,
} from '../../../../shared/stats/distributions/gamma.ts';
import {
  normalCdf,
  normalDensity,
  normalQuantile,
  normalUpper,
} from '../../../../shared/stats/distributions/normal.ts';
import { rankSumCdf, signedRankCdf } from '../../../../shared/stats/distributions/rankDistributions.ts';
import { studentizedRangeCdf } from '../../../../shared/stats/distributions/studentizedRange.ts';
import {
  studentTCdf,
  studentTQuantile,
  studentTUpper,
} from '../../../../shared/stats/distributions/studentT.ts';
import type { Adapter } from '../adapter.ts';
import { askedPart } from '../adapter.ts';

type Args = (name: string) => number;

const functions: Readonly<Record<string, (a: Args) => number>> = {
  pnorm: (a) => normalCdf(a('q')),
  pnorm_upper: (a) => normalUpper(a('q')),
  dnorm: (a) => normalDensity(a('x')),
  qnorm: (a) => normalQuantile(a('p')),
  pchisq: (a) => chiSquaredCdf(a('q'), a('df')),
  pchisq_upper: (a) => chiSquaredUpper(a('q'), a('df')),
  qchisq: (a) => chiSquaredQuantile(a('p'), a('df')),
  qt: (a) => studentTQuantile(a('p'), a('df')),
  pgamma: (a) => gammaCdf(a('q'), a('shape')),
  pgamma_upper: (a) => gammaUpper(a('q'), a('shape')),
  dgamma: (a) => gammaDensity(a('x'), a('shape')),
  qgamma: (a) => gammaQuantile(a('p'), a('shape')),
  pbeta: (a) => betaCdf(a('q'), a('shape1'), a('shape2')),
  pbeta_upper: (a) => betaUpper(a('q'), a('shape1'), a('shape2')),
  dbeta: (a) => betaDensity(a('x'), a('shape1'), a('shape2')),
  qbeta: (a) => betaQuantile(a('p'), a('shape1'), a('shape2')),
  pt: (a) => studentTCdf(a('q'), a('df')),
  pt_upper: (a) => studentTUpper(a('q'), a('df')),
  pf: (a) => fCdf(a('q'), a('df1'), a('df2')),
  pf_upper: (a) => fUpper(a('q'), a('df1'), a('df2')),
  lgamma: (a) => logGamma(a('x')),
  digamma: (a) => digamma(a('x')),
  trigamma: (a) => trigamma(a('x')),
  dbinom: (a) => discrete.binomialDensity(a('x'), a('size'), a('prob')),
  pbinom: (a) => discrete.binomialCdf(a('q'), a('size'), a('prob')),
  pbinom_upper: (a) => discrete.binomialUpper(a('q'), a('size'), a('prob')),
  dpois: (a) => discrete.poissonDensity(a('x'), a('lambda')),
  ppois: (a) => discrete.poissonCdf(a('q'), a('lambda')),
  ppois_upper: (a) => discrete.poissonUpper(a('q'), a('lambda')),
  dnbinom: (a) => discrete.negativeBinomialDensity(a('x'), a('size'), a('prob')),
  pnbinom: (a) => discrete.negativeBinomialCdf(a('q'), a('size'), a('prob')),
  dhyper: (a) => discrete.hypergeometricDensity(a('x'), a('m'), a('n'), a('k')),
  phyper: (a) => discrete.hypergeometricCdf(a('q'), a('m'), a('n'), a('k')),
  pwilcox: (a) => rankSumCdf(a('q'), a('m'), a('n')),
  psignrank: (a) => signedRankCdf(a('q'), a('n')),
  ptukey: (a) => studentizedRangeCdf(a('q'), a('nmeans'), a('df')),
};

/** Cases list functions with their arguments beside the value; the arguments are read from there. */
export const specialFunctions: Adapter = ({ asked }) => {
  const values = askedPart(asked, 'values');
  if (!Array.isArray(values)) throw new Error('no list of values');
  return {
    count: values.length,
    values: values.map((entry) => {
      const { fn, args } = entry as { fn: string; args: Record<string, number> };
      return { fn, args, value: evaluate(fn, args) };
    }),
  };
};

function evaluate(fn: string, args: Readonly<Record<string, number>>): number {
  // Names such as qchisq_17 carry the degrees of freedom.
  const [, base = fn, df] = /^([a-z]+)_([\d.]+)$/.exec(fn) ?? [];
  const f = functions[base];
  if (!f) throw new Error(`no function ${fn}`);
  const alternatives: Record<string, string> = { x: 'q', q: 'x' };
  return f(
    (name) => args[name] ?? args[alternatives[name] ?? ''] ?? (name === 'df' ? Number(df) : Number.NaN),
  );
}
