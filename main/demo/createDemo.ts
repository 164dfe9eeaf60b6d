import { mkdir, mkdtemp, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { demoSecretKey } from '../../shared/demo/demoKey.ts';
import { demoManifest } from '../../shared/demo/demoManifest.ts';
import {
  chunkStatements,
  type DemoOptions,
  demoChunks,
  demoTables,
  setupStatements,
} from '../../shared/demo/plan.ts';
import type { ReleaseTable } from '../../shared/demo/releaseTables.ts';
import { demoTruth, type TruthCell } from '../../shared/demo/truth.ts';
import { truthCellQuery } from '../../shared/demo/truthCells.ts';
import { toRows } from '../../shared/engine/columns.ts';
import { type Job, throwIfCancelled } from '../../shared/engine/job.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { MANIFEST_FILE, SIGNATURE_FILE } from '../../shared/release/manifest/manifest.ts';
import { signMinisign } from '../../shared/release/minisign.ts';
import { isDiskFull } from '../files/diskFull.ts';
import { type DemoDatabase, openDemoDatabase } from './demoDatabase.ts';
import { copyStatement, writeTables } from './writeTables.ts';

/** More would not fit the arithmetic of the ids nor most disks. */
const mostPersons = 10_000_000;

export interface CreateDemoOptions {
  /** A new or empty folder. */
  readonly folder: string;
  readonly persons: number;
  readonly seed: number;
  readonly kind?: DemoOptions['kind'] | undefined;
  /** Threads of the generator; does not change what is made. */
  readonly threads?: number;
}

/**
 * Writes a demo release. It is made in a folder beside the target and moved there when complete; what fails or is
 * cancelled leaves nothing behind.
 * @throws AkashiError `demo.folderNotEmpty`, `demo.persons`, `file.diskFull`, `file.unwritable`, `cancelled`
 */
export async function createDemo(options: CreateDemoOptions, job: Job): Promise<{ locator: string }> {
  const { persons, seed, kind = 'pseudonymized' } = options;
  if (!Number.isInteger(persons) || persons < 1 || persons > mostPersons) {
    throw new AkashiError('demo.persons', { persons, most: mostPersons });
  }
  const folder = resolve(options.folder);
  await refuseUsedFolder(folder);
  let work: string | null = null;
  try {
    await mkdir(dirname(folder), { recursive: true });
    work = await mkdtemp(join(dirname(folder), `.${basename(folder)}-`));
    const release = join(work, 'release');
    await mkdir(release);
    await mkdir(join(work, 'parts'));
    await write({ persons, seed, kind }, work, options.threads, job);
    throwIfCancelled(job);
    await rmdir(folder).catch(() => {});
    await rename(release, folder);
    return { locator: folder };
  } catch (thrown) {
    throw toFileError(thrown, folder);
  } finally {
    if (work !== null) await rm(work, { recursive: true, force: true });
  }
}

async function refuseUsedFolder(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return [];
    throw new AkashiError(
      thrown.code === 'ENOTDIR' ? 'demo.folderNotEmpty' : 'file.unwritable',
      { path: folder },
      thrown,
    );
  });
  if (entries.length > 0) throw new AkashiError('demo.folderNotEmpty', { path: folder });
}

function toFileError(thrown: unknown, path: string): unknown {
  if (thrown instanceof AkashiError) return thrown;
  if (isDiskFull(thrown)) return new AkashiError('file.diskFull', { path }, thrown);
  return thrown instanceof Error && 'code' in thrown
    ? new AkashiError('file.unwritable', { path }, thrown)
    : thrown;
}

async function write(
  options: DemoOptions,
  work: string,
  threads: number | undefined,
  job: Job,
): Promise<void> {
  const database = await openDemoDatabase(join(work, 'spill'), threads);
  try {
    const chunks = demoChunks(options.persons);
    const { chunked, whole } = demoTables(options);
    for (const statement of setupStatements()) await database.run(statement, job, work);
    for (const [index, { from, to }] of chunks.entries()) {
      const statements = chunkStatements(options, from, to);
      for (const [step, statement] of statements.entries()) {
        const done = (index + step / (statements.length + chunked.length)) / chunks.length;
        job.report({ phase: 'demo', fraction: done * 0.8 });
        await database.run(statement, job, work);
      }
      for (const table of chunked) {
        const part = partFile(work, table, index);
        await database.run(copyStatement(table.rows, part, 'snappy'), job, part);
      }
    }
    const tables = [
      ...chunked.map((table) => ({ table, parts: chunks.map((_, index) => partFile(work, table, index)) })),
      ...whole.map((table) => ({ table, parts: [] })),
    ];
    const release = join(work, 'release');
    const files = await writeTables(database, release, tables, job);
    await writeTruth(database, options, release, job);
    await sign(demoManifest(options, files), release);
  } finally {
    await database.close();
  }
}

function partFile(work: string, table: ReleaseTable, index: number): string {
  return join(work, 'parts', `${table.name}-${String(index).padStart(4, '0')}.parquet`);
}

async function writeTruth(
  database: DemoDatabase,
  options: DemoOptions,
  release: string,
  job: Job,
): Promise<void> {
  const cells = toRows(await database.query(truthCellQuery(), job)) as unknown as TruthCell[];
  const truth = demoTruth(options, cells);
  await writeFile(join(release, 'truth.json'), `${JSON.stringify(truth, null, 2)}\n`);
}

async function sign(manifest: object, release: string): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(release, MANIFEST_FILE), text);
  const signature = signMinisign(new TextEncoder().encode(text), demoSecretKey, 'Akashi demo release');
  await writeFile(join(release, SIGNATURE_FILE), signature);
}
