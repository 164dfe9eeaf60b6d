import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyName, freeName } from '../../../shared/cohort/versions/copyName.ts';
import { keptVersions, type Version, withVersion } from '../../../shared/cohort/versions/version.ts';

function version(id: number, hash: string, note = ''): Version {
  const at = new Date(id * 1000).toISOString();
  return { id: String(id), lineage: 'c', at, hash, name: 'a', note, reason: 'saved', document: { hash } };
}

test('a version that says what the latest says is not kept again; what was noted stays', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('x', 'y', 'z'), fc.boolean()), { maxLength: 150 }),
      (saves) => {
        const made = saves.map(([hash, noted], i) => version(i, hash, noted && i % 9 === 0 ? 'word' : ''));
        const kept = made.reduce<readonly Version[]>(withVersion, []);
        const plain = kept.filter(({ note }) => note === '');
        expect(plain.length).toBeLessThanOrEqual(keptVersions);
        expect(kept.map(({ id }) => Number(id))).toEqual(
          kept.map(({ id }) => Number(id)).sort((one, other) => one - other),
        );
        const last = made.at(-1);
        if (last) expect(kept.at(-1)?.hash).toBe(last.hash);
        const distinct = made.filter((one, i) => one.hash !== made[i - 1]?.hash);
        if (distinct.length <= keptVersions) expect(kept).toHaveLength(distinct.length);
      },
    ),
  );
});

test('copies are called copies in the languages that the name has', () => {
  expect(copyName('狭心症 / Angina', 'en', [])).toBe('狭心症のコピー / Copy of Angina');
  expect(copyName('Angina', 'ja', [])).toBe('Anginaのコピー');
  expect(copyName('Angina', 'en', ['Copy of Angina'])).toBe('Copy of Angina (2)');
  expect(freeName('狭心症 / Angina', ['狭心症 / Angina'])).toBe('狭心症 (2) / Angina (2)');
});
