import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergedEvents } from '../../../shared/cohort/live/eventPieces.ts';
import { noDay, sortedEvents } from '../../../shared/cohort/live/personEvents.ts';

const persons = 6;
const events = fc.array(
  fc.record({
    person: fc.nat({ max: persons - 1 }),
    start: fc.oneof(fc.nat({ max: 5 }), fc.constant(noDay)),
    id: fc.nat({ max: 8 }),
    isKept: fc.boolean(),
  }),
  { maxLength: 30, size: 'max' },
);
type Events = typeof events extends fc.Arbitrary<infer T> ? T : never;

function inOrder(a: Events[number], b: Events[number], withIds: boolean): number {
  return a.person - b.person || a.start - b.start || (withIds ? a.id - b.id : 0);
}

test('pieces are merged as all of their events would be sorted, earlier pieces first', () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 4 }), fc.boolean(), (all, withIds) => {
      const pieces = all.map((unsorted, source) => {
        const own = [...unsorted].sort((a, b) => inOrder(a, b, withIds));
        const rows = {
          persons: Int32Array.from(own, ({ person }) => person),
          starts: Int32Array.from(own, ({ start }) => start),
          ends: Int32Array.from(own, ({ start, id }) => start + id),
          ids: withIds ? BigInt64Array.from(own, ({ id }) => BigInt(id)) : null,
          sources: null,
          values: new Map(),
        };
        const kept = Uint8Array.from(own, ({ isKept }) => (isKept ? 1 : 0));
        return { own, source, piece: { events: sortedEvents(rows, persons), kept } };
      });
      const merged = mergedEvents(pieces, persons);
      const expected = pieces
        .flatMap(({ own, source }) => own.filter(({ isKept }) => isKept).map((each) => ({ ...each, source })))
        .sort((a, b) => inOrder(a, b, withIds));
      expect([...merged.starts]).toEqual(expected.map(({ start }) => start));
      expect([...(merged.ends ?? [])]).toEqual(expected.map(({ start, id }) => start + id));
      expect([...(merged.sources ?? [])]).toEqual(expected.map(({ source }) => source));
      if (withIds) expect([...(merged.ids ?? [])]).toEqual(expected.map(({ id }) => BigInt(id)));
      for (let person = 0; person <= persons; person++)
        expect(merged.offsets[person]).toBe(expected.filter((each) => each.person < person).length);
    }),
    { numRuns: 300 },
  );
});
