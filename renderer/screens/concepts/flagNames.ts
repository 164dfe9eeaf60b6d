import type { MessageKey } from '../../../shared/i18n/translate.ts';
import type { ItemFlag } from '../../../shared/vocabulary/rawConceptSet.ts';

/** What the switches of an item are called. */
export const flagNames: Readonly<Record<ItemFlag, MessageKey>> = {
  isExcluded: 'conceptSet.exclude',
  includeDescendants: 'conceptSet.descendants',
  includeMapped: 'conceptSet.mapped',
};
