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
  // Each person's places now end where the next person's began.
  for (let person = 0, from = 0; person < size; person++) {
    const to = next[person] as number;
    if (to - from > MANY) sortMany(order.subarray(from, to), days);
    else sortFew(order, dayOf, from, to);
    from = to;
  }
  return order;
}

/** From so many records on comparing every one with those before takes too long. */
const MANY = 200;

function sortFew(order: Int32Array, days: Int32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const at = order[i] as number;
    const day = days[i] as number;
    let place = i;
    for (; place > from && (days[place - 1] as number) > day; place--) {
      order[place] = order[place - 1] as number;
      days[place] = days[place - 1] as number;
    }
    order[place] = at;
    days[place] = day;
  }
}

function sortMany(order: Int32Array, days: Int32Array): void {
  order.sort((a, b) => (days[a] as number) - (days[b] as number) || a - b);
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
