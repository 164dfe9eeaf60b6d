import type { Failure } from '../../../errors/akashiError.ts';
import { definitionFailures, type Path, twice, unknownName } from '../../specification/nameFailures.ts';
import { jsonPath } from '../../specification/schemaFailures.ts';
import type { ExposureSpecification, SafetySpecification, SafetyTimeAtRisk } from './safetySpecification.ts';

/** What is wrong with a safety study whose form is right. */
export function safetyFailures(study: string, specification: SafetySpecification): Failure[] {
  const { exposure, comparator, events, timesAtRisk, negativeControls, population } = specification;
  const known = Object.keys(specification.definitions);
  return [
    ...exposureFailures(study, ['exposure'], exposure, known),
    ...(comparator ? exposureFailures(study, ['comparator'], comparator, known) : []),
    ...twice(study, ['timesAtRisk'], timesAtRisk),
    ...twice(study, ['events', 'cohorts'], events.cohorts),
    ...twice(study, ['negativeControls'], negativeControls),
    ...events.cohorts.flatMap(({ cohort }, i) =>
      unknownName(study, ['events', 'cohorts', i, 'cohort'], cohort, known),
    ),
    ...(events.kind === 'cohorts' && events.cohorts.length === 0
      ? [{ code: 'study.noEvents' as const, params: { study, path: jsonPath(['events', 'cohorts']) } }]
      : []),
    ...timesAtRisk.flatMap((window, i): Failure[] =>
      isWithoutLength(window)
        ? [
            {
              code: 'study.noTimeAtRisk',
              params: { study, path: jsonPath(['timesAtRisk', i]), name: window.id },
            },
          ]
        : [],
    ),
    ...reversed(study, ['population', 'from'], population.from, population.to),
    ...reversed(study, ['population', 'ageFrom'], population.ageFrom, population.ageTo),
    ...ascending(study, ['ageBreaks'], specification.ageBreaks),
    ...ascending(study, ['windows'], specification.windows),
    ...definitionFailures(study, specification.definitions),
  ];
}

/** Either drugs or a cohort says who is looked at. */
function exposureFailures(
  study: string,
  path: Path,
  { drugs, cohort }: ExposureSpecification,
  known: readonly string[],
): Failure[] {
  if (drugs === null && cohort === null) {
    return [{ code: 'study.exposureOfNothing', params: { study, path: jsonPath(path) } }];
  }
  if (drugs !== null && cohort !== null) {
    return [{ code: 'study.exposureOfBoth', params: { study, path: jsonPath(path) } }];
  }
  return unknownName(study, [...path, 'cohort'], cohort, known);
}

function isWithoutLength(window: SafetyTimeAtRisk): boolean {
  if (window.kind === 'fixed') return window.to < window.from;
  return window.capDays !== null && window.capDays < window.fromDay;
}

function reversed(
  study: string,
  path: Path,
  from: string | number | null,
  to: string | number | null,
): Failure[] {
  if (from === null || to === null || from <= to) return [];
  return [
    { code: 'study.reversed', params: { study, path: jsonPath(path), from: String(from), to: String(to) } },
  ];
}

function ascending(study: string, path: Path, values: readonly number[]): Failure[] {
  const falls = values.some((value, i) => i > 0 && value <= (values[i - 1] as number));
  return falls ? [{ code: 'study.notAscending', params: { study, path: jsonPath(path) } }] : [];
}
