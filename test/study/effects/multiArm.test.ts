import { expect, test } from 'vitest';
import { fittedEffect, mainEffect } from '../../../shared/study/analysis/mainEffect.ts';
import { adjustedRisks } from '../../../shared/study/effects/adjustedRisk.ts';
import { generalisedPropensity } from '../../../shared/study/effects/generalisedPropensity.ts';
import { multiArm } from '../../../shared/study/effects/multiArm.ts';
import { weightedFollowUp } from '../../../shared/study/effects/weightedFollowUp.ts';
import { armModels, type InventedTruth, inventedStudy } from './inventedStudy.ts';

const quiet = (): void => {};
const truth: InventedTruth = { seed: 5, persons: 12_000, effects: [0, 0.5, -0.4] };

/** One arm and the first of a large trial under the same truth, unweighted. */
function trial(arm: number) {
  const { input } = inventedStudy({ ...truth, seed: 77, persons: 60_000, randomised: true });
  const { population } = input;
  const [followUp] = population.followUps;
  if (!followUp) throw new Error('no follow-up');
  const ones = new Float64Array(population.rows).fill(1);
  return {
    effect: fittedEffect(
      mainEffect(weightedFollowUp(input, followUp, ones, [0, arm], quiet), { kind: 'cox' }),
    ),
    risks: adjustedRisks(weightedFollowUp(input, followUp, ones, [arm], quiet), [365, 700]),
  };
}

function weighted(estimand: string) {
  const adjustment = { estimand, propensity: { model: 'picked' } };
  const { input } = inventedStudy({ ...truth, specification: { adjustment } });
  const propensity = generalisedPropensity(input, armModels(input));
  return { input, propensity, result: multiArm(input, propensity, false, quiet) };
}

test('effects and risks of every arm are those of a large trial; the crude effects are not', () => {
  const { result, input } = weighted('ATE');
  expect(result.balance.before).toBeGreaterThan(0.4);
  expect(result.balance.after).toBeLessThan(0.1);
  expect(result.blinded).toBe(false);
  const arms = result.outcomes[0]?.arms ?? [];
  expect(arms[0]?.effect).toBeNull();
  expect(arms.reduce((sum, { persons }) => sum + persons, 0)).toBe(input.population.rows);
  for (const arm of [1, 2]) {
    const real = trial(arm);
    const found = arms[arm];
    const [effect, reference] = [found?.effect, real.effect];
    if (!effect || !reference) throw new Error('no effect');
    expect(effect.lower).toBeLessThan(reference.estimate);
    expect(effect.upper).toBeGreaterThan(reference.estimate);
    expect(effect.measure).toBe('hazardRatio');
    found?.risks.forEach((risk, h) => {
      expect(risk.lower).toBeLessThan(real.risks[h]?.upper ?? 0);
      expect(risk.upper).toBeGreaterThan(real.risks[h]?.lower ?? 1);
    });
    expect(found?.effective).toBeLessThanOrEqual(found?.persons ?? 0);
    const { population } = input;
    const [followUp] = population.followUps;
    if (!followUp) throw new Error('no follow-up');
    const ones = new Float64Array(population.rows).fill(1);
    const crude = fittedEffect(
      mainEffect(weightedFollowUp(input, followUp, ones, [0, arm], quiet), { kind: 'cox' }),
    );
    expect(crude?.lower).toBeGreaterThan(reference.estimate);
  }
});

test('every estimand balances the arms, and overlap weights keep more persons than inverse chances', () => {
  const smallest = (estimand: string): number => {
    const { result } = weighted(estimand);
    expect(result.balance.after).toBeLessThan(0.1);
    return Math.min(...(result.outcomes[0]?.arms ?? []).map(({ effective }) => effective ?? 0));
  };
  for (const estimand of ['ATT', 'ATM']) expect(smallest(estimand)).toBeGreaterThan(0);
  expect(smallest('ATO')).toBeGreaterThan(smallest('ATE'));
});

test('a large L1 model serves as well, with the same numbers for the same seed', () => {
  const adjustment = { estimand: 'ATE', propensity: { model: 'large', folds: 5, mostPersons: 2_000 } };
  const { input } = inventedStudy({ ...truth, specification: { adjustment } });
  const first = generalisedPropensity(input, armModels(input));
  expect(generalisedPropensity(input, armModels(input))).toEqual(first);
  expect(multiArm(input, first, false, quiet).balance.after).toBeLessThan(0.1);
});

test('arms that are not balanced are blinded until somebody opens them', () => {
  const { input } = inventedStudy(truth);
  const flat = generalisedPropensity(input, [null, null]);
  const blind = multiArm(input, flat, false, quiet);
  expect(blind.blinded).toBe(true);
  for (const { risks, effect } of blind.outcomes[0]?.arms ?? []) {
    expect(risks).toEqual([]);
    expect(effect).toBeNull();
  }
  expect(blind.balance.after).toBeCloseTo(blind.balance.before, 9);
  const open = multiArm(input, flat, true, quiet);
  expect(open.blinded).toBe(false);
  expect(open.outcomes[0]?.arms[1]?.effect).not.toBeNull();
});

test('weights stay finite where a model is all but certain', () => {
  const { input } = inventedStudy({ ...truth, persons: 500 });
  const certain = { intercept: 0, beta: Float64Array.of(0, 5_000) };
  const { chances } = generalisedPropensity(input, [certain, null]);
  for (const chance of chances) for (const e of chance) expect(e).toBeGreaterThan(1e-7);
  const { outcomes } = multiArm(input, { chances }, true, quiet);
  for (const { effective, persons } of outcomes[0]?.arms ?? []) {
    expect(effective).toBeGreaterThan(0);
    expect(effective).toBeLessThanOrEqual(persons);
  }
});

test('an arm without persons or outcomes says nothing', () => {
  const { input } = inventedStudy({ ...truth, persons: 300, dailyHazard: 0 });
  const nobodyLast = { ...input.population, arm: input.population.arm.map((a) => Math.min(a, 1)) };
  const empty = { ...input, population: nobodyLast };
  const result = multiArm(empty, generalisedPropensity(empty, armModels(empty)), true, quiet);
  const last = result.outcomes[0]?.arms[2];
  expect(last).toMatchObject({ persons: 0, effective: null, risks: [], effect: null });
  expect(result.outcomes[0]?.arms[1]?.effect).toBeNull();
  expect(result.outcomes[0]?.arms[1]?.risks).toEqual([]);
});
