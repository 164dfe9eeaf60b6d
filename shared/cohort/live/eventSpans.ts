import { type Bits, noBits, or, setBit } from '../../disclosure/bits.ts';
import type { EventPiece } from './eventPieces.ts';
import { noDay } from './personEvents.ts';

/** The first and the last day on which each person has an event that counts; nobody's are {@link never} and −never. */
export interface EventSpans {
  /** Persons who have one. */
  readonly anybody: Bits;
  readonly firsts: Int32Array;
  readonly lasts: Int32Array;
}

/** Further away than any window reaches. */
export const never = 2 ** 29;

export function bytesOfSpans({ anybody, firsts, lasts }: EventSpans): number {
  return anybody.byteLength + firsts.byteLength + lasts.byteLength;
}

/** Events without a start are on no day. */
export function spansOf(pieces: readonly EventPiece[], persons: number): EventSpans {
  const anybody = noBits(persons);
  const firsts = new Int32Array(persons).fill(never);
  const lasts = new Int32Array(persons).fill(-never);
  for (const {
    events: { offsets, starts },
    kept,
  } of pieces) {
    let to = offsets[0] ?? 0;
    for (let person = 0; person < persons; person++) {
      let from = to;
      to = offsets[person + 1] ?? 0;
      if (from === to) continue;
      let until = to - 1;
      while (from <= until && (starts[from] === noDay || (kept !== null && kept[from] !== 1))) from++;
      if (from > until) continue;
      if (kept !== null) while (kept[until] !== 1) until--;
      const first = starts[from] ?? 0;
      const last = starts[until] ?? 0;
      if (first < (firsts[person] ?? 0)) firsts[person] = first;
      if (last > (lasts[person] ?? 0)) lasts[person] = last;
      setBit(anybody, person);
    }
  }
  return { anybody, firsts, lasts };
}

/** Of several together; null where there are none. */
export function joinedSpans(all: readonly EventSpans[]): EventSpans | null {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first ?? null;
  const firsts = first.firsts.slice();
  const lasts = first.lasts.slice();
  let { anybody } = first;
  for (const other of others) {
    anybody = or(anybody, other.anybody);
    for (let person = 0; person < firsts.length; person++) {
      firsts[person] = Math.min(firsts[person] ?? 0, other.firsts[person] ?? 0);
      lasts[person] = Math.max(lasts[person] ?? 0, other.lasts[person] ?? 0);
    }
  }
  return { anybody, firsts, lasts };
}
