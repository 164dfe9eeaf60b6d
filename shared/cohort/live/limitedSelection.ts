import { type Bits, setBit } from '../../disclosure/bits.ts';
import type { EntryEvents } from '../expression/cohortDefinition.ts';
import type { CountedEvents, EventPiece } from './eventPieces.ts';
import { type EventSpans, joinedSpans, never } from './eventSpans.ts';
import { firstAtLeast } from './firstAtLeast.ts';
import type { LiveEntry } from './liveEntry.ts';
import { emptySelection, type LiveSelection } from './liveSelection.ts';
import type { ObservationPeriods } from './observationPeriods.ts';
import { noDay, type PersonEvents } from './personEvents.ts';

/**
 * Each person's earliest or latest event of entry criteria that has the observed days that are wanted, as the compiler
 * chooses it: ties go to the smaller event id, then to the earlier criterion.
 * @param criteria events of the criteria, in their order
 * @param isExact whether it matters which of a day's events is which; ends and ids must be there then
 */
export function limitedSelection(
  criteria: readonly CountedEvents[],
  periods: ObservationPeriods,
  persons: number,
  window: EntryEvents,
  isExact: boolean,
  key: string,
): LiveSelection {
  const selection = emptySelection(persons, isExact, key);
  const pieces = criteria.flatMap((counted) => counted.pieces);
  if (isExact) {
    for (let person = 0; person < persons; person++)
      chooseRow(selection, pieces, periods.all, person, window);
    return selection;
  }
  const spans = joinedSpans(criteria.map((counted) => counted.spans()));
  if (spans) chooseBySpans(selection, spans, pieces, periods, window);
  return selection;
}

/** Persons with an event of a criterion that has the observed days that are wanted. */
export function personsObserved(
  counted: CountedEvents,
  periods: ObservationPeriods,
  persons: number,
  window: EntryEvents,
): Bits {
  return limitedSelection([counted], periods, persons, { ...window, limit: 'First' }, false, '').events;
}

/** Mostly a person's first or last event of all is the one; where it is not observed well enough, rows decide. */
function chooseBySpans(
  selection: LiveSelection,
  { firsts, lasts }: EventSpans,
  pieces: readonly EventPiece[],
  periods: ObservationPeriods,
  window: EntryEvents,
): void {
  const { priorDays, postDays } = window;
  const { firsts: froms, lasts: untils } = periods.only;
  const days = window.limit === 'Last' ? lasts : firsts;
  for (let person = 0; person < days.length; person++) {
    const day = days[person] ?? 0;
    if (day === never || day === -never) continue;
    const from = froms[person] ?? 0;
    const until = untils[person] ?? 0;
    if (from + priorDays <= day && day + postDays <= until) {
      choose(selection, person, day, from, until);
    } else if (from === never) {
      chooseRow(selection, pieces, periods.all, person, window);
    } else if (firsts[person] !== lasts[person]) {
      const other = dayBetween(pieces, person, from + priorDays, until - postDays, window.limit);
      if (other !== noDay) choose(selection, person, other, from, until);
    }
  }
}

/** The first or last day in [low, high] on which a person has an event that counts; {@link noDay} for none. */
function dayBetween(
  pieces: readonly EventPiece[],
  person: number,
  low: number,
  high: number,
  limit: EntryEvents['limit'],
): number {
  const isLast = limit === 'Last';
  let chosen = noDay;
  for (const { events, kept } of pieces) {
    const { offsets, starts } = events;
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

function choose(
  { entry, events }: LiveSelection,
  person: number,
  day: number,
  from: number,
  until: number,
): void {
  entry.startOf[person] = day;
  entry.observedBefore[person] = day - from;
  entry.observedAfter[person] = until - day;
  setBit(events, person);
}

function chooseRow(
  { entry, events }: LiveSelection,
  pieces: readonly EventPiece[],
  periods: PersonEvents,
  person: number,
  window: EntryEvents,
): void {
  let chosen: PersonEvents | null = null;
  let chosenRow = 0;
  for (const piece of pieces) {
    const { offsets } = piece.events;
    const from = offsets[person] ?? 0;
    const to = offsets[person + 1] ?? 0;
    if (from === to) continue;
    const row = limitedRow(piece, from, to, periods, person, window);
    if (row < 0) continue;
    if (chosen && !isPreferred(piece.events, row, chosen, chosenRow, window.limit === 'Last')) continue;
    chosen = piece.events;
    chosenRow = row;
  }
  if (chosen) enter(entry, events, person, chosen, chosenRow, periods, window);
}

function enter(
  entry: LiveEntry,
  entered: Bits,
  person: number,
  { starts, ends }: PersonEvents,
  row: number,
  periods: PersonEvents,
  window: EntryEvents,
): void {
  const start = starts[row] ?? 0;
  const period = periodHolding(periods, person, start, window);
  entry.startOf[person] = start;
  if (entry.endOf) entry.endOf[person] = ends?.[row] ?? noDay;
  entry.observedBefore[person] = start - (periods.starts[period] ?? 0);
  entry.observedAfter[person] = (periods.ends?.[period] ?? 0) - start;
  setBit(entered, person);
}

/** The first or last row of a person in [from, to) that has the observed days that are wanted; -1 for none. */
function limitedRow(
  { events: { starts }, kept }: EventPiece,
  from: number,
  to: number,
  periods: PersonEvents,
  person: number,
  window: EntryEvents,
): number {
  const isLast = window.limit === 'Last';
  const step = isLast ? -1 : 1;
  let found = -1;
  for (let row = isLast ? to - 1 : from; row >= from && row < to; row += step) {
    if (kept !== null && kept[row] !== 1) continue;
    // Of one day the row with the smallest id, which comes first.
    if (found >= 0 && starts[row] !== starts[found]) break;
    if (found < 0 && periodHolding(periods, person, starts[row] ?? noDay, window) < 0) continue;
    found = row;
    if (!isLast) break;
  }
  return found;
}

function isPreferred(a: PersonEvents, row: number, b: PersonEvents, other: number, isLast: boolean): boolean {
  const [start, otherStart] = [a.starts[row] ?? noDay, b.starts[other] ?? noDay];
  if (start !== otherStart) return start > otherStart === isLast;
  return a.ids !== null && b.ids !== null && (a.ids[row] ?? 0n) < (b.ids[other] ?? 0n);
}

/** The observation period that holds a day with as many days before and after as wanted; -1 for none. */
function periodHolding(
  { offsets, starts, ends }: PersonEvents,
  person: number,
  day: number,
  { priorDays, postDays }: EntryEvents,
): number {
  if (day === noDay) return -1;
  const to = offsets[person + 1] ?? 0;
  for (let period = offsets[person] ?? 0; period < to; period++) {
    const from = starts[period] ?? noDay;
    const until = ends?.[period] ?? noDay;
    if (from === noDay || until === noDay) continue;
    if (from + priorDays <= day && day + postDays <= until) return period;
  }
  return -1;
}
