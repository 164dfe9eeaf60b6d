import fc from 'fast-check';
import { expect, test } from 'vitest';
import '../../propertySeed.ts';
import { bitsOf } from '../../../shared/disclosure/bits.ts';
import type { OutputRules } from '../../../shared/disclosure/outputRules.ts';
import type { PublishedCount } from '../../../shared/disclosure/publishedCount.ts';
import { personSet, ShownSets } from '../../../shared/disclosure/shownSets.ts';
import { adjustedRisks } from '../../../shared/study/effects/adjustedRisk.ts';
import { generalisedPropensity } from '../../../shared/study/effects/generalisedPropensity.ts';
import {
  type ComparablePatients,
  LEAST_COMPARABLE,
  LEAST_FOLLOWED,
  LEAST_OUTCOMES,
} from '../../../shared/study/effects/outcomeLike.ts';
import { patientsLike, rowsLike } from '../../../shared/study/effects/patientsLike.ts';
import { blindedOutcomes, publishPatientsLike } from '../../../shared/study/effects/publishPatientsLike.ts';
import { weightedFollowUp } from '../../../shared/study/effects/weightedFollowUp.ts';
import type {
  OutcomeResult,
  PairResult,
  PatientProfile,
} from '../../../shared/study/result/comparisonResult.ts';
import { armModels, type InventedTruth, inventedStudy } from './inventedStudy.ts';

const quiet = (): void => {};
const anybody: PatientProfile = { ageFrom: null, ageTo: null, sex: null, categories: {} };
const diabetic: PatientProfile = { ...anybody, ageFrom: 55, ageTo: 85, categories: { diabetes: 'with' } };
const truth: InventedTruth = { seed: 15, persons: 12_000, effects: [0, -0.5, 0.4], interaction: 0.8 };

function study(changed: Partial<InventedTruth> = {}) {
  const { input } = inventedStudy({ ...truth, ...changed });
  return { input, propensity: generalisedPropensity(input, armModels(input)) };
}

const { input, propensity } = study();
const like = (profile: PatientProfile): ComparablePatients => patientsLike(input, profile, propensity, quiet);

test('risks of persons like one profile are those of a large trial among them; crude ones are not', () => {
  const trial = inventedStudy({ ...truth, seed: 91, persons: 80_000, randomised: true }).input;
  const { arms } = like(diabetic);
  let crudeMisses = 0;
  for (const [a, { risks, curves, overlap, persons }] of arms.entries()) {
    const crudeRisks = (of: typeof input) => {
      const [followUp] = of.population.followUps;
      if (!followUp) throw new Error('no follow-up');
      const rows = rowsLike(of.population, diabetic);
      const inside = new Uint8Array(of.population.rows);
      for (const row of rows) inside[row] = 1;
      const ones = new Float64Array(of.population.rows).fill(1);
      return adjustedRisks(
        weightedFollowUp(of, { ...followUp, included: inside }, ones, [a], quiet),
        [365, 700],
      );
    };
    const real = crudeRisks(trial);
    expect(overlap).toBe('ample');
    expect(persons).toBeGreaterThan(500);
    risks.forEach(({ risk, horizon, outcome }, h) => {
      expect([outcome, horizon]).toEqual(['stroke', [365, 700][h]]);
      expect(risk?.lower).toBeLessThan(real[h]?.upper ?? 0);
      expect(risk?.upper).toBeGreaterThan(real[h]?.lower ?? 1);
      const crude = crudeRisks(input)[h];
      if ((crude?.lower ?? 0) > (real[h]?.upper ?? 0) || (crude?.upper ?? 0) < (real[h]?.lower ?? 0))
        crudeMisses++;
    });
    const [curve] = curves;
    curve?.incidence.slice(1).forEach((incidence, k) => {
      expect(incidence).toBeGreaterThanOrEqual(curve.incidence[k] as number);
    });
    expect(curve?.days.length).toBeGreaterThan(5);
    expect(curve?.days.length).toBeLessThanOrEqual(61);
  }
  expect(crudeMisses).toBeGreaterThanOrEqual(2);
});

test('who is like a profile is a plain count, and narrower profiles hold fewer', () => {
  const profile = fc.record({
    ageFrom: fc.option(fc.integer({ min: 45, max: 95 })),
    ageTo: fc.option(fc.integer({ min: 45, max: 95 })),
    sex: fc.constantFrom('male' as const, 'female' as const, null),
    categories: fc.constantFrom({}, { diabetes: 'with' }, { diabetes: 'without', sex: 'female' }),
  });
  const { population } = input;
  fc.assert(
    fc.property(profile, (drawn) => {
      const rows = rowsLike(population, drawn);
      let count = 0;
      for (let i = 0; i < population.rows; i++) {
        const age = population.age[i] as number;
        const isMale = population.sex[i] === 0;
        const hasDiabetes = population.subgroups[0]?.category[i] === 1;
        const { categories } = drawn as { categories: { diabetes?: string; sex?: string } };
        if (drawn.ageFrom !== null && age < drawn.ageFrom) continue;
        if (drawn.ageTo !== null && age > drawn.ageTo) continue;
        if (drawn.sex !== null && (drawn.sex === 'male') !== isMale) continue;
        if (categories.diabetes && (categories.diabetes === 'with') !== hasDiabetes) continue;
        if (categories.sex && (categories.sex === 'male') !== isMale) continue;
        count++;
      }
      expect(rows).toHaveLength(count);
      expect(rowsLike(population, { ...drawn, sex: drawn.sex ?? 'male' }).length).toBeLessThanOrEqual(count);
    }),
    { numRuns: 40 },
  );
});

test('with too few persons, outcomes or persons still followed nothing is said', () => {
  const narrow = like({ ...diabetic, ageFrom: 60, ageTo: 60 });
  for (const { persons, overlap, risks, curves } of narrow.arms) {
    expect(persons).toBeLessThan(LEAST_COMPARABLE);
    expect(overlap).toBe('none');
    expect(risks.every(({ risk }) => risk === null)).toBe(true);
    expect(curves).toEqual([]);
  }
  const nobody = like({ ...anybody, categories: { diabetes: 'perhaps' } });
  expect(nobody.arms.map(({ persons, overlap }) => [persons, overlap])).toEqual([
    [0, 'none'],
    [0, 'none'],
    [0, 'none'],
  ]);
  const rare = study({ dailyHazard: 0.0000002 });
  for (const { overlap, risks } of patientsLike(rare.input, anybody, rare.propensity, quiet).arms) {
    expect(overlap).not.toBe('none');
    expect(risks.every(({ risk, withOutcome }) => risk === null && withOutcome.length < LEAST_OUTCOMES)).toBe(
      true,
    );
  }
  const specification = { ...input.specification, horizons: [365, 731] };
  for (const { risks } of patientsLike({ ...input, specification }, anybody, propensity, quiet).arms) {
    expect(risks.map(({ risk }) => risk !== null)).toEqual([true, false]);
  }
  expect(LEAST_FOLLOWED).toBeGreaterThan(0);
});

test('an arm that persons like these hardly ever got is said to overlap slightly or not at all', () => {
  const strong = study({ confounding: 3, persons: 6_000 });
  const { arms } = patientsLike(strong.input, anybody, strong.propensity, quiet);
  // Few are sure not to get the middle one.
  expect([arms[0]?.overlap, arms[2]?.overlap]).not.toContain('ample');
});

const rules: OutputRules = { minimumCell: 10 };
const none: ReadonlySet<string> = new Set();

function publisher(shown = new ShownSets(rules)): (personNos: Int32Array) => PublishedCount {
  return (personNos) => shown.publish(personSet(bitsOf(personNos, truth.persons)));
}

test('what is published: counts at or above the minimum cell, and curves with as many outcomes between points', () => {
  const strict = { minimumCell: 25 };
  const found = like(diabetic);
  const published = publishPatientsLike(found, none, strict, publisher(new ShownSets(strict)));
  for (const [a, arm] of published.arms.entries()) {
    const own = found.arms[a];
    expect(arm.persons).toBe(own?.persons);
    const [curve] = arm.curves;
    const [full] = own?.curves ?? [];
    let before = 0;
    for (const day of curve?.days ?? []) {
      const outcomes = full?.withOutcome[full.days.indexOf(day)]?.length ?? 0;
      expect(outcomes - before).toBeGreaterThanOrEqual(strict.minimumCell);
      before = outcomes;
    }
    expect(curve?.days.length).toBeLessThan(full?.days.length ?? 0);
    expect(Object.keys(arm).sort()).toEqual(['arm', 'curves', 'name', 'overlap', 'persons', 'risks']);
    for (const risk of arm.risks) expect(Object.keys(risk).sort()).toEqual(['horizon', 'outcome', 'risk']);
  }
});

test('profiles that differ by a few persons cannot be subtracted from each other', () => {
  const publish = publisher();
  const wide = publishPatientsLike(like({ ...anybody, ageFrom: 50, ageTo: 89 }), none, rules, publish);
  expect(wide.arms.every(({ persons }) => typeof persons === 'number')).toBe(true);
  // Take away all but a few of those aged 50, so that the next profile parts from the first by them.
  const kept = Int32Array.from(input.population.age.keys()).filter((i) => input.population.age[i] === 50);
  const few = new Set(kept.slice(0, 6));
  const age = input.population.age.map((a, i) => (a === 50 && !few.has(i) ? 51 : a));
  const changed = { ...input, population: { ...input.population, age } };
  const next = publishPatientsLike(
    patientsLike(changed, { ...anybody, ageFrom: 51, ageTo: 89 }, propensity, quiet),
    none,
    rules,
    publish,
  );
  const near = next.arms.filter(({ persons }) => typeof persons !== 'number');
  expect(near.length).toBeGreaterThan(0);
  for (const { risks, curves } of near) {
    expect(risks.every(({ risk }) => risk === null)).toBe(true);
    expect(curves).toEqual([]);
  }
});

test('outcomes that are too near to ones shown before leave the risk unsaid', () => {
  const found = like(diabetic);
  const shown = new ShownSets(rules);
  const publish = publisher(shown);
  const behind = found.arms[0]?.risks[0]?.withOutcome ?? new Int32Array();
  shown.add(personSet(bitsOf(behind.slice(3), truth.persons)));
  const published = publishPatientsLike(found, none, rules, publish);
  expect(found.arms[0]?.risks[0]?.risk).not.toBeNull();
  expect(published.arms[0]?.risks[0]?.risk).toBeNull();
  expect(published.arms[1]?.risks[0]?.risk).not.toBeNull();
});

test('of a blinded outcome nothing is said but how many are alike', () => {
  const effect = { estimates: null } as OutcomeResult;
  const pairs = [
    { outcomes: [{ ...effect, outcome: 'stroke', timeAtRisk: 'itt' }] } as unknown as PairResult,
  ];
  expect([...blindedOutcomes({ pairs }, 'itt')]).toEqual(['stroke']);
  expect([...blindedOutcomes({ pairs }, 'other')]).toEqual([]);
  const open = { outcome: 'stroke', timeAtRisk: 'itt', estimates: {} } as OutcomeResult;
  expect([...blindedOutcomes({ pairs: [{ outcomes: [open] } as unknown as PairResult] }, 'itt')]).toEqual([]);
  const published = publishPatientsLike(
    like(diabetic),
    blindedOutcomes({ pairs }, 'itt'),
    rules,
    publisher(),
  );
  expect(published.blinded).toEqual(['stroke']);
  for (const { persons, risks, curves } of published.arms) {
    expect(persons).toBeGreaterThan(500);
    expect(risks.every(({ risk }) => risk === null)).toBe(true);
    expect(curves).toEqual([]);
  }
});

test('the same question has the same answer, and can be stopped', () => {
  expect(like(diabetic)).toEqual(like(diabetic));
  expect(() =>
    patientsLike(input, diabetic, propensity, () => {
      throw new Error('stop');
    }),
  ).toThrow('stop');
});
