import fc from 'fast-check';
import { maybe, table } from './randomTable.ts';
import {
  allConcepts,
  anyConcept,
  invalidConcepts,
  knownConcepts,
  sourceConcepts,
  standardConcepts,
} from './universe.ts';

/** Providers, care sites and places. */
export const institutions = {
  location: table('location_id', { region_concept_id: maybe(anyConcept) }, 3),
  provider: table('provider_id', { specialty_concept_id: maybe(anyConcept) }, 3),
  care_site: table('care_site_id', { place_of_service_concept_id: maybe(anyConcept) }, 3),
};

const relation = fc.record({
  concept_id_1: fc.constantFrom(...sourceConcepts, 91),
  concept_id_2: fc.constantFrom(...standardConcepts),
  relationship_id: fc.constantFrom('Maps to', 'Maps to', 'Maps to', 'Is a'),
  invalid_reason: maybe(fc.constant('D'), 1),
});

const ancestry = fc.record({
  ancestor_concept_id: fc.constantFrom(...standardConcepts.slice(0, 4), ...sourceConcepts),
  descendant_concept_id: fc.constantFrom(...allConcepts),
});

/** Concepts, their hierarchy with several parents, and mappings, some of them invalid. */
export const vocabulary = {
  concept: fc.constant(
    knownConcepts.map((concept_id) => ({
      concept_id,
      invalid_reason: (invalidConcepts as readonly number[]).includes(concept_id) ? 'D' : null,
    })),
  ),
  concept_ancestor: fc
    .tuple(
      fc.uniqueArray(ancestry, {
        maxLength: 12,
        selector: (row) => `${row.ancestor_concept_id} ${row.descendant_concept_id}`,
      }),
      fc.boolean(),
    )
    .map(([rows, withSelf]) => [
      ...rows.filter((row) => row.ancestor_concept_id !== row.descendant_concept_id),
      ...(withSelf
        ? standardConcepts.map((id) => ({ ancestor_concept_id: id, descendant_concept_id: id }))
        : []),
    ]),
  concept_relationship: fc.uniqueArray(relation, {
    maxLength: 6,
    selector: (row) => `${row.concept_id_1} ${row.concept_id_2} ${row.relationship_id}`,
  }),
};
