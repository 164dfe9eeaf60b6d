import { type Bits, setBit } from '../../disclosure/bits.ts';
import type { CountedStarts } from './eventPieces.ts';
import { noDay } from './personEvents.ts';
import { sharedBits, sharedInt32 } from './sharedNumbers.ts';
import type { WordRange } from './wordRange.ts';

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

/** Spans of nobody, to be filled. */
export function emptySpans(persons: number): EventSpans {
  return {
    anybody: sharedBits(persons),
    firsts: sharedInt32(persons).fill(never),
    lasts: sharedInt32(persons).fill(-never),
  };
}

/** What {@link fillSpans} needs. */
export interface SpansInput {
  readonly pieces: readonly CountedStarts[];
  /** Gets the pieces' events. Those without a start are on no day. */
  readonly spans: EventSpans;
}

/** Widens the spans of a range of persons by their events. */
export function fillSpans({ pieces, spans: { anybody, firsts, lasts } }: SpansInput, range: WordRange): void {
  const persons = Math.min(32 * range.to, firsts.length);
  for (const { offsets, starts, kept } of pieces) {
    let to = offsets[32 * range.from] ?? 0;
    for (let person = 32 * range.from; person < persons; person++) {
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
}

/** Of several together; null where there are none. */
export function joinedSpans(all: readonly EventSpans[]): EventSpans | null {
  const [first, ...others] = all;
  if (first === undefined || others.length === 0) return first ?? null;
  const joined = emptySpans(first.firsts.length);
  for (const { anybody, firsts, lasts } of all) {
    for (let i = 0; i < anybody.length; i++) joined.anybody[i] = (joined.anybody[i] ?? 0) | (anybody[i] ?? 0);
    for (let person = 0; person < firsts.length; person++) {
      joined.firsts[person] = Math.min(joined.firsts[person] ?? 0, firsts[person] ?? 0);
      joined.lasts[person] = Math.max(joined.lasts[person] ?? 0, lasts[person] ?? 0);
    }
  }
  return joined;
}
