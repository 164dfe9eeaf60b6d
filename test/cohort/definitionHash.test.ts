import { expect, test } from 'vitest';
import { combinationHash, definitionHash } from '../../shared/cohort/definitionHash.ts';
import { parseDefinition } from '../../shared/cohort/expression/parseDefinition.ts';

function hash(expression: unknown): string {
  const parsed = parseDefinition('x', JSON.stringify(expression));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  return definitionHash(parsed.definition);
}

const definition = {
  ConceptSets: [
    { id: 1, name: 'a', expression: { items: [{ concept: { CONCEPT_ID: 7, CONCEPT_NAME: 'seven' } }] } },
  ],
  PrimaryCriteria: { CriteriaList: [{ ConditionOccurrence: { CodesetId: 1 } }] },
};

test('spelling makes no difference, content does', () => {
  const { ConceptSets, PrimaryCriteria } = definition;
  const renamed = [{ ...ConceptSets[0], expression: { items: [{ concept: { CONCEPT_ID: 7 } }] } }];
  expect(hash({ PrimaryCriteria, ConceptSets: renamed, EndStrategy: null })).toBe(hash(definition));
  expect(hash({ name: 'exported', expression: definition })).toBe(hash(definition));
  expect(hash({ ...definition, unknownKey: 1 })).not.toBe(hash(definition));
  expect(hash({ ...definition, InclusionRules: [{ name: 'r', expression: {} }] })).not.toBe(hash(definition));
});

test('the order of members counts only for what a difference is taken from', () => {
  expect(combinationHash('union', ['a', 'b'])).toBe(combinationHash('union', ['b', 'a']));
  expect(combinationHash('difference', ['a', 'b', 'c'])).toBe(combinationHash('difference', ['a', 'c', 'b']));
  expect(combinationHash('difference', ['a', 'b'])).not.toBe(combinationHash('difference', ['b', 'a']));
  expect(combinationHash('union', ['a', 'b'])).not.toBe(combinationHash('intersection', ['a', 'b']));
});
