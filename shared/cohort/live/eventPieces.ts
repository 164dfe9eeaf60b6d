import type { AgeAtStart } from './eventFilters.ts';
import type { EventSpans } from './eventSpans.ts';
import { noDay, type PersonEvents } from './personEvents.ts';
import { sharedBytes, sharedInt32 } from './sharedNumbers.ts';

/** Events, of which only some may count. A criterion's events are those of several pieces together. */
export interface EventPiece {
  readonly events: PersonEvents;
  /** 1 for events that count; null: all. */
  readonly kept: Uint8Array | null;
}

/** What a criterion counts: events of pieces, and of these those at an age. */
export interface CountedEvents {
  readonly pieces: readonly EventPiece[];
  readonly age: AgeAtStart | null;
  /** Of all pieces, at any age; made when it is first asked for. */
  readonly spans: () => Promise<EventSpans>;
}

/** What counting starts needs of a piece. */
export interface CountedStarts {
  readonly offsets: Int32Array;
  readonly starts: Int32Array;
  readonly kept: Uint8Array | null;
}

export function countedStarts(pieces: readonly EventPiece[]): CountedStarts[] {
  return pieces.map(({ events: { offsets, starts }, kept }) => ({ offsets, starts, kept }));
}

/** Only a person's first event of all pieces: the earliest, of these the one with the smallest id. */
export function firstOfPieces(pieces: readonly EventPiece[], persons: number): EventPiece[] {
  const kept = pieces.map(({ events }) => sharedBytes(events.starts.length));
  for (let person = 0; person < persons; person++) {
    let best = -1;
    let bestRow = -1;
    for (let i = 0; i < pieces.length; i++) {
      const piece = pieces[i];
      if (!piece) continue;
      const row = firstRow(piece, person);
      if (row < 0) continue;
      const other = pieces[best];
      if (!other || isBefore(piece.events, row, other.events, bestRow)) {
        best = i;
        bestRow = row;
      }
    }
    const mask = kept[best];
    if (mask) mask[bestRow] = 1;
  }
  return pieces.map(({ events }, i) => ({ events, kept: kept[i] ?? null }));
}

/** The row of a person's first event that counts, -1 for none. A missing start comes last. */
function firstRow({ events, kept }: EventPiece, person: number): number {
  const { offsets, starts } = events;
  const to = offsets[person + 1] ?? 0;
  let missing = -1;
  for (let row = offsets[person] ?? 0; row < to; row++) {
    if (kept && kept[row] !== 1) continue;
    if (starts[row] !== noDay) return row;
    if (missing < 0) missing = row;
  }
  return missing;
}

function isBefore(a: PersonEvents, row: number, b: PersonEvents, other: number): boolean {
  const [start, otherStart] = [a.starts[row] ?? noDay, b.starts[other] ?? noDay];
  if (start === otherStart)
    return a.ids !== null && b.ids !== null && (a.ids[row] ?? 0n) < (b.ids[other] ?? 0n);
  if (start === noDay || otherStart === noDay) return otherStart === noDay;
  return start < otherStart;
}

/**
 * All events that count as one piece, with the place of the piece's source. What one piece lacks, all lack. Of events that
 * are equal in order those of the earlier piece come first.
 */
export function mergedEvents(
  pieces: readonly { readonly piece: EventPiece; readonly source: number }[],
  persons: number,
): PersonEvents {
  const size = pieces.reduce((sum, { piece }) => sum + sizeOf(piece), 0);
  const has = (column: 'ends' | 'ids') => pieces.every(({ piece }) => piece.events[column] !== null);
  const offsets = sharedInt32(persons + 1);
  const starts = sharedInt32(size);
  const ends = has('ends') ? new Int32Array(size) : null;
  const ids = has('ids') ? new BigInt64Array(size) : null;
  const sources = new Int32Array(size);
  let next = 0;
  for (let person = 0; person < persons; person++) {
    const first = next;
    for (const { piece, source } of pieces) {
      const { events, kept } = piece;
      const to = events.offsets[person + 1] ?? 0;
      for (let row = events.offsets[person] ?? 0; row < to; row++) {
        if (kept && kept[row] !== 1) continue;
        const start = events.starts[row] ?? noDay;
        // Pieces are in order already, and mostly follow each other.
        let at = next++;
        for (; at > first; at--) {
          const before = starts[at - 1] ?? noDay;
          if (before < start) break;
          if (before === start && !(ids && (ids[at - 1] ?? 0n) > (events.ids?.[row] ?? 0n))) break;
          starts[at] = before;
          sources[at] = sources[at - 1] ?? 0;
          if (ends) ends[at] = ends[at - 1] ?? noDay;
          if (ids) ids[at] = ids[at - 1] ?? 0n;
        }
        starts[at] = start;
        sources[at] = source;
        if (ends) ends[at] = events.ends?.[row] ?? noDay;
        if (ids) ids[at] = events.ids?.[row] ?? 0n;
      }
    }
    offsets[person + 1] = next;
  }
  return { offsets, starts, ends, ids, sources, values: new Map() };
}

export function sizeOf({ events, kept }: EventPiece): number {
  if (kept === null) return events.starts.length;
  let size = 0;
  for (let row = 0; row < kept.length; row++) size += kept[row] ?? 0;
  return size;
}
