/** Values by key within a number of bytes: what was used longest ago goes first. */
export class LeastRecent<V> {
  readonly #mostBytes: number;
  readonly #bytesOf: (value: V) => number;
  readonly #isHeld: (value: V) => boolean;
  readonly #values = new Map<string, V>();
  #bytes = 0;

  /** @param isHeld whether a value is in use and must stay */
  constructor(mostBytes: number, bytesOf: (value: V) => number, isHeld: (value: V) => boolean = () => false) {
    this.#mostBytes = mostBytes;
    this.#bytesOf = bytesOf;
    this.#isHeld = isHeld;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): V | undefined {
    const value = this.#values.get(key);
    if (value === undefined) return undefined;
    this.#values.delete(key);
    this.#values.set(key, value);
    return value;
  }

  /** Puts a value in. @returns the values that had to go, one with the same key among them */
  set(key: string, value: V): V[] {
    const gone: V[] = [];
    const before = this.#values.get(key);
    if (before !== undefined) gone.push(this.#remove(key, before));
    this.#values.set(key, value);
    this.#bytes += this.#bytesOf(value);
    for (const [each, old] of this.#values) {
      if (this.#bytes <= this.#mostBytes) break;
      if (old !== value && !this.#isHeld(old)) gone.push(this.#remove(each, old));
    }
    return gone;
  }

  #remove(key: string, value: V): V {
    this.#values.delete(key);
    this.#bytes -= this.#bytesOf(value);
    return value;
  }
}
