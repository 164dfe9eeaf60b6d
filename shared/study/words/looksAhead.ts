import type { CriteriaGroup, Window } from '../../cohort/expression/criteriaGroup.ts';
import { parseDefinition } from '../../cohort/expression/parseDefinition.ts';

/**
 * Days after index until which a definition has to look to say who is in it: by its inclusion rules, by observation
 * asked for after index, or by the length of a treatment. 0: index tells; null: no bound.
 */
export function looksAhead(id: string, expression: unknown): number | null {
  const parsed = parseDefinition(id, JSON.stringify(expression));
  if (!parsed.ok) return 0;
  const { entry, additionalCriteria, inclusionRules } = parsed.definition;
  const courses = entry.criteria.some(({ akashi }) =>
    akashi.some(({ kind }) => kind === 'treatmentDuration' || kind === 'cumulativeDose'),
  );
  const groups = [additionalCriteria, ...inclusionRules.map(({ group }) => group)];
  const days = groups.flatMap((group) => (group === null ? [] : daysOf(group)));
  return courses || days.includes(null) ? null : Math.max(0, entry.postDays, ...days.map(Number));
}

function daysOf({ criteria, groups }: CriteriaGroup): (number | null)[] {
  return [...criteria.map(({ startWindow }) => lastDay(startWindow)), ...groups.flatMap(daysOf)];
}

function lastDay(window: Window | null): number | null {
  if (window === null) return null;
  const { days, coefficient } = window.end;
  if (days === null) return coefficient === 1 ? null : 0;
  return days * coefficient;
}
