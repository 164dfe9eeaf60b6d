/** Whole numbers of which it is not known beforehand how many there will be. */
export class GrowingInts {
  #values = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) this.#room(this.#length + 1);
    this.#values[this.#length++] = value;
  }

  append(values: Int32Array): void {
    this.#room(this.#length + values.length);
    this.#values.set(values, this.#length);
    this.#length += values.length;
  }

  /** The numbers so far; the same memory, until more are added. */
  get values(): Int32Array {
    return this.#values.subarray(0, this.#length);
  }

  #room(length: number): void {
    if (length <= this.#values.length) return;
    const wider = new Int32Array(Math.max(length, 2 * this.#values.length));
    wider.set(this.#values.subarray(0, this.#length));
    this.#values = wider;
  }
}
