import { type Locale, translate } from '../../i18n/translate.ts';
import type { CriteriaGroup } from '../expression/criteriaGroup.ts';

/** How many members a group has. */
export function groupSize({ criteria, demographics, groups }: CriteriaGroup): number {
  return criteria.length + demographics.length + groups.length;
}

/** Whether a group asks just for its one member. */
export function isSingle(group: CriteriaGroup): boolean {
  const { type, count } = group;
  return groupSize(group) === 1 && (type === 'ALL' || type === 'ANY' || (type === 'AT_LEAST' && count === 1));
}

/** What a group asks of its members: as a statement, or within a phrase about an event. */
export function groupWords(locale: Locale, group: CriteriaGroup, where: 'group' | 'nested'): string {
  const { type, count } = group;
  const words = type === 'AT_MOST' && count === 0 ? 'NONE' : type;
  if (where === 'group') return translate(locale, `sentence.group.${words}`, { count });
  return translate(locale, `sentence.nested.${isSingle(group) ? 'ONE' : words}`, { count });
}
