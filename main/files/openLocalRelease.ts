import { open, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import { openArchive, type RandomAccess } from '../../shared/release/archive/archiveFiles.ts';
import { MANIFEST_FILE } from '../../shared/release/manifest/manifest.ts';
import type { ReleaseFiles } from '../../shared/release/releaseFiles.ts';
import { openLocalFolder } from './localFolder.ts';

/**
 * Opens what a user points at on this machine: a folder, a zip, or the manifest inside a folder.
 * @throws AkashiError `release.notFound`, `release.notARelease`, and those of {@link openArchive}
 */
export async function openLocalRelease(path: string): Promise<ReleaseFiles> {
  const target = await stat(path).catch((cause: unknown) => {
    throw new AkashiError('release.notFound', { locator: path }, cause);
  });
  if (target.isDirectory()) return openLocalFolder(path);
  if (basename(path) === MANIFEST_FILE) return openLocalFolder(dirname(path));
  if (!/\.zip$/i.test(path)) throw new AkashiError('release.notARelease', { locator: basename(path) });
  return openArchive(basename(path), await fileAccess(path, target.size));
}

async function fileAccess(path: string, size: number): Promise<RandomAccess> {
  const handle = await open(path).catch((cause: unknown) => {
    throw new AkashiError('file.unreadable', { path: basename(path) }, cause);
  });
  let closed = false;
  return {
    size,
    async read(start, end) {
      const buffer = new Uint8Array(end - start);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
      return buffer.subarray(0, bytesRead);
    },
    async close() {
      if (!closed) await handle.close();
      closed = true;
    },
  };
}
