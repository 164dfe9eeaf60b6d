import { expect, test } from 'vitest';
import { numberNeededInterval, numberNeededText } from '../../../shared/report/study/numberNeededText.ts';

test('benefit and harm are told apart, and an interval of both runs through infinity', () => {
  expect(numberNeededText('en', 15.4)).toBe('15');
  expect(numberNeededText('en', -1605)).toBe('harm 1,605');
  expect(numberNeededInterval('en', 9, 49)).toBe('9 to 49');
  expect(numberNeededInterval('en', -160, -17)).toBe('harm 160 to harm 17');
  expect(numberNeededInterval('ja', -15, 33)).toBe('害 15〜∞〜33');
  expect(numberNeededInterval('en', 12, Number.POSITIVE_INFINITY)).toBe('12 to ∞');
});
