import type { Project } from './project.ts';

/**
 * The place of the first count in a project's results that the release would withhold (1 to its smallest cell less
 * one); null when there is none. A file with such a count is neither written nor read.
 */
export function smallCountPlace({ results, release }: Project): string | null {
  const least = release?.minimumCell ?? Number.POSITIVE_INFINITY;
  for (const [at, result] of results.entries()) {
    for (const [place, count] of countsOf(result)) {
      if (typeof count === 'number' && count > 0 && count < least) return `results.${at}.${place}`;
    }
  }
  return null;
}

type Result = Project['results'][number];
type Count = Result['persons'] | null;

function countsOf(result: Result): readonly (readonly [string, Count])[] {
  const { attrition } = result;
  return [
    ['persons', result.persons],
    ['entries', result.entries],
    ...(attrition
      ? ([
          ['attrition.entry', attrition.entry],
          ['attrition.final', attrition.final],
          ...attrition.rules.flatMap((rule) => [
            ['attrition.rules', rule.passes] as const,
            ['attrition.rules', rule.aloneRemoves] as const,
            ['attrition.rules', rule.remaining] as const,
          ]),
          ...attrition.exits.map((exit) => ['attrition.exits', exit.persons] as const),
        ] as const)
      : []),
    ...result.ageAtIndex.flatMap(({ male, female, unknown }) =>
      [male, female, unknown].map((count) => ['ageAtIndex', count] as const),
    ),
    ...result.sex.map(({ persons }) => ['sex', persons] as const),
    ...result.calendar.periods.map(({ entries }) => ['calendar', entries] as const),
  ];
}
