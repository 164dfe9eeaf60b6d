import { GrowingInts } from './growingInts.ts';

/** Days of everybody as ranges: those of person i are at places `of[i]` to `of[i + 1]`, ascending and apart. */
export interface DayRanges {
  readonly of: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Whether the day lies in a range of the person. */
export function isInRanges({ of, from, to }: DayRanges, person: number, day: number): boolean {
  const end = of[person + 1] as number;
  for (let place = of[person] as number; place < end; place++) {
    if ((to[place] as number) >= day) return (from[place] as number) <= day;
  }
  return false;
}

/** Days of a stretch: as long as records are remembered, so that what lies between its first and last is remembered. */
export const STRETCH = 365;

/**
 * Makes ranges of the days that follow a record within {@link STRETCH} days. Records come in any order, but person by
 * person slice; of each stretch only a person's first and last matter, for a range reaches from the day after the first
 * to the last plus a stretch.
 */
export class DaysAfterRecords {
  readonly #lowest: number;
  readonly #width: number;
  readonly #of: Int32Array;
  readonly #from = new GrowingInts();
  readonly #to = new GrowingInts();
  #start = 0;
  #end = 0;
  /** First and last day in its stretch, by person of the slice and stretch; last −1: none. */
  #first = new Int16Array(0);
  #last = new Int16Array(0);

  /** @param size persons @param earliest no record is before it @param latest nor after it; epoch days from 0 */
  constructor(size: number, earliest: number, latest: number) {
    this.#of = new Int32Array(size + 1);
    this.#lowest = Math.floor(earliest / STRETCH);
    this.#width = Math.floor(latest / STRETCH) - this.#lowest + 1;
  }

  /** Persons from `start` to before `end` come next. */
  begin(start: number, end: number): void {
    this.#start = start;
    this.#end = end;
    const cells = (end - start) * this.#width;
    if (this.#last.length < cells) {
      this.#first = new Int16Array(cells);
      this.#last = new Int16Array(cells);
    }
    this.#first.fill(STRETCH, 0, cells);
    this.#last.fill(-1, 0, cells);
  }

  add(person: number, day: number): void {
    const stretch = (day / STRETCH) | 0;
    const cell = (person - this.#start) * this.#width + stretch - this.#lowest;
    const at = day - stretch * STRETCH;
    if (at < (this.#first[cell] as number)) this.#first[cell] = at;
    if (at > (this.#last[cell] as number)) this.#last[cell] = at;
  }

  /** Puts the ranges of the slice's persons down. */
  finish(): void {
    for (let person = this.#start; person < this.#end; person++) {
      let [from, to] = [0, -1];
      for (let k = 0; k < this.#width; k++) {
        const cell = (person - this.#start) * this.#width + k;
        const last = this.#last[cell] as number;
        if (last < 0) continue;
        const day = (this.#lowest + k) * STRETCH;
        const first = day + (this.#first[cell] as number) + 1;
        if (to >= from && first > to + 1) this.#put(from, to);
        if (first > to + 1) from = first;
        to = day + last + STRETCH;
      }
      if (to >= from) this.#put(from, to);
      this.#of[person + 1] = this.#from.length;
    }
  }

  get ranges(): DayRanges {
    return { of: this.#of, from: this.#from.values.slice(), to: this.#to.values.slice() };
  }

  #put(from: number, to: number): void {
    this.#from.push(from);
    this.#to.push(to);
  }
}
