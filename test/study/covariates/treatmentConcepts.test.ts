import { expect, test } from 'vitest';
import { treatmentConcepts } from '../../../shared/study/covariates/treatmentConcepts.ts';

const set = (id: number, ...concepts: readonly number[]) => ({
  id,
  name: `set ${id}`,
  expression: {
    items: concepts.map((concept) => ({ concept: { CONCEPT_ID: concept }, includeDescendants: true })),
  },
});

/** New users of one drug with a diagnosis before, and never on the other. */
function newUsers(drug: number, other: number, extra: readonly Record<string, unknown>[] = []) {
  return {
    name: `${drug}`,
    expression: {
      ConceptSets: [set(0, drug), set(1, 900), set(2, other), set(3, 950), set(9, 999)],
      PrimaryCriteria: {
        CriteriaList: [{ DrugExposure: { CodesetId: 0 } }, { ConditionOccurrence: { CodesetId: 3 } }],
      },
      InclusionRules: [
        { expression: { CriteriaList: [{ Criteria: { ConditionOccurrence: { CodesetId: 1 } } }, ...extra] } },
        {
          expression: {
            CriteriaList: [{ Criteria: { DrugEra: { CodesetId: 2 } }, Occurrence: { Count: 0 } }],
          },
        },
      ],
    },
  };
}

const arm = (id: string, cohort: string | null) => ({ id, name: id, cohort, cells: null });
const idsOf = (...parameters: Parameters<typeof treatmentConcepts>) =>
  [...new Set(treatmentConcepts(...parameters).map(({ conceptId }) => conceptId))].sort((a, b) => a - b);

test('drugs of entry define the treatment even when each arm asks for the absence of the other; shared diagnoses do not', () => {
  const definitions = { a: newUsers(1, 2), b: newUsers(2, 1) };
  expect(idsOf({ arms: [arm('a', 'a'), arm('b', 'b')], definitions, matrix: null })).toEqual([1, 2]);
});

test('so does what only one arm asks for, but no concept set that no criterion uses', () => {
  const extra = [{ Criteria: { DeviceExposure: { CodesetId: 9 } } }];
  const definitions = { a: newUsers(1, 2, extra), b: newUsers(2, 1) };
  expect(idsOf({ arms: [arm('a', 'a'), arm('b', 'b')], definitions, matrix: null })).toEqual([1, 2, 999]);
});

test('arms cut from a matrix are defined by what its axes are about', () => {
  const item = (conceptId: number) => ({
    conceptId,
    isExcluded: false,
    includeDescendants: true,
    includeMapped: false,
  });
  const axis = {
    kind: 'treatment' as const,
    id: 'kind',
    name: 'kind',
    withinDays: 0,
    categories: [{ id: 'x', name: 'x', domain: 'drug' as const, concepts: [item(5)] }],
  };
  const material = {
    kind: 'deviceQuality' as const,
    id: 'material',
    name: 'material',
    attribute: 'material' as const,
    categories: [{ id: 'steel', name: 'steel', conceptIds: [7] }],
  };
  const matrix = {
    base: 'base',
    about: { domain: 'device' as const, concepts: [item(6)] },
    axes: [axis, material],
  };
  expect(idsOf({ arms: [arm('a', null), arm('b', null)], definitions: {}, matrix })).toEqual([5, 6, 7]);
});
