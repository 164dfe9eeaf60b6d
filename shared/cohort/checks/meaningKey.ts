import { type ConceptSet, conceptSetKey } from '../../vocabulary/conceptSet.ts';

/**
 * A text that two parts of a definition share when they mean the same: places, names and numbers of concept sets make
 * no difference, their items do.
 */
export function meaningKey(part: unknown, sets: readonly ConceptSet[]): string {
  const keys = new Map(sets.map(({ id, items }) => [id, conceptSetKey(items)]));
  return JSON.stringify(part, (key, value: unknown) => {
    if (key === 'path' || key === 'name' || key === 'description') return undefined;
    if ((key === 'conceptSetId' || key === 'sourceConceptSetId') && typeof value === 'number') {
      return keys.get(value) ?? value;
    }
    return value;
  });
}
