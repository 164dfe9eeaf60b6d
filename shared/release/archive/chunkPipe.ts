import { Writer } from '@zip.js/zip.js';

/** Hands the pieces that zip.js writes to a reader one by one: the writer waits until a piece is asked for. */
export class ChunkPipe extends Writer<null> {
  #closed = false;
  #offered: { readonly chunk: Uint8Array; readonly taken: () => void; readonly refused: () => void } | null =
    null;
  #ended: { readonly error: unknown } | null = null;
  #wake: () => void = () => {};

  /** Called by zip.js. */
  override async writeUint8Array(chunk: Uint8Array): Promise<void> {
    if (this.#closed) throw new Error('no longer wanted');
    await new Promise<void>((resolve, reject) => {
      this.#offered = { chunk, taken: resolve, refused: () => reject(new Error('no longer wanted')) };
      this.#wake();
    });
  }

  override async getData(): Promise<null> {
    return null;
  }

  /** No more pieces come; `error` is what went wrong, or null. */
  end(error: unknown): void {
    this.#ended = { error };
    this.#wake();
  }

  /** The next piece, null at the end. @throws what {@link end} was given */
  async next(): Promise<Uint8Array | null> {
    while (!this.#offered && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const offered = this.#offered;
    if (offered) {
      this.#offered = null;
      offered.taken();
      return offered.chunk;
    }
    if (this.#ended?.error) throw this.#ended.error;
    return null;
  }

  /** Makes the writer stop. */
  close(): void {
    this.#closed = true;
    this.#offered?.refused();
    this.#offered = null;
  }
}
