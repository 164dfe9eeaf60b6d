import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes that may be shared before garbage is collected: when there is a pause, and without one. */
const most = { inPause: 256e6, always: 1e9 };
const pauseMilliseconds = 300;

/** Collects the garbage of the thread that calls it. */
export function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

/**
 * Has garbage collected by the bytes that were shared: V8 leaves them out of what it decides by, and would let gigabytes
 * lie.
 */
export class SharedGarbage {
  readonly #collect: () => void;
  readonly #seen = new WeakSet<SharedArrayBuffer>();
  #bytes = 0;
  #pause: NodeJS.Timeout | undefined;

  constructor(collect: () => void) {
    this.#collect = collect;
  }

  /** @param input what is sent to the other thread */
  share(input: unknown): void {
    this.#count(input);
    clearTimeout(this.#pause);
    if (this.#bytes > most.always) this.#end();
    else if (this.#bytes > most.inPause)
      this.#pause = setTimeout(() => this.#end(), pauseMilliseconds).unref();
  }

  stop(): void {
    clearTimeout(this.#pause);
  }

  #count(input: unknown): void {
    if (typeof input !== 'object' || input === null) return;
    if (!ArrayBuffer.isView(input)) {
      for (const part of Object.values(input)) this.#count(part);
      return;
    }
    const { buffer } = input;
    if (!(buffer instanceof SharedArrayBuffer) || this.#seen.has(buffer)) return;
    this.#seen.add(buffer);
    this.#bytes += buffer.byteLength;
  }

  #end(): void {
    this.#bytes = 0;
    this.#collect();
  }
}
