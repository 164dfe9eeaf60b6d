import { describe, expect, test } from 'vitest';
import { newSafetyStudy, suggestControls } from '../../renderer/screens/safety/start/newSafetyStudy.ts';
import { parseSafetyStudy } from '../../shared/study/safety/specification/parseSafetyStudy.ts';
import type { ConceptEntry } from '../../shared/vocabulary/conceptApi.ts';

function concept(id: number, code: string): ConceptEntry {
  return {
    id,
    name: `Concept ${id}`,
    japanese: `概念${id}`,
    english: `Concept ${id}`,
    code,
    domain: 'Condition',
    vocabulary: 'ICD10',
    conceptClass: 'ICD10 code',
    standard: 'S',
    invalidReason: null,
    counts: null,
    withDescendants: null,
  };
}

describe('a safety study begun from a drug', () => {
  test('is a whole study that can run, named in both languages', () => {
    const made = newSafetyStudy(
      { kind: 'drug', concept: concept(1, 'D') },
      { kind: 'cohort', id: 'c', title: '対照 / Controls', expression: { ConceptSets: [] } },
      [concept(7, 'K02.9')],
    );
    expect(made.name).toBe('概念1の有害事象（比較：対照） / Adverse events of Concept 1 beside Controls');
    expect(made.exposure).toEqual({ name: '概念1 / Concept 1', drugs: [{ conceptId: 1 }] });
    expect(made.comparator).toEqual({ name: '対照 / Controls', cohort: 'comparator' });
    expect(Object.keys(made.definitions ?? {})).toEqual(['comparator']);
    expect(made.timesAtRisk.map(({ id }) => id)).toHaveLength(6);
  });

  test('without a comparator its file reads as it is', () => {
    const made = newSafetyStudy({ kind: 'drug', concept: concept(1, 'D') }, null, [concept(7, 'K02.9')]);
    const parsed = parseSafetyStudy({ name: 's', text: JSON.stringify(made) });
    expect(parsed.ok && parsed.study.timesAtRisk[0]).toMatchObject({ kind: 'onTreatment', lagDays: 30 });
    expect(parsed.ok && parsed.study.negativeControls).toHaveLength(1);
  });
});

describe('suggested controls', () => {
  const hits = ['I10', 'K02.9', 'K02.1', 'M54.5', 'R51', 'E11.9', 'A00-B99', 'X', 'M17.9'].map((code, i) =>
    concept(i, code),
  );

  test('are of other chapters than the drug treats, one of each category, and no symptoms or blocks', () => {
    expect(suggestControls(hits, 'C08CA01').map(({ code }) => code)).toEqual(['K02.9', 'M54.5', 'M17.9']);
    expect(suggestControls(hits, 'M01AE').map(({ code }) => code)).toEqual(['I10', 'K02.9', 'E11.9']);
  });

  test('are as many as asked for, the most used first', () => {
    expect(suggestControls(hits, null, 2).map(({ code }) => code)).toEqual(['I10', 'K02.9']);
  });
});
