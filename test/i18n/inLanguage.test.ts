import { expect, test } from 'vitest';
import { inLanguage } from '../../shared/i18n/inLanguage.ts';

test.each([
  ['20 歳以上 / Aged 20 or over', '20 歳以上', 'Aged 20 or over'],
  ['狭心症', '狭心症', '狭心症'],
  ['mg / dL', 'mg / dL', 'mg / dL'],
  ['A / B / C', 'A / B / C', 'A / B / C'],
  ['男 / 女', '男 / 女', '男 / 女'],
])('%s', (text, ja, en) => {
  expect([inLanguage(text, 'ja'), inLanguage(text, 'en')]).toEqual([ja, en]);
});
