/** Numbers pairs of values (a concept and what else parts its records) in order of appearance. */
export class KeyNumbers {
  readonly #first: number[] = [];
  readonly #second: number[] = [];
  /** Open addressing: number of the pair + 1 at its place, 0 where free. */
  #slots = new Int32Array(1 << 12);

  get size(): number {
    return this.#first.length;
  }

  numberOf(first: number, second: number): number {
    const mask = this.#slots.length - 1;
    let slot = hash(first, second) & mask;
    for (;;) {
      const number = (this.#slots[slot] as number) - 1;
      if (number < 0) break;
      if (this.#first[number] === first && this.#second[number] === second) return number;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#first.push(first);
    this.#second.push(second);
    if (this.size * 2 > this.#slots.length) this.#grow();
    return this.size - 1;
  }

  /** Numbers by their pairs, ascending. */
  inOrder(): number[] {
    const { first, second } = this.pairs();
    return Array.from(first, (_, number) => number).sort(
      (a, b) => (first[a] as number) - (first[b] as number) || (second[a] as number) - (second[b] as number),
    );
  }

  pairs(): { readonly first: readonly number[]; readonly second: readonly number[] } {
    return { first: this.#first, second: this.#second };
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 0; number < this.size; number++) {
      let slot = hash(this.#first[number] as number, this.#second[number] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

function hash(first: number, second: number): number {
  const mixed = Math.imul(first % 0x7fffffff, 0x9e3779b1) ^ Math.imul(second % 0x7fffffff, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
