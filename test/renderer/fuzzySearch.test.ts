import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexed, search } from '../../renderer/app/fuzzySearch.ts';

const things = [
  { texts: ['すべてのコホートを生成', 'Generate all cohorts'], readings: ['すべてのこほーとをせいせい'] },
  { texts: ['設定…', 'Settings…'], readings: ['せってい'] },
  { texts: ['用語集', 'Glossary'], readings: ['ようごしゅう'] },
  { texts: ['β遮断薬の新規使用者（狭心症）', 'New users of beta blockers (angina)'], readings: [] },
  { texts: ['コホート', 'Cohorts'], readings: [] },
].map(indexed);

const first = (query: string) => search(things, query)[0]?.texts[0];

test.each([
  ['設定', '設定…'],
  ['せってい', '設定…'],
  ['settei', '設定…'],
  ['set', '設定…'],
  ['Sett', '設定…'],
  ['ｓｅｔｔｉｎｇｓ', '設定…'],
  ['yougo', '用語集'],
  ['yougosyuu', '用語集'],
  ['glosary', '用語集'],
  ['コホート', 'コホート'],
  ['こほーと', 'コホート'],
  ['kohoto', 'コホート'],
  ['kohooto', 'コホート'],
  ['こほと', 'コホート'],
  ['seisei', 'すべてのコホートを生成'],
  ['生成 すべて', 'すべてのコホートを生成'],
  ['cohorts gen', 'すべてのコホートを生成'],
  ['beta angina', 'β遮断薬の新規使用者（狭心症）'],
  ['狭心症', 'β遮断薬の新規使用者（狭心症）'],
])('%s finds %s', (query, found) => {
  expect(first(query)).toBe(found);
});

test.each(['zzz', 'xq', 'generate nothing', 'けつあつ'])('%s finds nothing', (query) => {
  expect(search(things, query)).toEqual([]);
});

test('an empty query finds everything as it is; any part of a name finds it', () => {
  expect(search(things, '  ')).toHaveLength(things.length);
  const pick = fc.constantFrom(...things.flatMap(({ item }) => item.texts.map((text) => ({ item, text }))));
  fc.assert(
    fc.property(pick, fc.nat(), fc.nat(), ({ item, text }, a, b) => {
      const [from, to] = [a % text.length, b % text.length].sort((x, y) => x - y) as [number, number];
      expect(search(things, text.slice(from, to + 1))).toContain(item);
    }),
  );
});
