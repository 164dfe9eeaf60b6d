import { describe, expect, test } from 'vitest';
import { describeEdit } from '../../../shared/cohort/sentences/describeEdit.ts';
import { placeLabel } from '../../../shared/cohort/sentences/placeLabel.ts';

const age = (Value: number) => ({ Age: { Op: 'gte', Value } });
const nitrates = (Days: number) => ({
  Criteria: { DrugExposure: { CodesetId: 1 } },
  StartWindow: { Start: { Days, Coeff: -1 }, End: { Days: 1, Coeff: -1 } },
  Occurrence: { Type: 0, Count: 0 },
});

function document(demographics: readonly object[], criteria: readonly object[], more: object = {}) {
  return {
    ConceptSets: [
      { id: 0, name: '狭心症 / Angina', expression: { items: [] } },
      { id: 1, name: '硝酸薬 / Nitrates', expression: { items: [] } },
    ],
    PrimaryCriteria: {
      CriteriaList: [{ ConditionOccurrence: { CodesetId: 0, First: true } }],
      ObservationWindow: { PriorDays: 365, PostDays: 0 },
      PrimaryCriteriaLimit: { Type: 'First' },
    },
    InclusionRules: [
      {
        name: '',
        expression: {
          Type: 'ALL',
          CriteriaList: criteria,
          DemographicCriteriaList: demographics,
          Groups: [],
        },
      },
    ],
    ...more,
  };
}

describe('edits have names', () => {
  const before = document([age(65)], [nitrates(180)]);

  test.each([
    ['a condition removed', document([], [nitrates(180)]), '「年齢 ≥ 65」を削除', 'Remove “Age ≥ 65”'],
    [
      'a value changed',
      document([age(70)], [nitrates(180)]),
      '「年齢 ≥ 65」を「年齢 ≥ 70」に変更',
      'Change “Age ≥ 65” to “Age ≥ 70”',
    ],
    [
      'a window changed',
      document([age(65)], [nitrates(90)]),
      '「硝酸薬の処方 0 回（−180〜−1 日）」を「硝酸薬の処方 0 回（−90〜−1 日）」に変更',
      'Change “No Drug exposure: Nitrates (−180 to −1 days)” to “No Drug exposure: Nitrates (−90 to −1 days)”',
    ],
    [
      'a criterion added',
      document([age(65)], [nitrates(180), nitrates(30)]),
      '「硝酸薬の処方 0 回（−30〜−1 日）」を追加',
      'Add “No Drug exposure: Nitrates (−30 to −1 days)”',
    ],
    ['nothing', before, '変更なし', 'No change'],
  ])('%s', (_, after, ja, en) => {
    expect(describeEdit(before, after, 'ja').text).toBe(ja);
    expect(describeEdit(before, after, 'en').text).toBe(en);
  });

  test('members that change places are moved', () => {
    const two = document([], [nitrates(180), nitrates(30)]);
    const swapped = document([], [nitrates(30), nitrates(180)]);
    expect(describeEdit(two, swapped, 'ja').text).toBe('「硝酸薬の処方 0 回（−180〜−1 日）」を移動');
  });

  test('a name is renamed, and what it leads to is in the newer document', () => {
    const renamed = structuredClone(before);
    const [rule] = renamed.InclusionRules;
    if (rule) rule.name = '65 歳以上';
    expect(describeEdit(renamed, document([age(65)], [nitrates(180)]), 'ja').path).toEqual([
      'InclusionRules',
      0,
    ]);
    const other = structuredClone(renamed);
    const [same] = other.InclusionRules;
    if (same) same.name = '高齢者';
    expect(describeEdit(renamed, other, 'ja').text).toBe('「65 歳以上」の名前を「高齢者」に変更');
  });

  test('a limit and the observation window say their values', () => {
    const after = structuredClone(before);
    after.PrimaryCriteria.ObservationWindow.PriorDays = 180;
    expect(describeEdit(before, after, 'ja').text).toBe(
      '「継続観察：前 365 日・後 0 日」を「継続観察：前 180 日・後 0 日」に変更',
    );
    const last = structuredClone(before);
    last.PrimaryCriteria.PrimaryCriteriaLimit.Type = 'Last';
    expect(describeEdit(before, last, 'ja').text).toBe(
      '「エントリーの採り方：最初」を「エントリーの採り方：最後」に変更',
    );
  });

  test('documents that are no definitions have names too', () => {
    const broken = document([{ Age: { Op: 'no such', Value: 'x' } }], [{ Criteria: { NoSuchDomain: {} } }]);
    expect(describeEdit(before, broken, 'ja').text).toContain('変更');
    expect(describeEdit(null, 3, 'en').text).toBe('Change “definition”');
    expect(placeLabel(broken, ['InclusionRules', 0, 'expression', 'CriteriaList', 0], 'ja').label).not.toBe(
      '',
    );
  });
});
