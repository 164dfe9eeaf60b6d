/** A concept set as Circe writes it: items to take in and to leave out. */
export interface ConceptSet {
  readonly id: number;
  readonly name: string;
  readonly items: readonly ConceptSetItem[];
}

export interface ConceptSetItem {
  readonly conceptId: number;
  readonly isExcluded: boolean;
  readonly includeDescendants: boolean;
  /** Also the source concepts that map to it. */
  readonly includeMapped: boolean;
}

/** The same text for expressions that mean the same: items in order, without repetitions. */
export function conceptSetKey(items: readonly ConceptSetItem[]): string {
  return [...new Set(items.map(itemKey))].sort().join(';');
}

function itemKey(item: ConceptSetItem): string {
  const flags = [item.isExcluded, item.includeDescendants, item.includeMapped];
  return `${item.conceptId}:${flags.map((flag) => (flag ? 1 : 0)).join('')}`;
}
