import { expect, test } from 'vitest';
import { largestFirst } from '../../shared/disclosure/largestFirst.ts';

test('shown counts come by size, withheld ones last as they were given', () => {
  const withheld = (reason: 'small' | 'complementary') => ({ withheld: reason, below: 10 }) as const;
  const items = [
    { name: 'a', persons: withheld('small') },
    { name: 'b', persons: 0 },
    { name: 'c', persons: withheld('complementary') },
    { name: 'd', persons: 12 },
    { name: 'e', persons: 40 },
    { name: 'f', persons: 12 },
    { name: 'g', persons: withheld('small') },
  ];
  expect(largestFirst(items).map(({ name }) => name)).toEqual(['e', 'd', 'f', 'b', 'a', 'c', 'g']);
});
