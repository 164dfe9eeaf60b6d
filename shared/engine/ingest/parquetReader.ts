import { AkashiError } from '../../errors/akashiError.ts';
import { type Job, throwIfCancelled } from '../job.ts';
import type { MountableFile } from '../queryEngine.ts';

/** What is used of the module `parquet-wasm`, which hosts pass in, its WebAssembly already started. */
export interface ParquetModule {
  readonly ParquetFile: { fromFile(handle: BlobLike): Promise<ParquetHandle> };
  readParquet(content: Uint8Array, options: ReadOptions): { intoIPCStream(): Uint8Array };
}

interface ReadOptions {
  rowGroups: number[];
  batchSize: number;
}

/** The part of a Blob that the module reads. */
export interface BlobLike {
  readonly size: number;
  slice(start?: number, end?: number): BlobLike;
  arrayBuffer(): Promise<ArrayBuffer>;
}

interface ParquetHandle {
  metadata(): ParquetMetadata;
  schema(): { intoIPCStream(): Uint8Array };
  free(): void;
}

interface ParquetMetadata {
  numRowGroups(): number;
  rowGroup(index: number): { totalByteSize(): number; free(): void };
  free(): void;
}

/** What a Parquet file's footer says. */
export interface ParquetFooter {
  /** The schema alone, as an Arrow IPC stream without rows. */
  readonly schema: Uint8Array;
  /** Bytes of each row group when decompressed (still encoded). */
  readonly rowGroupBytes: readonly number[];
}

/** "PAR1" */
const magic = [0x50, 0x41, 0x52, 0x31];

const rowsPerRecordBatch = 65_536;

/** Row groups are decoded together up to this size, because every decoding copies the file once. */
const bytesPerDecoding = 128 * 1024 * 1024;

/** Reads a file's footer and nothing else. @throws AkashiError `release.fileDamaged`; what the file's reading throws */
export async function readParquetFooter(module: ParquetModule, file: MountableFile): Promise<ParquetFooter> {
  const footer = await footerOf(file);
  try {
    const handle = await module.ParquetFile.fromFile(new MemoryBlob(footer));
    const metadata = handle.metadata();
    const rowGroupBytes = Array.from({ length: metadata.numRowGroups() }, (_, i) => {
      const group = metadata.rowGroup(i);
      const bytes = group.totalByteSize();
      group.free();
      return bytes;
    });
    metadata.free();
    const schema = handle.schema().intoIPCStream();
    handle.free();
    return { schema, rowGroupBytes };
  } catch (thrown) {
    throw damaged(file, thrown);
  }
}

/**
 * The footer with its length and magic number, read here and not by the module, which is stopped for good by a
 * reading that fails. The module finds everything from the end.
 */
async function footerOf(file: MountableFile): Promise<Uint8Array<ArrayBuffer>> {
  if (file.bytes < 12) throw damaged(file);
  const tail = new Uint8Array(await file.read(file.bytes - 8, file.bytes));
  const length = new DataView(tail.buffer).getUint32(0, true);
  const isParquet = tail.length === 8 && magic.every((byte, i) => tail[4 + i] === byte);
  if (!isParquet || length + 12 > file.bytes) throw damaged(file);
  return new Uint8Array(await file.read(file.bytes - 8 - length, file.bytes));
}

/**
 * Decodes a file, some row groups at a time, into Arrow IPC streams. The compressed file is held in memory meanwhile:
 * the module's other way, which reads pieces, ends in a trap instead of an error on a damaged file.
 * @throws AkashiError `release.fileDamaged`, `cancelled`; what the file's reading throws
 */
export async function* parquetPieces(
  module: ParquetModule,
  file: MountableFile,
  footer: ParquetFooter,
  job: Job,
): AsyncGenerator<Uint8Array> {
  const content = await file.read(0, file.bytes);
  for (let first = 0; first < footer.rowGroupBytes.length; ) {
    throwIfCancelled(job);
    job.report({ phase: 'reading', fraction: first / footer.rowGroupBytes.length, detail: file.path });
    const rowGroups = groupsFrom(footer.rowGroupBytes, first);
    first += rowGroups.length;
    let ipc: Uint8Array;
    try {
      ipc = module.readParquet(content, { rowGroups, batchSize: rowsPerRecordBatch }).intoIPCStream();
    } catch (thrown) {
      throw damaged(file, thrown);
    }
    yield ipc;
  }
}

function groupsFrom(bytes: readonly number[], first: number): number[] {
  const groups = [first];
  let total = bytes[first] ?? 0;
  for (let next = first + 1; next < bytes.length; next++) {
    total += bytes[next] ?? 0;
    if (total > bytesPerDecoding) break;
    groups.push(next);
  }
  return groups;
}

function damaged(file: MountableFile, cause?: unknown): AkashiError {
  return new AkashiError('release.fileDamaged', { file: file.path }, cause);
}

class MemoryBlob implements BlobLike {
  readonly #content: Uint8Array<ArrayBuffer>;

  constructor(content: Uint8Array<ArrayBuffer>) {
    this.#content = content;
  }

  get size(): number {
    return this.#content.length;
  }

  slice(start?: number, end?: number): MemoryBlob {
    return new MemoryBlob(this.#content.slice(start, end));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#content.slice().buffer;
  }
}
