import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CountedStarts } from '../../../shared/cohort/live/eventPieces.ts';
import { type EventSpans, emptySpans, never } from '../../../shared/cohort/live/eventSpans.ts';
import type { LiveEntry } from '../../../shared/cohort/live/liveEntry.ts';
import { emptySelection } from '../../../shared/cohort/live/liveSelection.ts';
import { noDay } from '../../../shared/cohort/live/personEvents.ts';
import { sharedBits, sharedBytes, sharedInt32 } from '../../../shared/cohort/live/sharedNumbers.ts';
import { TwoThreads } from '../../../shared/cohort/live/twoThreads.ts';
import { type Bits, eachBit, setBit } from '../../../shared/disclosure/bits.ts';
import { clonedThread } from './clonedThread.ts';

const persons = 70;
const threads = new TwoThreads(() => clonedThread(), 0);

const day = fc.integer({ min: 0, max: 60 });
const event = fc.record({
  person: fc.integer({ min: 0, max: persons - 1 }),
  start: fc.oneof({ weight: 12, arbitrary: day }, { weight: 1, arbitrary: fc.constant(noDay) }),
  isKept: fc.boolean(),
});
const pieceOf = fc.record({
  events: fc.array(event, { minLength: 50, maxLength: 250, size: 'max' }),
  isFiltered: fc.boolean(),
});
type Piece = typeof pieceOf extends fc.Arbitrary<infer T> ? T : never;
const pieces = fc.array(pieceOf, { minLength: 1, maxLength: 3 });

function startsOf({ events, isFiltered }: Piece): CountedStarts {
  const sorted = [...events].sort((a, b) => a.person - b.person || a.start - b.start);
  const offsets = sharedInt32(persons + 1);
  const starts = sharedInt32(events.length);
  const kept = isFiltered ? sharedBytes(events.length) : null;
  for (const { person } of events)
    for (let after = person + 1; after <= persons; after++) offsets[after] = (offsets[after] ?? 0) + 1;
  for (const [row, { start, isKept }] of sorted.entries()) {
    starts[row] = start;
    if (kept) kept[row] = isKept ? 1 : 0;
  }
  return { offsets, starts, kept };
}

/** Days on which a person has events that count. */
function daysOf(all: readonly Piece[], person: number): number[] {
  return all
    .flatMap(({ events, isFiltered }) => events.filter(({ isKept }) => isKept || !isFiltered))
    .filter((each) => each.person === person && each.start !== noDay)
    .map(({ start }) => start);
}

async function spansOf(all: readonly Piece[]): Promise<EventSpans> {
  const spans = emptySpans(persons);
  await threads.run('fillSpans', { pieces: all.map(startsOf), spans }, persons);
  return spans;
}

function members(bits: Bits): number[] {
  const found: number[] = [];
  eachBit(bits, (index) => found.push(index));
  return found;
}

test('spans are the first and the last day of what counts', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, async (all) => {
      const { anybody, firsts, lasts } = await spansOf(all);
      const found = new Set(members(anybody));
      for (let person = 0; person < persons; person++) {
        const days = daysOf(all, person);
        expect(found.has(person)).toBe(days.length > 0);
        expect(firsts[person]).toBe(Math.min(never, ...days));
        expect(lasts[person]).toBe(Math.max(-never, ...days));
      }
    }),
  );
});

const indexEvents = fc.array(
  fc.record({
    start: day,
    before: fc.integer({ min: 0, max: 40 }),
    after: fc.integer({ min: 0, max: 40 }),
    person: fc.integer({ min: 0, max: persons - 1 }),
  }),
  { minLength: persons, maxLength: persons },
);
type IndexEvents = typeof indexEvents extends fc.Arbitrary<infer T> ? T : never;

/** One index event for each person, or several of some. */
function entryOf(events: IndexEvents, isByPerson: boolean): LiveEntry {
  const { entry } = emptySelection(persons, false, '');
  const personOf = sharedInt32(persons);
  const sorted = isByPerson ? events : [...events].sort((a, b) => a.person - b.person || a.start - b.start);
  for (const [index, { start, before, after, person }] of sorted.entries()) {
    personOf[index] = isByPerson ? index : person;
    entry.startOf[index] = start;
    entry.observedBefore[index] = before;
    entry.observedAfter[index] = after;
  }
  return { ...entry, isByPerson, personOf };
}

const range = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));

test('index events are met by as many starts in the window as a plain count finds', async () => {
  const seen = { met: 0, unmet: 0 };
  await fc.assert(
    fc.asyncProperty(
      pieces,
      indexEvents,
      fc.record({
        days: range,
        isObserved: fc.boolean(),
        isByPerson: fc.boolean(),
        withSpans: fc.boolean(),
        least: fc.integer({ min: 0, max: 3 }),
        more: fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 0, max: 2 })),
        someAsked: fc.boolean(),
        ages: fc.option(fc.record({ low: day, length: day })),
      }),
      async (all, events, { days, isObserved, isByPerson, withSpans, least, more, someAsked, ages }) => {
        const [first, last] = days;
        const most = least + more;
        const entry = entryOf(events, isByPerson);
        const asked = sharedBits(persons);
        for (let index = 0; index < persons; index++) if (!someAsked || index % 3) setBit(asked, index);
        // Everybody was born in 1970, so that an age is a year.
        const age = ages && {
          range: { low: ages.low >> 4, high: (ages.low + ages.length) >> 4, outside: false },
          yearOfBirth: new Float64Array(persons).fill(1970),
        };
        const met = sharedBits(persons);
        const window = { first, last, isObserved };
        await threads.run(
          'markStartsWithin',
          {
            window,
            least,
            most,
            entry,
            pieces: all.map(startsOf),
            spans: withSpans ? await spansOf(all) : null,
            age,
            asked,
            met,
          },
          persons,
        );
        const expected = members(asked).filter((index) => {
          const start = entry.startOf[index] ?? 0;
          const from = start - (isObserved ? (entry.observedBefore[index] ?? 0) : 1000);
          const until = start + (isObserved ? (entry.observedAfter[index] ?? 0) : 1000);
          const found = daysOf(all, entry.personOf[index] ?? 0).filter(
            (each) =>
              each >= Math.max(from, start + first) &&
              each <= Math.min(until, start + last) &&
              // All days lie in 1970.
              (!age || (age.range.low <= 0 && age.range.high >= 0)),
          ).length;
          return found >= least && found <= most;
        });
        seen.met += expected.length;
        seen.unmet += members(asked).length - expected.length;
        expect(members(met)).toEqual(expected);
      },
    ),
    { numRuns: 400 },
  );
  expect(seen.met).toBeGreaterThan(1000);
  expect(seen.unmet).toBeGreaterThan(1000);
});

test('the earliest or latest event is chosen of those that are observed long enough', async () => {
  const observed = fc.array(fc.record({ first: day, length: day, isOnly: fc.integer({ min: 0, max: 3 }) }), {
    minLength: persons,
    maxLength: persons,
  });
  const window = fc.record({
    priorDays: fc.integer({ min: 0, max: 20 }),
    postDays: fc.integer({ min: 0, max: 20 }),
    limit: fc.constantFrom('First', 'Last'),
  });
  await fc.assert(
    fc.asyncProperty(pieces, observed, window, async (all, periods, { priorDays, postDays, limit }) => {
      const only = { firsts: sharedInt32(persons).fill(never), lasts: sharedInt32(persons).fill(-never) };
      for (const [person, { first, length, isOnly }] of periods.entries()) {
        if (isOnly === 0) continue;
        only.firsts[person] = first;
        only.lasts[person] = first + length;
      }
      const { entry, events } = emptySelection(persons, false, '');
      const spans = await spansOf(all);
      const input = {
        pieces: all.map(startsOf),
        spans,
        only,
        window: { priorDays, postDays, limit },
        entry,
        events,
      };
      await threads.run('chooseBySpans', input, persons);
      const found = new Set(members(events));
      for (let person = 0; person < persons; person++) {
        const [from, until] = [only.firsts[person] ?? 0, only.lasts[person] ?? 0];
        const days = daysOf(all, person).filter(
          (each) => from + priorDays <= each && each + postDays <= until,
        );
        expect(found.has(person)).toBe(days.length > 0);
        if (days.length === 0) continue;
        const chosen = limit === 'Last' ? Math.max(...days) : Math.min(...days);
        expect(entry.startOf[person]).toBe(chosen);
        expect(entry.observedBefore[person]).toBe(chosen - from);
        expect(entry.observedAfter[person]).toBe(until - chosen);
      }
    }),
    { numRuns: 200 },
  );
});

test('index events are observed long enough where both sides of the window are', async () => {
  const days = fc.integer({ min: 0, max: 45 });
  await fc.assert(
    fc.asyncProperty(indexEvents, days, days, async (events, priorDays, postDays) => {
      const observed = sharedBits(persons);
      await threads.run(
        'markObserved',
        { entry: entryOf(events, true), priorDays, postDays, observed },
        persons,
      );
      expect(members(observed)).toEqual(
        events.flatMap(({ before, after }, i) => (before >= priorDays && after >= postDays ? [i] : [])),
      );
    }),
  );
});

test('index events are the same where everything that a criterion can tell is', async () => {
  const columns = ['startOf', 'endOf', 'observedBefore', 'observedAfter'] as const;
  const { entry: before } = emptySelection(persons, true, '');
  const { entry: after } = emptySelection(persons, true, '');
  for (let person = 0; person < persons; person++)
    for (const column of columns) for (const each of [before, after]) (each[column] ?? [])[person] = person;
  const changed = [3, 31, 32, 69];
  for (const [i, person] of changed.entries()) (after[columns[i] ?? 'startOf'] ?? [])[person] = 1000;
  const same = sharedBits(persons);
  await threads.run('markUnchanged', { before, after, same }, persons);
  expect(members(same)).toEqual(
    Array.from({ length: persons }, (_, person) => person).filter((person) => !changed.includes(person)),
  );
});
