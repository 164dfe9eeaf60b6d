import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLocalRelease } from '../../main/files/openLocalRelease.ts';
import { JobControl, type Progress } from '../../shared/engine/job.ts';
import { openRelease } from '../../shared/release/openRelease.ts';
import { engines } from '../contract/engines.ts';
import { today } from './opening.ts';
import { manifestOf, writeManifest, writeTables } from './smallRelease.ts';

let root: string;
let folder: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'akashi-progress-'));
  folder = await writeTables(join(root, 'release'), 'parquet');
  writeManifest(folder, manifestOf(folder));
});
afterAll(() => rmSync(root, { recursive: true }));

async function opening(kind: string, job: JobControl): Promise<unknown> {
  const engine = await engines.find((each) => each.kind === kind)?.create();
  if (!engine) throw new Error(`no engine ${kind}`);
  try {
    const files = await openLocalRelease(folder);
    return await openRelease(files, engine, { trustedKeys: [], today, job });
  } finally {
    await engine.close();
  }
}

describe.each(engines.map(({ kind }) => kind))('opening on the %s engine', (kind) => {
  test('tells its phases in order, and never goes back within hashing', async () => {
    const seen: Progress[] = [];
    await opening(kind, new JobControl((progress) => seen.push(progress)));
    const phases = seen.map(({ phase }) => phase).filter((phase, i, all) => phase !== all[i - 1]);
    expect(phases).toEqual(['listing', 'signature', 'hashing', 'reading', 'checking', 'deriving']);
    const hashing = seen.filter(({ phase }) => phase === 'hashing').map(({ fraction }) => fraction ?? -1);
    expect(hashing).toEqual([...hashing].sort((a, b) => a - b));
    expect(hashing.at(-1)).toBe(1);
  });

  test.each(['listing', 'signature', 'hashing', 'reading', 'checking', 'deriving'])(
    'cancelled while %s stops as cancelled',
    async (phase) => {
      const job: JobControl = new JobControl((progress) => {
        if (progress.phase === phase) job.cancel();
      });
      await expect(opening(kind, job)).rejects.toMatchObject({ code: 'cancelled' });
    },
  );
});
