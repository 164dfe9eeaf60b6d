import { expect, test } from 'vitest';
import { pairPersons } from '../../../shared/study/analysis/pairPersons.ts';
import { fitPropensity } from '../../../shared/study/analysis/propensityModel.ts';
import { inventedStudy } from '../effects/inventedStudy.ts';

/** A study with one more picked covariate, which so many persons of the second arm alone have. */
function separated(persons: number) {
  const { input } = inventedStudy({ seed: 2, persons: 2_000, effects: [0, 0] });
  const { population, covariates, specification } = input;
  const rows = Int32Array.from(population.arm.keys())
    .filter((row) => population.arm[row] === 1)
    .slice(0, persons);
  const [like] = covariates.covariates;
  if (!like) throw new Error('no covariate');
  const more = {
    ...covariates,
    covariates: [...covariates.covariates, { ...like, id: 'rare', name: 'Rare' }],
    columns: [...covariates.columns, { kind: 'sparse' as const, rows }],
  };
  const pair = pairPersons(population, 0, 1);
  const settings = specification.adjustment.propensity;
  const modelOf = (matrix: typeof covariates) => fitPropensity(pair, matrix, settings, 1, () => {});
  return { plain: modelOf(covariates), found: modelOf(more) };
}

test('a covariate that a few persons of one arm alone have is left out of a plain model', () => {
  const { plain, found } = separated(3);
  expect(found.outcome).toBe('fitted');
  expect(found.coefficients?.beta[2]).toBe(0);
  expect(found.scores).toEqual(plain.scores);
});

test('one that many of an arm alone have is not: nobody is comparable to them', () => {
  const { found } = separated(400);
  expect(found.outcome).toBe('separated');
  expect(found.scores).toBeNull();
});
