import { AkashiError } from '../../shared/errors/akashiError.ts';
import { openArchive } from '../../shared/release/archive/archiveFiles.ts';
import type { ReleaseFileEntry, ReleaseFiles } from '../../shared/release/releaseFiles.ts';
import { byPath, isDebris, safePath, withoutTopFolder } from '../../shared/release/releasePath.ts';
import { streamHash } from '../../shared/release/streamHash.ts';

/** A file with its place in what was picked: `webkitRelativePath`, or the path found while walking a drop. */
export interface PickedFile {
  readonly path: string;
  readonly file: Blob;
}

/**
 * The files that a user picked or dropped in a browser: those of one folder, or one zip. They are read in place.
 * @throws AkashiError `release.notARelease` (nothing picked), and those of {@link openArchive}; from `list`:
 * `release.unsafePath`
 */
export async function openPickedFiles(picked: readonly PickedFile[]): Promise<ReleaseFiles> {
  const [first] = picked;
  if (!first) throw new AkashiError('release.notARelease', { locator: '' });
  if (picked.length === 1 && /\.zip$/i.test(first.path)) return openPickedArchive(first);
  const top = first.path.split('/')[0] ?? '';
  return {
    title: picked.every(({ path }) => path.startsWith(`${top}/`)) ? top : first.path,
    async list() {
      return withoutTopFolder(
        picked
          .filter(({ path }) => !isDebris(path))
          .map(pickedEntry)
          .sort(byPath),
      );
    },
    async close() {},
  };
}

function openPickedArchive({ path, file }: PickedFile): Promise<ReleaseFiles> {
  return openArchive(path.split('/').at(-1) ?? path, {
    size: file.size,
    read: (start, end) => readPiece(path, file, start, end),
    async close() {},
  });
}

function pickedEntry({ path: given, file }: PickedFile): ReleaseFileEntry {
  const path = safePath(given);
  if (path === null) throw new AkashiError('release.unsafePath', { file: given });
  const stream = () => pieces(path, file);
  return {
    path,
    bytes: file.size,
    localPath: null,
    sha256: (job) => streamHash(path, file.size, stream(), job),
    read: (start, end) => readPiece(path, file, start, end),
    stream,
  };
}

const PIECE_BYTES = 4 * 1024 * 1024;

async function* pieces(path: string, file: Blob): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < file.size; start += PIECE_BYTES) {
    yield await readPiece(path, file, start, start + PIECE_BYTES);
  }
}

/** A file that was removed or changed since it was picked can no longer be read. */
async function readPiece(path: string, file: Blob, start: number, end: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(start, end).arrayBuffer());
  } catch (cause) {
    throw new AkashiError('file.unreadable', { path }, cause);
  }
}
