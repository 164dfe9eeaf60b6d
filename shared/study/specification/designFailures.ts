import type { Failure } from '../../errors/akashiError.ts';
import { afterIndexAxes } from './axisCategories.ts';
import type { ComparisonSpecification, TimeAtRisk } from './comparisonSpecification.ts';
import { jsonPath } from './schemaFailures.ts';

type Path = readonly PropertyKey[];

/** What no data could make a study of: arms of nothing, no time at risk, ranges that run backwards. */
export function designFailures(study: string, specification: ComparisonSpecification): Failure[] {
  return [
    ...armFailures(study, specification),
    ...axisFailures(study, specification),
    ...specification.timesAtRisk.flatMap((window, i): Failure[] =>
      isWithoutLength(window, specification.immortalTime)
        ? [
            {
              code: 'study.noTimeAtRisk',
              params: { study, path: jsonPath(['timesAtRisk', i]), name: window.id },
            },
          ]
        : [],
    ),
    ...rangeFailures(study, specification),
    ...ascending(study, specification),
  ];
}

function armFailures(study: string, specification: ComparisonSpecification): Failure[] {
  return specification.arms.flatMap((arm, i): Failure[] => {
    const path = jsonPath(['arms', i]);
    const params = { study, path, arm: arm.id };
    if (arm.cohort !== null && arm.cells !== null) return [{ code: 'study.armOfBoth', params }];
    if (arm.cohort === null && Object.keys(arm.cells ?? {}).length === 0) {
      return [{ code: 'study.armOfNothing', params }];
    }
    if (arm.cells === null) {
      const areClones = specification.immortalTime?.kind === 'cloneCensorWeight';
      return areClones ? [{ code: 'study.cohortCannotBeCloned', params }] : [];
    }
    if (specification.matrix === null) return [{ code: 'study.noMatrix', params }];
    const [axis] = afterIndexAxes(specification, arm);
    if (!axis || specification.immortalTime !== null) return [];
    return [
      { code: 'study.immortalTime', params: { ...params, path: `${path}.cells.${axis.id}`, axis: axis.id } },
    ];
  });
}

/** Doses and devices are of the drugs and devices that the matrix is about. */
function axisFailures(study: string, { matrix }: ComparisonSpecification): Failure[] {
  if (!matrix || matrix.about !== null) return [];
  if (matrix.axes.some(({ kind }) => kind === 'treatment')) return [];
  return matrix.axes.flatMap((axis, i): Failure[] =>
    axis.kind === 'lengthOfStay'
      ? []
      : [
          {
            code: 'study.axisOfNothing',
            params: { study, path: jsonPath(['matrix', 'axes', i]), axis: axis.id },
          },
        ],
  );
}

/** Whether nobody can be at risk in a window, whatever the data: index ≤ end of cohort ≤ end of observation. */
function isWithoutLength(
  { start, end }: TimeAtRisk,
  immortalTime: ComparisonSpecification['immortalTime'],
): boolean {
  const landmark = immortalTime?.kind === 'landmark' ? immortalTime.day : Number.NEGATIVE_INFINITY;
  if (end.anchor === 'index') return end.days < Math.max(start.days, landmark);
  return end.anchor === start.anchor && end.days < start.days;
}

function rangeFailures(study: string, specification: ComparisonSpecification): Failure[] {
  const { population, adjustment, matrix } = specification;
  const reversed = (path: Path, from: string | number | null, to: string | number | null): Failure[] =>
    from !== null && to !== null && from > to
      ? [
          {
            code: 'study.reversed',
            params: { study, path: jsonPath(path), from: String(from), to: String(to) },
          },
        ]
      : [];
  const { trim } = adjustment;
  return [
    ...reversed(['population', 'to'], population.from, population.to),
    ...reversed(['population', 'ageTo'], population.ageFrom, population.ageTo),
    ...(trim.kind === 'equipoise' ? reversed(['adjustment', 'trim', 'upper'], trim.lower, trim.upper) : []),
    ...(matrix?.axes ?? []).flatMap((axis, i): Failure[] => {
      if (axis.kind !== 'dailyDose' || axis.unit !== 'DDD' || Object.keys(axis.dailyDoses).length > 0)
        return [];
      const path = jsonPath(['matrix', 'axes', i, 'dailyDoses']);
      return [{ code: 'study.missingValue', params: { study, path, expected: '{"<concept id>": mg}' } }];
    }),
  ];
}

function ascending(study: string, specification: ComparisonSpecification): Failure[] {
  const { matrix, subgroups, pieces, horizons } = specification;
  const lists: readonly (readonly [Path, readonly number[]])[] = [
    ...(matrix?.axes.map((axis, i): [Path, readonly number[]] => [
      ['matrix', 'axes', i, 'breaks'],
      'breaks' in axis ? axis.breaks : [],
    ]) ?? []),
    ...subgroups.map((subgroup, i): [Path, readonly number[]] => [
      ['subgroups', i, 'breaks'],
      'breaks' in subgroup ? subgroup.breaks : [],
    ]),
    [['pieces'], pieces],
    [['horizons'], horizons],
  ];
  return lists.flatMap(([path, numbers]): Failure[] =>
    numbers.every((number, i) => i === 0 || number > (numbers[i - 1] as number))
      ? []
      : [{ code: 'study.notAscending', params: { study, path: jsonPath(path) } }],
  );
}
