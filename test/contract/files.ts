import type { FileFormat, MountableFile } from '../../shared/engine/queryEngine.ts';

/** A file that exists only in memory, read in small pieces: what an entry of a zip is to an engine. */
export function fileInMemory(
  path: string,
  content: Uint8Array,
  format: FileFormat,
  pieceBytes = 1000,
): MountableFile {
  return {
    path,
    bytes: content.length,
    localPath: null,
    format,
    read: async (start, end) => content.slice(start, end),
    stream: async function* () {
      for (let at = 0; at < content.length; at += pieceBytes) yield content.slice(at, at + pieceBytes);
    },
  };
}

/** The same file as it lies on disk, so that an engine may read it in place. */
export function fileOnDisk(file: MountableFile, localPath: string): MountableFile {
  return { ...file, localPath };
}
