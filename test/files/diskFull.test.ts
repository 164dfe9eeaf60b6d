import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createDemo } from '../../main/demo/createDemo.ts';
import { writeTable } from '../../main/files/writeTable.ts';
import type { Columns } from '../../shared/engine/columns.ts';
import { JobControl } from '../../shared/engine/job.ts';

const folder = mkdtempSync(join(tmpdir(), 'akashi-full-'));
const disk = join(folder, 'disk');
const isMounted = mountSmallDisk();
if (!isMounted) process.stderr.write('disk-full tests are skipped: this user may not mount a small disk\n');

function mountSmallDisk(): boolean {
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

afterAll(() => {
  if (isMounted) execFileSync('umount', [disk]);
  rmSync(folder, { recursive: true });
});

const rows = 100_000;
const batch: Columns = {
  rowCount: rows,
  names: ['subject_id'],
  columns: [
    { type: 'int64', values: BigInt64Array.from({ length: rows }, (_, i) => BigInt(i) ** 3n), nulls: null },
  ],
};

async function* once(): AsyncIterable<Columns> {
  yield batch;
}

test.skipIf(!isMounted)('a table that does not fit is said, and nothing of it is left', async () => {
  for (const format of ['csv', 'parquet']) {
    const table = { columns: [{ name: 'subject_id', type: 'bigint' as const }], batches: once() };
    await expect(writeTable(join(disk, `rows.${format}`), table, new JobControl())).rejects.toMatchObject({
      code: 'file.diskFull',
    });
    expect(readdirSync(disk)).toEqual([]);
  }
});

test.skipIf(!isMounted)('a demo release that does not fit is said, and nothing of it is left', async () => {
  const options = { folder: join(disk, 'demo'), persons: 500, seed: 1 };
  await expect(createDemo(options, new JobControl())).rejects.toMatchObject({ code: 'file.diskFull' });
  expect(readdirSync(disk)).toEqual([]);
});
