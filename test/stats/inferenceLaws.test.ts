import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaCdf, betaQuantile, betaUpper } from '../../shared/stats/distributions/beta.ts';
import { gammaCdf, gammaQuantile, gammaUpper } from '../../shared/stats/distributions/gamma.ts';
import { seededRandom } from '../../shared/stats/numeric/random.ts';
import type { FitOutcome } from '../../shared/stats/outcome.ts';
import { elasticNetPath, optimalityViolation } from '../../shared/stats/penalised/elasticNet.ts';
import { laplaceLogistic } from '../../shared/stats/penalised/laplacePrior.ts';
import {
  effectiveSampleSize,
  propensityWeights,
} from '../../shared/stats/propensity/inverseProbabilityWeights.ts';
import { nearestNeighbourMatching } from '../../shared/stats/propensity/matching.ts';
import { generalisedLinearModel } from '../../shared/stats/regression/glm.ts';
import { binomialLogit, poissonLog } from '../../shared/stats/regression/glmFamily.ts';
import { negativeBinomialRegression } from '../../shared/stats/regression/negativeBinomial.ts';
import { treeScan } from '../../shared/stats/safety/treeScan.ts';
import { doubleFdr } from '../../shared/stats/sensitivity/adjustPValues.ts';
import { fisherExact } from '../../shared/stats/tables/contingency.ts';
import { fisherTest, numberNeeded, riskDifference } from '../../shared/stats/tables/twoByTwo.ts';

function fitted<Fit>(outcome: FitOutcome<Fit>): Fit {
  if (outcome.kind !== 'fitted') throw new Error(outcome.kind);
  return outcome.fit;
}

describe('distributions', () => {
  const positive = fc.double({ min: 0.05, max: 3000, noNaN: true });

  test('tails of the gamma distribution add up, and quantiles invert it', () => {
    fc.assert(
      fc.property(positive, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (shape, p) => {
        const x = gammaQuantile(p, shape);
        expect(gammaCdf(x, shape)).toBeCloseTo(p, 10);
        expect(gammaCdf(x, shape) + gammaUpper(x, shape)).toBeCloseTo(1, 12);
      }),
    );
  });

  test('tails of the beta distribution add up, and quantiles invert it', () => {
    fc.assert(
      fc.property(positive, positive, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (a, b, p) => {
        const x = betaQuantile(p, a, b);
        expect(betaCdf(x, a, b) + betaUpper(x, a, b)).toBeCloseTo(1, 12);
        // With a shape near 0 the distribution sits at an end, where no double lies near enough.
        if (x > 1e-12 && x < 1 - 1e-12) expect(betaCdf(x, a, b)).toBeCloseTo(p, 6);
      }),
    );
  });
});

describe('generalised linear models', () => {
  test('name what keeps a model from being fitted', () => {
    const outcome = Float64Array.of(0, 0, 0, 1, 1, 1);
    const x = Float64Array.of(1, 2, 3, 4, 5, 6);
    const constant = new Float64Array(6).fill(2);
    const logistic = (covariates: Float64Array[], y = outcome) =>
      generalisedLinearModel({ outcome: y, covariates }, { family: binomialLogit });
    expect(logistic([x])).toEqual({ kind: 'separated', columns: [0] });
    expect(logistic([constant])).toEqual({ kind: 'collinear', columns: [0] });
    expect(logistic([x], new Float64Array(6))).toEqual({ kind: 'noInformation' });
  });

  test('a saturated two-by-two model reproduces the log odds ratio', () => {
    const count = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(count, count, count, count, (a, b, c, d) => {
        const outcome = generalisedLinearModel(
          {
            outcome: Float64Array.of(1, 0, 1, 0),
            covariates: [Float64Array.of(1, 1, 0, 0)],
            weights: Float64Array.of(a, b, c, d),
          },
          { family: binomialLogit },
        );
        expect(outcome.kind).toBe('fitted');
        if (outcome.kind !== 'fitted') return;
        expect(outcome.fit.coefficients[1]).toBeCloseTo(Math.log((a * d) / (b * c)), 8);
        expect(outcome.fit.covariance[3]).toBeCloseTo(1 / a + 1 / b + 1 / c + 1 / d, 8);
      }),
    );
  });

  test('negative binomial regression is less sure than Poisson regression of overdispersed counts', () => {
    const outcome = Float64Array.of(0, 9, 1, 0, 14, 2, 7, 0, 3, 21, 0, 1);
    const covariates = [Float64Array.from(outcome, (_, i) => i % 2)];
    const poisson = generalisedLinearModel({ outcome, covariates }, { family: poissonLog });
    const negative = negativeBinomialRegression({ outcome, covariates });
    if (poisson.kind !== 'fitted' || negative.kind !== 'fitted') throw new Error('not fitted');
    expect(negative.fit.theta).toBeGreaterThan(0);
    expect(negative.fit.loglik).toBeGreaterThan(poisson.fit.loglik);
    expect(negative.fit.model.covariance[3]).toBeGreaterThan(poisson.fit.covariance[3] as number);
  });
});

describe('penalised regression', () => {
  const random = seededRandom(7);
  const n = 300;
  const rows = Array.from({ length: 12 }, () =>
    Int32Array.from({ length: n }, (_, i) => i).filter(() => random() < 0.2),
  );
  const outcome = Float64Array.from({ length: n }, () => (random() < 0.3 ? 1 : 0));
  const columns = rows.map((r) => ({ kind: 'sparse' as const, rows: r }));
  const dense = rows.map((r) => {
    const values = new Float64Array(n);
    for (const i of r) values[i] = 1;
    return { kind: 'dense' as const, values };
  });

  test('sparse and dense columns give one solution, which meets the optimality conditions', () => {
    const options = { family: 'binomial', lambda: [0.02, 0.005] } as const;
    const sparse = fitted(elasticNetPath({ outcome, columns }, options));
    const full = fitted(elasticNetPath({ outcome, columns: dense }, options));
    sparse.beta.forEach((beta, k) => {
      beta.forEach((b, j) => {
        expect(b).toBeCloseTo(full.beta[k]?.[j] as number, 6);
      });
      const lambda = options.lambda[k] as number;
      const violation = optimalityViolation(
        { outcome, columns },
        options,
        lambda,
        sparse.intercept[k] as number,
        beta,
      );
      expect(violation).toBeLessThan(1e-6);
    });
  });

  test('a Laplace prior is chosen for noise so that little is left', () => {
    const folds = Int32Array.from(outcome, (_, i) => (i % 5) + 1);
    const fit = fitted(laplaceLogistic({ outcome, columns }, folds));
    const loglik = fit.tried.map(({ heldOutLoglik }) => heldOutLoglik);
    const best = loglik.indexOf(Math.max(...loglik));
    expect(fit.variance).toBe(fit.tried[best]?.variance);
    expect(loglik.length).toBeGreaterThanOrEqual(best + 3);
    expect(fit.beta.filter((b) => Math.abs(b) > 0.5)).toHaveLength(0);
  });
});

test('matching uses nobody twice, keeps the caliper and gives the same answer for the same input', () => {
  const values = fc.array(fc.record({ d: fc.double({ min: -3, max: 3, noNaN: true }), t: fc.boolean() }), {
    minLength: 2,
    maxLength: 60,
  });
  fc.assert(
    fc.property(values, fc.constantFrom('largest', 'smallest', 'data', 'closest'), (list, order) => {
      const distance = Float64Array.from(list, (v) => v.d);
      const treated = Uint8Array.from(list, (v) => (v.t ? 1 : 0));
      const options = { caliper: 0.5, ratio: 2, order } as const;
      const matching = nearestNeighbourMatching(distance, treated, options);
      const used = matching.matches.flat();
      expect(new Set(used).size).toBe(used.length);
      matching.matches.forEach((controls, k) => {
        for (const c of controls) {
          expect(treated[c]).toBe(0);
          const gap = Math.abs(
            (distance[c] as number) - (distance[matching.treatedRows[k] as number] as number),
          );
          expect(gap).toBeLessThanOrEqual(0.5);
        }
      });
      expect(nearestNeighbourMatching(distance, treated, options)).toEqual(matching);
    }),
  );
});

test('weights for everybody add up to about twice their number, and the effective size is no more than it', () => {
  const treated = Uint8Array.of(1, 0, 1, 0);
  const even = new Float64Array(4).fill(0.5);
  const weights = propensityWeights(even, treated, 'ATE');
  expect([...weights]).toEqual([2, 2, 2, 2]);
  expect(effectiveSampleSize(weights)).toBe(4);
});

test("Fisher's test of a two-by-two table agrees with the general one", () => {
  const count = fc.integer({ min: 0, max: 15 });
  fc.assert(
    fc.property(count, count, count, count, (a, b, c, d) => {
      fc.pre(a + b > 0 && c + d > 0 && a + c > 0 && b + d > 0);
      const general = fisherExact([
        [a, b],
        [c, d],
      ]);
      expect(general).toBeCloseTo(fisherTest({ a, b, c, d }).twoSided, 7);
    }),
  );
});

test('numbers needed go through infinity when the difference may be 0', () => {
  const sure = riskDifference({ a: 40, b: 60, c: 10, d: 90 });
  const unsure = riskDifference({ a: 12, b: 88, c: 10, d: 90 });
  expect(numberNeeded(sure.estimate, sure).throughInfinity).toBe(false);
  const needed = numberNeeded(unsure.estimate, unsure);
  expect(needed.throughInfinity).toBe(true);
  expect(needed.lower).toBeLessThan(0);
  expect(needed.upper).toBeGreaterThan(0);
});

test('the tree scan finds the branch with the excess, reproducibly', () => {
  // 0 is the root of 1 and 2; 3 and 4 are below 1.
  const tree = { parent: Int32Array.of(-1, 0, 0, 1, 1) };
  const data = {
    model: 'bernoulli',
    cases: Float64Array.of(0, 0, 10, 30, 2),
    controls: Float64Array.of(0, 0, 110, 60, 118),
    probability: 1 / 11,
  } as const;
  const cuts = treeScan(tree, data, { replications: 199, seed: 3 });
  const strongest = [...cuts].sort((a, b) => b.logLikelihoodRatio - a.logLikelihoodRatio)[0];
  expect(strongest?.node).toBe(3);
  expect(strongest?.p).toBe(1 / 200);
  expect(cuts[1]?.observed).toBe(32);
  expect(treeScan(tree, data, { replications: 199, seed: 3 })).toEqual(cuts);
});

test('double FDR flags only within groups that pass', () => {
  const result = doubleFdr([0.001, 0.002, 0.5, 0.6, 0.7], Int32Array.of(0, 0, 0, 1, 1), 2, 0.05);
  expect([...result.flagged]).toEqual([1, 1, 0, 0, 0]);
  expect(result.member[3]).toBeNaN();
});
