import { type Bits, setBit } from '../../disclosure/bits.ts';
import type { EntryEvents } from '../expression/cohortDefinition.ts';
import { type CountedEvents, countedStarts, type EventPiece } from './eventPieces.ts';
import { type EventSpans, joinedSpans } from './eventSpans.ts';
import type { LiveEntry } from './liveEntry.ts';
import { emptySelection, type LiveSelection } from './liveSelection.ts';
import type { ObservationPeriods } from './observationPeriods.ts';
import { noDay, type PersonEvents } from './personEvents.ts';
import type { TwoThreads } from './twoThreads.ts';

/**
 * Each person's earliest or latest event of entry criteria that has the observed days that are wanted, as the compiler
 * chooses it: ties go to the smaller event id, then to the earlier criterion.
 * @param criteria events of the criteria, in their order
 * @param isExact whether it matters which of a day's events is which; ends and ids must be there then
 */
export async function limitedSelection(
  criteria: readonly CountedEvents[],
  periods: ObservationPeriods,
  persons: number,
  window: EntryEvents,
  isExact: boolean,
  key: string,
  threads: TwoThreads,
): Promise<LiveSelection> {
  const selection = emptySelection(persons, isExact, key);
  const pieces = criteria.flatMap((counted) => counted.pieces);
  if (isExact) {
    for (let person = 0; person < persons; person++)
      chooseRow(selection, pieces, periods.all, person, window);
    return selection;
  }
  const all: EventSpans[] = [];
  for (const counted of criteria) all.push(await counted.spans());
  const spans = joinedSpans(all);
  if (!spans) return selection;
  const { priorDays, postDays, limit } = window;
  const { entry, events } = selection;
  await threads.run(
    'chooseBySpans',
    {
      pieces: countedStarts(pieces),
      spans,
      only: periods.only,
      window: { priorDays, postDays, limit },
      entry,
      events,
    },
    persons,
  );
  for (const person of periods.others) chooseRow(selection, pieces, periods.all, person, window);
  return selection;
}

/** Persons with an event of a criterion that has the observed days that are wanted. */
export async function personsObserved(
  counted: CountedEvents,
  periods: ObservationPeriods,
  persons: number,
  window: EntryEvents,
  threads: TwoThreads,
): Promise<Bits> {
  const first: EntryEvents = { ...window, limit: 'First' };
  return (await limitedSelection([counted], periods, persons, first, false, '', threads)).events;
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
