import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWithheld } from '../../../shared/disclosure/publishedCount.ts';
import { NearCounts } from '../../../shared/study/result/nearCounts.ts';

const rules = { minimumCell: 10 };

/** A funnel as it is decided: from its last step. */
function publish(funnel: readonly number[]) {
  const near = new NearCounts(rules);
  return [...funnel]
    .reverse()
    .map((count) => near.publish(count))
    .reverse();
}

test('steps that remove nobody since a shown one are shown, those that remove few are not', () => {
  expect(publish([51_422, 51_404, 45_353, 45_353, 45_353]).every((count) => !isWithheld(count))).toBe(true);
  const few = publish([51_422, 51_404, 45_354, 45_354, 45_354, 45_353]);
  expect(few.map(isWithheld)).toEqual([false, false, true, true, true, false]);
});

test('equal steps are decided alike, and no two shown ones differ by few', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 25 }), { minLength: 1, maxLength: 8 }), (removed) => {
      let left = 200;
      const funnel = removed.map((few) => {
        left -= few;
        return Math.max(0, left);
      });
      const shown = publish(funnel);
      funnel.forEach((count, i) => {
        funnel.forEach((other, j) => {
          if (count === other) expect(isWithheld(shown[i] ?? 0)).toBe(isWithheld(shown[j] ?? 0));
          if (isWithheld(shown[i] ?? 0) || isWithheld(shown[j] ?? 0)) return;
          expect(Math.abs(count - other) > 0 && Math.abs(count - other) < 10).toBe(false);
        });
      });
    }),
  );
});

test('a number that is shown may be shown again beside a withheld one', () => {
  const near = new NearCounts(rules);
  near.publish(100);
  expect(isWithheld(near.publish(105))).toBe(true);
  expect(near.publish(100)).toBe(100);
});
