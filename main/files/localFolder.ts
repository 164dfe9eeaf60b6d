import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { type Job, throwIfCancelled } from '../../shared/engine/job.ts';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import type { ReleaseFileEntry, ReleaseFiles } from '../../shared/release/releaseFiles.ts';
import { byPath, isDebris, withoutTopFolder } from '../../shared/release/releasePath.ts';

/** A folder with more than this is somebody's disk, not a release. */
const MOST_FILES = 20_000;

/**
 * The files of a folder, read in place. Links are followed only inside the folder.
 * @throws AkashiError `release.notFound`; from `list`: `release.unsafePath`, `release.notARelease`
 */
export async function openLocalFolder(folder: string): Promise<ReleaseFiles> {
  const root = await realpath(folder).catch((cause: unknown) => {
    throw new AkashiError('release.notFound', { locator: folder }, cause);
  });
  return {
    title: basename(root) || root,
    async list() {
      const found: ReleaseFileEntry[] = [];
      await collect(root, root, '', found);
      return withoutTopFolder(found.sort(byPath));
    },
    async close() {},
  };
}

async function collect(
  root: string,
  folder: string,
  prefix: string,
  found: ReleaseFileEntry[],
): Promise<void> {
  for (const item of await readdir(folder, { withFileTypes: true })) {
    const path = prefix + item.name;
    if (isDebris(path)) continue;
    const localPath = join(folder, item.name);
    if (item.isSymbolicLink()) await checkLink(root, localPath, path);
    const target = await stat(localPath).catch(() => null);
    if (target?.isDirectory()) await collect(root, localPath, `${path}/`, found);
    else if (target?.isFile()) found.push(localFile(path, localPath, target.size));
    if (found.length > MOST_FILES) throw new AkashiError('release.notARelease', { locator: basename(root) });
  }
}

/** A link may lead to another place in the folder, but neither outside nor to a folder that contains it. */
async function checkLink(root: string, localPath: string, path: string): Promise<void> {
  const target = await realpath(localPath).catch(() => null);
  if (target === null) return;
  const inside = target.startsWith(root.endsWith(sep) ? root : root + sep);
  if (!inside || localPath.startsWith(target + sep))
    throw new AkashiError('release.unsafePath', { file: path });
}

/** One file on this machine as a release's entry. */
export function localFile(path: string, localPath: string, bytes: number): ReleaseFileEntry {
  return {
    path,
    bytes,
    localPath,
    sha256: (job) => fileHash(path, localPath, bytes, job),
    stream: () => readPieces(path, localPath),
    async read(start, end) {
      const handle = await open(localPath).catch((cause: unknown) => {
        throw new AkashiError('file.unreadable', { path }, cause);
      });
      try {
        const buffer = new Uint8Array(Math.max(0, Math.min(end, bytes) - start));
        const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
        return buffer.subarray(0, bytesRead);
      } finally {
        await handle.close();
      }
    },
  };
}

async function* readPieces(path: string, localPath: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(localPath, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw cause instanceof AkashiError ? cause : new AkashiError('file.unreadable', { path }, cause);
  }
}

async function fileHash(path: string, localPath: string, bytes: number, job: Job): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  for await (const piece of readPieces(path, localPath)) {
    throwIfCancelled(job);
    hash.update(piece);
    done += piece.length;
    job.report({ phase: 'hashing', fraction: bytes > 0 ? Math.min(1, done / bytes) : 1, detail: path });
  }
  return hash.digest('hex');
}
