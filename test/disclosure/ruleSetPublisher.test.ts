import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithheld, type PublishedCount } from '../../shared/disclosure/publishedCount.ts';
import { RuleSetPublisher } from '../../shared/disclosure/ruleSetPublisher.ts';

const rules = { minimumCell: 10 };
const small = (count: number) => count > 0 && count < 10;

/** `cells[mask]` persons pass exactly the rules of `mask`. */
function passing(cells: readonly number[], set: bigint): number {
  return cells.reduce((sum, persons, mask) => ((BigInt(mask) & set) === set ? sum + persons : sum), 0);
}

const threeRules = fc.array(fc.oneof(fc.nat(5), fc.nat(40), fc.nat(400)), { minLength: 8, maxLength: 8 });

test('no difference of two nested shown counts is small, and no cell can be worked out from shown counts', () => {
  fc.assert(
    fc.property(
      threeRules,
      fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 }),
      (cells, order) => {
        const publisher = new RuleSetPublisher(3, (set) => passing(cells, set), rules);
        const shown = new Map<number, PublishedCount>(
          order.map((set) => [set, publisher.publish(BigInt(set))]),
        );
        const value = (set: number) => {
          const count = shown.get(set);
          return count === undefined || isWithheld(count) ? undefined : count;
        };
        for (const [set] of shown) {
          const count = value(set);
          if (count === undefined) continue;
          expect(count).toBe(passing(cells, BigInt(set)));
          expect(small(count)).toBe(false);
          for (const [other] of shown) {
            const otherCount = value(other);
            if ((set & other) === set && otherCount !== undefined)
              expect(small(count - otherCount)).toBe(false);
          }
        }
        // Persons passing exactly the rules of `mask`, by inclusion and exclusion over all sets above it.
        for (let mask = 0; mask < 8; mask += 1) {
          const above = [0, 1, 2, 3, 4, 5, 6, 7].filter((set) => (set & mask) === mask);
          if (above.every((set) => value(set) !== undefined)) expect(small(cells[mask] ?? 0)).toBe(false);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('what is shown does not depend on what was asked before', () => {
  fc.assert(
    fc.property(threeRules, fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7]), (cells, order) => {
      const fresh = new RuleSetPublisher(3, (set) => passing(cells, set), rules);
      const used = new RuleSetPublisher(3, (set) => passing(cells, set), rules);
      for (const set of order) used.publish(BigInt(set));
      for (let set = 0n; set < 8n; set += 1n) expect(used.publish(set)).toEqual(fresh.publish(set));
    }),
    { numRuns: 2000 },
  );
});

test('the cohort and its entry come first; a rule that removes few is withheld, not they', () => {
  const publisher = new RuleSetPublisher(2, (set) => [1000, 995, 500, 500][Number(set)] ?? 0, rules);
  expect([0n, 1n, 2n, 3n].map((set) => isWithheld(publisher.publish(set)))).toEqual([
    false,
    true,
    false,
    false,
  ]);
});

test('a count close to the shown size of the cohort is withheld', () => {
  const publisher = new RuleSetPublisher(1, (set) => (set === 0n ? 100 : 53), rules, [50]);
  expect(publisher.publish(1n)).toEqual({ withheld: 'complementary', below: 10 });
});
