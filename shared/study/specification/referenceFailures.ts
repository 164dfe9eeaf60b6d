import type { Failure } from '../../errors/akashiError.ts';
import { axisCategories } from './axisCategories.ts';
import type { ComparisonSpecification } from './comparisonSpecification.ts';
import { definitionFailures, type Named, type Path, twice, unknownName } from './nameFailures.ts';

/** Names in a study that refer to nothing or to two things, and definitions that cannot be read. */
export function referenceFailures(study: string, specification: ComparisonSpecification): Failure[] {
  return [
    ...duplicates(study, specification),
    ...unknownNames(study, specification),
    ...definitionFailures(study, specification.definitions),
  ];
}

function duplicates(study: string, specification: ComparisonSpecification): Failure[] {
  const { matrix, outcomes, negativeControls, subgroups, covariates, doseResponse } = specification;
  const lists: readonly (readonly [Path, readonly Named[]])[] = [
    [['arms'], specification.arms],
    [['timesAtRisk'], specification.timesAtRisk],
    [['outcomes'], outcomes],
    [['subgroups'], subgroups],
    [['covariates', 'picked'], covariates.picked],
    [['matrix', 'axes'], matrix?.axes ?? []],
    [['doseResponse', 'arms'], doseResponse?.arms.map(({ arm }) => ({ id: arm })) ?? []],
    ...(matrix?.axes.map((axis, i): [Path, readonly Named[]] => [
      ['matrix', 'axes', i, 'categories'],
      'categories' in axis ? axis.categories : [],
    ]) ?? []),
  ];
  const taken = new Set(outcomes.map(({ id }) => id));
  return [
    ...lists.flatMap(([path, members]) => twice(study, path, members)),
    // Outcomes and negative controls are follow-ups of one population.
    ...twice(study, ['negativeControls'], negativeControls, taken),
  ];
}

function unknownNames(study: string, specification: ComparisonSpecification): Failure[] {
  const { matrix, arms, outcomes, timesAtRisk, doseResponse, overrides } = specification;
  const definitions = Object.keys(specification.definitions);
  const armNames = arms.map(({ id }) => id);
  const check = (path: Path, name: string | null, known: readonly string[]): Failure[] =>
    unknownName(study, path, name, known);
  return [
    ...check(['matrix', 'base'], matrix?.base ?? null, definitions),
    ...arms.flatMap((arm, i) => [
      ...check(['arms', i, 'cohort'], arm.cohort, definitions),
      ...Object.entries(matrix ? (arm.cells ?? {}) : {}).flatMap(([id, categories]) => {
        const axis = matrix?.axes.find((candidate) => candidate.id === id);
        const place = ['arms', i, 'cells', id];
        if (!axis) return check(place, id, matrix?.axes.map((candidate) => candidate.id) ?? []);
        return categories.flatMap((category, k) => check([...place, k], category, axisCategories(axis)));
      }),
    ]),
    ...outcomes.flatMap((outcome, i) => [
      ...check(['outcomes', i, 'cohort'], outcome.cohort, definitions),
      ...check(['outcomes', i, 'competing'], outcome.competing, ['death', 'none', ...definitions]),
    ]),
    ...(doseResponse?.arms ?? []).flatMap(({ arm }, i) =>
      check(['doseResponse', 'arms', i, 'arm'], arm, armNames),
    ),
    ...overrides.flatMap((override, i) => [
      ...check(['overrides', i, 'target'], override.target, armNames),
      ...check(['overrides', i, 'comparator'], override.comparator, armNames),
      ...check(
        ['overrides', i, 'outcome'],
        override.outcome,
        outcomes.map(({ id }) => id),
      ),
      ...check(
        ['overrides', i, 'timeAtRisk'],
        override.timeAtRisk,
        timesAtRisk.map(({ id }) => id),
      ),
    ]),
  ];
}
