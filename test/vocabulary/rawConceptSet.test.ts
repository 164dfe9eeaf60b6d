import { expect, test } from 'vitest';
import type { JsonObject } from '../../shared/cohort/expression/definitionReader.ts';
import type { ConceptEntry } from '../../shared/vocabulary/conceptApi.ts';
import { conceptSetLibrary, isUsedSomewhere } from '../../shared/vocabulary/conceptSetLibrary.ts';
import { conceptSetUses } from '../../shared/vocabulary/conceptSetUses.ts';
import {
  rawItems,
  renamed,
  withConcepts,
  withFlag,
  withoutItem,
} from '../../shared/vocabulary/rawConceptSet.ts';

const set: JsonObject = {
  id: 3,
  name: 'angina',
  note: 'kept',
  expression: {
    version: 2,
    items: [
      { concept: { CONCEPT_ID: 100, CONCEPT_NAME: 'Angina', EXTRA: 1 }, includeDescendants: true, own: 'x' },
      { concept: { CONCEPT_ID: 200 } },
    ],
  },
};

const concept: ConceptEntry = {
  id: 300,
  name: '不安定狭心症',
  japanese: '不安定狭心症',
  english: null,
  code: 'I20.0',
  domain: 'Condition',
  vocabulary: 'ICD10JP',
  conceptClass: '4-char code',
  standard: 'S',
  invalidReason: null,
  counts: null,
  withDescendants: null,
};

test('what the form does not show is kept through every change', () => {
  const changed = renamed(withFlag(withConcepts(set, [concept]), 0, 'isExcluded', true), 'other');
  expect(changed).toMatchObject({
    id: 3,
    name: 'other',
    note: 'kept',
    expression: {
      version: 2,
      items: [
        {
          concept: { CONCEPT_ID: 100, EXTRA: 1 },
          includeDescendants: true,
          isExcluded: true,
          own: 'x',
        },
        { concept: { CONCEPT_ID: 200 } },
        {
          concept: {
            CONCEPT_ID: 300,
            STANDARD_CONCEPT_CAPTION: 'Standard',
            INVALID_REASON_CAPTION: 'Valid',
            CONCEPT_CODE: 'I20.0',
          },
        },
      ],
    },
  });
  expect(rawItems(withoutItem(changed, 1)).map(({ item }) => item.conceptId)).toEqual([100, 300]);
});

test('a concept that is there already is not added again', () => {
  expect(withConcepts(set, [{ ...concept, id: 100 }])).toBe(set);
});

test('uses are found wherever Circe names a set, in both forms of a file', () => {
  const expression = {
    ConceptSets: [set],
    PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: { CodesetId: 3, ConditionSourceConcept: 4 } }] },
    InclusionRules: [
      {
        expression: { CriteriaList: [{ Criteria: { VisitOccurrence: { VisitTypeCS: { CodesetId: 3 } } } }] },
      },
    ],
    EndStrategy: { CustomEra: { DrugCodesetId: 5 } },
  };
  const places = (document: JsonObject, id: number) =>
    (conceptSetUses(document).get(id) ?? []).map((path) => path.join('.'));
  expect(places(expression, 3)).toEqual([
    'PrimaryCriteria.CriteriaList.0.ConditionOccurrence',
    'InclusionRules.0.expression.CriteriaList.0.Criteria.VisitOccurrence.VisitTypeCS',
  ]);
  expect(places(expression, 4)).toEqual(['PrimaryCriteria.CriteriaList.0.ConditionOccurrence']);
  expect(places({ name: 'x', expression }, 5)).toEqual(['expression.EndStrategy.CustomEra']);
});

test('the library puts equal sets together and tells the same content under another name', () => {
  const source = (key: string, sets: readonly JsonObject[], used: number) => ({
    key,
    name: key,
    isDraft: false,
    document: { ConceptSets: sets, PrimaryCriteria: { CriteriaList: [{ Death: { CodesetId: used } }] } },
  });
  const library = conceptSetLibrary([
    source('a', [set], 3),
    source('b', [set, { ...set, id: 4, name: 'twin' }], 3),
  ]);
  expect(library.map(({ name, places, sameContent }) => [name, places.length, sameContent])).toEqual([
    ['angina', 2, ['twin']],
    ['twin', 1, ['angina']],
  ]);
  expect(library.map(isUsedSomewhere)).toEqual([true, false]);
});
