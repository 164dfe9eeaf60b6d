import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readTrustedKeys } from '../../../main/host/trustedKeys.ts';
import {
  addKey,
  type GivenKey,
  isKeyName,
  keyConflict,
  readKey,
  removeKey,
  trustedKeyCards,
} from '../../../main/settings/trustedKeyStore.ts';
import { publicKeyFile } from '../../../shared/release/minisign.ts';

const place = mkdtempSync(join(tmpdir(), 'akashi-keys-'));
afterAll(() => rmSync(place, { recursive: true }));

const file = publicKeyFile({ keyId: '00112233445566FF', seed: new Uint8Array(32).fill(7) });
const key = readKey(file) as GivenKey;

test('a key that is added is trusted by the host, once, and no more after it was removed', () => {
  const folder = join(place, 'trusted');
  expect(keyConflict(folder, 'Provider', key)).toBeNull();
  addKey(folder, 'Provider', file);
  expect(trustedKeyCards(folder)).toEqual([{ name: 'Provider', ...key }]);
  expect(readTrustedKeys(folder).map(({ name }) => name)).toEqual(['Provider']);
  expect(keyConflict(folder, 'provider', key)).toBe('nameTaken');
  expect(keyConflict(folder, 'Other', key)).toBe('keyTaken');
  expect(() => addKey(folder, 'Provider', file)).toThrow();
  removeKey(folder, '../trusted/Provider');
  expect(trustedKeyCards(folder)).toHaveLength(1);
  removeKey(folder, 'Provider');
  expect(trustedKeyCards(folder)).toEqual([]);
});

test('its fingerprint is of the key alone, in groups that can be read out', () => {
  expect(key.keyId).toBe('00112233445566FF');
  expect(key.fingerprint).toMatch(/^([0-9a-f]{4} ){15}[0-9a-f]{4}$/);
  expect(readKey(file.split('\n')[1] ?? '')).toEqual(key);
  expect(readKey('hello')).toBeNull();
});

test.each(['../x', 'a/b', 'a\\b', '', '.hidden', 'x.', 'a\0b', 'x '])('%j cannot be a key’s name', (name) => {
  expect(isKeyName(name)).toBe(false);
});

test.each(['Provider', '医療データ機構 2026', 'key-1_b.2'])('%j can be', (name) => {
  expect(isKeyName(name)).toBe(true);
});
