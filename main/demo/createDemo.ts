import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { demoSecretKey } from '../../shared/demo/demoKey.ts';
import { demoManifest, type WrittenFile } from '../../shared/demo/demoManifest.ts';
import {
  chunkStatements,
  type DemoOptions,
  demoChunks,
  demoTables,
  setupStatements,
} from '../../shared/demo/plan.ts';
import type { ReleaseTable } from '../../shared/demo/releaseTables.ts';
import { type Job, throwIfCancelled } from '../../shared/engine/job.ts';
import { join as joinSql, literal, type Sql, sql } from '../../shared/engine/sql.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { MANIFEST_FILE, SIGNATURE_FILE } from '../../shared/release/manifest/manifest.ts';
import { signMinisign } from '../../shared/release/minisign.ts';
import { isDiskFull } from '../files/diskFull.ts';
import { type DemoDatabase, openDemoDatabase } from './demoDatabase.ts';

/** More would not fit the arithmetic of the ids nor most disks. */
const mostPersons = 10_000_000;

export interface CreateDemoOptions {
  /** A new or empty folder. */
  readonly folder: string;
  readonly persons: number;
  readonly seed: number;
  readonly kind?: DemoOptions['kind'];
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
        const part = join(work, 'parts', `${table.name}-${String(index).padStart(4, '0')}.parquet`);
        await database.run(copy(table.rows, part, 'snappy'), job, part);
      }
    }
    const files = await writeTables(database, work, chunks.length, chunked, whole, job);
    await sign(demoManifest(options, files), join(work, 'release'));
  } finally {
    await database.close();
  }
}

async function writeTables(
  database: DemoDatabase,
  work: string,
  parts: number,
  chunked: readonly ReleaseTable[],
  whole: readonly ReleaseTable[],
  job: Job,
): Promise<WrittenFile[]> {
  const tables = [
    ...chunked.map((table) => ({ table, parts })),
    ...whole.map((table) => ({ table, parts: 0 })),
  ];
  const files: WrittenFile[] = [];
  for (const [index, { table, parts }] of tables.entries()) {
    job.report({ phase: 'writing', fraction: 0.8 + (0.2 * index) / tables.length, detail: table.name });
    const partFiles = Array.from({ length: parts }, (_, part) =>
      join(work, 'parts', `${table.name}-${String(part).padStart(4, '0')}.parquet`),
    );
    const source =
      parts === 0 ? sql`(${table.rows})` : sql`read_parquet([${joinSql(partFiles.map(literal))}])`;
    const path = `${table.name}.parquet`;
    const file = join(work, 'release', path);
    await database.run(copy(sql`SELECT * FROM ${source} ORDER BY ${table.order}`, file, 'zstd'), job, file);
    for (const part of partFiles) await rm(part);
    files.push({
      table: table.name,
      path,
      bytes: (await stat(file)).size,
      sha256: await sha256Of(file, job),
      fields: await fieldsOf(database, file, job),
    });
  }
  return files;
}

function copy(rows: Sql, file: string, compression: 'snappy' | 'zstd'): Sql {
  return sql`COPY (${rows}) TO ${file} (FORMAT parquet, COMPRESSION ${compression}, ROW_GROUP_SIZE 122880)`;
}

const frictionlessTypes: Readonly<Record<string, string>> = {
  BIGINT: 'integer',
  INTEGER: 'integer',
  DOUBLE: 'number',
  VARCHAR: 'string',
  DATE: 'date',
  TIMESTAMP: 'datetime',
};

async function fieldsOf(database: DemoDatabase, file: string, job: Job): Promise<WrittenFile['fields']> {
  const described = await database.query(
    sql`SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet(${file}))`,
    job,
  );
  const [names, types] = described.columns;
  if (names?.type !== 'text' || types?.type !== 'text') return [];
  return names.values.map((name, i) => ({ name, type: frictionlessTypes[types.values[i] ?? ''] ?? 'any' }));
}

async function sha256Of(file: string, job: Job): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) {
    throwIfCancelled(job);
    hash.update(piece);
  }
  return hash.digest('hex');
}

async function sign(manifest: object, release: string): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeFile(join(release, MANIFEST_FILE), text);
  const signature = signMinisign(new TextEncoder().encode(text), demoSecretKey, 'Akashi demo release');
  await writeFile(join(release, SIGNATURE_FILE), signature);
}
