import { expect, test } from 'vitest';
import { JobControl } from '../../shared/engine/job.ts';
import { openRelease } from '../../shared/release/openRelease.ts';
import type { ReleaseFiles } from '../../shared/release/releaseFiles.ts';
import { createNodeWasmEngine } from '../engine/nodeWasmEngine.ts';

const untouchable = () => {
  throw new Error('read');
};

test('a release with a 5 GB file is refused on WebAssembly before anything is hashed or read', async () => {
  const bytes = 5 * 1024 ** 3;
  const files: ReleaseFiles = {
    title: 'large',
    list: async () => [
      {
        path: 'measurement.parquet',
        bytes,
        localPath: null,
        sha256: untouchable,
        read: untouchable,
        stream: untouchable,
      },
    ],
    close: async () => {},
  };
  const engine = await createNodeWasmEngine();
  await expect(
    openRelease(files, engine, { trustedKeys: [], today: '2026-04-01', job: new JobControl() }),
  ).rejects.toMatchObject({
    code: 'release.fileTooLarge',
    params: { file: 'measurement.parquet', bytes, limitBytes: engine.mountLimitBytes },
  });
  await engine.close();
});
