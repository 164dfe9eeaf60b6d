import { expect, test } from 'vitest';
import { conceptSetFacts } from '../../../shared/cohort/checks/conceptSetFacts.ts';
import type { ConceptMatch } from '../../../shared/cohort/versions/releaseMatchApi.ts';

const item = (conceptId: number, isExcluded = false) => ({
  conceptId,
  isExcluded,
  includeDescendants: true,
  includeMapped: false,
});
const match = (id: number, state: ConceptMatch['state']): ConceptMatch => ({
  id,
  state,
  concept: null,
  proposals: [],
});

test('concept sets are told by what the release lacks of them', () => {
  const sets = [
    { id: 0, name: 'known', items: [item(1), item(2)] },
    { id: 1, name: 'partly', items: [item(1), item(8), item(8), item(9, true)] },
    { id: 2, name: 'lost', items: [item(8)] },
    { id: 3, name: 'unused', items: [item(7), item(8)] },
  ];
  const facts = conceptSetFacts(sets, [match(7, 'unused'), match(8, 'unknown'), match(9, 'unknown')]);
  expect([...facts]).toEqual([
    [0, { members: 2, missing: 0, used: true }],
    [1, { members: 1, missing: 1, used: true }],
    [2, { members: 0, missing: 1, used: false }],
    [3, { members: 1, missing: 1, used: false }],
  ]);
});
