import { type Bits, setBit } from '../../disclosure/bits.ts';
import type { Limit } from '../expression/cohortDefinition.ts';
import type { CountedStarts } from './eventPieces.ts';
import { type EventSpans, never } from './eventSpans.ts';
import { firstAtLeast } from './firstAtLeast.ts';
import type { LiveEntry } from './liveEntry.ts';
import type { ObservationPeriods } from './observationPeriods.ts';
import { noDay } from './personEvents.ts';
import type { WordRange } from './wordRange.ts';

/** What {@link chooseBySpans} chooses from and writes to. */
export interface ChoiceInput {
  readonly pieces: readonly CountedStarts[];
  readonly spans: EventSpans;
  readonly only: ObservationPeriods['only'];
  readonly window: { readonly priorDays: number; readonly postDays: number; readonly limit: Limit };
  /** Gets the chosen events; numbered by person. */
  readonly entry: LiveEntry;
  /** Gets the persons who have one. */
  readonly events: Bits;
}

/**
 * The earliest or latest event of those who have one observation period. Mostly it is the first or last of all; where
 * that is not observed well enough, the others are looked through.
 */
export function chooseBySpans(input: ChoiceInput, range: WordRange): void {
  const { pieces, entry, events } = input;
  const { firsts, lasts } = input.spans;
  const { firsts: froms, lasts: untils } = input.only;
  const { priorDays, postDays, limit } = input.window;
  const { startOf, observedBefore, observedAfter } = entry;
  const days = limit === 'Last' ? lasts : firsts;
  const persons = Math.min(32 * range.to, entry.size);
  for (let person = 32 * range.from; person < persons; person++) {
    let day = days[person] ?? 0;
    const from = froms[person] ?? 0;
    const until = untils[person] ?? 0;
    if (day === never || day === -never || from === never) continue;
    if (from + priorDays > day || day + postDays > until) {
      if (firsts[person] === lasts[person]) continue;
      day = dayBetween(pieces, person, from + priorDays, until - postDays, limit);
      if (day === noDay) continue;
    }
    startOf[person] = day;
    observedBefore[person] = day - from;
    observedAfter[person] = until - day;
    setBit(events, person);
  }
}

/** The first or last day in [low, high] on which a person has an event that counts; {@link noDay} for none. */
function dayBetween(
  pieces: readonly CountedStarts[],
  person: number,
  low: number,
  high: number,
  limit: Limit,
): number {
  const isLast = limit === 'Last';
  let chosen = noDay;
  for (let p = 0; p < pieces.length; p++) {
    const piece = pieces[p];
    if (!piece) continue;
    const { offsets, starts, kept } = piece;
    const from = offsets[person] ?? 0;
    const to = offsets[person + 1] ?? 0;
    if (from === to) continue;
    const step = isLast ? -1 : 1;
    let row = isLast ? firstAtLeast(starts, from, to, high + 1) - 1 : firstAtLeast(starts, from, to, low);
    while (kept !== null && row >= from && row < to && kept[row] !== 1) row += step;
    if (row < from || row >= to) continue;
    const day = starts[row] ?? noDay;
    if (day < low || day > high) continue;
    if (chosen === noDay || day > chosen === isLast) chosen = day;
  }
  return chosen;
}
