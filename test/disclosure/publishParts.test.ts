import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithheld, type PublishedCount } from '../../shared/disclosure/publishedCount.ts';
import { publishParts } from '../../shared/disclosure/publishParts.ts';

const rules = { minimumCell: 10 };

/** Every value that withheld part `target` can have, found by trying all assignments of the withheld parts. */
function feasible(published: readonly PublishedCount[], sum: number, target: number): Set<number> {
  const withheld = published.flatMap((count, index) =>
    isWithheld(count) ? [{ index, reason: count.withheld }] : [],
  );
  const rest = published.reduce<number>((left, count) => (isWithheld(count) ? left : left - count), sum);
  const values = new Set<number>();
  const others = withheld.filter(({ index }) => index !== target);
  for (let value = 1; value <= 9; value += 1) {
    // The sums that the others can reach: 1…9 for small ones, 10… for complementary ones.
    let reachable = new Set([0]);
    for (const { reason } of others) {
      const next = new Set<number>();
      for (const total of reachable) {
        const [from, to] = reason === 'small' ? [1, 9] : [10, rest];
        for (let part = from; part <= to && total + part <= rest; part += 1) next.add(total + part);
      }
      reachable = next;
    }
    if (reachable.has(rest - value)) values.add(value);
  }
  return values;
}

test('who knows the sum and the rules cannot narrow a small part', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(12), fc.nat(60)), { minLength: 1, maxLength: 6 }), (parts) => {
      const { published, sumIsSafe } = publishParts(parts, rules);
      const sum = parts.reduce((a, b) => a + b, 0);
      parts.forEach((count, index) => {
        const shown = published[index];
        if (shown === undefined) throw new Error('a part is missing');
        if (!isWithheld(shown)) expect(shown).toBe(count);
        else if (sumIsSafe && shown.withheld === 'small')
          expect(feasible(published, sum, index).size).toBe(9);
        if (count > 0 && count < 10) expect(isWithheld(shown)).toBe(true);
      });
    }),
    { numRuns: 2000 },
  );
});

test('zero is publishable and large parts stay when nothing is small', () => {
  expect(publishParts([0, 25, 10], rules)).toEqual({ published: [0, 25, 10], sumIsSafe: true });
});

test('one small part takes the smallest sufficient other with it', () => {
  const { published } = publishParts([3, 12, 40, 700], rules);
  expect(published.map((count) => (isWithheld(count) ? count.withheld : count))).toEqual([
    'small',
    12,
    'complementary',
    700,
  ]);
});

test('two ones are not given away by their sum', () => {
  expect(publishParts([1, 1], rules).sumIsSafe).toBe(false);
});
