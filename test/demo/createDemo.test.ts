import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemo } from '../../main/demo/createDemo.ts';
import { isDiskFull } from '../../main/files/diskFull.ts';
import { JobControl, type Progress } from '../../shared/engine/job.ts';
import { sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { parseManifest } from '../../shared/release/manifest/manifest.ts';
import { openDemo, temporaryFolder } from './demoRelease.ts';

const folder = temporaryFolder();
const progress: Progress[] = [];

beforeAll(async () => {
  const job = new JobControl((step) => progress.push(step));
  await createDemo({ folder: join(folder.path, 'one'), persons: 400, seed: 5, threads: 1 }, job);
  await createDemo({ folder: join(folder.path, 'two'), persons: 400, seed: 5, threads: 2 }, new JobControl());
  await createDemo(
    { folder: join(folder.path, 'other'), persons: 400, seed: 6, kind: 'anonymized' },
    new JobControl(),
  );
}, 240_000);
afterAll(() => folder.remove());

const hashes = (name: string) =>
  parseManifest(readFileSync(join(folder.path, name, 'datapackage.json'), 'utf8')).resources.map(
    ({ path, hash }) => `${path} ${hash}`,
  );

test('the same seed gives the same bytes at any number of threads', () => {
  expect(hashes('two')).toEqual(hashes('one'));
  for (const file of ['datapackage.json', 'datapackage.json.minisig', 'truth.json']) {
    expect(readFileSync(join(folder.path, 'two', file))).toEqual(
      readFileSync(join(folder.path, 'one', file)),
    );
  }
});

test('another seed gives other persons', () => {
  const person = (name: string) => hashes(name).find((line) => line.startsWith('drug_exposure'));
  expect(person('other')).not.toBe(person('one'));
});

test('it opens as a signed release of its kind with nothing missing', async () => {
  const demo = await openDemo(join(folder.path, 'two'));
  try {
    expect(demo.card.signature).toMatchObject({ state: 'trusted', keyName: 'Akashi demo' });
    expect(demo.card.kind).toBe('pseudonymized');
    expect(demo.card.persons).toBe(400);
    expect(demo.card.coverage?.first).toBe('2012-04-01');
    expect(demo.card.notes.filter(({ code }) => code !== 'fileIgnored' && code !== 'tableAbsent')).toEqual(
      [],
    );
  } finally {
    await demo.close();
  }
});

test('an anonymized release gives no month of birth', async () => {
  const [anonymized, pseudonymized] = [
    await openDemo(join(folder.path, 'other')),
    await openDemo(join(folder.path, 'two')),
  ];
  const months = sql`SELECT CAST(count(month_of_birth) AS INTEGER) AS n FROM cdm.person`;
  expect(await anonymized.value(months)).toBe(0);
  expect(await pseudonymized.value(months)).toBe(400);
  await anonymized.close();
  await pseudonymized.close();
});

test('progress rises to the end and names what is written', () => {
  const fractions = progress.map(({ fraction }) => fraction ?? 0);
  expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  expect(fractions.at(-1)).toBeGreaterThan(0.9);
  expect(progress.some(({ phase, detail }) => phase === 'writing' && detail === 'drug_exposure')).toBe(true);
});

async function failureOf(options: Parameters<typeof createDemo>[0], job = new JobControl()): Promise<string> {
  try {
    await createDemo(options, job);
  } catch (thrown) {
    if (thrown instanceof AkashiError) return thrown.code;
    throw thrown;
  }
  return 'none';
}

test('a folder with anything in it is refused and left alone', async () => {
  const used = join(folder.path, 'used');
  mkdirSync(used);
  writeFileSync(join(used, 'thesis.docx'), 'mine');
  expect(await failureOf({ folder: used, persons: 10, seed: 1 })).toBe('demo.folderNotEmpty');
  expect(await failureOf({ folder: join(used, 'thesis.docx'), persons: 10, seed: 1 })).toBe(
    'demo.folderNotEmpty',
  );
  expect(readdirSync(used)).toEqual(['thesis.docx']);
});

test('a number of persons that makes no sense is refused', async () => {
  for (const persons of [0, -1, 1.5, Number.NaN, 10_000_001]) {
    expect(await failureOf({ folder: join(folder.path, 'never'), persons, seed: 1 })).toBe('demo.persons');
  }
});

test('cancelling leaves nothing behind', async () => {
  const before = readdirSync(folder.path);
  const job = new JobControl(({ fraction }) => {
    if ((fraction ?? 0) > 0.2) job.cancel();
  });
  expect(await failureOf({ folder: join(folder.path, 'cancelled'), persons: 300, seed: 1 }, job)).toBe(
    'cancelled',
  );
  expect(readdirSync(folder.path)).toEqual(before);
  expect(existsSync(join(folder.path, 'cancelled'))).toBe(false);
});

test('a full disk is told from other failures, wherever it is said', () => {
  expect(isDiskFull(Object.assign(new Error('write failed'), { code: 'ENOSPC' }))).toBe(true);
  const cause = new Error('IO Error: Could not write all bytes to file: No space left on device');
  expect(isDiskFull(new AkashiError('engine.query', { reason: 'IO' }, cause))).toBe(true);
  expect(isDiskFull(new Error('Parser Error: syntax error'))).toBe(false);
});
