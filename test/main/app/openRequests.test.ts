import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { locatorFromArguments, OpenRequests } from '../../../main/app/openRequests.ts';

const folder = mkdtempSync(join(tmpdir(), 'akashi-open-'));
writeFileSync(join(folder, 'release.zip'), '');
afterAll(() => rmSync(folder, { recursive: true }));

test('the first argument that is no switch is what to open, relative to where it was typed', () => {
  expect(locatorFromArguments(['--lang=ja', 'release.zip', 'other'], folder)).toBe(
    join(folder, 'release.zip'),
  );
  expect(locatorFromArguments([folder], '/')).toBe(folder);
});

test('nothing is opened when nothing is named or it does not exist', () => {
  expect(locatorFromArguments(['--lang=ja'], folder)).toBeNull();
  expect(locatorFromArguments(['missing.zip'], folder)).toBeNull();
});

test('requests wait for the page and reach it once, in order', () => {
  const requests = new OpenRequests();
  const delivered: string[] = [];
  requests.request('a');
  requests.request('b');
  requests.deliverTo((locator) => delivered.push(locator));
  requests.request('c');
  requests.deliverTo(null);
  requests.request('d');
  expect(delivered).toEqual(['a', 'b', 'c']);
  requests.deliverTo((locator) => delivered.push(locator));
  expect(delivered).toEqual(['a', 'b', 'c', 'd']);
});
