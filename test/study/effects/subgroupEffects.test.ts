import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../propertySeed.ts';
import { seededRandom } from '../../../shared/stats/numeric/random.ts';
import type { WeightingEstimand } from '../../../shared/stats/propensity/inverseProbabilityWeights.ts';
import { propensityWeights } from '../../../shared/stats/propensity/inverseProbabilityWeights.ts';
import type { AdjustedSample } from '../../../shared/study/analysis/adjustedSample.ts';
import { ratioEffect } from '../../../shared/study/analysis/effect.ts';
import { fittedEffect, mainEffect } from '../../../shared/study/analysis/mainEffect.ts';
import { generalisedPropensity } from '../../../shared/study/effects/generalisedPropensity.ts';
import {
  interactionTest,
  shrinkEffects,
  subgroupEffects,
} from '../../../shared/study/effects/subgroupEffects.ts';
import type { Effect } from '../../../shared/study/result/comparisonResult.ts';
import { armModels, type InventedTruth, inventedStudy, normalFrom } from './inventedStudy.ts';

const quiet = (): void => {};
const effectOf = (part: AdjustedSample): Effect | null => fittedEffect(mainEffect(part, { kind: 'cox' }));

function weightedPair(truth: InventedTruth, estimand: WeightingEstimand) {
  const { input } = inventedStudy(truth);
  const { population, specification } = input;
  const [followUp] = population.followUps;
  if (!followUp) throw new Error('no follow-up');
  const models = truth.randomised ? [null] : armModels(input);
  const propensity = generalisedPropensity(input, models).chances[1] ?? new Float64Array();
  const sample: AdjustedSample = {
    rows: Int32Array.from(population.arm.keys()),
    treated: population.arm,
    days: followUp.days,
    status: followUp.status,
    weights: propensityWeights(propensity, population.arm, estimand),
    strata: null,
    propensity,
  };
  const names = new Map(specification.subgroups.map(({ id, name }) => [id, name]));
  return {
    sample,
    found: subgroupEffects({ sample, columns: population.subgroups, names, estimand, effectOf }, quiet),
  };
}

test('effects and the test of interaction are those of a weighted coxph with a baseline per category', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../golden/stats/data/lung.csv'), 'utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  const used = rows.filter((row) => row.ph_ecog !== '' && Number(row.ph_ecog) < 3);
  const column = (name: string): number[] => used.map((row) => Number(row[name]));
  const sample: AdjustedSample = {
    rows: Int32Array.from(used.keys()),
    treated: Uint8Array.from(column('sex'), (sex) => (sex === 1 ? 1 : 0)),
    days: Int32Array.from(column('time')),
    status: Uint8Array.from(column('status')),
    weights: Float64Array.from(column('age'), (age) => age / 60),
    strata: null,
    propensity: null,
  };
  const categories = ['0', '1', '2'].map((id) => ({ id, name: id }));
  const columns = [{ id: 'ecog', categories, category: Int8Array.from(column('ph_ecog')) }];
  const [found] = subgroupEffects({ sample, columns, names: new Map(), estimand: null, effectOf }, quiet);
  // R 4.2.2, survival 3.5-3: coxph(Surv(time, status) ~ tr, weights = age / 60, robust = TRUE) in each category, and the
  // Wald test of tr:factor(ph_ecog) in coxph(Surv(time, status) ~ tr + tr:factor(ph_ecog) + strata(ph_ecog), …).
  const inR = [
    [27, 36, 0.606911388008, 0.379633644769],
    [42, 71, 0.657307863285, 0.234000732519],
    [21, 29, 0.447660652757, 0.297566634104],
  ] as const;
  inR.forEach(([comparator, target, log, standardError], c) => {
    const category = found?.categories[c];
    expect([category?.comparator, category?.target]).toEqual([comparator, target]);
    expect(Math.log(category?.effect?.estimate ?? 0)).toBeCloseTo(log, 7);
    expect(category?.effect?.standardError).toBeCloseTo(standardError, 7);
  });
  expect(found?.interactionP).toBeCloseTo(0.855701061205, 6);
  expect(found?.interactionAdjustedP).toBeCloseTo(0.855701061205, 6);
});

test('the interaction with diabetes is found and that with sex is not; categories are as in a large trial', () => {
  const truth: InventedTruth = {
    seed: 4,
    persons: 12_000,
    effects: [0, -0.1],
    interaction: 0.6,
    dailyHazard: 0.0004,
  };
  const { found, sample } = weightedPair(truth, 'ATE');
  const trial = weightedPair({ ...truth, seed: 50, persons: 40_000, randomised: true }, 'ATE').found;
  const [diabetes, sex] = found;
  expect(diabetes?.name).toBe('糖尿病 / Diabetes');
  expect(diabetes?.interactionAdjustedP).toBeLessThan(0.001);
  expect(sex?.interactionP).toBeGreaterThan(0.05);
  diabetes?.categories.forEach(({ effect }, c) => {
    const reference = trial[0]?.categories[c]?.effect?.estimate ?? Number.NaN;
    expect(effect?.lower).toBeLessThan(reference);
    expect(effect?.upper).toBeGreaterThan(reference);
  });
  const persons = diabetes?.categories.reduce((sum, { target, comparator }) => sum + target + comparator, 0);
  expect(persons).toBe(sample.rows.length);
  const [smaller, larger] = [diabetes?.interactionP ?? 1, sex?.interactionP ?? 1].sort((a, b) => a - b);
  expect(diabetes?.interactionAdjustedP).toBeCloseTo(Math.min(1, 2 * (smaller ?? 1)), 12);
  expect(sex?.interactionAdjustedP).toBeCloseTo(Math.max(2 * (smaller ?? 1), larger ?? 1), 12);
});

test('weights balance every category, where those of the whole study do not', () => {
  const { sample } = weightedPair({ seed: 9, persons: 6_000, effects: [0, 0] }, 'ATT');
  // The study's propensity knows nothing of this category, in which treatment goes the other way.
  const random = seededRandom(2);
  const skewed = Int8Array.from(sample.rows, (k) =>
    random() < ((sample.propensity?.[k] ?? 0) > 0.5 === (sample.treated[k] === 1) ? 0.2 : 0.6) ? 1 : 0,
  );
  const column = {
    id: 'x',
    categories: [
      { id: 'a', name: 'a' },
      { id: 'b', name: 'b' },
    ],
    category: skewed,
  };
  const gaps = (estimand: WeightingEstimand | null): number[] => {
    const seen: number[] = [];
    const measure = (part: AdjustedSample): null => {
      const sums = [0, 0].map(() => ({ weight: 0, logit: 0 }));
      part.treated.forEach((arm, k) => {
        const e = sample.propensity?.[part.rows[k] as number] ?? 0.5;
        const sum = sums[arm] ?? { weight: 0, logit: 0 };
        sum.weight += part.weights[k] as number;
        sum.logit += (part.weights[k] as number) * Math.log(e / (1 - e));
      });
      const [comparator, target] = sums.map(({ weight, logit }) => logit / weight);
      seen.push(Math.abs((target ?? 0) - (comparator ?? 0)));
      return null;
    };
    subgroupEffects({ sample, columns: [column], names: new Map(), estimand, effectOf: measure }, quiet);
    return seen;
  };
  const before = gaps(null);
  const after = gaps('ATT');
  expect(before).toHaveLength(2);
  expect(Math.max(...before)).toBeGreaterThan(0.15);
  expect(Math.max(...after)).toBeLessThan(0.05);
});

test('without interaction the test is significant about as often as it says', () => {
  let rejected = 0;
  const runs = 120;
  for (let seed = 1; seed <= runs; seed++) {
    const { found } = weightedPair(
      { seed, persons: 1_200, effects: [0, 0.3], confounding: 0.4, dailyHazard: 0.0008 },
      'ATE',
    );
    if ((found[1]?.interactionP ?? 1) < 0.05) rejected++;
  }
  // Within the 0.5% and 99.5% points of a binomial with 120 draws at 5%.
  expect(rejected).toBeGreaterThanOrEqual(1);
  expect(rejected).toBeLessThanOrEqual(13);
});

test('unknown categories are left out and small ones say nothing but their counts', () => {
  const { sample } = weightedPair({ seed: 3, persons: 800, effects: [0, 0.3] }, 'ATE');
  const category = Int8Array.from(sample.rows, (k) => (k < 30 ? 1 : k < 130 ? -1 : 0));
  const column = {
    id: 'x',
    categories: [
      { id: 'many', name: 'm' },
      { id: 'few', name: 'f' },
    ],
    category,
  };
  const [found] = subgroupEffects(
    { sample, columns: [column], names: new Map(), estimand: 'ATE', effectOf },
    quiet,
  );
  const [many, few] = found?.categories ?? [];
  expect((few?.target ?? 0) + (few?.comparator ?? 0)).toBe(30);
  expect((many?.target ?? 0) + (many?.comparator ?? 0)).toBe(670);
  expect(many?.effect).not.toBeNull();
  expect(few?.effect).toBeNull();
  expect(few?.shrunk).toBeNull();
  expect(found?.interactionP).toBeNull();
  expect(found?.interactionAdjustedP).toBeNull();
});

test('the interaction test of two categories is the z test of their difference, whatever the order', () => {
  const drawn = fc.record({
    a: fc.double({ min: -2, max: 2, noNaN: true }),
    b: fc.double({ min: -2, max: 2, noNaN: true }),
    seA: fc.double({ min: 0.05, max: 1, noNaN: true }),
    seB: fc.double({ min: 0.05, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(drawn, ({ a, b, seA, seB }) => {
      const [first, second] = [ratioEffect('hazardRatio', a, seA), ratioEffect('hazardRatio', b, seB)];
      if (!first || !second) return;
      const p = interactionTest([first, second]);
      const difference = ratioEffect('hazardRatio', a - b, Math.hypot(seA, seB));
      expect(p).toBeCloseTo(difference?.p ?? Number.NaN, 9);
      expect(interactionTest([second, first])).toBeCloseTo(p ?? Number.NaN, 9);
      expect(interactionTest([first])).toBeNull();
    }),
  );
});

test('shrunk effects of many categories are nearer to the truth than their own', () => {
  const random = seededRandom(6);
  let own = 0;
  let shrunken = 0;
  for (let run = 0; run < 60; run++) {
    const truths = Array.from({ length: 6 }, () => 0.3 + 0.15 * normalFrom(random));
    const effects = truths.flatMap(
      (truth) => ratioEffect('hazardRatio', truth + 0.3 * normalFrom(random), 0.3) ?? [],
    );
    const shrunk = shrinkEffects(effects);
    truths.forEach((truth, i) => {
      own += (Math.log(effects[i]?.estimate ?? 1) - truth) ** 2;
      shrunken += (Math.log(shrunk[i]?.estimate ?? 1) - truth) ** 2;
    });
  }
  expect(shrunken).toBeLessThan(own / 2);
  expect(shrinkEffects([])).toEqual([]);
});
