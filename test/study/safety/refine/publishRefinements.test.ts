import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitsOf } from '../../../../shared/disclosure/bits.ts';
import { isWithheld, type PublishedCount } from '../../../../shared/disclosure/publishedCount.ts';
import { personSet, ShownSets } from '../../../../shared/disclosure/shownSets.ts';
import { seriesPeriods } from '../../../../shared/study/safety/refine/caseSeries.ts';
import type { CountedSet, Decide } from '../../../../shared/study/safety/refine/countedSet.ts';
import { publishDechallenge } from '../../../../shared/study/safety/refine/dechallenge.ts';
import { publishSelfControlled } from '../../../../shared/study/safety/refine/selfControlled.ts';
import { publishSequence } from '../../../../shared/study/safety/refine/sequenceOfFinding.ts';

const rules = { minimumCell: 10 };
const size = 200;
const ratio = { estimate: 2, lower: 1, upper: 4 };

/** A set that is shown before, and how the next ones are decided beside it. */
function beside(table: Int32Array): Decide {
  const shown = new ShownSets(rules);
  shown.add(personSet(bitsOf(table, size)));
  return (persons) => shown.publish(personSet(bitsOf(persons, size)));
}

const setOf = (persons: readonly number[]): CountedSet => ({
  count: persons.length,
  persons: Int32Array.from(persons),
});

/** Cut at places: sizes that crowd round the minimum cell. */
const sizes = (count: number): fc.Arbitrary<number[]> =>
  fc.array(fc.oneof(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 45 })), {
    minLength: count,
    maxLength: count,
  });

/** What a table shows: nobody, or enough. */
const tableSize = fc.oneof(fc.constant(0), fc.integer({ min: 10, max: 45 }));

/** No shown set is small, and none leaves few of another. */
function expectNothingTold(
  shown: readonly { readonly set: CountedSet; readonly published: PublishedCount }[],
) {
  const open = shown.filter(({ published }) => !isWithheld(published));
  for (const { set, published } of open) {
    expect(published).toBe(set.count);
    expect(set.count > 0 && set.count < rules.minimumCell).toBe(false);
    for (const other of open) {
      const known = new Set(other.set.persons);
      if (!set.persons.every((person) => known.has(person))) continue;
      const left = other.set.persons.length - set.persons.length;
      expect(left > 0 && left < rules.minimumCell).toBe(false);
    }
  }
}

test('a case series tells no small period, not even by its sum, and no ratio of what is withheld', () => {
  const reached = { hidden: 0, ratios: 0 };
  fc.assert(
    fc.property(sizes(4), tableSize, (parts, ofTable) => {
      let next = 0;
      const periods = seriesPeriods.map((period, i) => {
        const persons = Array.from({ length: parts[i] ?? 0 }, () => next++);
        return {
          period,
          events: setOf(persons),
          personYears: 3,
          rateRatio: period === 'reference' ? null : ratio,
        };
      });
      const cases = setOf(Array.from({ length: next }, (_, i) => i));
      const table = Int32Array.from({ length: ofTable }, (_, i) => i);
      const raw = { refinement: 'selfControlled' as const, cases, periods };
      const found = publishSelfControlled(raw, beside(table), rules);
      expectNothingTold([
        { set: { count: ofTable, persons: table }, published: ofTable },
        { set: cases, published: found.cases },
        ...periods.map(({ events }, i) => ({ set: events, published: found.periods[i]?.events ?? 0 })),
      ]);
      const hidden = [found.cases, ...found.periods.map(({ events }) => events)].filter(isWithheld);
      expect(hidden.length).not.toBe(1);
      reached.hidden += hidden.length;
      const reference = found.periods[0];
      for (const { events, personYears, rateRatio } of found.periods) {
        if (isWithheld(events)) expect([personYears, rateRatio]).toEqual([null, null]);
        if (rateRatio === null) continue;
        reached.ratios++;
        expect(reference && isWithheld(reference.events)).toBe(false);
      }
    }),
    { numRuns: 3_000 },
  );
  expect(Math.min(...Object.values(reached))).toBeGreaterThan(100);
});

test('sequences tell neither side, nor a ratio, where one is small or near the table', () => {
  let shown = 0;
  fc.assert(
    fc.property(sizes(2), fc.nat(30), tableSize, ([a = 0, b = 0], skipped, ofTable) => {
      const after = setOf(Array.from({ length: a }, (_, i) => i));
      const before = setOf(Array.from({ length: b }, (_, i) => 100 + i));
      const table = Int32Array.from({ length: ofTable }, (_, i) => skipped + i);
      const found = publishSequence(
        {
          refinement: 'sequenceSymmetry',
          days: 365,
          eventAfter: after,
          eventBefore: before,
          crude: ratio,
          nullEffect: 1,
          adjusted: ratio,
        },
        beside(table),
        rules,
      );
      expectNothingTold([
        { set: { count: ofTable, persons: table }, published: ofTable },
        { set: after, published: found.eventAfter },
        { set: before, published: found.eventBefore },
      ]);
      const isHidden = isWithheld(found.eventAfter) || isWithheld(found.eventBefore);
      for (const value of [found.crude, found.nullEffect, found.adjusted])
        expect(value === null).toBe(isHidden);
      if (!isHidden) shown++;
    }),
    { numRuns: 3_000 },
  );
  expect(shown).toBeGreaterThan(100);
});

test('steps of stopping and taking again tell no few persons between them', () => {
  let shown = 0;
  fc.assert(
    fc.property(sizes(5), fc.nat(20), (lost, tableMore) => {
      const all = Array.from({ length: 150 }, (_, i) => i);
      const withEvent = all.slice(0, 110 - (lost[0] ?? 0));
      const stopped = withEvent.slice(0, Math.max(0, withEvent.length - (lost[1] ?? 0)));
      const resolved = stopped.slice(0, Math.max(0, stopped.length - (lost[2] ?? 0)));
      const restarted = stopped.slice(lost[3] ?? 0);
      const recurred = restarted.slice(lost[4] ?? 0);
      const table = all.slice(0, withEvent.length + tableMore);
      const steps = { withEvent, stopped, resolved, restarted, recurred };
      const sets = Object.fromEntries(
        Object.entries(steps).map(([step, persons]) => [step, setOf(persons)]),
      ) as Record<keyof typeof steps, CountedSet>;
      const found = publishDechallenge(
        { refinement: 'dechallenge', days: 30, ...sets },
        [{ count: table.length, published: table.length }],
        beside(Int32Array.from(table)),
        rules,
      );
      const published = (Object.keys(steps) as (keyof typeof steps)[]).map((step) => ({
        set: sets[step],
        published: found[step],
      }));
      expectNothingTold([{ set: setOf(table), published: table.length }, ...published]);
      for (const { set, published: own } of published)
        if (isWithheld(own) && set.count < 10) expect(own.withheld).toBe('small');
      shown += published.filter((one) => !isWithheld(one.published)).length;
    }),
    { numRuns: 2_000 },
  );
  expect(shown).toBeGreaterThan(500);
});
