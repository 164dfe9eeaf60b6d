import type { CountedStarts } from './eventPieces.ts';

/**
 * Counts the events of one person after the other that start between days which mostly only grow: it goes along the
 * events instead of looking for them.
 */
export class EventCursor {
  readonly #piece: CountedStarts;
  #from = 0;
  #to = 0;
  /** Row of the first event that is not before the low day, and how many that count are before it. */
  #low = 0;
  #before = 0;
  /** Row of the first event after the high day, and how many that count are before it. */
  #high = 0;
  #until = 0;

  constructor(piece: CountedStarts) {
    this.#piece = piece;
  }

  /** @returns whether the person has events */
  begin(person: number): boolean {
    const { offsets } = this.#piece;
    this.#from = offsets[person] ?? 0;
    this.#to = offsets[person + 1] ?? 0;
    this.rewind();
    return this.#from < this.#to;
  }

  /** For days before those that were asked. */
  rewind(): void {
    this.#low = this.#from;
    this.#high = this.#from;
    this.#before = 0;
    this.#until = 0;
  }

  /** Events that count from `low` to `high`. */
  count(low: number, high: number): number {
    const { starts, kept } = this.#piece;
    while (this.#low < this.#to && (starts[this.#low] ?? 0) < low) {
      this.#before += kept === null ? 1 : (kept[this.#low] ?? 0);
      this.#low++;
    }
    while (this.#high < this.#to && (starts[this.#high] ?? 0) <= high) {
      this.#until += kept === null ? 1 : (kept[this.#high] ?? 0);
      this.#high++;
    }
    return this.#until > this.#before ? this.#until - this.#before : 0;
  }
}
