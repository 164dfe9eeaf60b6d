import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alignment } from '../../../shared/cohort/diff/alignment.ts';
import { type DefinitionDiff, diffDefinitions } from '../../../shared/cohort/diff/definitionDiff.ts';
import { diffPieces } from '../../../shared/cohort/diff/diffPieces.ts';
import type { CohortDefinition } from '../../../shared/cohort/expression/cohortDefinition.ts';
import { parseDefinition } from '../../../shared/cohort/expression/parseDefinition.ts';

const drug = (set: number, Days = 180) => ({
  Criteria: { DrugExposure: { CodesetId: set } },
  StartWindow: { Start: { Days, Coeff: -1 }, End: { Days: 1, Coeff: -1 } },
  Occurrence: { Type: 0, Count: 0 },
});
const rule = (
  name: string,
  CriteriaList: readonly object[],
  DemographicCriteriaList: readonly object[] = [],
) => ({
  name,
  expression: { Type: 'ALL', CriteriaList, DemographicCriteriaList, Groups: [] },
});
const adult = (Value: number) => rule('成人', [], [{ Age: { Op: 'gte', Value } }]);
const naive = rule('使用歴なし', [drug(1)]);

function definition(rules: readonly object[], codes: readonly number[] = [11]): CohortDefinition {
  const parsed = parseDefinition(
    'd',
    JSON.stringify({
      ConceptSets: [
        { id: 0, name: '狭心症', expression: { items: [] } },
        {
          id: 1,
          name: '硝酸薬',
          expression: {
            items: codes.map((id) => ({ concept: { CONCEPT_ID: id, CONCEPT_NAME: `薬 ${id}` } })),
          },
        },
      ],
      PrimaryCriteria: {
        CriteriaList: [{ ConditionOccurrence: { CodesetId: 0, First: true } }],
        ObservationWindow: { PriorDays: 365, PostDays: 0 },
        PrimaryCriteriaLimit: { Type: 'First' },
      },
      InclusionRules: rules,
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.failures));
  return parsed.definition;
}

function lines({ sections }: DefinitionDiff): string[] {
  return sections.flatMap(({ lines: list }) =>
    list.map(({ kind, heading, pieces }) => {
      const said = [...heading, ...pieces].map((piece) =>
        piece.kind === 'same' ? piece.text : piece.kind === 'added' ? `[+${piece.text}]` : `[-${piece.text}]`,
      );
      return `${kind} ${said.join('')}`;
    }),
  );
}

describe('two versions of a definition', () => {
  test('a number that changed is marked within its sentence', () => {
    const diff = diffDefinitions(definition([adult(20), naive]), definition([adult(65), naive]), 'ja');
    expect(lines(diff)).toEqual(['changed 成人エントリー時点で、年齢が [-20][+65] 歳以上であること。']);
    expect(diff).toMatchObject({ added: 0, removed: 0, changed: 1 });
    expect(diff.sections[0]?.lines[0]?.path).toEqual(['InclusionRules', 0]);
  });

  test('rules come, go and move', () => {
    const one = definition([adult(20), naive]);
    expect(lines(diffDefinitions(one, definition([adult(20)]), 'ja'))).toEqual([
      'removed [-使用歴なし][-エントリー日の 180 日前から前日までに、硝酸薬の処方がないこと。]',
    ]);
    expect(diffDefinitions(definition([adult(20)]), one, 'en')).toMatchObject({
      added: 1,
      removed: 0,
      changed: 0,
    });
    const moved = diffDefinitions(one, definition([naive, adult(20)]), 'ja');
    expect(moved).toMatchObject({ added: 0, removed: 0, changed: 1 });
    expect(lines(moved)[0]).toContain('moved');
  });

  test('codes of a concept set are told one by one', () => {
    const diff = diffDefinitions(definition([naive], [11, 12, 13]), definition([naive], [11, 13, 14]), 'ja');
    expect(diff).toMatchObject({ added: 1, removed: 1, changed: 0 });
    const [set] = diff.sections[0]?.lines ?? [];
    expect(set?.kind).toBe('kept');
    expect(set?.members.map(({ kind, pieces }) => [kind, pieces[0]?.text.slice(0, 4)])).toEqual([
      ['removed', '薬 12'],
      ['added', '薬 14'],
    ]);
  });

  test('nothing differs from itself', () => {
    expect(diffDefinitions(definition([adult(20)]), definition([adult(20)]), 'en').sections).toEqual([]);
  });
});

test('pieces put together are both texts', () => {
  const word = fc.constantFrom('エントリー', '日の', '180', '90', ' ', 'index', 'date', '。');
  const text = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
  fc.assert(
    fc.property(text, text, fc.constantFrom('ja' as const, 'en' as const), (before, after, locale) => {
      const pieces = diffPieces(before, after, locale);
      const side = (without: string) =>
        pieces
          .filter(({ kind }) => kind !== without)
          .map((piece) => piece.text)
          .join('');
      expect(side('added')).toBe(before);
      expect(side('removed')).toBe(after);
    }),
  );
});

test('an alignment keeps both orders and pairs only what is equal', () => {
  const list = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
  fc.assert(
    fc.property(list, list, (before, after) => {
      const pairs = alignment(before, after);
      expect(pairs.flatMap(([i]) => (i === null ? [] : [i]))).toEqual(before.map((_, i) => i));
      expect(pairs.flatMap(([, j]) => (j === null ? [] : [j]))).toEqual(after.map((_, j) => j));
      for (const [i, j] of pairs) if (i !== null && j !== null) expect(before[i]).toBe(after[j]);
    }),
  );
});

test('very long lists are aligned in one pass', () => {
  const many = Array.from({ length: 30_000 }, (_, i) => `code ${(i * 7919) % 30_000}`);
  const without = many.filter((_, i) => i % 1000 !== 5);
  const pairs = alignment(many, ['new', ...without, 'last']);
  expect(pairs.filter(([i, j]) => i !== null && j === null)).toHaveLength(30);
  expect(pairs.filter(([i, j]) => i === null && j !== null)).toHaveLength(2);
});
