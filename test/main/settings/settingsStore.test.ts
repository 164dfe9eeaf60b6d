import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettingsStore } from '../../../main/settings/settingsStore.ts';
import { defaultSettings, settingsPatch } from '../../../shared/platform/settings.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'akashi-settings-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rm(folder, { recursive: true }));

const recent = {
  locator: '/data/release',
  title: 'release',
  releaseId: 'R1',
  kind: 'anonymized',
  openedAt: '2026-04-01T09:00:00Z',
} as const;

test('the language follows the system until the user chooses', async () => {
  expect(new SettingsStore(path, ['ja-JP', 'en']).current.locale).toBe('ja');
  expect(new SettingsStore(path, ['de', 'ja']).current.locale).toBe('en');
  new SettingsStore(path, ['en']).change({ locale: 'ja' });
  expect(new SettingsStore(path, ['en']).current.locale).toBe('ja');
});

test('changes are remembered, whole', async () => {
  const store = new SettingsStore(path, ['en']);
  store.change({ theme: 'dark' });
  store.change({ engine: 'wasm' });
  store.change({ recent: [recent] });
  expect(new SettingsStore(path, ['en']).current).toEqual({
    ...defaultSettings(['en']),
    theme: 'dark',
    engine: 'wasm',
    recent: [recent],
  });
  expect(await readdir(folder)).toEqual(['settings.json']);
});

test.each(['', '{', '[]', 'null', '"text"'])('a damaged file (%j) means the defaults', async (text) => {
  await writeFile(path, text);
  expect(new SettingsStore(path, ['ja']).current).toEqual(defaultSettings(['ja']));
});

test('one damaged setting does not lose the others', async () => {
  await writeFile(
    path,
    JSON.stringify({ version: 2, theme: 'pink', engine: 'wasm', recent: [{ locator: 1 }] }),
  );
  expect(new SettingsStore(path, ['en']).current).toEqual({ ...defaultSettings(['en']), engine: 'wasm' });
});

test('the oldest recent releases are forgotten', async () => {
  const many = Array.from({ length: 30 }, (_, i) => ({ ...recent, locator: `/data/${i}` }));
  const patch = settingsPatch.parse({ recent: many });
  expect(patch.recent).toHaveLength(12);
  expect(patch.recent?.[0]?.locator).toBe('/data/0');
});

test('a change holds even where it cannot be written', () => {
  const store = new SettingsStore('/dev/null/settings.json', ['en']);
  expect(store.change({ theme: 'dark' }).theme).toBe('dark');
  expect(store.current.theme).toBe('dark');
});

test('what is no setting is refused', () => {
  expect(settingsPatch.safeParse({ persons: [1, 2] }).success).toBe(false);
  expect(settingsPatch.safeParse({ locale: 'fr' }).success).toBe(false);
});

test('settings of the first layout are taken over; who worked with them is not offered the guide', async () => {
  await writeFile(path, JSON.stringify({ locale: 'ja', theme: 'dark', engine: 'native', recent: [recent] }));
  const store = new SettingsStore(path, ['en']);
  expect(store.current).toMatchObject({ locale: 'ja', theme: 'dark', recent: [recent], guide: 'declined' });
  store.change({ textSize: 120 });
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 2, textSize: 120 });
});

test.each([
  { textSize: 300 },
  { textSize: 101.5 },
  { folders: { releases: 1, demo: null, exports: null } },
  { folders: { releases: null, demo: null, exports: null, other: '/x' } },
  { guide: 'maybe' },
])('%j is refused', (patch) => {
  expect(settingsPatch.safeParse(patch).success).toBe(false);
});
