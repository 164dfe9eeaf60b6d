import { AkashiError } from '../../errors/akashiError.ts';
import type { MountableFile } from '../queryEngine.ts';

/** What is used of the module `parquet-wasm`, which hosts pass in, its WebAssembly already started. */
export interface ParquetModule {
  readonly ParquetFile: { fromFile(handle: BlobLike): Promise<ParquetHandle> };
}

/** The part of a Blob that the module reads. */
export interface BlobLike {
  readonly size: number;
  slice(start?: number, end?: number): BlobLike;
  arrayBuffer(): Promise<ArrayBuffer>;
}

interface ParquetHandle {
  metadata(): ParquetMetadata;
  read(options: { rowGroups: number[]; batchSize: number }): Promise<{ intoIPCStream(): Uint8Array }>;
  schema(): { intoIPCStream(): Uint8Array };
  free(): void;
}

interface ParquetMetadata {
  numRowGroups(): number;
  rowGroup(index: number): { numRows(): number; totalByteSize(): number; free(): void };
  free(): void;
}

/** An open Parquet file. */
export interface ParquetReader {
  /** Bytes of all its columns when decompressed (still encoded). */
  readonly uncompressedBytes: number;
  readonly rowGroups: number;
  /** The schema alone, as an Arrow IPC stream without rows. */
  schema(): Uint8Array;
  /** One row group as an Arrow IPC stream. @throws AkashiError `release.fileDamaged` */
  rowGroup(index: number): Promise<Uint8Array>;
  close(): void;
}

const rowsPerRecordBatch = 65_536;

/** Reads a file's footer. Nothing but the footer and the row groups asked for is ever read. @throws AkashiError `release.fileDamaged` */
export async function openParquetReader(module: ParquetModule, file: MountableFile): Promise<ParquetReader> {
  const damaged = (thrown: unknown) => new AkashiError('release.fileDamaged', { file: file.path }, thrown);
  try {
    const handle = await module.ParquetFile.fromFile(new FileBlob(file, 0, file.bytes));
    const metadata = handle.metadata();
    const rowGroups = metadata.numRowGroups();
    let uncompressedBytes = 0;
    for (let i = 0; i < rowGroups; i++) {
      const group = metadata.rowGroup(i);
      uncompressedBytes += group.totalByteSize();
      group.free();
    }
    metadata.free();
    return {
      uncompressedBytes,
      rowGroups,
      schema: () => handle.schema().intoIPCStream(),
      rowGroup: async (index) => {
        try {
          const table = await handle.read({ rowGroups: [index], batchSize: rowsPerRecordBatch });
          return table.intoIPCStream();
        } catch (thrown) {
          throw damaged(thrown);
        }
      },
      close: () => handle.free(),
    };
  } catch (thrown) {
    throw thrown instanceof AkashiError ? thrown : damaged(thrown);
  }
}

/** A file of the release as a Blob: slicing reads nothing. */
class FileBlob implements BlobLike {
  readonly #file: MountableFile;
  readonly #start: number;
  readonly size: number;

  constructor(file: MountableFile, start: number, end: number) {
    this.#file = file;
    this.#start = start;
    this.size = Math.max(0, end - start);
  }

  slice(start = 0, end = this.size): FileBlob {
    const from = Math.min(start < 0 ? Math.max(0, this.size + start) : start, this.size);
    const to = Math.min(end < 0 ? Math.max(0, this.size + end) : end, this.size);
    return new FileBlob(this.#file, this.#start + from, this.#start + Math.max(from, to));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const bytes = await this.#file.read(this.#start, this.#start + this.size);
    return bytes.slice().buffer;
  }
}
