import { and, type Bits, countBits, noBits, without } from '../../disclosure/bits.ts';
import type { CountedEvents, EventPiece } from './eventPieces.ts';
import type { EventSpans } from './eventSpans.ts';
import { firstAtLeast } from './firstAtLeast.ts';
import type { LiveEntry } from './liveEntry.ts';
import type { PersonEvents } from './personEvents.ts';
import type { StartWindow } from './startWindow.ts';
import { smaller } from './unbranched.ts';
import { WindowDays } from './windowDays.ts';

/** How many events an index event must have. */
interface Wanted {
  readonly least: number;
  readonly most: number;
  /** Beyond this many it makes no difference how many there are. */
  readonly enough: number;
}

/** More than anybody has. */
const manyEvents = 2_000_000_000;

/** With fewer index events for each person than this, their events are looked at without making spans of all. */
const spansFrom = 1 / 64;

/**
 * Index events that have from `least` to `most` events which start in a window.
 * @param asked index events to look at
 * @param met gets those that have
 */
export function markStartsWithin(
  window: StartWindow,
  { least, most }: { readonly least: number; readonly most: number },
  entry: LiveEntry,
  counted: CountedEvents,
  asked: Bits,
  met: Bits,
): void {
  const atMost = Math.min(most, manyEvents);
  const wanted: Wanted = { least, most: atMost, enough: atMost < manyEvents ? atMost + 1 : least };
  const days = new WindowDays(window, entry, counted.age);
  let open = asked;
  if (countBits(asked) > entry.persons * spansFrom) {
    const spans = counted.spans();
    if (entry.isByPerson) {
      open = and(asked, spans.anybody);
      if (least === 0) markAll(without(asked, open), met);
    }
    open = markBySpans(days, wanted, entry, spans, open, met);
  }
  markByRows(days, wanted, entry, counted.pieces, open, met);
}

/**
 * Decides what a person's first and last event tell: mostly they do. Comparisons give −1 or 0 by the sign of a
 * difference, for a branch that goes either way costs more than all of them.
 * @returns index events about which nothing is decided
 */
function markBySpans(
  days: WindowDays,
  { least, most, enough }: Wanted,
  { size, personOf }: LiveEntry,
  { firsts, lasts }: EventSpans,
  asked: Bits,
  met: Bits,
): Bits {
  const open = noBits(size);
  const [byOne, byTwo] = [enough === 1 ? 1 : 0, enough === 2 ? 1 : 0];
  const [ifNone, ifEnough] = [least === 0 ? -1 : 0, most === manyEvents ? -1 : 0];
  for (let i = 0; i < asked.length; i++) {
    let none = 0;
    let reached = 0;
    const all = asked[i] ?? 0;
    for (let word = all; word !== 0; word &= word - 1) {
      const bit = 31 - Math.clz32(word & -word);
      const index = (i << 5) + bit;
      const person = personOf[index] ?? 0;
      const low = days.first(index, person);
      const high = days.last(index, person);
      const first = firsts[person] ?? 0;
      const last = lasts[person] ?? 0;
      const isOutside = ((high - first) >> 31) | ((last - low) >> 31);
      const isFirstIn = ~(isOutside | ((first - low) >> 31));
      const isLastIn = ~(isOutside | ((high - last) >> 31));
      const areBothIn = isFirstIn & isLastIn & ((first - last) >> 31);
      none |= (isOutside & 1) << bit;
      reached |= (((isFirstIn | isLastIn) & byOne) | (areBothIn & byTwo)) << bit;
    }
    open[i] = all & ~(none | reached);
    met[i] = (met[i] ?? 0) | (none & ifNone) | (reached & ifEnough);
  }
  return open;
}

function markAll(bits: Bits, met: Bits): void {
  for (let i = 0; i < bits.length; i++) met[i] = (met[i] ?? 0) | (bits[i] ?? 0);
}

/** Looks at the events themselves. */
function markByRows(
  days: WindowDays,
  wanted: Wanted,
  { personOf }: LiveEntry,
  pieces: readonly EventPiece[],
  asked: Bits,
  met: Bits,
): void {
  const { least, most } = wanted;
  const [only, ...others] = pieces;
  const plain = only && only.kept === null && others.length === 0 ? only.events : null;
  for (let i = 0; i < asked.length; i++) {
    let found = 0;
    for (let word = asked[i] ?? 0; word !== 0; word &= word - 1) {
      const bit = 31 - Math.clz32(word & -word);
      const index = (i << 5) + bit;
      const person = personOf[index] ?? 0;
      const low = days.first(index, person);
      const high = days.last(index, person);
      const isMet = plain
        ? areBetween(plain, person, low, high, least, most)
        : isBetween(countBetween(pieces, person, low, high), least, most);
      found |= isMet << bit;
    }
    if (found !== 0) met[i] = (met[i] ?? 0) | found;
  }
}

/** 1 where a person has from `least` to `most` events that start from `low` to `high`, otherwise 0. */
function areBetween(
  { offsets, starts }: PersonEvents,
  person: number,
  low: number,
  high: number,
  least: number,
  most: number,
): number {
  const to = offsets[person + 1] ?? 0;
  const first = firstAtLeast(starts, offsets[person] ?? 0, to, low);
  const startsAt = (row: number): number =>
    ((row - to) & ((starts[smaller(row, to - 1)] ?? 0) - high - 1)) >>> 31;
  return (least === 0 ? 1 : startsAt(first + least - 1)) & ~startsAt(first + most);
}

function countBetween(pieces: readonly EventPiece[], person: number, low: number, high: number): number {
  let count = 0;
  for (let p = 0; p < pieces.length; p++) {
    const piece = pieces[p];
    if (!piece) continue;
    const { offsets, starts } = piece.events;
    const to = offsets[person + 1] ?? 0;
    const first = firstAtLeast(starts, offsets[person] ?? 0, to, low);
    const next = firstAtLeast(starts, first, to, high + 1);
    count += next - first;
    if (piece.kept !== null) for (let row = first; row < next; row++) count -= 1 - (piece.kept[row] ?? 0);
  }
  return count;
}

function isBetween(count: number, least: number, most: number): number {
  return count >= least && count <= most ? 1 : 0;
}
