import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../propertySeed.ts';
import { metaAnalysis } from '../../../shared/stats/meta/randomEffects.ts';
import { empiricalBayes } from '../../../shared/stats/meta/shrinkage.ts';

test('estimates are those of metafor::blup with the Paule-Mandel variance', () => {
  const shrunk = empiricalBayes({ estimates: [-0.5, 0.1, 0.3, -0.9], variances: [0.04, 0.09, 0.02, 0.25] });
  const estimates = [-0.441237890934, 0.0154651278238, 0.2558609211142, -0.480705606212];
  const errors = [0.187239167778, 0.260673426333, 0.136746852004, 0.359762998567];
  shrunk.forEach(({ estimate, standardError }, i) => {
    expect(estimate).toBeCloseTo(estimates[i] as number, 8);
    expect(standardError).toBeCloseTo(errors[i] as number, 8);
  });
});

test('a shrunk estimate lies between its own and the common one, the nearer to its own the more certain that is', () => {
  const groups = fc.array(
    fc.record({
      estimate: fc.double({ min: -2, max: 2, noNaN: true }),
      variance: fc.double({ min: 0.01, max: 1, noNaN: true }),
    }),
    { minLength: 2, maxLength: 8 },
  );
  fc.assert(
    fc.property(groups, (drawn) => {
      const studies = { estimates: drawn.map((g) => g.estimate), variances: drawn.map((g) => g.variance) };
      const { estimate: mean, tau2 } = metaAnalysis(studies, 'PM');
      const shrunk = empiricalBayes(studies);
      drawn.forEach((own, i) => {
        const { estimate, standardError } = shrunk[i] ?? { estimate: Number.NaN, standardError: Number.NaN };
        expect((estimate - own.estimate) * (estimate - mean)).toBeLessThanOrEqual(1e-12);
        const kept = tau2 / (tau2 + own.variance);
        expect(estimate - mean).toBeCloseTo(kept * (own.estimate - mean), 9);
        expect(standardError).toBeGreaterThan(0);
      });
    }),
  );
});
