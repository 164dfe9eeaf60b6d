import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AdjustedSample } from '../../../shared/study/analysis/adjustedSample.ts';
import {
  fittedEffect,
  type MainEffectOptions,
  mainEffect,
  selectSample,
} from '../../../shared/study/analysis/mainEffect.ts';
import { goldenTable, sampleOf } from './samples.ts';

const lung = goldenTable('lung.csv').complete(['time', 'status', 'age', 'sex', 'ph_ecog']);
const age = lung.numbers('age');
const columns = {
  treated: lung.numbers('sex').map((sex) => (sex === 2 ? 1 : 0)),
  days: lung.numbers('time'),
  status: lung.numbers('status'),
};
const weights = age.map((years) => 0.5 + years / 80);
const strata = Int32Array.from(lung.numbers('ph_ecog'));
const sets = Int32Array.from(strata, (_, i) => Math.floor(i / 4));

/** R 4.2.2: survival 3.5-3 coxph and clogit, glm with sandwich 3.0-2 vcovHC type HC0; survival::lung, women against men. */
const inR: readonly (readonly [string, AdjustedSample, MainEffectOptions, number, number])[] = [
  ['coxph', sampleOf(columns), { kind: 'cox' }, -0.523691268, 0.1674175682],
  ['coxph, weighted', sampleOf({ ...columns, weights }), { kind: 'cox' }, -0.5300934218, 0.1596224812],
  ['coxph, stratified', sampleOf({ ...columns, strata }), { kind: 'cox' }, -0.5543644595, 0.1705852039],
  [
    'coxph, weighted, with a covariate',
    sampleOf({ ...columns, weights }),
    { kind: 'cox', covariates: [age] },
    -0.512563196,
    0.1608803662,
  ],
  ['Poisson', sampleOf(columns), { kind: 'poisson' }, -0.4932482657, 0.1669638687],
  ['Poisson, weighted', sampleOf({ ...columns, weights }), { kind: 'poisson' }, -0.4978678308, 0.1386746607],
  ['Poisson with strata', sampleOf({ ...columns, strata }), { kind: 'poisson' }, -0.5096213795, 0.1673474675],
  ['logistic', sampleOf(columns), { kind: 'logistic' }, -1.0920596624, 0.3055576683],
  ['logistic, weighted', sampleOf({ ...columns, weights }), { kind: 'logistic' }, -1.0932401476, 0.306889918],
  ['clogit, exact', sampleOf({ ...columns, strata: sets }), { kind: 'logistic' }, -0.971802077, 0.379075402],
];

test.each(inR)('%s gives the numbers of R', (_, sample, options, beta, standardError) => {
  const effect = fittedEffect(mainEffect(sample, options));
  expect(Math.log(effect?.estimate ?? 0)).toBeCloseTo(beta, 8);
  expect(effect?.standardError).toBeCloseTo(standardError, 7);
  expect(Math.log(effect?.upper ?? 0)).toBeCloseTo(beta + 1.959963984540054 * standardError, 6);
});

describe('samples that tell nothing', () => {
  const kinds = ['cox', 'poisson', 'logistic'] as const;
  const cases: readonly (readonly [string, AdjustedSample])[] = [
    ['nobody', sampleOf({ treated: [], days: [], status: [] })],
    ['no events', sampleOf({ treated: [1, 0, 1, 0], days: [5, 6, 7, 8], status: [0, 2, 0, 0] })],
    ['one arm', sampleOf({ treated: [1, 1, 1, 1], days: [5, 6, 7, 8], status: [0, 1, 1, 0] })],
    ['events in one arm', sampleOf({ treated: [1, 1, 0, 0], days: [5, 6, 7, 8], status: [1, 1, 0, 0] })],
    [
      'strata of one arm each',
      sampleOf({
        treated: [1, 1, 0, 0],
        days: [5, 6, 7, 8],
        status: [1, 0, 1, 0],
        strata: Int32Array.of(0, 0, 1, 1),
      }),
    ],
  ];
  for (const [what, sample] of cases) {
    test.each(kinds)(`${what}: %s has no effect`, (kind) => {
      expect(fittedEffect(mainEffect(sample, { kind }))).toBeNull();
    });
  }
});

test('a covariate that cannot be estimated is left out, not the treatment', () => {
  const plain = fittedEffect(mainEffect(sampleOf(columns), { kind: 'cox', covariates: [age] }));
  const constant = new Float64Array(age.length).fill(3);
  const withConstant = mainEffect(sampleOf(columns), {
    kind: 'cox',
    covariates: [constant, age, age.map((v) => 2 * v)],
  });
  expect(fittedEffect(withConstant)?.estimate).toBeCloseTo(plain?.estimate ?? 0, 8);
});

test('the order of persons changes nothing', () => {
  const sample = sampleOf({ ...columns, weights, strata });
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...strata.keys()], { minLength: strata.length, maxLength: strata.length }),
      fc.constantFrom('cox' as const, 'poisson' as const, 'logistic' as const),
      (order, kind) => {
        const there = fittedEffect(mainEffect(sample, { kind }));
        const back = fittedEffect(mainEffect(selectSample(sample, Int32Array.from(order)), { kind }));
        expect(back?.estimate).toBeCloseTo(there?.estimate ?? 0, 9);
        expect(back?.standardError).toBeCloseTo(there?.standardError ?? 0, 9);
      },
    ),
    { numRuns: 20 },
  );
});
