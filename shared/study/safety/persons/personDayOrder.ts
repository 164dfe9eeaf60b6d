/**
 * Places of records in order of person, then day, then place; records of person −1 (nobody) are left out. Records are
 * dealt out to their persons and sorted there: of one person there are few, often in order already.
 */
export function personDayOrder(persons: Int32Array, days: Int32Array, size: number): Int32Array {
  const next = offsetsOf(persons, size);
  const order = new Int32Array(next[size] as number);
  const dayOf = new Int32Array(order.length);
  for (let at = 0; at < persons.length; at++) {
    const person = persons[at] as number;
    if (person < 0) continue;
    const place = next[person] as number;
    order[place] = at;
    dayOf[place] = days[at] as number;
    next[person] = place + 1;
  }
  const runs = new RunMerger(order, dayOf);
  // Each person's places now end where the next person's began.
  for (let person = 0, from = 0; person < size; person++) {
    const to = next[person] as number;
    runs.sort(from, to);
    from = to;
  }
  return order;
}

/**
 * Sorts stretches by merging what is in order already, two runs at a time: files are mostly in order of code, person and
 * day, so that the records of a person are a few runs. Equal days keep their order.
 */
class RunMerger {
  readonly #order: Int32Array;
  readonly #days: Int32Array;
  /** The earlier run of two that are merged. */
  #earlier = new Int32Array(256);
  #earlierDays = new Int32Array(256);

  constructor(order: Int32Array, days: Int32Array) {
    this.#order = order;
    this.#days = days;
  }

  sort(from: number, to: number): void {
    for (let runs = 2; runs > 1; ) {
      runs = 0;
      for (let start = from; start < to; runs++) {
        const middle = this.#endOfRun(start, to);
        const end = middle < to ? this.#endOfRun(middle, to) : to;
        if (middle < end) this.#merge(start, middle, end);
        start = end;
      }
    }
  }

  #endOfRun(start: number, to: number): number {
    const days = this.#days;
    let end = start + 1;
    while (end < to && (days[end] as number) >= (days[end - 1] as number)) end++;
    return end;
  }

  #merge(start: number, middle: number, end: number): void {
    const [order, days] = [this.#order, this.#days];
    const size = middle - start;
    if (this.#earlier.length < size) {
      this.#earlier = new Int32Array(2 * size);
      this.#earlierDays = new Int32Array(2 * size);
    }
    const [earlier, earlierDays] = [this.#earlier, this.#earlierDays];
    for (let i = 0; i < size; i++) {
      earlier[i] = order[start + i] as number;
      earlierDays[i] = days[start + i] as number;
    }
    let [left, right] = [0, middle];
    for (let place = start; left < size; place++) {
      if (right < end && (days[right] as number) < (earlierDays[left] as number)) {
        order[place] = order[right] as number;
        days[place] = days[right++] as number;
      } else {
        order[place] = earlier[left] as number;
        days[place] = earlierDays[left++] as number;
      }
    }
  }
}

/** Where each person's places begin among records in order of person numbers, and the end of the last one's. */
export function offsetsOf(persons: Int32Array, size: number): Int32Array {
  const offsets = new Int32Array(size + 1);
  for (const person of persons) {
    if (person >= 0) offsets[person + 1] = (offsets[person + 1] as number) + 1;
  }
  addUp(offsets);
  return offsets;
}

/** Counts to running totals, in place: at each place what is up to and with it. */
export function addUp(counts: Int32Array): void {
  for (let at = 1; at < counts.length; at++) {
    counts[at] = (counts[at] as number) + (counts[at - 1] as number);
  }
}
