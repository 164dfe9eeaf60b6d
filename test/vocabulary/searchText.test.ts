import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchCode, searchText, searchWords } from '../../shared/vocabulary/searchText.ts';

describe('what is written in different ways is the same', () => {
  test.each([
    ['ｺﾝﾋﾟｭｰﾀｰ断層撮影', 'コンピュータ断層撮影'],
    ['カテーテル', 'カテ－テル'],
    ['アンジオテンシン・II', 'アンジオテンシンⅡ'],
    ['ヴァルサルタン', 'バルサルタン'],
    ['さんごうくだ', 'サンゴウクダ'],
    ['ＨｂＡ１ｃ', 'hba1c'],
    ['Sjögren', 'SJOGREN'],
    ['COVID-19', 'covid19'],
    ['２型糖尿病', '2型糖尿病'],
    ['が', 'か\u3099'],
  ])('%s, %s', (a, b) => {
    expect(searchText(a)).toBe(searchText(b));
  });
});

test('voiced kana stay apart from unvoiced ones', () => {
  expect(searchText('か')).not.toBe(searchText('が'));
  expect(searchText('ハ')).not.toBe(searchText('パ'));
});

test('a query finds a text however its words are joined', () => {
  for (const text of ['heart failure', 'heart-failure', 'Heart Failure, chronic']) {
    for (const query of ['heart failure', 'heart-failure', 'FAILURE heart']) {
      expect(searchWords(query).every((word) => searchText(text).includes(word))).toBe(true);
    }
  }
});

test('every word of a text finds the text', () => {
  const texts = fc.string({
    unit: fc.constantFrom(...'ab CD1２が゛ーｶﾞヴァ・-.,（）é 漢'),
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(texts, (text) => {
      expect(searchText(searchText(text))).toBe(searchText(text));
      for (const word of searchWords(text)) expect(searchText(text).replaceAll(' ', '')).toContain(word);
    }),
    { numRuns: 500 },
  );
});

test('codes are compared without marks, and one of nothing but marks as it is', () => {
  expect(searchCode('I20.0')).toBe(searchCode('ｉ２００'));
  expect(searchCode('4548-4')).toBe('45484');
  expect(searchCode('%')).toBe('%');
});
