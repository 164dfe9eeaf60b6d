import type { Bits } from '../../disclosure/bits.ts';
import type { AgeAtStart } from './eventFilters.ts';
import type { CountedStarts } from './eventPieces.ts';
import type { EventSpans } from './eventSpans.ts';
import { firstAtLeast } from './firstAtLeast.ts';
import type { LiveEntry } from './liveEntry.ts';
import { markStartsInTurn } from './startsInTurn.ts';
import type { StartWindow } from './startWindow.ts';
import { smaller } from './unbranched.ts';
import { WindowDays } from './windowDays.ts';
import type { WordRange } from './wordRange.ts';

/** How many events an index event must have. */
interface Wanted {
  readonly least: number;
  readonly most: number;
  /** Beyond this many it makes no difference how many there are. */
  readonly enough: number;
}

/** More than anybody has. */
const manyEvents = 2_000_000_000;

/** What {@link markStartsWithin} counts. */
export interface StartsInput {
  readonly window: StartWindow;
  readonly least: number;
  readonly most: number;
  readonly entry: LiveEntry;
  readonly pieces: readonly CountedStarts[];
  /** Null where too few persons are asked to make spans of everybody's events. */
  readonly spans: EventSpans | null;
  readonly age: AgeAtStart | null;
  /** Index events to look at. */
  readonly asked: Bits;
  /** Gets those that have from `least` to `most` events which start in the window. */
  readonly met: Bits;
}

/** Marks the index events of a range that have as many events in the window as wanted. */
export function markStartsWithin(input: StartsInput, range: WordRange): void {
  const { window, least, entry, spans, age, asked, met } = input;
  if (!entry.isByPerson) {
    markStartsInTurn(input, range);
    return;
  }
  const most = Math.min(input.most, manyEvents);
  const wanted: Wanted = { least, most, enough: most < manyEvents ? most + 1 : least };
  const days = new WindowDays(window, entry, age);
  const open = asked.slice(range.from, range.to);
  if (spans) markBySpans(days, wanted, entry, spans, open, met, range);
  markByRows(days, wanted, entry, input.pieces, open, met, range);
}

/**
 * Decides what a person's first and last event tell: mostly they do. Comparisons give −1 or 0 by the sign of a
 * difference, for a branch that goes either way costs more than all of them.
 * @param open index events of the range to look at; keeps those about which nothing is decided
 */
function markBySpans(
  days: WindowDays,
  { least, most, enough }: Wanted,
  { personOf }: LiveEntry,
  { anybody, firsts, lasts }: EventSpans,
  open: Bits,
  met: Bits,
  range: WordRange,
): void {
  const [byOne, byTwo] = [enough === 1 ? 1 : 0, enough === 2 ? 1 : 0];
  const [ifNone, ifEnough] = [least === 0 ? -1 : 0, most === manyEvents ? -1 : 0];
  for (let i = range.from; i < range.to; i++) {
    const all = open[i - range.from] ?? 0;
    const some = all & (anybody[i] ?? 0);
    let none = all & ~some;
    let reached = 0;
    for (let word = some; word !== 0; word &= word - 1) {
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
    open[i - range.from] = all & ~(none | reached);
    met[i] = (met[i] ?? 0) | (none & ifNone) | (reached & ifEnough);
  }
}

/** Looks at the events themselves. */
function markByRows(
  days: WindowDays,
  { least, most }: Wanted,
  { personOf }: LiveEntry,
  pieces: readonly CountedStarts[],
  open: Bits,
  met: Bits,
  range: WordRange,
): void {
  const [only, ...others] = pieces;
  const plain = only && only.kept === null && others.length === 0 ? only : null;
  for (let i = range.from; i < range.to; i++) {
    let found = 0;
    for (let word = open[i - range.from] ?? 0; word !== 0; word &= word - 1) {
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
  { offsets, starts }: CountedStarts,
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

function countBetween(pieces: readonly CountedStarts[], person: number, low: number, high: number): number {
  let count = 0;
  for (let p = 0; p < pieces.length; p++) {
    const piece = pieces[p];
    if (!piece) continue;
    const { offsets, starts, kept } = piece;
    const to = offsets[person + 1] ?? 0;
    const first = firstAtLeast(starts, offsets[person] ?? 0, to, low);
    const next = firstAtLeast(starts, first, to, high + 1);
    count += next - first;
    if (kept !== null) for (let row = first; row < next; row++) count -= 1 - (kept[row] ?? 0);
  }
  return count;
}

function isBetween(count: number, least: number, most: number): number {
  return count >= least && count <= most ? 1 : 0;
}
