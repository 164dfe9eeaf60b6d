import { describe, expect, test } from 'vitest';
import { analyseComparison } from '../../../shared/study/analysis/analyseComparison.ts';
import type { ComparisonInput } from '../../../shared/study/analysis/comparisonInput.ts';
import type { Effect, OutcomeResult } from '../../../shared/study/result/comparisonResult.ts';
import { type Columns, confounded, inputOf, selectRows } from './simulated.ts';

const nothing = (): void => {};
const picked = { model: 'picked', folds: 5, mostPersons: 250_000 };
const TRUTH = Math.log(0.7);
const columns = confounded(11, 3_000, TRUTH);

function firstOutcome(input: ComparisonInput): OutcomeResult<number> {
  const outcome = analyseComparison(input, nothing).result.pairs[0]?.outcomes[0];
  if (!outcome) throw new Error('no outcome');
  return outcome;
}

function study(adjustment: Record<string, unknown>, given: Columns = columns): ComparisonInput {
  return inputOf(given, { horizons: [365, 730], adjustment: { propensity: picked, ...adjustment } });
}

const covers = (effect: Effect | undefined, truth: number): boolean =>
  effect !== undefined && Math.log(effect.lower) <= truth && truth <= Math.log(effect.upper);

describe.each([
  { method: 'weighting', estimand: 'ATE' },
  { method: 'weighting', estimand: 'ATO' },
  { method: 'matching' },
  { method: 'matching', matching: { ratio: 0, caliper: 0.2, scale: 'standardisedLogit', order: 'closest' } },
  { method: 'stratification', estimand: 'ATE', strata: 10 },
  { method: 'standardisation', estimand: 'ATE' },
])('confounded persons by $method $estimand', (adjustment) => {
  const outcome = firstOutcome(study(adjustment));
  const { crude, adjusted } = outcome.estimates ?? { crude: [], adjusted: [] };

  test('the adjusted hazard ratio covers the truth, the crude one does not', () => {
    expect(adjusted[0]?.measure).toBe('hazardRatio');
    expect(covers(crude[0], TRUTH)).toBe(false);
    expect(covers(adjusted[0], TRUTH)).toBe(true);
  });

  test('diagnostics pass and nothing is blinded', () => {
    expect(outcome.diagnostics.filter(({ passes }) => !passes)).toEqual([]);
    expect(outcome.blinding).toBeNull();
  });

  test('risks fall with the better treatment at each horizon', () => {
    for (const horizon of [365, 730]) {
      const at = (measure: Effect['measure']): number =>
        adjusted.find((effect) => effect.measure === measure && effect.horizon === horizon)?.estimate ??
        Number.NaN;
      expect(at('riskDifference')).toBeLessThan(0);
      expect(at('riskRatio')).toBeLessThan(1);
      expect(at('rmstDifference')).toBeGreaterThan(0);
      expect(at('rmstRatio')).toBeGreaterThan(1);
    }
  });
});

test('the same seed gives the same result', () => {
  const once = analyseComparison(study({ method: 'standardisation', estimand: 'ATT' }), nothing).result;
  const twice = analyseComparison(study({ method: 'standardisation', estimand: 'ATT' }), nothing).result;
  expect(twice).toEqual(once);
});

test('large-scale models with the same seed are the same, and balance the arms', () => {
  const large = { model: 'large', folds: 5, mostPersons: 250_000 };
  const once = analyseComparison(study({ propensity: large }), nothing).result;
  expect(analyseComparison(study({ propensity: large }), nothing).result).toEqual(once);
  expect(once.pairs[0]?.propensity.outcome).toBe('fitted');
  expect(once.pairs[0]?.balance.before).toBeGreaterThan(0.5);
  expect(once.pairs[0]?.balance.after).toBeLessThan(0.1);
});

test('a model on sampled persons has the intercept of all', () => {
  let targets = 0;
  const unequal = selectRows(columns, (row) => columns.arm[row] === 1 || targets++ % 4 === 0);
  const sampled = { model: 'picked', folds: 5, mostPersons: 300 };
  const { result, generalised } = analyseComparison(study({ propensity: sampled }, unequal), nothing);
  expect(result.notes).toContainEqual({ kind: 'sampledForPropensity', about: '300' });
  const chances = generalised.chances[0] ?? new Float64Array();
  const mean = chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
  expect(mean).toBeCloseTo((result.arms[0]?.persons ?? 0) / chances.length, 1);
  expect(mean).toBeLessThan(0.3);
});
