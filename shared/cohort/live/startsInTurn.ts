import { EventCursor } from './eventCursor.ts';
import type { StartsInput } from './startsWithin.ts';
import { WindowDays } from './windowDays.ts';
import type { WordRange } from './wordRange.ts';

/**
 * As {@link markStartsWithin} does, for index events of which persons have several: each person's index events and events
 * are gone through together, both in the order of their days.
 */
export function markStartsInTurn(input: StartsInput, range: WordRange): void {
  const { window, least, most, entry, age, asked, met } = input;
  const { personOf } = entry;
  const days = new WindowDays(window, entry, age);
  const cursors = input.pieces.map((piece) => new EventCursor(piece));
  const own: EventCursor[] = [];
  let current = -1;
  let [lastLow, lastHigh] = [0, 0];
  for (let i = range.from; i < range.to; i++) {
    let found = 0;
    for (let word = asked[i] ?? 0; word !== 0; word &= word - 1) {
      const bit = 31 - Math.clz32(word & -word);
      const index = (i << 5) + bit;
      const person = personOf[index] ?? 0;
      if (person !== current) {
        current = person;
        own.length = 0;
        for (const cursor of cursors) if (cursor.begin(person)) own.push(cursor);
        lastLow = lastHigh = Number.NEGATIVE_INFINITY;
      }
      let count = 0;
      if (own.length > 0) {
        const low = days.first(index, person);
        const high = days.last(index, person);
        // Only where observation periods overlap.
        if (low < lastLow || high < lastHigh) for (const cursor of own) cursor.rewind();
        lastLow = low;
        lastHigh = high;
        for (let c = 0; c < own.length; c++) count += own[c]?.count(low, high) ?? 0;
      }
      found |= (count >= least && count <= most ? 1 : 0) << bit;
    }
    if (found !== 0) met[i] = (met[i] ?? 0) | found;
  }
}
