import { expect, test } from 'vitest';
import { conceptIdOf } from '../../shared/demo/codes/conceptId.ts';
import { drugProducts, productOf } from '../../shared/demo/codes/drugs.ts';
import { ancestorRows, demoConcepts } from '../../shared/demo/concepts.ts';

const byId = new Map(demoConcepts.map((concept) => [concept.id, concept]));
const ancestors = ancestorRows(demoConcepts);

test('no two concepts share an id, and ids fit 32 bits', () => {
  expect(byId.size).toBe(demoConcepts.length);
  for (const { id } of demoConcepts) expect(id).toBeLessThan(2 ** 31);
});

test('an id depends on the code alone', () => {
  expect(conceptIdOf('ICD10JP', 'I20.9')).toBe(2046158950);
  expect(conceptIdOf('YJ', '2123016F1ZZZ')).toBe(2046356542);
});

test('every parent exists, and every code of patients has a chapter or class above it', () => {
  for (const { parents } of demoConcepts) for (const parent of parents) expect(byId.has(parent)).toBe(true);
  const tops = (code: string, vocabulary: 'ICD10JP' | 'YJ') =>
    ancestors
      .filter(({ descendant }) => descendant === conceptIdOf(vocabulary, code))
      .map(({ ancestor }) => byId.get(ancestor)?.code);
  expect(tops('I20.9', 'ICD10JP')).toEqual(['I20.9', 'I20', 'I20-I25', 'I00-I99']);
  expect(tops('2123016F1ZZZ', 'YJ')).toEqual([
    '2123016F1ZZZ',
    '2123016',
    'C07AB07',
    'C07AB',
    'C07A',
    'C07',
    'C',
  ]);
  for (const concept of demoConcepts.filter(
    ({ vocabulary }) => vocabulary === 'ICD10JP' || vocabulary === 'YJ',
  )) {
    const top = ancestors.filter(({ descendant }) => descendant === concept.id).length;
    expect(top).toBeGreaterThan(concept.conceptClass === 'ICD10 Chapter' ? 0 : 1);
  }
});

test('local concepts have an English name beside the Japanese one', () => {
  for (const concept of demoConcepts.filter(({ id }) => id >= 2_000_000_000)) {
    expect(concept.synonyms.some(({ language }) => language === 4180186)).toBe(true);
    expect(concept.name).not.toBe('');
  }
});

test('products carry their strength in both names', () => {
  expect(productOf('Bisoprolol', 0.625).ja).toBe('ビソプロロール錠０．６２５ｍｇ');
  expect(productOf('Levothyroxine', 25).en).toBe('Levothyroxine 25 µg');
  for (const { code, strength } of drugProducts) {
    expect(code).toMatch(/^\d{7}[A-Z]\dZZZ$/);
    expect(strength).toBeGreaterThan(0);
  }
  expect(() => productOf('Bisoprolol', 3)).toThrow(RangeError);
});
