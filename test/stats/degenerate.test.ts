import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cumulativeIncidence } from '../../shared/stats/competing/cumulativeIncidence.ts';
import { fineGrayRegression } from '../../shared/stats/competing/fineGray.ts';
import { grayTest } from '../../shared/stats/competing/grayTest.ts';
import { concordance } from '../../shared/stats/cox/concordance.ts';
import { coxProfileInterval } from '../../shared/stats/cox/coxProfileInterval.ts';
import { coxRegression } from '../../shared/stats/cox/coxRegression.ts';
import { proportionalHazardsTest } from '../../shared/stats/cox/proportionalHazardsTest.ts';
import { tableOne } from '../../shared/stats/descriptive/tableOne.ts';
import { calibrationCurve } from '../../shared/stats/diagnostic/calibrationCurve.ts';
import { decisionCurve } from '../../shared/stats/diagnostic/decisionCurve.ts';
import { precisionRecall, rocArea, rocCurve } from '../../shared/stats/diagnostic/rocCurve.ts';
import type { FitOutcome } from '../../shared/stats/outcome.ts';
import { elasticNetPath } from '../../shared/stats/penalised/elasticNet.ts';
import { covariateBalance } from '../../shared/stats/propensity/balance.ts';
import { nearestNeighbourMatching } from '../../shared/stats/propensity/matching.ts';
import { conditionalLogistic } from '../../shared/stats/regression/conditionalLogistic.ts';
import { generalisedLinearModel } from '../../shared/stats/regression/glm.ts';
import {
  binomialLogit,
  binomialProbit,
  gaussian,
  poissonLog,
} from '../../shared/stats/regression/glmFamily.ts';
import { negativeBinomialRegression } from '../../shared/stats/regression/negativeBinomial.ts';
import {
  sccsIntervals,
  selfControlledCaseSeries,
} from '../../shared/stats/safety/selfControlledCaseSeries.ts';
import { kaplanMeier } from '../../shared/stats/survival/kaplanMeier.ts';
import { logRankTest } from '../../shared/stats/survival/logRank.ts';
import { restrictedMean } from '../../shared/stats/survival/restrictedMean.ts';

/** From nobody to a dozen rows, with many ties, constant columns, separation and no events among them. */
const fewRows = fc.array(
  fc.record({
    time: fc.integer({ min: 1, max: 3 }),
    cause: fc.integer({ min: 0, max: 2 }),
    x: fc.integer({ min: 0, max: 1 }),
    z: fc.integer({ min: -1, max: 1 }),
    stratum: fc.integer({ min: 0, max: 2 }),
  }),
  { maxLength: 12 },
);
const runs = { numRuns: 400 };

type Row = { time: number; cause: number; x: number; z: number; stratum: number };

const of = (list: readonly Row[], key: keyof Row): Float64Array => Float64Array.from(list, (row) => row[key]);
const isEvent = (list: readonly Row[]): Uint8Array =>
  Uint8Array.from(list, ({ cause }) => (cause === 1 ? 1 : 0));
const covariatesOf = (list: readonly Row[]): Float64Array[] => [of(list, 'x'), of(list, 'z')];

/** A fit has only finite numbers; every other end names columns that are there. */
function expectTyped<Fit>(
  outcome: FitOutcome<Fit>,
  numbersOf: (fit: Fit) => readonly ArrayLike<number>[],
  columns: number,
): void {
  if (outcome.kind === 'fitted') {
    for (const numbers of numbersOf(outcome.fit)) {
      expect(Array.from(numbers).every(Number.isFinite)).toBe(true);
    }
  } else if (outcome.kind === 'collinear' || outcome.kind === 'separated') {
    expect(outcome.columns.every((column) => column >= -1 && column < columns)).toBe(true);
  } else expect(['noInformation', 'notConverged']).toContain(outcome.kind);
}

describe('models of next to nothing end in a typed outcome, never in NaN', () => {
  test.each(['breslow', 'efron', 'exact'] as const)('Cox, %s', (ties) => {
    fc.assert(
      fc.property(fewRows, (list) => {
        const data = {
          time: of(list, 'time'),
          event: isEvent(list),
          covariates: covariatesOf(list),
          strata: Int32Array.from(list, ({ stratum }) => stratum),
        };
        const outcome = coxRegression(data, { ties, robust: ties !== 'exact' });
        expectTyped(outcome, (fit) => [fit.coefficients, fit.covariance, [fit.loglik]], 2);
        if (outcome.kind !== 'fitted') return;
        const { lower, upper } = coxProfileInterval(data, outcome.fit, 0);
        expect(lower).toBeLessThan(outcome.fit.coefficients[0] as number);
        expect(upper).toBeGreaterThan(outcome.fit.coefficients[0] as number);
        if (ties !== 'exact') proportionalHazardsTest(outcome.fit, 'km');
      }),
      runs,
    );
  });

  test.each([gaussian, binomialLogit, binomialProbit, poissonLog])('generalised linear: $name', (family) => {
    fc.assert(
      fc.property(fewRows, (list) => {
        const outcome = generalisedLinearModel(
          { outcome: Float64Array.from(isEvent(list)), covariates: covariatesOf(list) },
          { family },
        );
        expectTyped(outcome, (fit) => [fit.coefficients, [fit.deviance]], 2);
      }),
      runs,
    );
  });

  test('negative binomial, Fine-Gray, conditional logistic, case series', () => {
    fc.assert(
      fc.property(fewRows, (list) => {
        const covariates = covariatesOf(list);
        expectTyped(
          negativeBinomialRegression({ outcome: of(list, 'time'), covariates }),
          (fit) => [fit.model.coefficients, [fit.theta]],
          2,
        );
        expectTyped(
          fineGrayRegression({
            time: of(list, 'time'),
            status: Uint8Array.from(list, ({ cause }) => cause),
            covariates,
          }),
          (fit) => [fit.coefficients, fit.covariance],
          2,
        );
        expectTyped(
          conditionalLogistic(
            { outcome: isEvent(list), covariates, strata: Int32Array.from(list, ({ stratum }) => stratum) },
            'exact',
          ),
          (fit) => [fit.coefficients, fit.covariance],
          2,
        );
        const series = selfControlledCaseSeries(
          sccsIntervals({
            observationStart: of(list, 'x'),
            observationEnd: of(list, 'time').map((day) => day + 3),
            eventDay: of(list, 'time'),
            exposures: [{ days: [of(list, 'stratum')], windows: { starts: [1], end: 2 } }],
            ageCuts: [3],
          }),
        );
        expectTyped(series, (fit) => [fit.model.coefficients], 10);
      }),
      runs,
    );
  });

  test('elastic net', () => {
    fc.assert(
      fc.property(fewRows, (list) => {
        const outcome = elasticNetPath(
          {
            outcome: Float64Array.from(isEvent(list)),
            columns: covariatesOf(list).map((values) => ({ kind: 'dense', values })),
          },
          { family: 'binomial', lambda: [0.1, 0.01] },
        );
        expectTyped(outcome, (fit) => [...fit.beta, fit.intercept], 2);
      }),
      runs,
    );
  });
});

test('curves, tests and tables of next to nothing do not fail', () => {
  fc.assert(
    fc.property(fewRows, (list) => {
      const survival = { time: of(list, 'time'), event: isEvent(list) };
      const curve = kaplanMeier(survival);
      for (const s of curve.survival) expect(s >= 0 && s <= 1).toBe(true);
      curve.lower.forEach((lower, k) => {
        if (!Number.isNaN(lower)) expect(lower).toBeLessThanOrEqual(curve.survival[k] as number);
      });
      const group = Int32Array.from(list, ({ x }) => x);
      const { p } = logRankTest(survival, { group, groups: 2 });
      if (!Number.isNaN(p)) expect(p >= 0 && p <= 1).toBe(true);
      const mean = restrictedMean(survival, 2);
      expect(mean.mean >= 0 && mean.mean <= 2).toBe(true);
      const competing = {
        time: of(list, 'time'),
        cause: Int32Array.from(list, ({ cause }) => cause),
        causes: 2,
      };
      for (const { estimate } of cumulativeIncidence(competing).causes) {
        for (const share of estimate) expect(share >= 0 && share <= 1 + 1e-12).toBe(true);
      }
      grayTest(competing, { group, groups: 2, cause: 1 });
      const agreement = concordance(survival, of(list, 'z'));
      if (!Number.isNaN(agreement.c)) expect(agreement.c >= 0 && agreement.c <= 1).toBe(true);

      const score = of(list, 'z').map((z) => (z + 2) / 4);
      const isCase = isEvent(list);
      rocArea({ score, isCase });
      rocCurve({ score, isCase });
      precisionRecall({ score, isCase });
      const smooth = calibrationCurve(score, isCase);
      expect(smooth.observed.every(Number.isFinite)).toBe(true);
      if (list.length > 0) {
        for (const { model } of decisionCurve(score, isCase, [0.1, 0.5]))
          expect(model).toBeLessThanOrEqual(1);
      }
      const treated = Uint8Array.from(group);
      covariateBalance(of(list, 'z'), treated);
      const { matches } = nearestNeighbourMatching(score, treated, { ratio: 2, caliper: 0.3 });
      expect(matches).toHaveLength(group.filter((g) => g === 1).length);
      const [values, codes] = tableOne(
        [
          { kind: 'continuous', values: of(list, 'z') },
          { kind: 'categorical', codes: Int32Array.from(list, ({ stratum }) => stratum - 1), levels: 2 },
        ],
        group,
        2,
      );
      expect(values?.kind === 'continuous' && values.overall.n).toBe(list.length);
      const counted = codes?.kind === 'categorical' ? codes.overall : undefined;
      expect((counted?.missing ?? 0) + (counted?.counts.reduce((a, b) => a + b, 0) ?? 0)).toBe(list.length);
    }),
    runs,
  );
});
