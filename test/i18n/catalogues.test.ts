import { expect, test } from 'vitest';
import { en } from '../../shared/i18n/en/index.ts';
import { ja } from '../../shared/i18n/ja/index.ts';

function placeholders(message: string): string[] {
  return [...message.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? '').sort();
}

test('both catalogues have the same keys', () => {
  expect(Object.keys(ja).sort()).toEqual(Object.keys(en).sort());
});

test('a message has the same placeholders in both languages', () => {
  const different = Object.entries(en).filter(([key, message]) => {
    const [english, japanese] = [
      new Set(placeholders(message)),
      new Set(placeholders(ja[key as keyof typeof ja])),
    ];
    return [...english].join() !== [...japanese].join();
  });
  expect(different.map(([key]) => key)).toEqual([]);
});
