import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PatternSorter, STRETCH_BITS } from '../../../shared/study/covariates/patternSorter.ts';

const record = fc.record({
  date: fc.nat(40),
  stretch: fc.nat(4),
  concept: fc.constantFrom(1, 2, 7, 100, 2_000_000_123, 9_007_199_254_740_991, -5),
  detail: fc.constantFrom(0, 3, 2_000_000_123),
});

test('records in any number of parts are united by key and date, in order', () => {
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 200 }),
      fc.array(fc.nat(41), { maxLength: 4 }),
      (records, cuts) => {
        const sorter = new PatternSorter();
        const bounds = [0, ...[...cuts].sort((a, b) => a - b), 41];
        for (let k = 0; k + 1 < bounds.length; k++) {
          const part = records.filter(
            ({ date }) => date >= (bounds[k] as number) && date < (bounds[k + 1] as number),
          );
          sorter.add(
            Int32Array.from(part, ({ date, stretch }) => (date << STRETCH_BITS) + stretch),
            Float64Array.from(part, ({ concept }) => concept),
            Float64Array.from(part, ({ detail }) => detail),
          );
        }
        const { concepts, details, starts, dates, patterns } = sorter.finish();
        const found = Array.from(concepts, (concept, key) =>
          Array.from({ length: (starts[key + 1] as number) - (starts[key] as number) }, (_, k) => {
            const at = (starts[key] as number) + k;
            return [concept, details[key], dates[at], patterns[at]];
          }),
        ).flat();
        const expected = new Map<string, number[]>();
        for (const { concept, detail, date, stretch } of records) {
          const key = `${concept} ${detail} ${date}`;
          const known = expected.get(key) ?? [concept, detail, date, 0];
          expected.set(key, [concept, detail, date, (known[3] as number) | (1 << stretch)]);
        }
        const inOrder = [...expected.values()].sort(
          ([a = 0, b = 0, c = 0], [d = 0, e = 0, f = 0]) => a - d || b - e || c - f,
        );
        expect(found).toEqual(inOrder);
      },
    ),
  );
});

test('thousands of keys', () => {
  const sorter = new PatternSorter();
  const concepts = Float64Array.from({ length: 20_000 }, (_, k) => (k * 7919) % 9_973);
  sorter.add(new Int32Array(concepts.length), concepts, null);
  expect([...sorter.finish().concepts]).toEqual(Array.from({ length: 9_973 }, (_, k) => k));
});
