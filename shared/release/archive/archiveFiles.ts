import { type FileEntry, Reader, ZipReader } from '@zip.js/zip.js';
import { AkashiError } from '../../errors/akashiError.ts';
import type { ReleaseFileEntry, ReleaseFiles } from '../releaseFiles.ts';
import { byPath, isDebris, safePath, withoutTopFolder } from '../releasePath.ts';
import { streamHash } from '../streamHash.ts';
import { ChunkPipe } from './chunkPipe.ts';

/** The bytes of a zip wherever they lie: a file handle, a Blob, memory. */
export interface RandomAccess {
  readonly size: number;
  /** Bytes [start, end); `end` is at most `size`. */
  read(start: number, end: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface ArchiveLimits {
  /** Bytes that all files together may unpack to. */
  readonly totalBytes: number;
  /** How many times larger than packed a file may be… */
  readonly ratio: number;
  /** …once it is larger than this. */
  readonly ratioFromBytes: number;
  readonly files: number;
}

/** CSV packs 5 to 30 times; deflate cannot exceed 1,032. */
export const archiveLimits: ArchiveLimits = {
  totalBytes: 256 * 1024 ** 3,
  ratio: 250,
  ratioFromBytes: 16 * 1024 ** 2,
  files: 20_000,
};

/** A packed file must be unpacked from its start for any piece of it: up to this size the last one read is kept. */
const KEPT_BYTES = 512 * 1024 ** 2;

interface Kept {
  path: string;
  content: Promise<Uint8Array>;
}

/**
 * Opens a zip in place: nothing is unpacked to disk.
 * @throws AkashiError `release.archiveInvalid` (no zip, damaged, encrypted, doubled names), `release.unsafePath`,
 * `release.archiveBomb`
 */
export async function openArchive(
  title: string,
  source: RandomAccess,
  limits: ArchiveLimits = archiveLimits,
): Promise<ReleaseFiles> {
  const zip = new ZipReader(new SourceReader(source), {
    useWebWorkers: false,
    checkSignature: true,
    // Names are judged by safePath, as everywhere.
    filenameValidation: 'tolerant',
  });
  async function close(): Promise<void> {
    await zip.close();
    await source.close();
  }
  try {
    const entries: FileEntry[] = [];
    for await (const entry of zip.getEntriesGenerator()) {
      if (!entry.directory) entries.push(entry);
      if (entries.length > limits.files) throw bomb(title, limits);
    }
    const wanted = checkedEntries(title, entries, source.size, limits);
    return { title, list: async () => withoutTopFolder(wanted), close };
  } catch (thrown) {
    await close();
    throw thrown instanceof AkashiError
      ? thrown
      : new AkashiError('release.archiveInvalid', { file: title }, thrown);
  }
}

function checkedEntries(
  title: string,
  entries: readonly FileEntry[],
  archiveBytes: number,
  limits: ArchiveLimits,
): readonly ReleaseFileEntry[] {
  const seen = new Set<string>();
  const last: { kept: Kept | null } = { kept: null };
  let total = 0;
  const files: ReleaseFileEntry[] = [];
  for (const entry of entries) {
    const path = safePath(nameOf(entry));
    if (path === null || entry.symlink) throw new AkashiError('release.unsafePath', { file: entry.filename });
    if (isDebris(path)) continue;
    const key = path.normalize('NFC').toLowerCase();
    if (seen.has(key) || entry.encrypted) throw new AkashiError('release.archiveInvalid', { file: path });
    seen.add(key);
    total += entry.uncompressedSize;
    const tooDense =
      entry.uncompressedSize > limits.ratioFromBytes &&
      entry.uncompressedSize > entry.compressedSize * limits.ratio;
    if (tooDense || total > limits.totalBytes) throw bomb(path, limits);
    files.push(archiveEntry(path, entry, last));
  }
  // Files that share their packed bytes multiply them.
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0);
  if (packed > archiveBytes) throw bomb(title, limits);
  return files.sort(byPath);
}

function bomb(file: string, limits: ArchiveLimits): AkashiError {
  return new AkashiError('release.archiveBomb', { file, limitBytes: limits.totalBytes });
}

/** Japanese Windows writes names in CP932 without saying so; zip.js recognises UTF-8 by itself. */
function nameOf(entry: FileEntry): string {
  if (entry.filenameUTF8 || entry.rawFilename.every((byte) => byte < 0x80)) return entry.filename;
  for (const encoding of ['utf-8', 'shift_jis']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(entry.rawFilename);
    } catch {}
  }
  return entry.filename;
}

function archiveEntry(path: string, entry: FileEntry, last: { kept: Kept | null }): ReleaseFileEntry {
  const bytes = entry.uncompressedSize;
  const stream = () => inflated(path, entry);
  return {
    path,
    bytes,
    localPath: null,
    sha256: (job) => streamHash(path, bytes, stream(), job),
    stream,
    async read(start, end) {
      if (bytes > KEPT_BYTES) return slice(stream(), start, Math.min(end, bytes));
      if (last.kept?.path !== path) last.kept = { path, content: slice(stream(), 0, bytes) };
      return (await last.kept.content).subarray(start, end);
    },
  };
}

/** The content of an entry, never more than it declares. */
async function* inflated(path: string, entry: FileEntry): AsyncGenerator<Uint8Array> {
  const pipe = new ChunkPipe();
  const done = entry.getData(pipe).then(
    () => pipe.end(null),
    (error: unknown) => pipe.end(error ?? new Error('not readable')),
  );
  let total = 0;
  try {
    for (let chunk = await pipe.next(); chunk; chunk = await pipe.next()) {
      total += chunk.length;
      if (total > entry.uncompressedSize) throw new Error('larger than declared');
      yield chunk;
    }
    if (total !== entry.uncompressedSize) throw new Error('smaller than declared');
  } catch (cause) {
    throw new AkashiError('release.fileDamaged', { file: path }, cause);
  } finally {
    pipe.close();
    await done;
  }
}

async function slice(stream: AsyncIterable<Uint8Array>, start: number, end: number): Promise<Uint8Array> {
  const result = new Uint8Array(Math.max(0, end - start));
  let at = 0;
  for await (const chunk of stream) {
    const from = Math.max(start - at, 0);
    if (from < chunk.length)
      result.set(chunk.subarray(from, Math.min(chunk.length, end - at)), at + from - start);
    at += chunk.length;
    if (at >= end) break;
  }
  return result;
}

class SourceReader extends Reader<RandomAccess> {
  readonly #source: RandomAccess;

  constructor(source: RandomAccess) {
    super(source);
    this.#source = source;
    this.size = source.size;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.#source.read(index, Math.min(index + length, this.#source.size));
  }
}
