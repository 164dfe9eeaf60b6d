import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithheld, type PublishedCount } from '../../shared/disclosure/publishedCount.ts';
import { publishPyramid } from '../../shared/disclosure/publishPyramid.ts';

const rules = { minimumCell: 10 };

type Interval = readonly [number, number];

/** Narrows every withheld count by the sums that hold until nothing changes: what a careful reader can work out. */
function attack(
  columns: readonly (readonly PublishedCount[])[],
  totals: readonly PublishedCount[],
  grand: number,
) {
  const start = (count: PublishedCount): Interval =>
    !isWithheld(count) ? [count, count] : count.withheld === 'small' ? [1, 9] : [10, grand];
  const cells = columns.map((column) => column.map(start));
  const sums = totals.map(
    (total): Interval => (isWithheld(total) ? [total.withheld === 'small' ? 1 : 10, grand] : [total, total]),
  );
  const narrow = (parts: Interval[], [low, high]: Interval): Interval => {
    const lows = parts.reduce((sum, part) => sum + part[0], 0);
    const highs = parts.reduce((sum, part) => sum + part[1], 0);
    parts.forEach(([from, to], i) => {
      parts[i] = [Math.max(from, low - (highs - to)), Math.min(to, high - (lows - from))];
    });
    return [Math.max(low, lows), Math.min(high, highs)];
  };
  for (let round = 0; round < 20; round += 1) {
    cells.forEach((column, i) => {
      sums[i] = narrow(column, sums[i] ?? [0, grand]);
    });
    narrow(sums, [grand, grand]);
  }
  return { cells, sums };
}

test('neither column totals nor the grand total give a small cell away', () => {
  const column = fc.array(fc.oneof(fc.nat(9), fc.nat(300)), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.tuple(column, column, fc.constantFrom([0, 0, 0, 0], [0, 0, 3, 0], [1, 1, 0, 0])),
      (columns) => {
        const grand = columns.flat().reduce((a, b) => a + b, 0);
        fc.pre(grand >= 100);
        const { cells, columnTotals } = publishPyramid(columns, rules);
        const { cells: bounds } = attack(cells, columnTotals, grand);
        cells.forEach((column, i) => {
          column.forEach((count, j) => {
            const truth = columns[i]?.[j] ?? 0;
            if (!isWithheld(count)) {
              expect(count).toBe(truth);
              expect(count > 0 && count < 10).toBe(false);
            } else if (count.withheld === 'small') {
              const [low, high] = bounds[i]?.[j] ?? [0, 0];
              expect(high - low).toBeGreaterThanOrEqual(2);
            }
          });
        });
      },
    ),
    { numRuns: 20000 },
  );
});
