import { ageBand } from '../analysis/strataCounts.ts';
import type { SafetyPersons } from '../safetyPersons.ts';
import type { SafetyFilter } from '../safetyResult.ts';

/** The same rows, of which those outside the filter are never at risk, and have no dose. */
export function filterPersons(
  persons: SafetyPersons,
  filter: SafetyFilter,
  ageBreaks: readonly number[],
): SafetyPersons {
  const breaks = [...ageBreaks].sort((a, b) => a - b);
  const sexNumber = filter.sex === null ? null : filter.sex === 'male' ? 0 : 1;
  const isIn = (row: number): boolean =>
    (sexNumber === null || persons.sex[row] === sexNumber) &&
    (filter.ageBand === null || ageBand(persons.age[row] as number, breaks) === filter.ageBand);
  return {
    ...persons,
    dailyDose: persons.dailyDose.map((dose, row) => (isIn(row) ? dose : Number.NaN)),
    windows: persons.windows.map(({ timeAtRisk, from, to }) => ({
      timeAtRisk,
      from,
      to: to.map((last, row) => (isIn(row) ? last : (from[row] as number) - 1)),
    })),
  };
}
