import type { ConceptSet } from '../../vocabulary/conceptSet.ts';
import type { ConceptMatch } from '../versions/releaseMatchApi.ts';
import type { ConceptSetFacts } from './releaseChecks.ts';

/**
 * What the concept sets of a definition come to in a release, by their ids, from what the release does not know or
 * has no records of. Excluded items do not count.
 */
export function conceptSetFacts(
  sets: readonly ConceptSet[],
  matches: readonly ConceptMatch[],
): ReadonlyMap<number, ConceptSetFacts> {
  const states = new Map(matches.map(({ id, state }) => [id, state]));
  return new Map(
    sets.map(({ id, items }) => {
      const included = new Set(
        items.filter(({ isExcluded }) => !isExcluded).map(({ conceptId }) => conceptId),
      );
      const known = [...included].filter((conceptId) => states.get(conceptId) !== 'unknown');
      const facts = {
        members: known.length,
        missing: included.size - known.length,
        used: known.some((conceptId) => states.get(conceptId) !== 'unused'),
      };
      return [id, facts];
    }),
  );
}
