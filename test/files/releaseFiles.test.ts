import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLocalFolder } from '../../main/files/localFolder.ts';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { openPickedFiles } from '../../renderer/files/pickedFiles.ts';
import { JobControl } from '../../shared/engine/job.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { openArchive } from '../../shared/release/archive/archiveFiles.ts';
import type { ReleaseFiles } from '../../shared/release/releaseFiles.ts';
import { inMemory, renamed, zipOf } from './zipFixture.ts';

const long = 'id,value\n'.padEnd(300_000, '1,2\n');
const content: Record<string, string> = {
  'person.csv': 'person_id\n1\n',
  'data/measurement.csv': long,
  'empty.csv': '',
};
const debris = { '__MACOSX/._person.csv': 'x', '.DS_Store': 'x', 'data/Thumbs.db': 'x' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-files-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function writeAll(name: string, files: Record<string, string>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name, path)), { recursive: true });
    writeFileSync(join(folder, name, path), text);
  }
  return join(folder, name);
}

function below(top: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${top}/${path}`, text]));
}

function picked(files: Record<string, string>) {
  return Object.entries(files).map(([path, text]) => ({ path, file: new File([text], 'x') }));
}

const everything = { ...content, ...debris };
const ways: Record<string, () => Promise<ReleaseFiles>> = {
  folder: async () => openLocalRelease(writeAll('plain', everything)),
  'folder in a folder': async () => openLocalRelease(writeAll('nested', below('release', everything))),
  zip: async () => {
    writeFileSync(join(folder, 'a.zip'), await zipOf(everything));
    return openLocalRelease(join(folder, 'a.zip'));
  },
  'zip of a folder, stored': async () =>
    openArchive('b.zip', inMemory(await zipOf(below('release', everything), { level: 0 }))),
  'picked files': async () => openPickedFiles(picked(below('release', everything))),
  'picked zip': async () =>
    openPickedFiles([{ path: 'c.zip', file: new File([new Uint8Array(await zipOf(everything))], 'c.zip') }]),
};

describe.each(Object.keys(ways))('%s', (way) => {
  test('lists the same files with the same content, without debris', async () => {
    const files = await (ways[way] as () => Promise<ReleaseFiles>)();
    const entries = await files.list();
    expect(entries.map(({ path }) => path)).toEqual(['data/measurement.csv', 'empty.csv', 'person.csv']);
    for (const entry of entries) {
      const expected = Buffer.from(content[entry.path] ?? '?');
      const pieces: Uint8Array[] = [];
      for await (const piece of entry.stream()) pieces.push(Uint8Array.from(piece));
      expect(Buffer.concat(pieces).equals(expected)).toBe(true);
      expect(entry.bytes).toBe(expected.length);
      expect(await entry.sha256(new JobControl())).toBe(createHash('sha256').update(expected).digest('hex'));
      for (const [start, end] of [
        [0, 5],
        [2, expected.length],
        [expected.length - 1, expected.length + 10],
      ] as const) {
        if (start < 0) continue;
        const piece = await entry.read(start, end);
        expect(Buffer.from(piece).equals(expected.subarray(start, end))).toBe(true);
      }
    }
    await files.close();
  });

  test('stops hashing when cancelled and can be read again', async () => {
    const files = await (ways[way] as () => Promise<ReleaseFiles>)();
    const entry = (await files.list())[0];
    const job = new JobControl();
    job.cancel();
    await expect(entry?.sha256(job)).rejects.toMatchObject({ code: 'cancelled' });
    for await (const piece of entry?.stream() ?? []) {
      expect(piece.length).toBeGreaterThan(0);
      break;
    }
    expect(await entry?.sha256(new JobControl())).toMatch(/^[0-9a-f]{64}$/);
    await files.close();
  });
});

describe('a local folder', () => {
  test('refuses a link that leaves it and follows one that does not', async () => {
    const place = writeAll('links', { 'real/person.csv': 'x', 'other.csv': 'y' });
    symlinkSync(join(place, 'other.csv'), join(place, 'inside.csv'));
    expect((await (await openLocalFolder(place)).list()).map(({ path }) => path)).toEqual([
      'inside.csv',
      'other.csv',
      'real/person.csv',
    ]);
    symlinkSync('/etc/hostname', join(place, 'outside.csv'));
    await expect((await openLocalFolder(place)).list()).rejects.toMatchObject({
      code: 'release.unsafePath',
      params: { file: 'outside.csv' },
    });
  });

  test('refuses a link in a circle', async () => {
    const place = writeAll('circle', { 'a/person.csv': 'x' });
    symlinkSync(place, join(place, 'a', 'again'));
    await expect((await openLocalFolder(place)).list()).rejects.toMatchObject({ code: 'release.unsafePath' });
  });

  test('what is not there or no release is said', async () => {
    await expect(openLocalRelease(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'release.notFound',
    });
    writeFileSync(join(folder, 'letter.txt'), 'x');
    await expect(openLocalRelease(join(folder, 'letter.txt'))).rejects.toMatchObject({
      code: 'release.notARelease',
    });
  });
});

describe('a zip', () => {
  const refused = async (zip: Uint8Array) => openArchive('z.zip', inMemory(zip));

  test.each(['../../etc/x', '/absolute.c', 'C:/windows', 'a/../../bcd'])(
    'with %s is refused',
    async (bad) => {
      const placeholder = 'placeholders'.slice(0, bad.length);
      const zip = renamed(await zipOf({ [placeholder]: 'x' }), placeholder, bad);
      await expect(refused(zip)).rejects.toMatchObject({ code: 'release.unsafePath' });
    },
  );

  test('with one name twice is refused, in any case', async () => {
    const zip = renamed(await zipOf({ 'person.csv': 'a', 'persoX.csv': 'b' }), 'persoX.csv', 'PERSON.csv');
    await expect(refused(zip)).rejects.toMatchObject({ code: 'release.archiveInvalid' });
  });

  test('that is encrypted is refused', async () => {
    const zip = await zipOf({ 'person.csv': 'secret' }, { password: 'x' });
    await expect(refused(zip)).rejects.toMatchObject({
      code: 'release.archiveInvalid',
      params: { file: 'person.csv' },
    });
  });

  test('that would unpack to too much is refused before unpacking', async () => {
    const zip = await zipOf({ 'person.csv': new Uint8Array(40 * 1024 * 1024) });
    expect(zip.length).toBeLessThan(100_000);
    await expect(refused(zip)).rejects.toMatchObject({ code: 'release.archiveBomb' });
    const small = { totalBytes: 100, ratio: 250, ratioFromBytes: 1e9, files: 10 };
    const two = await zipOf({ 'a.csv': 'x'.repeat(60), 'b.csv': 'y'.repeat(60) });
    await expect(openArchive('z.zip', inMemory(two), small)).rejects.toMatchObject({
      code: 'release.archiveBomb',
    });
  });

  test('whose header lies about a size is damaged, not a bomb in memory', async () => {
    const zip = Buffer.from(await zipOf({ 'person.csv': new Uint8Array(1_000_000) }));
    const real = Buffer.alloc(4);
    real.writeUInt32LE(1_000_000);
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(1_000);
    const lying = Buffer.from(
      zip.toString('latin1').replaceAll(real.toString('latin1'), lie.toString('latin1')),
      'latin1',
    );
    expect(lying.equals(zip)).toBe(false);
    const files = await openArchive('z.zip', inMemory(new Uint8Array(lying)));
    const entry = (await files.list())[0];
    expect(entry?.bytes).toBe(1_000);
    await expect(entry?.sha256(new JobControl())).rejects.toMatchObject({ code: 'release.fileDamaged' });
  });

  test('with a name in CP932 shows it in Japanese', async () => {
    const name = Buffer.from([0x8a, 0xb3, 0x8e, 0xd2]).toString('latin1');
    const zip = renamed(await zipOf({ 'abcd.csv': 'x' }), 'abcd.csv', `${name}.csv`);
    expect(
      (await (await openArchive('z', inMemory(clearUtf8Flag(zip)))).list()).map(({ path }) => path),
    ).toEqual(['患者.csv']);
  });

  test('that is damaged anywhere gives a typed failure or the right content', async () => {
    const zip = await zipOf({ 'person.csv': content['person.csv'] ?? '', 'm.csv': long });
    const outcome = async (bytes: Uint8Array) => {
      try {
        const files = await openArchive('z.zip', inMemory(bytes));
        for (const entry of await files.list()) await entry.sha256(new JobControl());
        return 'read';
      } catch (thrown) {
        return thrown instanceof AkashiError ? thrown.code : String(thrown);
      }
    };
    const damage = fc.oneof(
      fc.record({ at: fc.nat(zip.length - 1), flip: fc.integer({ min: 1, max: 255 }) }),
      fc.record({ cut: fc.nat(zip.length - 1) }),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (how) => {
        const bytes = 'cut' in how ? zip.slice(0, how.cut) : zip.slice();
        if ('at' in how) bytes[how.at] = (bytes[how.at] ?? 0) ^ how.flip;
        const result = await outcome(bytes);
        return result === 'read' ? !('cut' in how) : result.startsWith('release.');
      }),
      { numRuns: 300 },
    );
  });
});

/** Clears the flag that says that names are UTF-8, in both headers. */
function clearUtf8Flag(zip: Uint8Array): Uint8Array {
  const bytes = zip.slice();
  for (let i = 0; i + 10 < bytes.length; i++) {
    if (bytes[i] !== 0x50 || bytes[i + 1] !== 0x4b) continue;
    if (bytes[i + 2] === 1 && bytes[i + 3] === 2) bytes[i + 9] = (bytes[i + 9] ?? 0) & ~8;
    if (bytes[i + 2] === 3 && bytes[i + 3] === 4) bytes[i + 7] = (bytes[i + 7] ?? 0) & ~8;
  }
  return bytes;
}
